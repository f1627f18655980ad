#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Text in UTF-8. Folding is done by ICU; the only table of our own is that of the character forms
// that Unicode does not fold (髙﨑濵…).

namespace annai::base {

/// True for well-formed UTF-8 (no surrogates, no overlong forms).
bool is_utf8(std::string_view text);

/// What two spellings are compared by: NFKC_Casefold, katakana to hiragana, old and variant
/// character forms to common ones, every dash as '-', white space removed. Never shown to anybody.
std::string fold(std::string_view text);

/// fold(), and beyond it: small kana large, ヶ/ケ/が and ッ/ツ alike, long-vowel marks dropped.
/// For search and for matching names, where more alike is better.
std::string fold_loosely(std::string_view text);

/// For values that are shown: NFC, full-width ASCII to half-width, half-width kana to full-width, runs of
/// white space (U+2028, U+00A0, U+3000 and line breaks too) to one space, trimmed. Kanji are left as they are.
std::string tidy(std::string_view text);

/// tidy(), with every kind of dash and prolonged sound mark that stands between digits as '-',
/// for telephone numbers and house numbers.
std::string tidy_numbers(std::string_view text);

std::string_view trim(std::string_view text);
/// The parts between any of the separating characters; empty parts are kept.
std::vector<std::string> split(std::string_view text, std::string_view separators);
std::string replace_all(std::string text, std::string_view from, std::string_view to);
bool starts_with(std::string_view text, std::string_view prefix);

/// Reads a whole decimal integer or number, or nothing ("12a" is nothing). Half-width digits.
std::optional<long long> to_integer(std::string_view text);
std::optional<double> to_number(std::string_view text);

/// Code points of well-formed UTF-8; U+FFFD for what is not.
std::u32string to_code_points(std::string_view text);
std::string from_code_points(std::u32string_view text);

/// At most `limit` code points, with … where something was cut.
std::string shorten(std::string_view text, std::size_t limit);

/// A key that sorts readings (kana) as a Japanese index does: ICU's Japanese collation key as hex.
std::string reading_sort_key(std::string_view kana);

} // namespace annai::base
