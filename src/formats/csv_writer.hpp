#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace annai::formats {

/// Writes CSV that a spreadsheet opens as it stands: UTF-8 with BOM, CRLF, quoted where needed, and
/// cells that a spreadsheet would run as a formula (= + - @ TAB first, unless a plain number or telephone number)
/// made harmless with a leading apostrophe.
class CsvWriter {
public:
    CsvWriter();
    void row(const std::vector<std::string>& cells);
    const std::string& text() const { return m_text; }
    /// Hands over what has been written so far and begins anew without a BOM (for streaming).
    std::string take();

private:
    std::string m_text;
};

} // namespace annai::formats
