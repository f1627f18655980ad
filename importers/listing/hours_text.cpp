#include "hours_text.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <array>
#include <bitset>
#include <cmath>
#include <regex>

namespace annai::importers::listing {

namespace {

/// std::regex recurses with its text; hours are short, and what is longer is no hours.
constexpr std::size_t longest = 600;

constexpr std::u32string_view day_letters = U"月火水木金土日祝";
using Days = std::bitset<8>;

std::string letters(const Days& days) {
    std::string text;
    for (std::size_t i = 0; i < day_letters.size(); ++i) {
        if (days[i]) {
            text += base::from_code_points(day_letters.substr(i, 1));
        }
    }
    return text;
}

std::optional<Days> day_set(std::string text) {
    static const std::array<std::pair<const char*, const char*>, 12> words{{{"年中無休", "月-日祝"},
                                                                           {"365日", "月-日祝"},
                                                                           {"毎日", "月-日祝"},
                                                                           {"全日", "月-日祝"},
                                                                           {"祝祭日", "祝"},
                                                                           {"祝日", "祝"},
                                                                           {"祭日", "祝"},
                                                                           {"平日", "月-金"},
                                                                           {"曜日", ""},
                                                                           {"曜", ""},
                                                                           {"から", "-"},
                                                                           {"及び", "・"}}};
    for (const auto& [word, plain] : words) {
        text = base::replace_all(std::move(text), word, plain);
    }
    constexpr std::u32string_view ranges = U"-~\u301c\uff5e\u2010\u2013\u2014\u2015\u2212\u30fc";
    constexpr std::u32string_view gaps = U" ・,、/／と\u00b7:：;；";
    Days days;
    std::optional<std::size_t> last;
    bool range = false;
    for (const char32_t c : base::to_code_points(text)) {
        const std::size_t day = day_letters.find(c);
        if (day != std::u32string_view::npos) {
            if (range && (!last || *last > 6 || day > 6)) {
                return std::nullopt;
            }
            for (std::size_t d = range ? *last : day; d != day; d = (d + 1) % 7) {
                days.set(d);
            }
            days.set(day);
            last = day;
            range = false;
        } else if (ranges.find(c) != std::u32string_view::npos && !range && last) {
            range = true;
        } else if (gaps.find(c) == std::u32string_view::npos) {
            return std::nullopt;
        }
    }
    return range || days.none() ? std::nullopt : std::optional(days);
}

const char* const time_pattern = "((?:午前|午後|AM|PM|am|pm)? ?[0-9]{1,2}(?::[0-9]{2}(?::[0-9]{2})?|時(?:[0-9]{1,2}分|半)?))";

} // namespace

std::optional<std::string> days_of(std::string_view text) {
    if (text.size() > longest) {
        return std::nullopt;
    }
    std::string tidied = base::tidy(text);
    tidied = base::replace_all(base::replace_all(tidied, "（", "("), "）", ")");
    static const std::regex except("\\(?([^()]*?)(?:を除く|は除く|除く|を除き|休み|は休み)\\)?$");
    std::smatch match;
    Days away;
    const std::size_t bracket = tidied.find('(');
    if (bracket != std::string::npos) {
        const std::string inside = tidied.substr(bracket);
        if (!std::regex_match(inside, match, except)) {
            return std::nullopt;
        }
        const auto excepted = day_set(match[1].str());
        if (!excepted) {
            return std::nullopt;
        }
        away = *excepted;
        tidied.resize(bracket);
    }
    const auto days = day_set(tidied);
    if (!days) {
        return std::nullopt;
    }
    const Days left = *days & ~away;
    return left.none() ? std::nullopt : std::optional(letters(left));
}

std::optional<std::string> time_of(std::string_view text) {
    if (text.size() > longest) {
        return std::nullopt;
    }
    const std::string tidied = base::tidy(text);
    static const std::regex clock("(午前|午後|AM|PM|am|pm)? ?([0-9]{1,2})(?::([0-9]{2})(?::[0-9]{2})?|時(?:([0-9]{1,2})分|(半))?)?");
    static const std::regex bare("([0-9]{2})([0-9]{2})");
    static const std::regex fraction("0?\\.[0-9]+");
    std::smatch match;
    int hour = 0;
    int minute = 0;
    if (std::regex_match(tidied, match, bare)) {
        hour = std::stoi(match[1]);
        minute = std::stoi(match[2]);
    } else if (std::regex_match(tidied, match, fraction)) {
        const auto share = base::to_number(tidied[0] == '.' ? "0" + tidied : tidied);
        const int minutes = static_cast<int>(std::lround(share.value_or(0) * 1440));
        hour = minutes / 60;
        minute = minutes % 60;
    } else if (std::regex_match(tidied, match, clock)) {
        hour = std::stoi(match[2]);
        minute = match[3].matched ? std::stoi(match[3]) : match[4].matched ? std::stoi(match[4]) : match[5].matched ? 30 : 0;
        const std::string half = match[1];
        const bool afternoon = half == "午後" || half == "PM" || half == "pm";
        if (!half.empty() && hour > 12) {
            return std::nullopt;
        }
        if (!half.empty() && hour == 12) {
            hour = 0; // 午後12時 is noon by the old reading, midnight by another: 12:30 PM is past noon
        }
        hour += afternoon ? 12 : 0;
    } else {
        return std::nullopt;
    }
    if (hour > 24 || minute > 59 || (hour == 24 && minute != 0)) {
        return std::nullopt;
    }
    return fmt::format("{:02}:{:02}", hour, minute);
}

std::optional<std::vector<facility::HoursStatement>> hours_of(std::string_view text, const std::string& purpose) {
    if (text.size() > longest) {
        return std::nullopt;
    }
    static const std::regex span(std::string(time_pattern) + " ?(?:-|~|〜|～|‐|–|—|―|−|ー|から) ?" + time_pattern + "(?:まで)?");
    std::string tidied = base::tidy(base::replace_all(std::string(text), "\n", ";"));
    if (const auto days_alone = days_of(tidied)) {
        return std::vector<facility::HoursStatement>{{purpose, *days_alone, "", "", {}}};
    }
    tidied = base::replace_all(std::move(tidied), "24時間", " 00:00-24:00");
    std::vector<facility::HoursStatement> all;
    std::string days;
    auto begin = tidied.cbegin();
    std::smatch match;
    while (std::regex_search(begin, tidied.cend(), match, span)) {
        std::string before(begin, match[0].first);
        while (!before.empty() && std::string_view(";,/: ").find(before.front()) != std::string_view::npos) {
            before.erase(0, 1);
        }
        for (const char* mark : {"、", "・", "；", "："}) {
            if (base::starts_with(before, mark)) {
                before.erase(0, std::string_view(mark).size());
            }
        }
        if (!std::string(base::trim(before)).empty()) {
            const auto stated = days_of(before);
            if (!stated) {
                return std::nullopt;
            }
            days = *stated;
        }
        const auto open = time_of(match[1].str());
        const auto close = time_of(match[2].str());
        if (!open || !close || days.empty() || *open == "24:00") {
            return std::nullopt;
        }
        all.push_back({purpose, days, *open, *close, {}});
        begin = match[0].second;
    }
    const std::string rest(begin, tidied.cend());
    if (all.empty() || rest.find_first_not_of(" ;,.") != std::string::npos) {
        return std::nullopt;
    }
    return all;
}

} // namespace annai::importers::listing
