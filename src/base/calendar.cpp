#include "base/calendar.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <array>

namespace annai::base {

namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

/// Japan has had no summer time since 1951.
constexpr std::chrono::hours japan_offset{9};

std::optional<CivilDate> real_date(long long y, long long m, long long d) {
    if (y < 1 || y > 9999 || m < 1 || m > 12 || d < 1 || d > 31) {
        return std::nullopt;
    }
    const CivilDate date{year{static_cast<int>(y)}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}};
    return date.ok() ? std::optional(date) : std::nullopt;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

struct Era {
    std::string_view name;
    std::string_view initial;
    int year_before; ///< the Western year before the era's first
};
constexpr std::array<Era, 5> eras{{{"令和", "r", 2018},
                                   {"平成", "h", 1988},
                                   {"昭和", "s", 1925},
                                   {"大正", "t", 1911},
                                   {"明治", "m", 1867}}};

/// Reads a text from front to back.
class Scanner {
public:
    explicit Scanner(std::string_view text) : m_rest(text) {}

    bool take(std::string_view word) {
        if (!m_rest.starts_with(word)) {
            return false;
        }
        m_rest.remove_prefix(word.size());
        return true;
    }
    /// A run of digits, `least` to `most` long.
    std::optional<long long> number(std::size_t least, std::size_t most) {
        std::size_t length = 0;
        while (length < m_rest.size() && is_digit(m_rest[length])) {
            ++length;
        }
        if (length < least || length > most) {
            return std::nullopt;
        }
        const auto value = to_integer(m_rest.substr(0, length));
        m_rest.remove_prefix(length);
        return value;
    }
    std::string_view rest() const { return m_rest; }

private:
    std::string_view m_rest;
};

bool is_weekday(std::string_view text) {
    if (text.empty()) {
        return true;
    }
    Scanner scanner(text);
    const bool open = scanner.take("(");
    bool named = false;
    for (const std::string_view name : {"月", "火", "水", "木", "金", "土", "日"}) {
        named = named || scanner.take(name);
    }
    scanner.take("曜日") || scanner.take("曜");
    return open && named && scanner.take(")") && scanner.rest().empty();
}

std::optional<long long> year_of(Scanner& scanner) {
    for (const Era& era : eras) {
        if (scanner.take(era.name) || scanner.take(era.initial)) {
            const auto in_era = scanner.take("元") ? std::optional(1LL) : scanner.number(1, 2);
            return in_era && *in_era > 0 ? std::optional(era.year_before + *in_era) : std::nullopt;
        }
    }
    const auto western = scanner.number(4, 4);
    return western && *western >= 1800 && *western < 2200 ? western : std::nullopt;
}

/// A run of digits in a file name, and what stands before and behind it.
struct DigitRun {
    std::string_view digits;
    std::size_t end;
};

std::optional<CivilDate> plausible(std::optional<CivilDate> date) {
    return date && date->year() >= year{2000} && date->year() < year{2100} ? date : std::nullopt;
}

long long value_of(std::string_view digits) {
    return to_integer(digits).value_or(0);
}

DigitRun run_at(std::string_view name, std::size_t at) {
    std::size_t end = at;
    while (end < name.size() && is_digit(name[end])) {
        ++end;
    }
    return {name.substr(at, end - at), end};
}

/// A date that begins with the run: 20250601, 202506, 2025-06-01, 2025_06.
std::optional<CivilDate> date_from(std::string_view name, const DigitRun& run) {
    const std::string_view d = run.digits;
    if (d.size() == 8 || d.size() == 12 || d.size() == 14) { // with a time of day behind it
        return plausible(real_date(value_of(d.substr(0, 4)), value_of(d.substr(4, 2)), value_of(d.substr(6, 2))));
    }
    if (d.size() == 6) {
        return plausible(real_date(value_of(d.substr(0, 4)), value_of(d.substr(4, 2)), 1));
    }
    const auto separates = [&](std::size_t at) { return at < name.size() && (name[at] == '-' || name[at] == '_'); };
    if (d.size() != 4 || !separates(run.end)) {
        return std::nullopt;
    }
    const DigitRun months = run_at(name, run.end + 1);
    if (months.digits.size() != 2) {
        return std::nullopt;
    }
    if (separates(months.end)) {
        const DigitRun days = run_at(name, months.end + 1);
        if (days.digits.size() == 2) {
            if (const auto date = plausible(real_date(value_of(d), value_of(months.digits), value_of(days.digits)))) {
                return date;
            }
        }
    }
    return plausible(real_date(value_of(d), value_of(months.digits), 1));
}

} // namespace

std::string to_iso(const CivilDate& date) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::optional<CivilDate> parse_iso_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    for (const std::size_t i : {0, 1, 2, 3, 5, 6, 8, 9}) {
        if (!is_digit(text[i])) {
            return std::nullopt;
        }
    }
    return real_date(value_of(text.substr(0, 4)), value_of(text.substr(5, 2)), value_of(text.substr(8, 2)));
}

std::optional<CivilDate> parse_date(std::string_view text) {
    const std::string folded = fold(text); // ㍻ and ㋿ are spelt out, digits half-width, initials small
    if (folded.size() == 8 && folded.find_first_not_of("0123456789") == std::string::npos) {
        Scanner scanner(folded);
        const auto y = value_of(std::string_view(folded).substr(0, 4));
        return y >= 1800 && y < 2200 ? real_date(y, value_of(std::string_view(folded).substr(4, 2)),
                                                 value_of(std::string_view(folded).substr(6, 2)))
                                     : std::nullopt;
    }
    Scanner scanner(folded);
    const auto y = year_of(scanner);
    if (!y) {
        return std::nullopt;
    }
    for (const auto& [after_year, after_month, after_day] :
         {std::array<std::string_view, 3>{"年", "月", "日"}, {"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}}) {
        Scanner rest = scanner;
        if (!rest.take(after_year)) {
            continue;
        }
        const auto m = rest.number(1, 2);
        if (!m || !rest.take(after_month)) {
            return std::nullopt;
        }
        const auto d = rest.number(1, 2);
        if (!d || !rest.take(after_day) || !is_weekday(rest.rest())) {
            return std::nullopt;
        }
        return real_date(*y, *m, *d);
    }
    return std::nullopt;
}

std::optional<CivilDate> date_in_file_name(std::string_view name) {
    for (std::size_t at = 0; at < name.size();) {
        if (!is_digit(name[at])) {
            ++at;
            continue;
        }
        const DigitRun run = run_at(name, at);
        if (const auto date = date_from(name, run)) {
            return date;
        }
        at = run.end;
    }
    return std::nullopt;
}

CivilDate today() {
    return CivilDate{std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now() + japan_offset)};
}

std::string now_utc() {
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const auto midnight = std::chrono::floor<std::chrono::days>(now);
    const std::chrono::hh_mm_ss time{now - midnight};
    return fmt::format("{}T{:02}:{:02}:{:02}Z", to_iso(CivilDate{midnight}), time.hours().count(),
                       time.minutes().count(), time.seconds().count());
}

} // namespace annai::base
