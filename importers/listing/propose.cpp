#include "propose.hpp"

#include "base/calendar.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/tables.hpp"
#include "header.hpp"
#include "synonyms.hpp"
#include "words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

namespace annai::importers::listing {

namespace {

constexpr std::size_t rows_searched = 60;
constexpr std::size_t rows_sampled = 500; ///< for words that the vocabulary does not know

std::string quoted(const std::string& text) {
    std::string all = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            all += '\\';
        }
        all += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
    }
    return all + "\"";
}

struct Found {
    std::size_t index = 0;
    std::string column; ///< as a mapping names it
    std::optional<Target> target;
};

/// What was seen of the file.
struct Sight {
    std::string table;
    bool is_sheet = false;
    std::int64_t header_line = 0;
    std::vector<Found> columns;
    std::map<std::size_t, std::set<std::string>> unknown_words; ///< of the columns of kinds and answers
    std::string as_of_cell;
    std::string key;                ///< what follows "key = " in the mapping
    bool nameless_rows = false;     ///< totals, group headings
    /// One row per facility and capability.
    bool is_long() const {
        return find("long", "capability") != nullptr && find("long", "answer") != nullptr && find("capabilities", "") == nullptr;
    }

    const Found* find(const std::string& section, const std::string& wanted) const {
        for (const Found& one : columns) {
            if (one.target && one.target->section == section && (wanted.empty() || one.target->key == wanted)) {
                return &one;
            }
        }
        return nullptr;
    }
};

std::vector<Found> columns_of(const Header& header) {
    std::vector<Found> all;
    std::vector<Target> taken;
    for (std::size_t i = 0; i < header.names().size(); ++i) {
        if (header.names()[i].empty()) {
            continue;
        }
        Found found{i, header.reference(i), target_of(header.names()[i])};
        // The first column of a kind is the facility's own (a second 電話 is somebody else's).
        const bool again = found.target && std::find(taken.begin(), taken.end(), *found.target) != taken.end();
        if (again) {
            found.target.reset();
        } else if (found.target) {
            taken.push_back(*found.target);
        }
        all.push_back(std::move(found));
    }
    return all;
}

bool is_header(const std::vector<Found>& columns) {
    const auto known = std::count_if(columns.begin(), columns.end(), [](const Found& one) { return one.target.has_value(); });
    const bool named = std::any_of(columns.begin(), columns.end(), [](const Found& one) {
        return one.target && one.target->section == "values" && one.target->key == "name";
    });
    return named && known >= 2;
}

std::string column_letters(std::size_t index) {
    std::string letters;
    for (++index; index > 0; index = (index - 1) / 26) {
        letters.insert(letters.begin(), static_cast<char>('A' + (index - 1) % 26));
    }
    return letters;
}

/// The cell of a title row that states a date: 令和8年4月1日現在.
std::string dated_cell(const std::vector<formats::Row>& titles) {
    for (const formats::Row& row : titles) {
        for (std::size_t i = 0; i < std::min<std::size_t>(row.cells.size(), 26); ++i) {
            std::string text = base::tidy(row.cells[i]);
            for (const char* mark : {"(", "（", "現在", "時点", ")", "）"}) {
                text = base::replace_all(text, mark, "");
            }
            if (base::parse_date(text)) {
                return column_letters(i) + std::to_string(row.line);
            }
        }
    }
    return {};
}

/// Columns that may tell the facilities apart, and whether they do.
struct Candidate {
    std::vector<const Found*> columns;
    bool may_repeat = false; ///< the rows of the long form
    std::set<std::string> seen;
    bool good = true;

    void look(const formats::Row& row) {
        std::string key;
        for (const Found* column : columns) {
            const std::string cell = base::tidy(formats::cell(row, column->index));
            good = good && !cell.empty();
            key += cell + '\n';
        }
        good = good && (seen.insert(key).second || may_repeat);
    }
};

std::vector<Candidate> candidates(const Sight& sight) {
    const Found* office = sight.find("identifiers", "kaigo_office");
    const Found* medical = sight.find("identifiers", "medical_institution");
    const Found* kind = sight.find("kinds", "column");
    const Found* own = sight.find("record", "key");
    std::vector<Candidate> all;
    for (const std::vector<const Found*>& columns :
         std::vector<std::vector<const Found*>>{{own}, {office, kind}, {office}, {medical}}) {
        if (std::find(columns.begin(), columns.end(), nullptr) == columns.end()) {
            all.push_back({columns, sight.is_long(), {}, true});
        }
    }
    return all;
}

void choose_key(const std::vector<Candidate>& tried, Sight& sight) {
    const auto good = std::find_if(tried.begin(), tried.end(), [](const Candidate& one) { return one.good && !one.seen.empty(); });
    if (good != tried.end()) {
        for (const Found* column : good->columns) {
            sight.key += (sight.key.empty() ? "" : ", ") + quoted(column->column);
        }
        sight.key = "[" + sight.key + "]";
    } else if (sight.find("address", "text") != nullptr) {
        sight.key = "\"name+address\"   # better: a number that stays from year to year";
    } else if (const Found* name = sight.find("values", "name")) {
        sight.key = "[" + quoted(name->column) + "]   # better: a number that stays from year to year";
    }
}

void sample(formats::Table& table, Sight& sight) {
    formats::Row row;
    std::vector<Candidate> tried = candidates(sight);
    const Found* name = sight.find("values", "name");
    for (std::size_t n = 0; n < rows_sampled && table.next(row); ++n) {
        if (name != nullptr && base::tidy(formats::cell(row, name->index)).empty()) {
            sight.nameless_rows = true;
            continue;
        }
        for (Candidate& one : tried) {
            one.look(row);
        }
        for (const Found& one : sight.columns) {
            const std::string cell = base::tidy(formats::cell(row, one.index));
            if (!one.target || cell.empty()) {
                continue;
            }
            if (one.target->section == "kinds") {
                for (const std::string& label : base::split(base::replace_all(cell, "、", ","), ",/")) {
                    if (!kind_of(label) && !kind_of(cell)) {
                        sight.unknown_words[one.index].insert(base::tidy(label));
                    }
                }
            } else if ((one.target->section == "capabilities" || *one.target == Target{"long", "answer"}) && !answer_words().contains(base::fold(cell))) {
                sight.unknown_words[one.index].insert(cell);
            }
        }
    }
    choose_key(tried, sight);
}

Sight look_at(const std::filesystem::path& file) {
    Sight sight;
    std::string seen;
    formats::for_each_table(file, [&](formats::Table& table) {
        if (!sight.table.empty()) {
            return;
        }
        std::vector<formats::Row> titles;
        formats::Row row;
        while (titles.size() < rows_searched && table.next(row)) {
            const Header header({row}, table.name());
            std::vector<Found> columns = columns_of(header);
            if (is_header(columns)) {
                sight.table = table.name();
                sight.is_sheet = table.encoding() == "XLSX";
                sight.header_line = row.line;
                sight.columns = std::move(columns);
                sight.as_of_cell = dated_cell(titles);
                sample(table, sight);
                return;
            }
            if (columns.size() >= 3 && seen.empty()) {
                seen = fmt::format(" The first row with three cells is row {}: {}.", row.line, header.shown());
            }
            titles.push_back(row);
        }
    });
    if (sight.table.empty()) {
        throw base::Error(base::ErrorCode::bad_source,
                          fmt::format("{}: no header row with a facility's name (施設名, 名称, 事業所名 …) was found.{} Write the "
                                      "mapping by hand, or give the header the usual words",
                                      file.filename().string(), seen));
    }
    return sight;
}

std::string code_of(const std::filesystem::path& file) {
    std::string code;
    for (const char c : file.stem().string()) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_') {
            code += c;
        }
    }
    return code.empty() ? "my-list" : code;
}

/// [section] with key = "column" for every column of that section.
void write_simple(std::string& text, const Sight& sight, const std::string& section) {
    bool begun = false;
    for (const Found& one : sight.columns) {
        if (one.target && one.target->section == section) {
            text += begun ? "" : fmt::format("\n[{}]\n", section);
            begun = true;
            text += fmt::format("{} = {}\n", one.target->key, quoted(one.column));
        }
    }
}

void write_head(std::string& text, const Sight& sight, const std::filesystem::path& file) {
    text += fmt::format("# A proposal for {}, from its header in row {}. Read every line, mend it, then preview.\n"
                        "# The syntax: importers/listing/README.md\n\n[source]\ncode = {}\ntitle = {}\n",
                        sight.table, sight.header_line, quoted(code_of(file)), quoted(file.stem().string()));
    text += "licence = \"\"\nattribution = \"\"      # who made the list, as it is to be named beside it\n"
            "published = false      # true only if the list itself is open to everybody\n"
            "kind = \"listing\"       # or survey, coordinator, open_data\n\n[file]\n";
    if (sight.is_sheet) {
        text += fmt::format("sheet = {}\n", quoted(sight.table.substr(sight.table.rfind('/') + 1)));
    }
    text += fmt::format("header_row = {}\n", sight.header_line);
    text += sight.as_of_cell.empty() ? "# as_of = \"2026-04-01\"  # the day the list is true for\n"
                                     : fmt::format("as_of_cell = {}\n", quoted(sight.as_of_cell));
    text += "\n# [scope]                # what a later edition of this list replaces\n# region = \"31203\"\n";
}

void write_record(std::string& text, const Sight& sight) {
    const Found* name = sight.find("values", "name");
    if (sight.nameless_rows && name != nullptr) {
        text += fmt::format("\n[[skip]]                 # rows without a name were seen: totals, headings\ncolumn = {}\nempty = true\n",
                            quoted(name->column));
    }
    text += fmt::format("\n[record]\nkey = {}\n", sight.key);
}

void write_kinds(std::string& text, const Sight& sight) {
    const Found* kind = sight.find("kinds", "column");
    if (kind == nullptr) {
        text += "\n# [kinds]\n# fixed = [\"clinic\"]   # a code of facility_kinds.csv\n";
        return;
    }
    text += fmt::format("\n[kinds]\ncolumn = {}\n", quoted(kind->column));
    const auto unknown = sight.unknown_words.find(kind->index);
    if (unknown != sight.unknown_words.end()) {
        text += "# These words are not known; their rows will be rejected until they are mapped:\n# map = { ";
        bool first = true;
        for (const std::string& word : unknown->second) {
            text += fmt::format("{}{} = \"\"", first ? "" : ", ", quoted(word));
            first = false;
        }
        text += " }\n";
    }
}

void write_capabilities(std::string& text, const Sight& sight) {
    if (sight.is_long()) {
        text += "\n# One row per facility and capability\n";
        write_simple(text, sight, "long");
        const Found* answer = sight.find("long", "answer");
        if (const auto words = sight.unknown_words.find(answer->index); words != sight.unknown_words.end()) {
            text += "# These answers are not known; their rows will be rejected until they are mapped:\n# [long.answers]\n";
            for (const std::string& word : words->second) {
                text += fmt::format("# {} = \"\"   # yes, conditional, no, unknown\n", quoted(word));
            }
        }
        return;
    }
    if (sight.find("capabilities", "") == nullptr) {
        return;
    }
    text += "\n[capabilities]\nbasis = { fixed = \"self_reported\" }   # or record, notified, planned, coordinator: what is the list's ground?\n";
    std::set<std::string> unknown;
    std::string columns;
    for (const Found& one : sight.columns) {
        if (one.target && one.target->section == "capabilities") {
            columns += fmt::format("{} = {}\n", quoted(one.column), quoted(one.target->key));
            if (const auto words = sight.unknown_words.find(one.index); words != sight.unknown_words.end()) {
                unknown.insert(words->second.begin(), words->second.end());
            }
        }
    }
    if (!unknown.empty()) {
        text += "# These answers are not known; their rows will be rejected until they are mapped:\n# [capabilities.answers]\n";
        for (const std::string& word : unknown) {
            text += fmt::format("# {} = \"\"   # yes, conditional, no, unknown\n", quoted(word));
        }
    }
    text += "[capabilities.columns]\n" + columns;
}

void write_details(std::string& text, const Sight& sight) {
    for (const Found& one : sight.columns) {
        if (!one.target) {
            continue;
        }
        const std::string column = quoted(one.column);
        if (one.target->section == "hours") {
            text += fmt::format("\n[[hours]]\npurpose = {}\ntext = {}\n", quoted(one.target->key), column);
        } else if (one.target->section == "coverage") {
            text += fmt::format("\n[[coverage]]\ntype = \"text\"   # or municipality, town … to be searchable\ncolumn = {}\n", column);
        } else if (one.target->section == "person") {
            text += fmt::format("\n[[person]]   # personal data: professionals only, and erasable\nrole = {}\nname = {}\n",
                                quoted(one.target->key), column);
        } else if (one.target->section == "status") {
            text += fmt::format("\n[status]\ncolumn = {}\n", column);
        } else if (one.target->section == "consent") {
            text += fmt::format("\n# Consent is taken from the list only when you say so:\n# [consent]\n# column = {}\n", column);
        }
    }
}

} // namespace

std::string propose_mapping(const std::filesystem::path& file) {
    Sight sight = look_at(file);
    const bool is_long = sight.is_long();
    for (Found& one : sight.columns) {
        if (one.target && one.target->section == "long" && !is_long) {
            one.target.reset(); // 根拠, 条件, 回答日 of something else
        }
    }
    if ((sight.find("position", "lat") == nullptr) != (sight.find("position", "lon") == nullptr)) {
        for (Found& one : sight.columns) {
            if (one.target && one.target->section == "position") {
                one.target.reset();
            }
        }
    }
    std::string text;
    write_head(text, sight, file);
    write_record(text, sight);
    write_simple(text, sight, "identifiers");
    write_kinds(text, sight);
    write_simple(text, sight, "values");
    write_simple(text, sight, "address");
    write_simple(text, sight, "position");
    write_capabilities(text, sight);
    write_details(text, sight);
    std::string left;
    for (const Found& one : sight.columns) {
        left += one.target ? "" : fmt::format("#   {}\n", quoted(one.column));
    }
    if (!left.empty()) {
        text += "\n# Columns that nothing above uses:\n" + left;
    }
    return text;
}

} // namespace annai::importers::listing
