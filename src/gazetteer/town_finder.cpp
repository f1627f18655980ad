#include "gazetteer/town_finder.hpp"

#include "generated/queries_gazetteer.hpp"

#include <algorithm>
#include <array>

namespace annai::gazetteer {
namespace {

namespace queries = annai::queries::gazetteer;

constexpr double unknown_chome_m = 1500;
constexpr std::size_t longest_name = 150; ///< bytes; no town's key is longer

bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U;
}

std::size_t common_length(std::string_view a, std::string_view b) {
    const auto pair = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    auto length = static_cast<std::size_t>(pair.first - a.begin());
    while (length > 0 && length < a.size() && is_continuation(a[length])) {
        --length;
    }
    return length;
}

std::string_view one_character(std::string_view key, std::size_t at) {
    std::size_t end = at + 1;
    while (end < key.size() && is_continuation(key[end])) {
        ++end;
    }
    return key.substr(at, end - at);
}

template <std::size_t n> bool is_one_of(std::string_view word, const std::array<std::string_view, n>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Whether the name of a town may end here: 上井 does in 上井300番地, not in 上井町300番地.
bool may_end(const AddressText& address, std::size_t at, std::size_t end) {
    const std::string_view key = address.key;
    if (end >= key.size() || address.after_aza[end]) {
        return true;
    }
    const auto next = one_character(key, end);
    if (next.size() == 1) { // digits, dashes, brackets
        const bool digit = next[0] >= '0' && next[0] <= '9';
        return !(digit && key[end - 1] >= '0' && key[end - 1] <= '9');
    }
    constexpr std::array<std::string_view, 4> suffixes{"町", "村", "丁", "が"};
    if (is_one_of(next, suffixes)) {
        return false;
    }
    // A 小字 or a building follows: believed after a name that is complete as such.
    const auto name = key.substr(at, end - at);
    return name.ends_with("町") || name.ends_with("目") || length_of(name) >= 2;
}

/// The part of the text before the first number: the name as people write it.
std::size_t name_end(std::string_view key, std::size_t at) {
    const auto end = key.find_first_of("0123456789-(", at);
    return end == std::string_view::npos ? key.size() : end;
}

/// How many numbers joined by '-' stand here: 3 in 4-16-1号.
std::size_t joined_numbers(std::string_view key, std::size_t at) {
    std::size_t count = 0;
    for (;;) {
        const auto digits = digits_at(key, at);
        if (digits == 0) {
            return count;
        }
        ++count;
        at += digits;
        if (at >= key.size() || key[at] != '-') {
            return count;
        }
        ++at;
    }
}

/// In 京都市 the streets come before the town: 寺町通御池上る上本能寺前町.
std::size_t after_streets(std::string_view key, std::size_t at) {
    constexpr std::array<std::string_view, 6> turns{"上る", "下る", "東入る", "西入る", "東入", "西入"};
    std::size_t after = at;
    const auto limit = name_end(key, at);
    for (const auto turn : turns) {
        const auto found = key.substr(0, limit).rfind(turn);
        if (found != std::string_view::npos && found > at) {
            after = std::max(after, found + turn.size());
        }
    }
    return after;
}

} // namespace

TownFinder::TownFinder(const sqlite::Database& database)
    : m_nearest(database.prepare(queries::nearest_key)), m_exact(database.prepare(queries::exact_key)) {}

TownFinder::Row TownFinder::read(const sqlite::Statement& statement) {
    return {statement.text(0), statement.text(6), static_cast<Level>(statement.integer(1)),
            static_cast<int>(statement.integer(2)), {statement.real(3), statement.real(4)}, statement.real(5)};
}

std::optional<TownFinder::Row> TownFinder::exact(std::int64_t municipality, std::string_view key) {
    m_exact.bind(":municipality", municipality).bind(":text", key);
    return m_exact.step() ? std::optional(read(m_exact)) : std::nullopt;
}

/// The longest key that is `prefix` and some text that stands at `at`.
std::optional<TownFinder::Row> TownFinder::longest_under(std::int64_t municipality, const AddressText& address,
                                                         const std::string& prefix, std::size_t at) {
    const std::string whole = prefix + address.key.substr(at, longest_name);
    auto text = std::string_view(whole);
    while (text.size() > prefix.size()) {
        m_nearest.bind(":municipality", municipality).bind(":text", text);
        if (!m_nearest.step()) {
            return std::nullopt;
        }
        const auto key = m_nearest.view(0);
        const auto common = common_length(text, key);
        if (common <= prefix.size()) {
            return std::nullopt;
        }
        if (common == key.size() && may_end(address, at, at + common - prefix.size())) {
            return read(m_nearest);
        }
        auto shorter = common;
        if (common == key.size()) { // it ends where it may not: go on with the next shorter text
            --shorter;
            while (is_continuation(text[shorter])) {
                --shorter;
            }
        }
        text = text.substr(0, shorter);
    }
    return std::nullopt;
}

/// 夜見2048 is 夜見町2048 where there is no 夜見, and the other way round.
std::optional<TownFinder::Row> TownFinder::other_spelling(std::int64_t municipality, std::string_view key, std::size_t at,
                                                          std::size_t& used) {
    const auto end = name_end(key, at);
    const auto name = key.substr(at, end - at);
    if (name.empty() || name.size() > longest_name) {
        return std::nullopt;
    }
    used = end;
    if (name.ends_with("町") && name.size() > std::string_view("町").size()) {
        return exact(municipality, name.substr(0, name.size() - std::string_view("町").size()));
    }
    return exact(municipality, std::string(name) + "町");
}

/// 湖山町東1-117-4 is 湖山町東一丁目. Where the town without a 丁目 exists as well (的場2-1), two dashes are needed.
void TownFinder::refine_chome(std::int64_t municipality, std::string_view key, Row& row, std::size_t& used) {
    if (row.level != Level::town) {
        return;
    }
    const auto digits = digits_at(key, used);
    const std::size_t needed = row.derived == 2 ? 2 : 3;
    if (digits == 0 || digits > 2 || joined_numbers(key, used) < needed) {
        return;
    }
    const auto numbered = row.key + std::string(key.substr(used, digits));
    for (const auto* word : {"丁目", "丁"}) {
        if (auto chome = exact(municipality, numbered + word)) {
            row = std::move(*chome);
            used += digits;
            return;
        }
    }
}

/// 小字, or 街区 and 地番, where the gazetteer has them.
bool TownFinder::refine_part(std::int64_t municipality, const AddressText& address, FoundTown& found) {
    const std::string_view key = address.key;
    if (found.used >= key.size()) {
        return false;
    }
    auto row = longest_under(municipality, address, found.key + "/", found.used);
    auto used = row ? found.used + row->key.size() - found.key.size() - 1 : found.used;
    if (!row) {
        const auto begin = found.used + (key[found.used] == '-' ? 1 : 0);
        const auto digits = digits_at(key, begin);
        if (digits == 0) {
            return false;
        }
        used = begin + digits;
        row = exact(municipality, found.key + "#" + std::string(key.substr(begin, digits)));
    }
    if (row) {
        found.position = row->position;
        found.accuracy = row->accuracy;
        found.level = Level::block;
        found.used = used;
    }
    return row.has_value();
}

/// Where a 字 stands inside the name (荒井字南原田) and the town ends there, that town is meant, unless the
/// name as a whole is a town's (五日市町大字上小深川). Nothing where the question does not arise.
std::optional<FoundTown> TownFinder::up_to_aza(std::int64_t municipality, const AddressText& address, std::size_t at,
                                               std::size_t end) {
    std::size_t boundary = end - 1;
    while (boundary > at && !(address.after_aza[boundary] && !is_continuation(address.key[boundary]))) {
        --boundary;
    }
    if (boundary == at) {
        return std::nullopt;
    }
    const auto row = exact(municipality, std::string_view(address.key).substr(at, boundary - at));
    if (!row) {
        return std::nullopt;
    }
    FoundTown found{row->position, row->level, row->accuracy, row->town, row->key, boundary};
    const bool whole_name =
        end >= address.key.size() || address.after_aza[end] || one_character(address.key, end).size() == 1;
    return refine_part(municipality, address, found) || !whole_name ? std::optional(found) : std::nullopt;
}

std::optional<FoundTown> TownFinder::find(std::int64_t municipality, const AddressText& address, std::size_t at) {
    const std::string_view key = address.key;
    if (at >= key.size()) {
        return std::nullopt;
    }
    const bool kyoto = municipality > 26100 && municipality < 26200;
    if (const auto after = kyoto ? after_streets(key, at) : at; after > at) {
        if (auto found = find(municipality, address, after)) {
            return found;
        }
    }
    std::size_t used = 0;
    auto row = longest_under(municipality, address, {}, at);
    if (row) {
        used = at + row->key.size();
        if (auto found = up_to_aza(municipality, address, at, used)) {
            return found;
        }
    } else {
        row = other_spelling(municipality, key, at, used);
    }
    if (!row || row->level == Level::block) {
        return std::nullopt;
    }
    refine_chome(municipality, key, *row, used);
    FoundTown found{row->position, row->level, row->accuracy, row->town, row->key, used};
    if (!refine_part(municipality, address, found)) {
        const auto digits = digits_at(key, found.used);
        if (digits > 0 && key.substr(found.used + digits).starts_with("丁目")) { // one that the gazetteer does not have
            found.accuracy = std::max(found.accuracy, unknown_chome_m);
        }
    }
    return found;
}

} // namespace annai::gazetteer
