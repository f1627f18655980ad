#include "formats/csv_writer.hpp"

#include <string_view>
#include <utility>

namespace annai::formats {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// "-12", "+3.5", "1,234": a spreadsheet shows it as it stands.
bool is_plain_number(std::string_view text) {
    if (text.starts_with('-') || text.starts_with('+')) {
        text.remove_prefix(1);
    }
    return !text.empty() && is_digit(text.front()) && text.find_first_not_of("0123456789.,") == std::string_view::npos;
}

/// "+81-857-24-1151"
bool is_telephone(std::string_view text) {
    return text.size() > 1 && text.front() == '+' && is_digit(text[1]) &&
           text.find_first_not_of("0123456789-() ", 1) == std::string_view::npos;
}

/// Would a spreadsheet compute the cell? Japanese ones also take the full-width signs. A lone dash is a
/// dash, and stays.
bool runs_as_formula(std::string_view text) {
    if (text.empty() || is_plain_number(text) || is_telephone(text) || text == "-" || text == "－") {
        return false;
    }
    constexpr std::string_view starts = "=+-@\t\r\n";
    if (starts.find(text.front()) != std::string_view::npos) {
        return true;
    }
    for (const std::string_view sign : {"＝", "＋", "－", "＠"}) {
        if (text.starts_with(sign)) {
            return true;
        }
    }
    return false;
}

void append_cell(std::string& to, std::string_view text) {
    const bool formula = runs_as_formula(text);
    const bool quoted = formula || text.find_first_of(",\"\r\n\t;") != std::string_view::npos || text.starts_with(' ') ||
                        text.ends_with(' ');
    if (!quoted) {
        to.append(text);
        return;
    }
    to.append(formula ? "\"'" : "\"");
    for (const char c : text) {
        if (c == '"') {
            to.push_back('"');
        }
        to.push_back(c);
    }
    to.push_back('"');
}

} // namespace

CsvWriter::CsvWriter() : m_text("\xEF\xBB\xBF") {}

void CsvWriter::row(const std::vector<std::string>& cells) {
    bool first = true;
    for (const std::string& text : cells) {
        if (!first) {
            m_text.push_back(',');
        }
        first = false;
        append_cell(m_text, text);
    }
    m_text.append("\r\n");
}

std::string CsvWriter::take() {
    return std::exchange(m_text, std::string());
}

} // namespace annai::formats
