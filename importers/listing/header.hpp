#pragma once

#include "formats/tables.hpp"
#include "mapping.hpp"

#include <optional>
#include <string>
#include <vector>

namespace annai::importers::listing {

/// A header of one or more rows. Names are compared folded; "電話#2" is the second column named 電話.
class Header {
public:
    /// With several rows the names are "上段/下段"; an empty cell of an upper row continues the one to its left,
    /// as merged cells do.
    Header(const std::vector<formats::Row>& rows, std::string table);

    std::optional<std::size_t> find(const std::string& name) const;
    const std::vector<std::string>& names() const { return m_names; }
    /// What a mapping calls the column: its name, with #1, #2 … where the name stands more than once.
    std::string reference(std::size_t index) const;
    std::string shown() const;
    /// How many of the mapping's columns are here.
    std::size_t count(Mapping& mapping) const;
    /// Writes the indices into the mapping's values; throws bad_source for columns that are missing or stand twice.
    void bind(Mapping& mapping) const;

private:
    std::vector<std::string> m_names;
    std::vector<std::string> m_folded;
    std::string m_table;
    std::int64_t m_line = 0;
};

/// Reads on to the header of the table and past it. `before` gets the rows above it (titles). Nothing when this
/// table has no such header; then `before` holds what was seen.
std::optional<Header> find_header(formats::Table& table, Mapping& mapping, std::vector<formats::Row>& before);

} // namespace annai::importers::listing
