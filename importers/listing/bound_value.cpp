#include "bound_value.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

namespace annai::importers::listing {

std::string RowValues::untidied(const Value& value) const {
    if (value.fixed) {
        return *value.fixed;
    }
    std::string all;
    for (const std::size_t index : value.at) {
        const std::string& cell = formats::cell(m_row, index);
        if (!base::trim(cell).empty()) {
            all += (all.empty() ? "" : value.with) + cell;
        }
    }
    return all;
}

std::string RowValues::text(const Value& value) const {
    return base::tidy(untidied(value));
}

std::vector<std::string> RowValues::parts(const Value& value, const std::string& separators) const {
    std::vector<std::string> parts;
    const std::u32string marks = base::to_code_points(separators) + U"\n\r";
    std::u32string part;
    const auto end_part = [&] {
        std::string text = base::tidy(base::from_code_points(part));
        if (!text.empty()) {
            parts.push_back(std::move(text));
        }
        part.clear();
    };
    for (const char32_t c : base::to_code_points(untidied(value))) {
        if (marks.find(c) != std::u32string::npos) {
            end_part();
        } else {
            part += c;
        }
    }
    end_part();
    return parts;
}

bool RowValues::is_none(const Value& value) const {
    return !value.none.empty() && value.none.contains(base::fold(untidied(value)));
}

std::string RowValues::mapped(const Value& value) {
    const std::string cell = text(value);
    if (!value.map || value.fixed) {
        return cell;
    }
    const auto found = value.map->find(base::fold(cell));
    if (found != value.map->end()) {
        return found->second;
    }
    if (!cell.empty()) {
        fault(value, fmt::format("「{}」は対応表にない語です。対応表（map）に加えるか、表を直してください。", cell));
    }
    return {};
}

std::string RowValues::meaning(const Value& value, const Words& known, const char* what) {
    const std::string cell = text(value);
    const std::string key = base::fold(cell);
    if (value.map) {
        if (const auto found = value.map->find(key); found != value.map->end()) {
            return found->second;
        }
    }
    if (const auto found = known.find(key); found != known.end()) {
        return found->second;
    }
    if (!cell.empty()) {
        fault(value, fmt::format("{}「{}」は知られていない語です。対応表（map）に加えるか、表を直してください。", what, cell));
    }
    return {};
}

std::optional<base::CivilDate> RowValues::date(const Value& value) {
    const std::string cell = text(value);
    if (cell.empty()) {
        return std::nullopt;
    }
    const auto date = base::parse_date(cell);
    if (!date) {
        fault(value, fmt::format("「{}」は日付として読めません。2026-04-01 や 令和8年4月1日 のように書いてください。", cell));
    }
    return date;
}

void RowValues::fault(const Value& value, const std::string& reason) {
    if (!m_fault) {
        std::string columns;
        for (const std::string& column : value.columns) {
            columns += (columns.empty() ? "" : "・") + column;
        }
        m_fault = Fault{columns, reason};
    }
}

} // namespace annai::importers::listing
