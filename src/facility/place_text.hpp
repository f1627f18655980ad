#pragma once

#include "facility/record.hpp"

#include <optional>
#include <string>
#include <string_view>

// What lists state about where a facility is.

namespace annai::facility {

/// The address and the building apart, both tidied: a building that ends the address is taken off it, one that
/// stands twice ("…1247-1若桜町地域福祉センター 若桜町地域福祉センター") is said once, one inside it is not repeated.
struct AddressParts {
    std::string text;
    std::string building;
};
AddressParts split_building(std::string_view text, std::string_view building);

/// The position from two cells; nothing when both are empty. Its flag is that of position_flag(), or "unreadable"
/// (then 0,0), or "swapped" where latitude and longitude stand in each other's column.
std::optional<StatedPosition> stated_position(std::string_view lat, std::string_view lon);

/// A municipality's five digits from five, from six with a valid check digit, or from six that lost
/// their leading zero (`prefecture`, two digits, decides where that can be read in two ways); else nothing.
std::optional<std::string> municipality_code(std::string_view text, std::string_view prefecture = {});

/// 鳥取県 for "31" or a longer code that begins with it; "" for what is none.
std::string prefecture_name(std::string_view code);
/// "31" for 鳥取県; "" for what is none.
std::string prefecture_code(std::string_view name);

/// Thirteen digits whose first is the check digit of the rest (法人番号の指定等に関する省令).
bool is_corporate_number(std::string_view text);

/// A 介護事業所番号: NFKC, upper case; nothing when it is not ten letters or digits that begin with a prefecture.
std::optional<std::string> office_number(std::string_view text);

} // namespace annai::facility
