#include "formats/encoding.hpp"

#include "base/utf8.hpp"
#include "formats/windows_31j.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace annai::formats {

namespace {

constexpr std::size_t piece = 64U << 10;
constexpr std::string_view remedy = "Open it in the program it comes from and save it once more as 「CSV UTF-8（コンマ区切り）」.";

std::int64_t line_feeds(std::string_view bytes) {
    return std::count(bytes.begin(), bytes.end(), '\n');
}

/// Counts what in the bytes is UTF-8 and what is not.
class Utf8Census {
public:
    void add(std::string_view bytes, bool last) {
        std::string joined;
        if (!m_left.empty()) {
            joined = m_left.append(bytes);
            bytes = joined;
            m_left.clear();
        }
        if (!last) {
            const std::size_t tail = base::unfinished_tail(bytes);
            m_left = bytes.substr(bytes.size() - tail);
            bytes.remove_suffix(tail);
        }
        cut_off = last && base::unfinished_tail(bytes) > 0;
        if (!base::is_ascii(bytes)) {
            count(bytes);
        }
        m_lines += line_feeds(bytes);
    }

    std::int64_t long_sequences = 0; ///< of three bytes and more: kana and kanji
    std::int64_t malformed = 0;
    std::int64_t first_malformed_line = 0;
    bool cut_off = false; ///< the last character is incomplete

    /// windows-31j looks like UTF-8 for hardly three bytes in a row; so this is UTF-8 with a fault.
    bool is_damaged_utf8() const {
        const std::int64_t inside = malformed - (cut_off ? 1 : 0);
        return malformed > 0 && long_sequences > 0 && (inside <= 0 || long_sequences >= 4 * inside);
    }

private:
    void count(std::string_view bytes) {
        for (std::size_t at = 0; at < bytes.size();) {
            const std::size_t before = at;
            if (base::next_code_point(bytes, at) != base::malformed_utf8) {
                long_sequences += at - before > 2 ? 1 : 0;
                continue;
            }
            if (malformed++ == 0) {
                first_malformed_line = m_lines + line_feeds(bytes.substr(0, before)) + 1;
            }
            if (cut_off && bytes.size() - before <= 3 && base::unfinished_tail(bytes) == bytes.size() - before) {
                break; // one fault, however many bytes of the last character there are
            }
        }
    }

    std::string m_left;
    std::int64_t m_lines = 0;
};

} // namespace

std::optional<Encoding> encoding_of_mark(std::string_view head) {
    if (head.starts_with("\xEF\xBB\xBF")) {
        return Encoding::utf8_with_mark;
    }
    if (head.starts_with("\xFF\xFE")) {
        return Encoding::utf16_le;
    }
    if (head.starts_with("\xFE\xFF")) {
        return Encoding::utf16_be;
    }
    return std::nullopt;
}

const char* encoding_name(Encoding encoding) {
    switch (encoding) {
    case Encoding::utf8:
        return "UTF-8";
    case Encoding::utf8_with_mark:
        return "UTF-8 with BOM";
    case Encoding::utf16_le:
        return "UTF-16LE";
    case Encoding::utf16_be:
        return "UTF-16BE";
    case Encoding::windows_31j:
        return "windows-31j";
    }
    return "";
}

Encoding find_encoding(ByteSource& source, const std::string& name) {
    std::string bytes(piece, '\0');
    std::optional<Encoding> marked;
    Utf8Census census;
    bool begun = false;
    while (true) {
        // Read to the end even where the mark has told everything: damage to an archive shows before the first row.
        const std::string_view text(bytes.data(), source.read(bytes.data(), bytes.size()));
        if (!begun && text.empty()) {
            throw bad_file(name, "The file is empty.");
        }
        if (!begun) {
            marked = encoding_of_mark(text);
            begun = true;
        }
        if (!marked || *marked == Encoding::utf8_with_mark) {
            census.add(text, text.empty());
        }
        if (text.empty()) {
            break;
        }
    }
    if (marked && *marked != Encoding::utf8_with_mark) {
        return *marked;
    }
    if (census.malformed == 0) {
        return marked.value_or(Encoding::utf8);
    }
    if (marked || census.is_damaged_utf8()) {
        if (census.cut_off && census.malformed == 1) {
            throw bad_file(name, fmt::format("Line {}: The text ends in the middle of a character; the file was not downloaded "
                                             "or copied completely. Get it once more.",
                                             census.first_malformed_line));
        }
        throw bad_file(name, fmt::format("Line {}: There are bytes that are not UTF-8, as the rest of the file is. {}",
                                         census.first_malformed_line, remedy));
    }
    return Encoding::windows_31j;
}

Decoder::Decoder(std::unique_ptr<ByteSource> source, Encoding encoding, std::string name)
    : m_source(std::move(source)), m_encoding(encoding), m_name(std::move(name)), m_bytes(piece, '\0') {}

bool Decoder::read(std::string& utf8) {
    utf8.clear();
    while (utf8.empty() && !m_ended) {
        std::string_view bytes(m_bytes.data(), m_source->read(m_bytes.data(), m_bytes.size()));
        m_ended = bytes.empty();
        if (!std::exchange(m_begun, true)) {
            const auto marked = encoding_of_mark(bytes);
            bytes.remove_prefix(!marked ? 0 : *marked == Encoding::utf8_with_mark ? 3 : 2);
        }
        if (m_left.empty()) {
            decode(bytes, m_ended, utf8);
        } else {
            const std::string joined = std::exchange(m_left, std::string()).append(bytes);
            decode(joined, m_ended, utf8);
        }
        m_line += line_feeds(utf8);
    }
    return !utf8.empty();
}

void Decoder::decode(std::string_view bytes, bool last, std::string& to) {
    if (m_encoding == Encoding::windows_31j) {
        std::size_t left = 0;
        if (decode_windows_31j(bytes, to, left) != all_decoded || (last && left > 0)) {
            fail(to);
        }
        m_left = bytes.substr(bytes.size() - left);
    } else if (m_encoding == Encoding::utf16_le || m_encoding == Encoding::utf16_be) {
        decode_utf16(bytes, last, to);
    } else {
        const std::size_t left = last ? 0 : base::unfinished_tail(bytes);
        m_left = bytes.substr(bytes.size() - left);
        to.append(bytes.substr(0, bytes.size() - left)); // find_encoding() has seen that it is well-formed
    }
}

void Decoder::decode_utf16(std::string_view bytes, bool last, std::string& to) {
    const auto unit = [&](std::size_t at) {
        const auto first = static_cast<unsigned char>(bytes[at]);
        const auto second = static_cast<unsigned char>(bytes[at + 1]);
        return m_encoding == Encoding::utf16_le ? char32_t{first} | char32_t{second} << 8U
                                                : char32_t{first} << 8U | char32_t{second};
    };
    std::size_t at = 0;
    while (at + 2 <= bytes.size()) {
        const char32_t first = unit(at);
        if (first < 0xD800 || first > 0xDFFF) {
            base::append_code_point(to, first);
            at += 2;
            continue;
        }
        if (first < 0xDC00 && at + 4 > bytes.size() && !last) {
            break;
        }
        const char32_t second = at + 4 <= bytes.size() ? unit(at + 2) : 0;
        if (first > 0xDBFF || second < 0xDC00 || second > 0xDFFF) {
            fail(to);
        }
        base::append_code_point(to, 0x10000 + ((first - 0xD800) << 10U) + (second - 0xDC00));
        at += 4;
    }
    if (last && at < bytes.size()) {
        fail(to);
    }
    m_left = bytes.substr(at);
}

void Decoder::fail(std::string_view text_before) const {
    throw bad_file(m_name, fmt::format("Line {}: There are bytes that mean nothing in {}{}. {}",
                                       m_line + line_feeds(text_before), encoding_name(m_encoding),
                                       m_encoding == Encoding::windows_31j ? " (シフト JIS), nor is the file UTF-8" : "", remedy));
}

} // namespace annai::formats
