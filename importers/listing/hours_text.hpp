#pragma once

#include "facility/record.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace annai::importers::listing {

/// "月火水木金" from 月〜金, 平日, 月・水・金, 毎日, 月〜土（祝日除く）; nothing when any of it is not understood.
std::optional<std::string> days_of(std::string_view text);

/// "09:00" from 9:00, 9時, 9時30分, 午後1時, 0900, 0.375 (a spreadsheet's time); nothing when it is none.
std::optional<std::string> time_of(std::string_view text);

/// 月〜金 9:00-12:00, 13:00-17:30; 土 9:00-12:00, or days alone, or 毎日24時間. Nothing unless all of it is understood.
std::optional<std::vector<facility::HoursStatement>> hours_of(std::string_view text, const std::string& purpose);

} // namespace annai::importers::listing
