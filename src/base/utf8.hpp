#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// Reading and writing of UTF-8, one code point at a time; in the header because millions of short
// strings pass through it.

namespace annai::base {

/// Stands for a byte that belongs to no well-formed sequence.
inline constexpr char32_t malformed_utf8 = 0xFFFFFFFF;

/// The code point at `at`, which moves behind it; malformed_utf8 (and one byte on) where there is none.
inline char32_t next_code_point(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto continues = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0) == 0x80; };
    const std::size_t i = at;
    const unsigned lead = byte(i);
    if (lead < 0x80) {
        at = i + 1;
        return lead;
    }
    if (lead >= 0xE0 && lead <= 0xEF && continues(i + 1) && continues(i + 2)) {
        const char32_t code = (lead & 0x0FU) << 12 | (byte(i + 1) & 0x3FU) << 6 | (byte(i + 2) & 0x3FU);
        if (code >= 0x800 && (code < 0xD800 || code > 0xDFFF)) {
            at = i + 3;
            return code;
        }
    } else if (lead >= 0xC2 && lead <= 0xDF && continues(i + 1)) {
        at = i + 2;
        return (lead & 0x1FU) << 6 | (byte(i + 1) & 0x3FU);
    } else if (lead >= 0xF0 && lead <= 0xF4 && continues(i + 1) && continues(i + 2) && continues(i + 3)) {
        const char32_t code = (lead & 0x07U) << 18 | (byte(i + 1) & 0x3FU) << 12 | (byte(i + 2) & 0x3FU) << 6 |
                              (byte(i + 3) & 0x3FU);
        if (code >= 0x10000 && code <= 0x10FFFF) {
            at = i + 4;
            return code;
        }
    }
    at = i + 1;
    return malformed_utf8;
}

inline void append_code_point(std::string& to, char32_t code) {
    const auto put = [&](char32_t byte) { to.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | code >> 6);
        put(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        put(0xE0 | code >> 12);
        put(0x80 | (code >> 6 & 0x3F));
        put(0x80 | (code & 0x3F));
    } else {
        put(0xF0 | code >> 18);
        put(0x80 | (code >> 12 & 0x3F));
        put(0x80 | (code >> 6 & 0x3F));
        put(0x80 | (code & 0x3F));
    }
}

/// How many bytes at the end of `text` may be the beginning of a sequence that goes on in the next piece.
inline std::size_t unfinished_tail(std::string_view text) {
    for (std::size_t back = 1; back <= 3 && back <= text.size(); ++back) {
        const auto byte = static_cast<unsigned char>(text[text.size() - back]);
        if ((byte & 0xC0) == 0x80) {
            continue;
        }
        const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
        return length > back ? back : 0;
    }
    return 0;
}

/// True where all of `text` is below U+0080.
inline bool is_ascii(std::string_view text) {
    unsigned char all = 0;
    for (const char c : text) {
        all = static_cast<unsigned char>(all | static_cast<unsigned char>(c));
    }
    return all < 0x80;
}

} // namespace annai::base
