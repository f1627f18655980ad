#include "gazetteer/address_text.hpp"

#include "base/text.hpp"
#include "gazetteer/gazetteer.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

namespace annai::gazetteer {
namespace {

/// One character of the normal form and where in the shown text its origin ends.
struct Character {
    char32_t value = 0;
    std::size_t end = 0;
    bool after_aza = false;
};
using Characters = std::vector<Character>;

bool is_kanji(char32_t c) {
    return (c >= 0x3400 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) || c >= 0x20000 || c == U'々';
}

bool is_digit(char32_t c) {
    return c >= U'0' && c <= U'9';
}

/// base::fold() of one character. An address is folded character by character so that the way back to
/// the text is kept; ICU is asked once for each character that occurs.
const std::u32string& folded(char32_t c) {
    thread_local std::unordered_map<char32_t, std::u32string> known;
    auto found = known.find(c);
    if (found == known.end()) {
        found = known.emplace(c, base::to_code_points(base::fold(base::from_code_points(std::u32string(1, c))))).first;
    }
    return found->second;
}

/// Spellings that stand for one another in the names of towns and are no variants of a character elsewhere.
char32_t alike_in_towns(char32_t c) {
    switch (c) {
    case U'之': return U'の';
    case U'っ': return U'つ';
    case U'埼':
    case U'碕': return U'崎';
    case U'檮': return U'梼';
    case U'篭': return U'籠';
    case U'/':
    case U'#': return U','; // they join the parts of a key
    default: return c;
    }
}

/// ヶ, ケ, が … of 緑ヶ丘 and 三ケ: the letter beside a kanji that is read が or か.
bool is_ga(char32_t c) {
    return c == U'ヶ' || c == U'ケ' || c == U'ヵ' || c == U'カ' || c == U'ガ' || c == U'が';
}

bool beside_kanji(std::u32string_view text, std::size_t at) {
    const char32_t before = at > 0 ? text[at - 1] : 0;
    const char32_t after = at + 1 < text.size() ? text[at + 1] : 0;
    const bool kana_after = after >= 0x3041 && after <= 0x30ff;
    return (is_kanji(after) && after != U'字') || (is_kanji(before) && before != U'字' && !kana_after);
}

Characters fold_each(const std::string& shown) {
    const auto text = base::to_code_points(shown);
    Characters out;
    out.reserve(text.size());
    std::size_t end = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char32_t c = text[i];
        end += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
        if (is_ga(c) && beside_kanji(text, i)) {
            out.push_back({U'が', end});
            continue;
        }
        for (const char32_t f : folded(c)) {
            out.push_back({alike_in_towns(f), end});
        }
    }
    return out;
}

std::optional<int> numeral(char32_t c) {
    constexpr std::u32string_view digits = U"〇一二三四五六七八九";
    const auto at = digits.find(c);
    return at == std::u32string_view::npos ? std::nullopt : std::optional<int>(static_cast<int>(at));
}

bool is_numeral(char32_t c) {
    return numeral(c) || c == U'十' || c == U'百';
}

/// 二十一 → 21, 一〇 → 10; nothing for what is no number (十百).
std::optional<int> value_of(const Characters& run) {
    int sum = 0;
    int digit = -1;
    bool by_place = true;
    for (const auto& c : run) {
        if (const auto n = numeral(c.value)) {
            if (digit >= 0 && !by_place) {
                return std::nullopt;
            }
            digit = digit < 0 ? *n : digit * 10 + *n;
            if (digit > 9999) {
                return std::nullopt;
            }
            continue;
        }
        const int unit = c.value == U'十' ? 10 : 100;
        if (digit > 9 || (unit == 100 && sum > 0)) {
            return std::nullopt;
        }
        sum += (digit < 0 ? 1 : digit) * unit;
        digit = -1;
        by_place = false;
    }
    return sum + std::max(digit, 0);
}

bool stands_at(const Characters& text, std::size_t at, std::u32string_view word) {
    if (at + word.size() > text.size()) {
        return false;
    }
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (text[at + i].value != word[i]) {
            return false;
        }
    }
    return true;
}

/// Numerals in kanji become digits where a word follows that counts: 一丁目, 北一条, 第三地割, 十三番.
Characters with_digits(const Characters& text) {
    constexpr std::array<std::u32string_view, 6> counted{U"丁", U"条", U"番", U"号", U"線", U"地割"};
    Characters out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        while (end < text.size() && is_numeral(text[end].value)) {
            ++end;
        }
        if (end == i) {
            out.push_back(text[i++]);
            continue;
        }
        const Characters run(text.begin() + static_cast<std::ptrdiff_t>(i), text.begin() + static_cast<std::ptrdiff_t>(end));
        const bool counts = std::any_of(counted.begin(), counted.end(), [&](auto word) { return stands_at(text, end, word); });
        const auto value = counts ? value_of(run) : std::nullopt;
        if (value) {
            for (const char digit : std::to_string(*value)) {
                out.push_back({static_cast<char32_t>(digit), text[end - 1].end});
            }
        } else {
            out.insert(out.end(), run.begin(), run.end());
        }
        i = end;
    }
    return out;
}

bool is_dash(char32_t c) {
    return c == U'-' || c == U'ー' || c == U'の';
}

/// Drops 大字, 小字, 字, and 第 before a number; の and ー between numbers become '-'.
Characters without_words(const Characters& text) {
    Characters out;
    out.reserve(text.size());
    bool after_aza = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (stands_at(text, i, U"大字") || stands_at(text, i, U"小字")) {
            after_aza = true;
            ++i;
            continue;
        }
        const char32_t before = i > 0 ? text[i - 1].value : 0;
        const char32_t after = i + 1 < text.size() ? text[i + 1].value : 0;
        // Names that have the character (大文字町, 和字) lose it on both sides alike.
        if (text[i].value == U'字' && text.size() > 1) {
            after_aza = true;
            continue;
        }
        if (text[i].value == U'第' && is_digit(after)) {
            continue;
        }
        Character c = text[i];
        if (is_dash(c.value) && is_digit(after) && (is_digit(before) || before == U'目' || before == U'地')) {
            c.value = U'-';
        }
        c.after_aza = after_aza;
        after_aza = false;
        out.push_back(c);
    }
    return out;
}

} // namespace

std::string AddressText::rest(std::size_t used) const {
    const std::size_t from = used == 0 ? 0 : ends[used - 1];
    return std::string(base::trim(std::string_view(shown).substr(from)));
}

AddressText read_address(std::string_view text) {
    AddressText out;
    out.shown = base::tidy_numbers(text);
    const auto characters = without_words(with_digits(fold_each(out.shown)));
    out.key.reserve(characters.size() * 3);
    out.ends.reserve(characters.size() * 3);
    for (const auto& c : characters) {
        const auto bytes = base::from_code_points(std::u32string_view(&c.value, 1));
        out.key += bytes;
        out.ends.insert(out.ends.end(), bytes.size(), c.end);
        out.after_aza.insert(out.after_aza.end(), bytes.size(), c.after_aza);
    }
    return out;
}

std::string normalise_address(std::string_view text) {
    return read_address(text).key;
}

std::size_t length_of(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

std::size_t digits_at(std::string_view key, std::size_t at) {
    std::size_t end = at;
    while (end < key.size() && key[end] >= '0' && key[end] <= '9') {
        ++end;
    }
    return end - at;
}

std::string_view chome_base(std::string_view key) {
    for (const std::string_view word : {std::string_view("丁目"), std::string_view("丁")}) {
        if (key.size() > word.size() && key.ends_with(word)) {
            auto base = key.substr(0, key.size() - word.size());
            const auto without = base.find_last_not_of("0123456789");
            const auto kept = without == std::string_view::npos ? 0 : without + 1;
            return kept < base.size() ? base.substr(0, kept) : std::string_view{};
        }
    }
    return {};
}

} // namespace annai::gazetteer
