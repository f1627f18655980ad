#include "formats/tables.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace annai::formats {

Columns::Columns(const Row& header, std::string file) : m_file(std::move(file)), m_line(header.line) {
    std::vector<std::string> shown;
    for (const std::string& name : header.cells) {
        m_names.push_back(base::fold(name));
        shown.push_back("「" + base::shorten(base::tidy(name), 40) + "」");
    }
    m_shown = fmt::format("{}", fmt::join(shown, " "));
}

std::size_t Columns::find(const std::vector<std::string>& names) const {
    for (const std::string& name : names) {
        const auto found = std::find(m_names.begin(), m_names.end(), base::fold(name));
        if (found != m_names.end()) {
            return static_cast<std::size_t>(found - m_names.begin());
        }
    }
    return npos;
}

std::size_t Columns::require(const std::vector<std::string>& names) const {
    const std::size_t found = find(names);
    if (found == npos) {
        base::Error error(base::ErrorCode::bad_source,
                          fmt::format("{}: The header on line {} has no column 「{}」. It has: {}. Check that this is the right "
                                      "file for this importer, and that its first line is the header.",
                                      m_file, m_line, fmt::join(names, "」 or 「"), m_shown.empty() ? "nothing" : m_shown));
        error.about(names.empty() ? std::string() : names.front());
        throw error;
    }
    return found;
}

const std::string& cell(const Row& row, std::size_t index) {
    static const std::string nothing;
    return index < row.cells.size() ? row.cells[index] : nothing;
}

} // namespace annai::formats
