#include "render/page_hours.hpp"

#include "facility/vocabulary.hpp"
#include "render/page_parts.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace annai::render {

using nlohmann::json;
namespace chrono = std::chrono;

namespace {

// The letters of HoursStatement::days.
constexpr std::array<std::string_view, 8> day_letters{"月", "火", "水", "木", "金", "土", "日", "祝"};
constexpr std::size_t holiday_index = 7;

bool is_fixed_or_moved_holiday(const base::CivilDate& date) {
    const int year = static_cast<int>(date.year());
    const unsigned month = static_cast<unsigned>(date.month());
    const unsigned day = static_cast<unsigned>(date.day());
    const bool monday = chrono::weekday(chrono::sys_days(date)) == chrono::Monday;
    const bool second_week = monday && day >= 8 && day <= 14;
    const bool third_week = monday && day >= 15 && day <= 21;
    const int passed = year - 1980;
    const auto equinox = [passed](double base) {
        return static_cast<unsigned>(base + 0.242194 * passed) - static_cast<unsigned>(passed / 4);
    };
    switch (month) {
    case 1: return day == 1 || second_week;
    case 2: return day == 11 || day == 23;
    case 3: return day == equinox(20.8431);
    case 4: return day == 29;
    case 5: return day >= 3 && day <= 5;
    case 7: return third_week;
    case 8: return day == 11;
    case 9: return third_week || day == equinox(23.2488);
    case 10: return second_week;
    case 11: return day == 3 || day == 23;
    default: return false;
    }
}

base::CivilDate shifted(const base::CivilDate& date, int days) {
    return base::CivilDate(chrono::sys_days(date) + chrono::days(days));
}

struct Slot {
    std::string text, note;
    friend bool operator==(const Slot&, const Slot&) = default;
};

/// The hours of one purpose, by day; of one service where services of a facility keep different ones.
struct Week {
    std::string purpose;
    std::string service; ///< labels of its kinds, "" when all agree
    std::array<std::vector<Slot>, 8> days;
    std::vector<Slot> any_day; ///< statements that name no day
    json first;                ///< the first statement, for date and source
};

std::string without_leading_zero(const std::string& time) {
    return time.size() == 5 && time[0] == '0' ? time.substr(1) : time;
}

Slot slot_of(const json& statement, const Dictionary& text) {
    const std::string open = text_of(statement, "open");
    const std::string close = text_of(statement, "close");
    Slot slot{text("hours.open_untimed"), text_of(statement, "note")};
    if (!open.empty() || !close.empty()) {
        std::string end = without_leading_zero(close);
        if (!open.empty() && !close.empty() && close <= open) {
            end = text("hours.next_day", {{"time", end}});
        }
        slot.text = text("hours.range", {{"open", without_leading_zero(open)}, {"close", end}});
    }
    return slot;
}

std::string service_of(const json& statement, const Dictionary& text) {
    std::string labels;
    for (const auto& code : list_of(statement, "kinds")) {
        const auto* kind = code.is_string() ? facility::Vocabulary::get().kind(code.get_ref<const std::string&>()) : nullptr;
        if (kind != nullptr) {
            labels += (labels.empty() ? "" : text("format.list_separator")) + kind->label;
        }
    }
    return labels;
}

std::vector<Week> weeks_of(const json& body, const Dictionary& text) {
    std::vector<Week> weeks;
    for (const auto& statement : list_of(body, "hours")) {
        const std::string purpose = text_of(statement, "purpose");
        const std::string service = service_of(statement, text);
        Week* week = nullptr;
        for (auto& known : weeks) {
            week = known.purpose == purpose && known.service == service ? &known : week;
        }
        if (week == nullptr) {
            weeks.push_back({.purpose = purpose, .service = service, .days = {}, .any_day = {}, .first = statement});
            week = &weeks.back();
        }
        const std::string days = text_of(statement, "days");
        const Slot slot = slot_of(statement, text);
        bool named = false;
        for (std::size_t day = 0; day < day_letters.size(); ++day) {
            if (days.find(day_letters[day]) != std::string::npos) {
                week->days[day].push_back(slot);
                named = true;
            }
        }
        if (!named) {
            week->any_day.push_back(slot);
        }
    }
    for (auto& week : weeks) {
        const auto same_purpose = std::count_if(weeks.begin(), weeks.end(), [&](const Week& w) { return w.purpose == week.purpose; });
        if (same_purpose == 1) {
            week.service.clear();
        }
    }
    return weeks;
}

std::string purpose_label(const std::string& purpose, const Dictionary& text) {
    const std::string key = "hours." + purpose;
    const bool known = purpose == "office" || purpose == "consultation" || purpose == "visit" || purpose == "phone";
    return text(known ? key : "hours.other");
}

json slots_view(const std::vector<Slot>& slots) {
    json view = json::array();
    for (const auto& slot : slots) {
        view.push_back({{"slot", slot.text}, {"slot_note", slot.note}});
    }
    return view;
}

/// 月〜金, 土・日, 水
std::string days_text(std::size_t first, std::size_t last, const Dictionary& text) {
    if (first == last) {
        return first == holiday_index ? text("hours.holiday") : std::string(day_letters[first]);
    }
    if (last - first == 1) {
        return std::string(day_letters[first]) + text("format.list_separator") + std::string(day_letters[last]);
    }
    if (last == holiday_index) { // 祝 is no day of the week: 金〜日・祝
        return days_text(first, last - 1, text) + text("format.list_separator") + std::string(day_letters[last]);
    }
    return text("hours.day_range", {{"first", day_letters[first]}, {"last", day_letters[last]}});
}

} // namespace

bool is_public_holiday(const base::CivilDate& date) {
    if (is_fixed_or_moved_holiday(date)) {
        return true;
    }
    // 国民の休日: between two holidays.
    if (is_fixed_or_moved_holiday(shifted(date, -1)) && is_fixed_or_moved_holiday(shifted(date, 1))) {
        return true;
    }
    // 振替休日: the first day after a Sunday holiday that is none itself.
    for (base::CivilDate before = shifted(date, -1); is_fixed_or_moved_holiday(before); before = shifted(before, -1)) {
        if (chrono::weekday(chrono::sys_days(before)) == chrono::Sunday) {
            return true;
        }
    }
    return false;
}

json hours_view(const json& body, const Dictionary& text, const DescribeOrigin& describe) {
    json view = json::array();
    for (const auto& week : weeks_of(body, text)) {
        json rows = json::array();
        std::size_t first = 0;
        for (std::size_t day = 0; day < day_letters.size(); ++day) {
            if (day + 1 < day_letters.size() && week.days[day + 1] == week.days[first]) {
                continue;
            }
            const bool unknown = week.days[first].empty();
            rows.push_back({{"days", days_text(first, day, text)},
                            {"is_unknown", unknown},
                            {"slots", unknown ? slots_view({{text("hours.not_stated"), ""}}) : slots_view(week.days[first])}});
            first = day + 1;
        }
        if (!week.any_day.empty()) {
            const bool only = rows.size() == 1; // no statement names a day: one row says it all
            json row = {{"days", text("hours.any_day")}, {"is_unknown", false}, {"slots", slots_view(week.any_day)}};
            if (only) {
                rows.clear();
            }
            rows.push_back(std::move(row));
        }
        std::string label = purpose_label(week.purpose, text);
        if (!week.service.empty()) {
            label = text("statement.with_qualifier", {{"label", label}, {"qualifier", week.service}});
        }
        json table = {{"purpose", std::move(label)}, {"rows", std::move(rows)}};
        describe(table, week.first);
        view.push_back(std::move(table));
    }
    return view;
}

std::string today_line(const json& body, const Dictionary& text, const base::CivilDate& today) {
    const auto weeks = weeks_of(body, text);
    if (weeks.empty()) {
        return {};
    }
    std::string purpose = weeks.front().purpose;
    for (const char* preferred : {"office", "consultation"}) {
        for (const auto& known : weeks) {
            purpose = known.purpose == preferred ? preferred : purpose;
        }
    }
    const unsigned number = chrono::weekday(chrono::sys_days(today)).iso_encoding(); // Monday = 1
    const bool holiday = is_public_holiday(today);
    std::string said;
    for (const auto& week : weeks) {
        const auto& slots = week.days[holiday ? holiday_index : number - 1];
        if (week.purpose != purpose || (slots.empty() && !week.any_day.empty())) {
            continue; // another purpose, or days are not known at all
        }
        std::string times;
        for (const auto& slot : slots) {
            times += (times.empty() ? "" : text("format.list_separator")) + slot.text +
                     (slot.note.empty() ? "" : text("statement.with_qualifier", {{"label", ""}, {"qualifier", slot.note}}));
        }
        times = times.empty() ? text("hours.today_not_stated") : times;
        said += (said.empty() ? "" : text("hours.today_separator")) +
                (week.service.empty() ? times : text("hours.of_service", {{"service", week.service}, {"times", times}}));
    }
    if (said.empty()) {
        return {};
    }
    return text("hours.today", {{"day", holiday ? text("hours.holiday") : std::string(day_letters[number - 1])}, {"times", said}});
}

} // namespace annai::render
