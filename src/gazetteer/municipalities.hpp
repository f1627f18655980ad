#pragma once

#include <span>
#include <string>
#include <string_view>

namespace annai::gazetteer {

/// A row of schema/codes/municipalities.csv.
struct Municipality {
    std::string code; ///< five digits
    std::string prefecture, county, city, ward;

    std::string name() const { return county + city + ward; } ///< 岩美郡岩美町, 札幌市中央区
    std::string short_name() const { return city + ward; }    ///< 岩美町, 札幌市中央区
};

/// All municipalities, wards of designated cities and designated cities as such, by code.
std::span<const Municipality> municipalities();

/// The code of a municipality; "" where there is none or, without a prefecture, several. `city` may carry the 郡
/// or lack it, and be a designated city with or without its ward; spellings are compared normalised.
std::string code_of(std::string_view prefecture, std::string_view city);

/// The row with this five-digit code (a six-digit one with its check digit does too), or nullptr.
const Municipality* municipality_of(std::string_view code);

/// "岩美郡岩美町"; "" for an unknown code.
std::string name_of(std::string_view code);

/// The prefecture with this two-digit code (or the one a longer code begins with), or "".
std::string_view prefecture_of(std::string_view code);

} // namespace annai::gazetteer
