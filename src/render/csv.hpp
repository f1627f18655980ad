#pragma once

#include "facility/vocabulary.hpp"
#include "search/search.hpp"

#include <string>

namespace annai::render {

/// A page of facilities as CSV that opens in a spreadsheet: one row a facility, one column for every capability
/// that the audience may be shown. Cells say 可 / 条件付き / 不可 with basis and date; 「届出あり（実施は未確認）」 is never
/// an answer; an empty cell is 未確認.
std::string facilities_csv(const search::Page& page, const edition::Info& edition);

} // namespace annai::render
