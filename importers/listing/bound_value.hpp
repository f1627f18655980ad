#pragma once

#include "header.hpp"
#include "mapping.hpp"
#include "words.hpp"

#include <optional>
#include <string>
#include <vector>

namespace annai::importers::listing {

/// Why a row cannot be used.
struct Fault {
    std::string column;
    std::string reason;
};

/// The values of one row, through a mapping that is bound to its table. The first fault is kept; reading goes
/// on with empty values.
class RowValues {
public:
    explicit RowValues(const formats::Row& row) : m_row(row) {}

    /// What stands there, line breaks and all; no map.
    std::string untidied(const Value& value) const;
    /// The same, tidied.
    std::string text(const Value& value) const;
    /// The parts of the cell between any of the separators (each a character) and line breaks, tidied.
    std::vector<std::string> parts(const Value& value, const std::string& separators) const;
    bool is_none(const Value& value) const; ///< one of the words for 「there is none」
    /// Through the value's map; a word that is not in it is a fault.
    std::string mapped(const Value& value);
    /// Through the map, then through the words that are always known; a word in neither is a fault.
    std::string meaning(const Value& value, const Words& known, const char* what);
    /// A date; an empty cell is nothing, an unreadable one a fault.
    std::optional<base::CivilDate> date(const Value& value);

    void fault(const Value& value, const std::string& reason);
    const std::optional<Fault>& fault() const { return m_fault; }
    const formats::Row& row() const { return m_row; }

private:
    const formats::Row& m_row;
    std::optional<Fault> m_fault;
};

} // namespace annai::importers::listing
