#pragma once

#include "base/calendar.hpp"
#include "render/page_text.hpp"

#include <nlohmann/json.hpp>

#include <functional>
#include <string>

namespace annai::render {

/// Public holidays by the law as it stands since 2022 (国民の祝日に関する法律: 振替休日 and 国民の休日 included;
/// the equinoxes by their usual formula, good until 2099).
bool is_public_holiday(const base::CivilDate& date);

/// Adds meta, source_number and source_label of a statement (its date and source) to a view.
using DescribeOrigin = std::function<void(nlohmann::json& view, const nlohmann::json& statement)>;

/// One table a purpose: [{purpose, rows: [{days, is_unknown, slots: [{slot, slot_note}]}], meta …}]. Days that no
/// statement names are said to be "closed, or not stated": the lists do not tell the two apart.
nlohmann::json hours_view(const nlohmann::json& body, const Dictionary& text, const DescribeOrigin& describe);

/// "きょう（金）：8:30〜17:30" of consultation or office hours; "" where no hours are known.
std::string today_line(const nlohmann::json& body, const Dictionary& text, const base::CivilDate& today);

} // namespace annai::render
