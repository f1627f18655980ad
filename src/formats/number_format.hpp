#pragma once

#include <string>
#include <string_view>

namespace annai::formats {

/// What a spreadsheet's number format makes of a number, as far as it changes what the number means.
struct NumberFormat {
    enum class Kind { plain, date, time, elapsed_time, date_and_time, zero_padded };
    Kind kind = Kind::plain;
    std::size_t digits = 0; ///< zero_padded: 0000000000 has ten
};

/// The formats that every workbook has without writing them down (ECMA-376 part 1, 18.8.30, with the Japanese ones).
NumberFormat builtin_number_format(unsigned id);
/// "yyyy/m/d", "[$-411]ggge\"年\"m\"月\"d\"日\"", "h:mm", "0000000000" …
NumberFormat parse_number_format(std::string_view code);

/// A number of a cell as text: "2026-06-01", "09:00", "2026-06-01 09:00", "0170100123", "3171100021" (never with
/// an exponent or a meaningless ".0"). What is no number stays as it is.
std::string number_text(std::string_view number, const NumberFormat& format, bool days_from_1904);

} // namespace annai::formats
