#pragma once

#include "formats/tables.hpp"
#include "formats/zip_file.hpp"

#include <filesystem>
#include <functional>
#include <string>

// Excel workbooks (.xlsx, .xlsm): ECMA-376 part 1, as far as tables need it.

namespace annai::formats {

/// Unpacked size of all parts that are read.
inline constexpr std::uintmax_t workbook_limit = 512ULL << 20;

/// Tells by the parts whether the zip is a workbook. Throws for relatives that cannot be read (.xlsb, .ods, .docx),
/// with the remedy.
bool is_workbook(const ZipFile& zip);

/// Hands over every visible sheet that has rows, named "list.xlsx/Sheet1".
void read_workbook(const std::filesystem::path& file, const std::string& name,
                   const std::function<void(Table&)>& on_table);

} // namespace annai::formats
