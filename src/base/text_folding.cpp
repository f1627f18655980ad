#include "base/text.hpp"

#include "base/character_classes.hpp"
#include "base/character_forms.hpp"
#include "base/error.hpp"
#include "base/utf8.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <cstdint>
#include <vector>

namespace annai::base {

namespace {

constexpr char16_t dropped = 0;
/// Entry of the table for a character that ICU must look at together with its neighbours.
constexpr char16_t entangled = 0xFFFF;

char32_t common_form(char32_t c) {
    char32_t common = 0;
    bool first = true;
    for (const char32_t form : character_forms) {
        if (form == U' ') {
            first = true;
        } else if (first) {
            common = form;
            first = false;
        } else if (form == c) {
            return common;
        }
    }
    return c;
}

const icu::Normalizer2& nfkc_casefold() {
    static const icu::Normalizer2& instance = []() -> const icu::Normalizer2& {
        UErrorCode status = U_ZERO_ERROR;
        const icu::Normalizer2* found = icu::Normalizer2::getNFKCCasefoldInstance(status);
        if (U_FAILURE(status) || found == nullptr) {
            throw Error(ErrorCode::storage, "The normalization data of ICU is not available; install libicu with its data.",
                        u_errorName(status));
        }
        return *found;
    }();
    return instance;
}

/// What is done to a character after NFKC_Casefold.
char32_t after_casefold(char32_t c) {
    if (c == 0 || is_white(c)) {
        return dropped;
    }
    if (is_dash(c)) {
        return U'-';
    }
    if ((c >= 0x30A1 && c <= 0x30F6) || c == 0x30FD || c == 0x30FE) {
        return c - 0x60; // katakana to hiragana
    }
    return c;
}

/// fold() of every single character of the basic plane, so that ICU is called for rare text only.
class FoldTable {
public:
    static const FoldTable& instance() {
        static const FoldTable table;
        return table;
    }
    char16_t operator[](char32_t c) const { return m_entries[c]; }

private:
    FoldTable() : m_entries(0x10000) {
        const icu::Normalizer2& normalizer = nfkc_casefold();
        for (char32_t c = 0; c < 0x10000; ++c) {
            const bool plain = (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xE000 && c <= 0xF8FF) || c == 0xFFFD;
            m_entries[c] = plain ? static_cast<char16_t>(c) : entry(normalizer, c);
        }
        char16_t common = 0;
        bool first = true;
        for (const char32_t form : character_forms) {
            if (form == U' ') {
                first = true;
            } else if (first) {
                common = static_cast<char16_t>(form);
                first = false;
            } else if (form < 0x10000) {
                m_entries[form] = common;
            }
        }
    }

    static char16_t entry(const icu::Normalizer2& normalizer, char32_t c) {
        if (c == 0 || is_white(c)) {
            return dropped;
        }
        if (is_dash(c)) {
            return U'-';
        }
        UErrorCode status = U_ZERO_ERROR;
        const auto code = static_cast<UChar32>(c);
        const icu::UnicodeString folded = normalizer.normalize(icu::UnicodeString(code), status);
        if (U_FAILURE(status) || folded.countChar32() != 1 || folded.length() != 1 || c == 0x309B || c == 0x309C ||
            !normalizer.hasBoundaryBefore(code) || !normalizer.hasBoundaryBefore(folded.char32At(0))) {
            return entangled;
        }
        return static_cast<char16_t>(after_casefold(static_cast<char32_t>(folded.char32At(0))));
    }

    std::vector<char16_t> m_entries;
};

/// One pass of NFKC_Casefold and our own table; true where white space was dropped, since what stood
/// on its two sides may compose now.
bool fold_pass(icu::UnicodeString& text, std::u32string& to) {
    const FoldTable& table = FoldTable::instance();
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString folded = nfkc_casefold().normalize(text, status);
    to.clear();
    bool closed_up = false;
    for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
        const auto c = static_cast<char32_t>(folded.char32At(i));
        const char16_t known = c < 0x10000 ? table[c] : entangled;
        const char32_t result = known != entangled ? known : c < 0x10000 ? c : common_form(c);
        if (result == dropped) {
            closed_up = true;
        } else {
            to.push_back(result);
        }
    }
    return closed_up;
}

void fold_with_icu(std::string_view text, std::u32string& to) {
    icu::UnicodeString source;
    for (std::size_t at = 0; at < text.size();) {
        char32_t c = next_code_point(text, at);
        // Spacing voice marks are typed after the kana they belong to; NFKC would put a space between.
        c = c == malformed_utf8 ? U'\uFFFD' : c == 0x309B ? 0x3099 : c == 0x309C ? 0x309A : c;
        source.append(static_cast<UChar32>(c));
    }
    for (int pass = 0; pass < 3 && fold_pass(source, to); ++pass) {
        source.remove();
        for (const char32_t c : to) {
            source.append(static_cast<UChar32>(c));
        }
    }
}

/// fold() as code points, into a buffer that is used again and again.
void fold_into(std::string_view text, std::u32string& to) {
    const FoldTable& table = FoldTable::instance();
    to.clear();
    bool has_long_vowel = false;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_code_point(text, at);
        const char16_t known = c < 0x10000 ? table[c] : c == malformed_utf8 ? u'\uFFFD' : entangled;
        if (known == entangled) {
            fold_with_icu(text, to);
            has_long_vowel = true;
            break;
        }
        if (known != dropped) {
            to.push_back(known);
            has_long_vowel = has_long_vowel || known == long_vowel;
        }
    }
    if (has_long_vowel) {
        for (std::size_t i = 1; i + 1 < to.size(); ++i) {
            if (to[i] == long_vowel && is_digit(to[i - 1]) && is_digit(to[i + 1])) {
                to[i] = U'-';
            }
        }
    }
}

std::string fold_ascii(std::string_view text) {
    std::string folded;
    folded.reserve(text.size());
    for (const char c : text) {
        if (c == ' ' || (c >= '\t' && c <= '\r') || c == '\0') {
            continue;
        }
        folded.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c);
    }
    return folded;
}

std::u32string& scratch() {
    thread_local std::u32string buffer;
    return buffer;
}

char32_t large_kana(char32_t c) {
    constexpr std::u32string_view small = U"ぁぃぅぇぉっゃゅょゎゕゖ";
    constexpr std::u32string_view large = U"あいうえおつやゆよわかけ";
    const std::size_t at = small.find(c);
    return at == std::u32string_view::npos ? c : large[at];
}

} // namespace

std::string fold(std::string_view text) {
    if (is_ascii(text)) {
        return fold_ascii(text);
    }
    std::u32string& codes = scratch();
    fold_into(text, codes);
    return from_code_points(codes);
}

std::string fold_loosely(std::string_view text) {
    if (is_ascii(text)) {
        return fold_ascii(text);
    }
    std::u32string& codes = scratch();
    fold_into(text, codes);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const char32_t c = codes[i];
        const char32_t before = kept > 0 ? codes[kept - 1] : 0;
        const char32_t after = i + 1 < codes.size() ? codes[i + 1] : 0;
        if (c == long_vowel || (c == U'-' && is_hiragana(before))) {
            continue; // センター, センタ−: the same word
        }
        // 霞が関 and 霞ヶ関 are alike, but がん and けん are not: only が that a kanji follows, or that
        // ends what was typed of such a name.
        const bool linking = c == U'が' && (is_kanji(after) || (after == 0 && is_kanji(before)));
        codes[kept++] = linking ? U'け' : large_kana(c);
    }
    return from_code_points(std::u32string_view(codes).substr(0, kept));
}

} // namespace annai::base
