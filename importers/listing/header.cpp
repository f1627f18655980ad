#include "header.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace annai::importers::listing {

namespace {

/// Titles, notes and empty rows above a header are rarely more.
constexpr std::size_t rows_searched = 60;

std::set<std::string> columns_of(Mapping& mapping) {
    std::set<std::string> all;
    for (const Value* value : mapping.all_values()) {
        all.insert(value->columns.begin(), value->columns.end());
    }
    return all;
}

} // namespace

Header::Header(const std::vector<formats::Row>& rows, std::string table) : m_table(std::move(table)) {
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const formats::Row& row = rows[r];
        m_line = r == 0 ? row.line : m_line;
        m_names.resize(std::max(m_names.size(), row.cells.size()));
        std::string left;
        std::string above;
        for (std::size_t i = 0; i < m_names.size(); ++i) {
            std::string cell = base::tidy(formats::cell(row, i));
            if (r + 1 < rows.size()) { // an upper row: merged cells go on to the right, under the same heading
                const bool new_heading = r > 0 && m_names[i] != above;
                above = m_names[i];
                cell = cell.empty() && !new_heading ? left : cell;
                left = cell;
            }
            if (!cell.empty()) {
                m_names[i] += m_names[i].empty() ? cell : "/" + cell;
            }
        }
    }
    std::set<std::string> once;
    for (const std::string& name : m_names) {
        const std::string key = base::fold(name);
        std::string numbered = key;
        for (int n = 2; !key.empty() && !once.insert(numbered).second; ++n) {
            numbered = fmt::format("{}#{}", key, n);
        }
        m_folded.push_back(numbered);
    }
}

std::optional<std::size_t> Header::find(const std::string& name) const {
    std::string key = base::fold(name);
    if (key.size() > 2 && key.ends_with("#1")) {
        key.resize(key.size() - 2);
    }
    const auto found = std::find(m_folded.begin(), m_folded.end(), key);
    return key.empty() || found == m_folded.end() ? std::nullopt
                                                  : std::optional(static_cast<std::size_t>(found - m_folded.begin()));
}

std::string Header::reference(std::size_t index) const {
    const std::string& name = m_names[index];
    if (!find(name + "#2")) {
        return name;
    }
    const std::size_t mark = m_folded[index].rfind('#');
    const bool first = m_folded[index] == base::fold(name);
    return name + (first ? "#1" : m_folded[index].substr(mark));
}

std::string Header::shown() const {
    std::vector<std::string> names;
    for (const std::string& name : m_names) {
        if (!name.empty()) {
            names.push_back("「" + name + "」");
        }
    }
    return fmt::format("{}", fmt::join(names, ""));
}

std::size_t Header::count(Mapping& mapping) const {
    const std::set<std::string> wanted = columns_of(mapping);
    return static_cast<std::size_t>(
        std::count_if(wanted.begin(), wanted.end(), [&](const std::string& name) { return find(name).has_value(); }));
}

void Header::bind(Mapping& mapping) const {
    for (Value* value : mapping.all_values()) {
        value->at.clear();
        for (const std::string& column : value->columns) {
            const auto index = find(column);
            if (!index) {
                throw base::Error(base::ErrorCode::bad_source,
                                  fmt::format("{}: the table has no column 「{}」, which {}:{} ({}) names. The header in row {} is {}. "
                                              "Correct the mapping, or write {{ fixed = \"…\" }} for a text that is always the same",
                                              m_table, column, mapping.file, value->line, value->what, m_line, shown()))
                    .about(column);
            }
            if (find(column + "#2")) {
                throw base::Error(base::ErrorCode::bad_source,
                                  fmt::format("{}: the column 「{}」, which {}:{} ({}) names, stands more than once in row {}. "
                                              "Write 「{}#1」 or 「{}#2」",
                                              m_table, column, mapping.file, value->line, value->what, m_line, column, column))
                    .about(column);
            }
            value->at.push_back(*index);
        }
    }
}

std::optional<Header> find_header(formats::Table& table, Mapping& mapping, std::vector<formats::Row>& before) {
    const std::size_t wanted = std::min<std::size_t>(3, columns_of(mapping).size());
    formats::Row row;
    while ((mapping.header_row || before.size() < rows_searched) && table.next(row)) {
        if (mapping.header_row) {
            if (row.line < *mapping.header_row) {
                before.push_back(row);
                continue;
            }
            if (row.line > *mapping.header_row) {
                before.push_back(row);
                return std::nullopt;
            }
            std::vector<formats::Row> rows{row};
            while (rows.size() < static_cast<std::size_t>(mapping.header_rows) && table.next(row)) {
                rows.push_back(row);
            }
            return Header(rows, table.name());
        }
        Header header({row}, table.name());
        if (header.count(mapping) >= std::max<std::size_t>(1, wanted)) {
            return header;
        }
        before.push_back(row);
    }
    return std::nullopt;
}

} // namespace annai::importers::listing
