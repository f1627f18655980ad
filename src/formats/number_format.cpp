#include "formats/number_format.hpp"

#include "base/calendar.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>

namespace annai::formats {

namespace {

using Kind = NumberFormat::Kind;

constexpr double last_day = 2958465; // 9999-12-31

/// The letters and placeholders of the first section of a format code, small, without literal text.
std::string bare_code(std::string_view code, bool& elapsed) {
    std::string bare;
    for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
        const char c = code[i];
        if (c == '"') {
            i = std::min(code.find('"', i + 1), code.size());
        } else if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if (c == '[') {
            const std::size_t end = std::min(code.find(']', i), code.size());
            const std::string inside = base::fold(code.substr(i + 1, end - i - 1));
            if (!inside.empty() && inside.find_first_not_of(inside.front()) == std::string::npos &&
                std::string_view("hms").find(inside.front()) != std::string_view::npos) {
                elapsed = true;
                bare += inside;
            }
            i = end;
        } else {
            bare.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
        }
    }
    bare = base::replace_all(bare, "am/pm", "");
    return base::replace_all(bare, "a/p", "");
}

std::optional<base::CivilDate> date_of(double days, bool from_1904) {
    using namespace std::chrono;
    const double whole = std::floor(days);
    if (whole < (from_1904 ? 0 : 1) || whole > last_day) {
        return std::nullopt;
    }
    const auto serial = static_cast<int>(whole);
    if (from_1904) {
        return base::CivilDate{sys_days{year{1904} / 1 / 1} + std::chrono::days{serial}};
    }
    if (serial == 60) { // Excel's 29 February 1900
        return std::nullopt;
    }
    const sys_days origin = serial < 60 ? sys_days{year{1899} / 12 / 31} : sys_days{year{1899} / 12 / 30};
    return base::CivilDate{origin + std::chrono::days{serial}};
}

std::string time_text(long long seconds) {
    const long long hours = seconds / 3600;
    const long long minutes = seconds / 60 % 60;
    return seconds % 60 == 0 ? fmt::format("{:02}:{:02}", hours, minutes)
                             : fmt::format("{:02}:{:02}:{:02}", hours, minutes, seconds % 60);
}

std::string plain_text(std::string_view number, double value) {
    // Up to 15 digits are what was typed; beyond, a file holds the noise of the binary number.
    const bool as_typed = number.size() <= 15 && number.find_first_of("eE+") == std::string_view::npos;
    if (as_typed && number.find('.') == std::string_view::npos) {
        return std::string(number);
    }
    if (std::floor(value) == value && std::fabs(value) < 1e18) {
        return fmt::format("{}", static_cast<long long>(value));
    }
    std::string text = fmt::format("{:.15g}", value);
    if (text.find('e') != std::string::npos) {
        text = fmt::format("{:.20f}", value);
        text.erase(text.find_last_not_of('0') + 1);
    }
    return text;
}

} // namespace

NumberFormat builtin_number_format(unsigned id) {
    const auto between = [&](unsigned first, unsigned last) { return id >= first && id <= last; };
    if (between(14, 17) || between(27, 31) || between(34, 36) || between(50, 58)) {
        return {Kind::date, 0};
    }
    if (between(18, 21) || between(32, 33) || id == 45 || id == 47) {
        return {Kind::time, 0};
    }
    if (id == 46) {
        return {Kind::elapsed_time, 0};
    }
    return {id == 22 ? Kind::date_and_time : Kind::plain, 0};
}

NumberFormat parse_number_format(std::string_view code) {
    bool elapsed = false;
    const std::string bare = bare_code(code, elapsed);
    if (!bare.empty() && bare.find_first_not_of('0') == std::string::npos) {
        return {Kind::zero_padded, bare.size()};
    }
    const auto has = [&](std::string_view letters) { return bare.find_first_of(letters) != std::string::npos; };
    if (bare.find("general") != std::string::npos || has("#?@") || (has("0") && !has("ydhs"))) {
        return {};
    }
    const bool time = has("hs") || elapsed;
    const bool date = has("ydge") || (has("m") && !time);
    if (date) {
        return {time ? Kind::date_and_time : Kind::date, 0};
    }
    return {elapsed ? Kind::elapsed_time : time ? Kind::time : Kind::plain, 0};
}

std::string number_text(std::string_view number, const NumberFormat& format, bool days_from_1904) {
    const auto value = base::to_number(number);
    if (!value || !std::isfinite(*value)) {
        return std::string(number);
    }
    const double days = *value;
    const std::string plain = plain_text(number, days);
    if (format.kind == Kind::plain) {
        return plain;
    }
    if (format.kind == Kind::zero_padded) {
        const bool digits_only = plain.find_first_not_of("0123456789") == std::string::npos;
        return digits_only && plain.size() < format.digits ? std::string(format.digits - plain.size(), '0') + plain : plain;
    }
    if (days < 0 || days > last_day) {
        return plain;
    }
    const auto seconds = std::llround(days * 86400);
    if (format.kind == Kind::elapsed_time) {
        return time_text(seconds);
    }
    if (format.kind == Kind::time) {
        return time_text(seconds % 86400);
    }
    const bool with_time = format.kind == Kind::date_and_time;
    const auto date = date_of(with_time ? static_cast<double>(seconds / 86400) : days, days_from_1904);
    if (!date) {
        return plain;
    }
    return with_time && seconds % 86400 != 0 ? base::to_iso(*date) + " " + time_text(seconds % 86400) : base::to_iso(*date);
}

} // namespace annai::formats
