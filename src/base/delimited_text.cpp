#include "base/delimited_text.hpp"

#include "base/error.hpp"

#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <exception>
#include <utility>

namespace annai::base {

namespace {

constexpr std::size_t field_limit = 1U << 20;
/// Fed at a time, so that a quote that was never closed is noticed before it has taken much memory.
constexpr std::size_t piece = 64U << 10;

/// Line breaks in a field: CRLF is one, and so is a lone CR.
std::int64_t line_breaks(std::string_view text) {
    std::int64_t breaks = 0;
    for (std::size_t at = text.find_first_of("\r\n"); at != std::string_view::npos; at = text.find_first_of("\r\n", at)) {
        at += text.substr(at, 2) == "\r\n" ? 2 : 1;
        ++breaks;
    }
    return breaks;
}

} // namespace

struct DelimitedReader::State {
    RowHandler on_row;
    csv_parser parser{};
    DelimitedRow row;
    std::int64_t line = 1;        ///< where the next field begins
    bool after_cr = false;        ///< an LF that follows at once belongs to the same line break
    std::size_t usual_cells = 0;  ///< cells of the last row, to reserve as many
    std::exception_ptr failure;   ///< libcsv is C: nothing may be thrown through it

    explicit State(RowHandler handler, char delimiter) : on_row(std::move(handler)) {
        if (csv_init(&parser, CSV_REPALL_NL) != 0) {
            throw Error(ErrorCode::storage, "The CSV parser could not be set up.");
        }
        csv_set_delim(&parser, static_cast<unsigned char>(delimiter));
    }
    ~State() { csv_free(&parser); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    void field(std::string_view text) {
        if (row.cells.empty()) {
            row.line = line;
            row.cells.reserve(usual_cells);
        }
        if (text.size() > field_limit) {
            fail_too_long();
        }
        row.cells.emplace_back(text);
        line += line_breaks(text);
        after_cr = false;
    }

    /// Every CR and LF outside quotes is reported, so that lines can be counted.
    void line_break(int character) {
        const bool second_half = character == '\n' && after_cr && row.cells.empty();
        after_cr = character == '\r';
        if (second_half) {
            return;
        }
        if (character >= 0) {
            ++line;
        }
        if (!row.cells.empty()) {
            usual_cells = row.cells.size();
            on_row(std::exchange(row, DelimitedRow{}));
        }
    }

    [[noreturn]] void fail_too_long() const {
        throw Error(ErrorCode::bad_source,
                    fmt::format("The field that begins on line {} is longer than 1 MiB; is its closing quote (\") missing?", line));
    }

    template <class Action> void guarded(Action action) {
        if (failure) {
            return;
        }
        try {
            action();
        } catch (...) {
            failure = std::current_exception();
        }
    }
    static void on_field(void* text, std::size_t length, void* self) {
        auto* state = static_cast<State*>(self);
        state->guarded([&] {
            state->field(text == nullptr ? std::string_view() : std::string_view(static_cast<const char*>(text), length));
        });
    }
    static void on_line_break(int character, void* self) {
        auto* state = static_cast<State*>(self);
        state->guarded([&] { state->line_break(character); });
    }

    void check() const {
        if (failure) {
            std::rethrow_exception(failure);
        }
        if (parser.status == CSV_ENOMEM || parser.status == CSV_ETOOBIG) {
            throw Error(ErrorCode::storage, fmt::format("Memory ran out while reading line {}.", line));
        }
        if (parser.entry_pos > field_limit) {
            fail_too_long();
        }
    }
};

DelimitedReader::DelimitedReader(RowHandler on_row, char delimiter)
    : m_state(std::make_unique<State>(std::move(on_row), delimiter)) {}

DelimitedReader::~DelimitedReader() = default;

void DelimitedReader::feed(std::string_view bytes) {
    while (!bytes.empty()) {
        const std::string_view part = bytes.substr(0, piece);
        const std::size_t nul = part.find('\0');
        csv_parse(&m_state->parser, part.data(), std::min(nul, part.size()), State::on_field, State::on_line_break,
                  m_state.get());
        m_state->check();
        if (nul != std::string_view::npos) {
            throw Error(ErrorCode::bad_source,
                        fmt::format("Line {} contains NUL bytes; is this really a CSV file?", m_state->line));
        }
        bytes.remove_prefix(part.size());
    }
}

void DelimitedReader::finish() {
    // In strict mode csv_fini tells an open quote; stray quotes before the end stay tolerated.
    csv_set_opts(&m_state->parser, CSV_REPALL_NL | CSV_STRICT | CSV_STRICT_FINI);
    const int status = csv_fini(&m_state->parser, State::on_field, State::on_line_break, m_state.get());
    m_state->check();
    if (status != 0) {
        throw Error(ErrorCode::bad_source,
                    fmt::format("The quoted field that begins on line {} is never closed; add the missing quote (\").",
                                m_state->line));
    }
}

std::vector<DelimitedRow> read_delimited(std::string_view text, char delimiter) {
    std::vector<DelimitedRow> rows;
    DelimitedReader reader([&](DelimitedRow&& row) { rows.push_back(std::move(row)); }, delimiter);
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    reader.feed(text.starts_with(byte_order_mark) ? text.substr(byte_order_mark.size()) : text);
    reader.finish();
    return rows;
}

} // namespace annai::base
