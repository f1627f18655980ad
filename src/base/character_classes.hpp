#pragma once

#include <unicode/uchar.h>

// What a character is, for folding and tidying. Not for the headers that others include.

namespace annai::base {

inline constexpr char32_t long_vowel = U'ー';

/// Everything that people type for a hyphen or that a converter makes of one. Not 〜 and not ー.
inline bool is_dash(char32_t c) {
    switch (c) {
    case U'-': case U'\u02D7': case U'\u2010': case U'\u2011': case U'\u2012': case U'\u2013': case U'\u2014':
    case U'\u2015': case U'\u2043': case U'\u2212': case U'\u2500': case U'\u2501': case U'\u2796':
    case U'\u2E3A': case U'\u2E3B': case U'\uFE58': case U'\uFE63': case U'\uFF0D':
        return true;
    default:
        return false;
    }
}

/// Unicode white space, line and paragraph separators, zero-width spaces and the byte order mark.
inline bool is_white(char32_t c) {
    return c == 0x200B || c == 0xFEFF || u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}

inline bool is_digit(char32_t c) {
    return c >= U'0' && c <= U'9';
}

inline bool is_hiragana(char32_t c) {
    return (c >= 0x3041 && c <= 0x3096) || c == 0x309D || c == 0x309E;
}

/// Han with the repetition mark 々.
inline bool is_kanji(char32_t c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3005 || c >= 0x20000;
}

} // namespace annai::base
