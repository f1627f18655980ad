#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace annai::base {

/// One row of delimited text: its cells and the line of the file on which it began (from 1).
struct DelimitedRow {
    std::int64_t line = 0;
    std::vector<std::string> cells;
};

/// A streaming reader of comma-separated text (RFC 4180 as people write it) over libcsv. Feed it
/// bytes; it hands over whole rows. U+2028 and other Unicode line separators inside a field are
/// ordinary text; only CR, LF and CRLF end a row, and only outside quotes. Empty lines are skipped
/// but counted. A field over 1 MiB (a quote that was never closed) is a bad_source Error that names the line.
class DelimitedReader {
public:
    using RowHandler = std::function<void(DelimitedRow&&)>;

    explicit DelimitedReader(RowHandler on_row, char delimiter = ',');
    ~DelimitedReader();
    DelimitedReader(const DelimitedReader&) = delete;
    DelimitedReader& operator=(const DelimitedReader&) = delete;

    void feed(std::string_view bytes);
    /// Ends the text; throws bad_source where a quoted field is still open.
    void finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// All rows of a short text, for the vocabulary and for tests.
std::vector<DelimitedRow> read_delimited(std::string_view text, char delimiter = ',');

} // namespace annai::base
