#pragma once

#include "formats/byte_source.hpp"
#include "formats/tables.hpp"

#include <functional>
#include <string>

namespace annai::formats {

/// Hands over the delimited text that `open` opens as one table. The whole text is read once beforehand,
/// so that its encoding is certain and damage shows before the first row.
void read_delimited_table(const Opener& open, const std::string& name, const std::function<void(Table&)>& on_table);

/// True where no cell holds anything but white space.
bool is_empty_row(const std::vector<std::string>& cells);

} // namespace annai::formats
