#pragma once

#include "formats/number_format.hpp"
#include "formats/zip_file.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// The parts of a workbook that its sheets refer to.

namespace pugi {
class xml_node;
}

namespace annai::formats {

/// The name without its prefix: "row" of "x:row".
std::string_view local_name(const char* qualified);

/// The text of a string item: its runs joined, the readings (rPh) left out, _x000D_ and the like decoded.
std::string string_item_text(const pugi::xml_node& item);

/// "_x000D_" to CR, "_x005F_" to "_"; UTF-16 code units that are no character of their own stay as they are.
std::string decode_escapes(std::string text);

/// All strings that cells refer to by number, in one block of memory.
class SharedStrings {
public:
    void read(const ZipFile& zip, const ZipMember& part);
    std::size_t size() const { return m_ends.size(); }
    std::string_view operator[](std::size_t index) const;

private:
    std::string m_text;
    std::vector<std::size_t> m_ends;
};

struct WorkbookSheet {
    std::string name;
    const ZipMember* part = nullptr;
};

struct WorkbookParts {
    std::vector<WorkbookSheet> sheets; ///< the visible ones, in the order of their tabs
    std::vector<NumberFormat> formats; ///< by the cell's style number
    SharedStrings strings;
    bool days_from_1904 = false;
};

WorkbookParts read_workbook_parts(const ZipFile& zip);

} // namespace annai::formats
