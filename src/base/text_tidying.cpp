#include "base/text.hpp"

#include "base/character_classes.hpp"
#include "base/error.hpp"
#include "base/utf8.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uniset.h>
#include <unicode/unistr.h>

#include <cstdint>
#include <memory>

namespace annai::base {

namespace {

/// NFC that leaves compatibility ideographs alone: plain NFC turns 神 (U+FA19) into 神, and a name
/// must be shown as its bearer writes it.
class ComposingNormalizer {
public:
    static const icu::Normalizer2& instance() {
        static const ComposingNormalizer made;
        return *made.m_filtered;
    }

private:
    ComposingNormalizer() {
        UErrorCode status = U_ZERO_ERROR;
        const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
        m_set.add(0, 0x10FFFF).remove(0xF900, 0xFAFF).remove(0x2F800, 0x2FA1F).freeze();
        if (U_FAILURE(status) || nfc == nullptr) {
            throw Error(ErrorCode::storage, "The normalization data of ICU is not available; install libicu with its data.",
                        u_errorName(status));
        }
        m_filtered = std::make_unique<icu::FilteredNormalizer2>(*nfc, m_set);
    }

    icu::UnicodeSet m_set;
    std::unique_ptr<icu::FilteredNormalizer2> m_filtered;
};

/// U+FF61 to U+FF9F, half-width punctuation and katakana, in their order.
constexpr std::u32string_view full_width =
    U"。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノ"
    U"ハヒフヘホマミムメモヤユヨラリルレロワン\u3099\u309A";
static_assert(full_width.size() == 0xFF9F - 0xFF61 + 1);

bool is_kana(char32_t c) {
    return c >= 0x3041 && c <= 0x30FF;
}

char32_t widen_or_narrow(char32_t c, char32_t before) {
    // ～ (U+FF5E) is what windows-31j makes of the wave dash, no tilde.
    if (c >= 0xFF01 && c <= 0xFF5D) {
        return c - 0xFEE0;
    }
    if (c == 0xFF9E || c == 0xFF9F) { // a voice mark joins a kana, or stands alone
        return is_kana(before) ? full_width[c - 0xFF61] : c - 0xFF9E + 0x309B;
    }
    return c >= 0xFF61 && c <= 0xFF9F ? full_width[c - 0xFF61] : c;
}

/// Below U+0300 everything is in NFC as it stands, and none of these ranges composes with a neighbour:
/// punctuation, kana, CJK ideographs, full-width forms.
bool surely_composed(char32_t c) {
    return c < 0x300 || (c >= 0x2000 && c <= 0x206F) || (c >= 0x3000 && c <= 0x3029) || (c >= 0x3030 && c <= 0x3098) ||
           (c >= 0x309B && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF00 && c <= 0xFFEF);
}

/// Is there anything to do beyond white space? Printable ASCII without double or outer spaces has nothing.
bool is_tidy_ascii(std::string_view text) {
    char before = ' ';
    for (const char c : text) {
        if (c < ' ' || c > '~' || (c == ' ' && before == ' ')) {
            return false;
        }
        before = c;
    }
    return text.empty() || before != ' ';
}

void compose(std::u32string& codes) {
    icu::UnicodeString text;
    for (const char32_t c : codes) {
        text.append(static_cast<UChar32>(c));
    }
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString composed = ComposingNormalizer::instance().normalize(text, status);
    codes.clear();
    for (std::int32_t i = 0; i < composed.length(); i = composed.moveIndex32(i, 1)) {
        codes.push_back(static_cast<char32_t>(composed.char32At(i)));
    }
}

void tidy_into(std::string_view text, std::u32string& to) {
    to.clear();
    bool composed = true;
    bool space = false;
    for (std::size_t at = 0; at < text.size();) {
        char32_t c = next_code_point(text, at);
        c = c == malformed_utf8 ? U'\uFFFD' : c;
        if (is_white(c) || c < 0x20 || (c >= 0x7F && c < 0xA0)) { // control characters too: none can be shown
            space = true;
            continue;
        }
        if (space && !to.empty()) {
            to.push_back(U' ');
        }
        space = false;
        c = widen_or_narrow(c, to.empty() ? 0 : to.back());
        composed = composed && surely_composed(c);
        to.push_back(c);
    }
    if (!composed) {
        compose(to);
    }
}

std::u32string& scratch() {
    thread_local std::u32string buffer;
    return buffer;
}

} // namespace

std::string tidy(std::string_view text) {
    if (is_tidy_ascii(text)) {
        return std::string(text);
    }
    std::u32string& codes = scratch();
    tidy_into(text, codes);
    return from_code_points(codes);
}

std::string tidy_numbers(std::string_view text) {
    std::u32string& codes = scratch();
    tidy_into(text, codes);
    const auto joins = [&](std::size_t i) { return is_dash(codes[i]) || codes[i] == long_vowel || codes[i] == U' '; };
    std::size_t kept = 0;
    for (std::size_t i = 0; i < codes.size(); ++i) {
        std::size_t end = i;
        bool dash = false;
        if (kept > 0 && is_digit(codes[kept - 1])) {
            for (; end < codes.size() && joins(end); ++end) {
                dash = dash || codes[end] != U' ';
            }
        }
        if (dash && end < codes.size() && is_digit(codes[end])) {
            codes[kept++] = U'-'; // also for 0857 － 24 and 0857--24
            i = end - 1;
        } else {
            codes[kept++] = codes[i];
        }
    }
    return from_code_points(std::u32string_view(codes).substr(0, kept));
}

} // namespace annai::base
