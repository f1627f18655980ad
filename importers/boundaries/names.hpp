#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace annai::importers::boundaries {

/// "岩美町" of "鳥取県岩美郡岩美町", "札幌市中央区" of "北海道札幌市中央区": without prefecture and county.
std::string municipality_name(std::string_view name);

/// The five-digit code of a municipality from what is written: 31302, 313025 (with a right check digit), 1101
/// (a spreadsheet took the zero). Nothing for anything else.
std::optional<std::string> municipality_code(std::string_view written);

/// "31" of "鳥取県"; nothing for what is no prefecture's name.
std::optional<std::string> prefecture_code(std::string_view name);

} // namespace annai::importers::boundaries
