#include "formats/csv_table.hpp"

#include "base/delimited_text.hpp"
#include "formats/encoding.hpp"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace annai::formats {

namespace {

/// Tab where the first line that has any delimiter has tabs and no commas: Excel's 「Unicode テキスト」.
char find_delimiter(std::string_view text) {
    bool quoted = false;
    bool tab = false;
    for (const char c : text) {
        if (c == '"') {
            quoted = !quoted;
        } else if (quoted) {
            continue;
        } else if (c == ',') {
            return ',';
        } else if (c == '\t') {
            tab = true;
        } else if ((c == '\n' || c == '\r') && tab) {
            return '\t';
        }
    }
    return tab ? '\t' : ',';
}

class DelimitedTable final : public Table {
public:
    DelimitedTable(std::string name, Encoding encoding, std::unique_ptr<ByteSource> source)
        : m_name(std::move(name)), m_encoding(encoding_name(encoding)), m_decoder(std::move(source), encoding, m_name) {}

    const std::string& name() const override { return m_name; }
    const std::string& encoding() const override { return m_encoding; }

    bool next(Row& row) override {
        while (m_next == m_rows.size()) {
            if (m_ended) {
                return false;
            }
            m_rows.clear();
            m_next = 0;
            fill();
        }
        base::DelimitedRow& found = m_rows[m_next++];
        row.line = found.line;
        row.cells.swap(found.cells);
        return true;
    }

private:
    void fill() {
        const bool more = m_decoder.read(m_text);
        if (more && !m_reader) {
            m_reader.emplace([this](base::DelimitedRow&& row) { keep(std::move(row)); }, find_delimiter(m_text));
        }
        try {
            if (more) {
                m_reader->feed(m_text);
            } else {
                m_ended = true;
                if (m_reader) {
                    m_reader->finish();
                }
            }
        } catch (const base::Error& error) {
            throw bad_file(m_name, error.what(), error.detail());
        }
    }

    void keep(base::DelimitedRow&& row) {
        if (!is_empty_row(row.cells)) {
            m_rows.push_back(std::move(row));
        }
    }

    std::string m_name;
    std::string m_encoding;
    Decoder m_decoder;
    std::optional<base::DelimitedReader> m_reader;
    std::string m_text;
    std::vector<base::DelimitedRow> m_rows; ///< of the piece read last
    std::size_t m_next = 0;
    bool m_ended = false;
};

} // namespace

void read_delimited_table(const Opener& open, const std::string& name, const std::function<void(Table&)>& on_table) {
    const Encoding encoding = find_encoding(*open(), name);
    DelimitedTable table(name, encoding, open());
    on_table(table);
}

bool is_empty_row(const std::vector<std::string>& cells) {
    for (const std::string& text : cells) {
        if (text.find_first_not_of(" \t\r\n") != std::string::npos) {
            return false;
        }
    }
    return true;
}

} // namespace annai::formats
