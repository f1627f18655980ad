#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace annai::importers::listing {

/// A TOML document as plain data, each value with its line; what toml++ knows stays in toml_file.cpp.
struct Node {
    using Table = std::vector<std::pair<std::string, Node>>;
    using Array = std::vector<Node>;
    std::variant<std::string, bool, std::int64_t, Array, Table> value; ///< dates are text: "2026-04-01"
    int line = 0;

    const Table* table() const { return std::get_if<Table>(&value); }
    const Array* array() const { return std::get_if<Array>(&value); }
    const std::string* text() const { return std::get_if<std::string>(&value); }
};

/// Throws bad_source with file and line where it is no TOML.
Node read_toml(const std::filesystem::path& file);
/// For tests and for proposals: `name` is for messages.
Node parse_toml(const std::string& text, const std::string& name);

} // namespace annai::importers::listing
