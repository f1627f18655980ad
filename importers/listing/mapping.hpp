#pragma once

#include "base/calendar.hpp"
#include "facility/importer.hpp"
#include "toml_file.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

// The mapping as it stands in its file, checked against the vocabulary but not yet against a table (README.md).

namespace annai::importers::listing {

/// Words of a cell → what they mean; keys are folded.
using Words = std::map<std::string, std::string>;

/// Where a value comes from: a column, several joined, or a fixed text.
struct Value {
    std::string what; ///< for messages: "[values] name"
    int line = 0;     ///< of the mapping file
    std::vector<std::string> columns;
    std::string with = " ";
    std::optional<std::string> fixed;
    std::optional<Words> map;
    std::set<std::string> none;  ///< folded
    std::vector<std::size_t> at; ///< indices of the columns, once a table's header is known

    bool stated() const { return fixed || !columns.empty(); }
};

struct Skip {
    Value column;
    bool empty = false;
    std::set<std::string> equals; ///< folded
};

struct CapabilityColumn {
    std::string code;
    std::string qualifier;
    Value answer;
    Words answers;
    Value basis, date, note, period;
};

struct LongForm {
    Value capability, qualifier, answer, basis, date, note, period;
    Words answers;
};

struct HoursColumns {
    std::string purpose;
    Value days, open, close, note, text;
};

struct CoverageColumns {
    std::string type;
    Value value;
    std::vector<std::string> fixed;
    std::string separators;
    Value condition;
};

struct PersonColumns {
    std::string role;
    Value name, phone, email, note;
};

struct Mapping {
    std::string file; ///< name of the mapping file, for messages
    facility::SourceInfo source;

    std::string sheet;
    std::optional<std::int64_t> header_row;
    int header_rows = 1;
    std::optional<base::CivilDate> as_of;
    std::string as_of_cell;
    std::vector<Skip> skips;

    std::string part, region;
    Value region_column;
    std::vector<Value> key; ///< empty: name + address
    std::vector<std::pair<std::string, Value>> identifiers;
    std::vector<std::string> kinds;
    Value kind_column;
    std::string kind_separators;
    std::vector<std::pair<std::string, Value>> values;
    Value address, building, prefecture, city, municipality_code;
    Value lat, lon;
    std::vector<CapabilityColumn> capabilities;
    bool known_columns = false;
    CapabilityColumn known; ///< basis, date and answers for the columns that known_columns finds
    std::optional<LongForm> long_form;
    Words answer_words; ///< of every answer column
    bool unknown_as_note = false;
    std::vector<HoursColumns> hours;
    std::vector<CoverageColumns> coverage;
    std::vector<PersonColumns> persons;
    Value status, status_note;
    Value consent;

    /// Every value that names columns, for finding the header and for bind().
    std::vector<Value*> all_values();
};

/// Throws bad_source that names file, line, key and what is valid.
Mapping load_mapping(const std::filesystem::path& file);
Mapping mapping_of(const Node& document, const std::string& file);

} // namespace annai::importers::listing
