#include "listing.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/tables.hpp"
#include "header.hpp"
#include "record_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <unordered_map>

namespace annai::importers::listing {

namespace {

using facility::ImportSink;
using facility::RowPlace;
using facility::SourceRecord;

bool matches(std::u32string_view pattern, std::u32string_view text) {
    if (pattern.empty()) {
        return text.empty();
    }
    if (pattern[0] == U'*') {
        for (std::size_t skip = 0; skip <= text.size(); ++skip) {
            if (matches(pattern.substr(1), text.substr(skip))) {
                return true;
            }
        }
        return false;
    }
    return !text.empty() && (pattern[0] == U'?' || pattern[0] == text[0]) && matches(pattern.substr(1), text.substr(1));
}

bool wanted_sheet(const Mapping& mapping, const formats::Table& table) {
    if (mapping.sheet.empty() || table.encoding() != "XLSX") {
        return true;
    }
    const std::string sheet = table.name().substr(table.name().rfind('/') + 1);
    return matches(base::to_code_points(base::fold(mapping.sheet)), base::to_code_points(base::fold(sheet)));
}

/// The longest date within a text like 「令和8年4月1日現在」.
std::optional<base::CivilDate> date_within(const std::string& text) {
    const std::u32string points = base::to_code_points(base::tidy(text));
    for (std::size_t length = points.size(); length >= 6; --length) {
        for (std::size_t begin = 0; begin + length <= points.size(); ++begin) {
            if (const auto date = base::parse_date(base::from_code_points(points.substr(begin, length)))) {
                return date;
            }
        }
    }
    return std::nullopt;
}

void report_as_of(const Mapping& mapping, const std::vector<formats::Row>& titles, const std::string& table, ImportSink& sink) {
    if (mapping.as_of) {
        return sink.as_of(*mapping.as_of);
    }
    if (mapping.as_of_cell.empty()) {
        return;
    }
    const std::size_t letters = mapping.as_of_cell.find_first_of("123456789");
    std::size_t column = 0;
    for (const char letter : mapping.as_of_cell.substr(0, letters)) {
        column = column * 26 + static_cast<std::size_t>(letter - 'A') + 1;
    }
    const auto line = base::to_integer(std::string_view(mapping.as_of_cell).substr(letters)).value_or(0);
    const auto row = std::find_if(titles.begin(), titles.end(), [&](const formats::Row& one) { return one.line == line; });
    const std::string text = row == titles.end() ? "" : formats::cell(*row, column - 1);
    const auto date = date_within(text.substr(0, 300));
    if (!date) {
        throw base::Error(base::ErrorCode::bad_source,
                          fmt::format("{}: cell {} (as_of_cell of {}) holds no date: 「{}」. Name the right cell above the header, "
                                      "or give as_of = \"2026-04-01\"",
                                      table, mapping.as_of_cell, mapping.file, base::shorten(text, 40)));
    }
    sink.as_of(*date);
}

/// One reading of one file: keys are unique over all its tables.
class Reading {
public:
    Reading(const Mapping& mapping, ImportSink& sink) : m_mapping(mapping), m_sink(sink) {}

    void table(formats::Table& table) {
        if (!wanted_sheet(m_mapping, table)) {
            m_seen_tables.push_back(table.name());
            return;
        }
        Mapping mapping = m_mapping;
        std::vector<formats::Row> before;
        const auto header = find_header(table, mapping, before);
        if (!header) {
            m_seen_tables.push_back(table.name());
            m_skipped.push_back(table.name());
            if (m_first_rows.empty()) {
                describe(before);
            }
            blame_nearest(before, mapping, table.name());
            return;
        }
        try {
            header->bind(mapping);
        } catch (const base::Error&) {
            // Another sheet of the same file may be the list.
            if (header->count(mapping) >= 3 || m_failure) {
                throw;
            }
            m_failure = std::current_exception();
            m_skipped.push_back(table.name());
            return;
        }
        if (mapping.known_columns) {
            for (CapabilityColumn& column : known_columns(*header, mapping)) {
                mapping.capabilities.push_back(std::move(column));
            }
        }
        report_as_of(mapping, before, table.name(), m_sink);
        m_tables += 1;
        rows(table, mapping, *header);
    }

    void finish() {
        if (m_tables == 0) {
            if (m_failure) {
                std::rethrow_exception(m_failure);
            }
            fail();
        }
        for (const std::string& name : m_skipped) {
            m_sink.remark({name, 0}, "sheet_skipped", name);
        }
        for (SourceRecord& record : m_waiting) {
            m_sink.record(std::move(record));
        }
    }

private:
    void describe(const std::vector<formats::Row>& rows) {
        for (std::size_t i = 0; i < rows.size() && i < 3; ++i) {
            std::string cells;
            for (const std::string& cell : rows[i].cells) {
                cells += cell.empty() ? "" : "「" + base::shorten(base::tidy(cell), 20) + "」";
            }
            m_first_rows += fmt::format(" row {}: {}", rows[i].line, cells);
        }
    }

    /// Where no row holds enough of the columns: the error names what is missing in the row that comes nearest.
    void blame_nearest(const std::vector<formats::Row>& rows, Mapping& mapping, const std::string& table) {
        std::optional<Header> best;
        std::size_t most = 0;
        for (const formats::Row& row : rows) {
            Header header({row}, table);
            if (const std::size_t count = header.count(mapping); count > most) {
                most = count;
                best = std::move(header);
            }
        }
        if (best && !m_failure && !mapping.header_row) {
            try {
                best->bind(mapping);
            } catch (const base::Error&) {
                m_failure = std::current_exception();
            }
        }
    }

    [[noreturn]] void fail() {
        std::string tables;
        for (const std::string& name : m_seen_tables) {
            tables += (tables.empty() ? "" : ", ") + name;
        }
        throw base::Error(base::ErrorCode::bad_source,
                          fmt::format("{}: no row holds the columns that {} names{}.{} Correct the columns or sheet, or set header_row",
                                      tables, m_mapping.file, m_mapping.sheet.empty() ? "" : " (sheet = \"" + m_mapping.sheet + "\")",
                                      m_first_rows));
    }

    static bool repeats_header(const formats::Row& row, const Header& header) {
        bool any = false;
        for (std::size_t i = 0; i < std::max(row.cells.size(), header.names().size()); ++i) {
            const std::string cell = base::tidy(formats::cell(row, i));
            const std::string name = i < header.names().size() ? header.names()[i] : "";
            if (cell != name) {
                return false;
            }
            any = any || !cell.empty();
        }
        return any;
    }

    void rows(formats::Table& table, const Mapping& mapping, const Header& header) {
        RecordReader reader(mapping, table.name(), m_sink);
        formats::Row row;
        while (table.next(row)) {
            const RowPlace place{table.name(), row.line};
            m_sink.row_read(place);
            if (const auto reason = reader.reason_to_skip(row)) {
                m_sink.ignored(place, *reason);
            } else if (repeats_header(row, header)) {
                m_sink.ignored(place, "見出しの繰り返し");
            } else {
                data_row(reader, row, place);
            }
        }
    }

    void data_row(RecordReader& reader, const formats::Row& row, const RowPlace& place) {
        const std::string key = reader.key(row);
        const auto seen = m_seen.find(key);
        if (seen != m_seen.end() && m_mapping.long_form) {
            reader.add(row, m_waiting[seen->second.index]);
            return;
        }
        if (seen != m_seen.end()) {
            reader.reject(row, "",
                          fmt::format("キー「{}」の行は{}の{}行目に既にあります。二重の行を除くか、key の列を増やしてください。", key,
                                      seen->second.place.file, seen->second.place.line));
            return;
        }
        auto record = reader.read(row);
        if (!record) {
            return;
        }
        m_seen.emplace(key, Seen{place, m_waiting.size()});
        if (m_mapping.long_form) {
            m_waiting.push_back(std::move(*record));
        } else {
            m_sink.record(std::move(*record));
        }
    }

    struct Seen {
        RowPlace place;
        std::size_t index = 0;
    };
    const Mapping& m_mapping;
    ImportSink& m_sink;
    std::unordered_map<std::string, Seen> m_seen;
    std::vector<SourceRecord> m_waiting; ///< of the long form, whose rows may stand apart
    std::vector<std::string> m_seen_tables;
    std::vector<std::string> m_skipped;
    std::string m_first_rows;
    std::exception_ptr m_failure;
    int m_tables = 0;
};

class ListingImporter final : public facility::Importer {
public:
    std::string name() const override { return "listing"; }
    std::string help() const override { return "Any CSV or XLSX list of facilities, with --mapping FILE.toml that says which column is what"; }
    facility::ImportKind kind() const override { return facility::ImportKind::facilities; }
    facility::SourceInfo source(const facility::ImportOptions& options) const override { return mapping(options).source; }

    void read(const std::filesystem::path& file, const facility::ImportOptions& options, ImportSink& sink) const override {
        const Mapping checked = mapping(options);
        Reading reading(checked, sink);
        formats::for_each_table(file, [&](formats::Table& table) { reading.table(table); });
        reading.finish();
    }

private:
    static Mapping mapping(const facility::ImportOptions& options) {
        if (options.mapping.empty()) {
            throw base::Error(base::ErrorCode::bad_request,
                              "the importer \"listing\" needs --mapping FILE.toml; `annai propose FILE` writes one from the list's header")
                .about("mapping");
        }
        return load_mapping(options.mapping);
    }
};

} // namespace

std::unique_ptr<facility::Importer> make_importer() {
    return std::make_unique<ListingImporter>();
}

} // namespace annai::importers::listing
