#include "base/text.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"

#include <unicode/coll.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <charconv>
#include <cstdint>
#include <memory>

namespace annai::base {

bool is_utf8(std::string_view text) {
    if (is_ascii(text)) {
        return true;
    }
    for (std::size_t at = 0; at < text.size();) {
        if (next_code_point(text, at) == malformed_utf8) {
            return false;
        }
    }
    return true;
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view white = " \t\r\n\f\v";
    const std::size_t first = text.find_first_not_of(white);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(white) - first + 1);
}

std::vector<std::string> split(std::string_view text, std::string_view separators) {
    std::vector<std::string> parts;
    if (is_ascii(separators)) {
        std::size_t begin = 0;
        for (std::size_t end = text.find_first_of(separators); end != std::string_view::npos;
             end = text.find_first_of(separators, begin)) {
            parts.emplace_back(text.substr(begin, end - begin));
            begin = end + 1;
        }
        parts.emplace_back(text.substr(begin));
        return parts;
    }
    const std::u32string marks = to_code_points(separators);
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t before = at;
        if (marks.find(next_code_point(text, at)) != std::u32string::npos) {
            parts.emplace_back(text.substr(begin, before - begin));
            begin = at;
        }
    }
    parts.emplace_back(text.substr(begin));
    return parts;
}

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
    if (from.empty()) {
        return text;
    }
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

bool starts_with(std::string_view text, std::string_view prefix) {
    return text.starts_with(prefix);
}

std::optional<long long> to_integer(std::string_view text) {
    long long value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

std::optional<double> to_number(std::string_view text) {
    // from_chars also knows "inf" and "nan", which no file means as a number.
    if (text.empty() || text.find_first_not_of("+-.0123456789eE") != std::string_view::npos) {
        return std::nullopt;
    }
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

std::u32string to_code_points(std::string_view text) {
    std::u32string codes;
    codes.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const char32_t code = next_code_point(text, at);
        codes.push_back(code == malformed_utf8 ? U'\uFFFD' : code);
    }
    return codes;
}

std::string from_code_points(std::u32string_view text) {
    std::string bytes;
    bytes.reserve(text.size() * 3);
    for (const char32_t code : text) {
        const bool valid = code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
        append_code_point(bytes, valid ? code : U'\uFFFD');
    }
    return bytes;
}

std::string shorten(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) { // never more code points than bytes
        return std::string(text);
    }
    const std::u32string codes = to_code_points(text);
    if (codes.size() <= limit) {
        return std::string(text);
    }
    if (limit == 0) {
        return {};
    }
    return from_code_points(std::u32string_view(codes).substr(0, limit - 1)) + "…";
}

namespace {

std::unique_ptr<icu::Collator> make_collator() {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Collator> collator(icu::Collator::createInstance(icu::Locale::getJapanese(), status));
    if (U_FAILURE(status) || !collator) {
        throw Error(ErrorCode::storage, "The Japanese collation of ICU is not available; install libicu with its data.",
                    u_errorName(status));
    }
    // Brackets and marks before a name do not take it to the front of the index.
    collator->setAttribute(UCOL_ALTERNATE_HANDLING, UCOL_SHIFTED, status);
    return collator;
}

} // namespace

std::string reading_sort_key(std::string_view kana) {
    if (kana.empty()) {
        return {};
    }
    thread_local const std::unique_ptr<icu::Collator> collator = make_collator();
    const icu::UnicodeString text =
        icu::UnicodeString::fromUTF8(icu::StringPiece(kana.data(), static_cast<std::int32_t>(kana.size())));
    std::vector<std::uint8_t> key(64 + static_cast<std::size_t>(text.length()) * 6);
    auto length = collator->getSortKey(text, key.data(), static_cast<std::int32_t>(key.size()));
    if (static_cast<std::size_t>(length) > key.size()) {
        key.resize(static_cast<std::size_t>(length));
        length = collator->getSortKey(text, key.data(), length);
    }
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    hex.reserve(static_cast<std::size_t>(length) * 2);
    for (std::int32_t i = 0; i + 1 < length; ++i) { // without the 0 that ends every key
        const std::uint8_t byte = key[static_cast<std::size_t>(i)];
        hex.push_back(digits[byte >> 4U]);
        hex.push_back(digits[byte & 0x0FU]);
    }
    return hex;
}

} // namespace annai::base
