#include "intake/match.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cctype>
#include <numeric>

namespace annai::intake {
namespace {

constexpr double same_site_m = 100;

std::string digits_of(const std::string& text) {
    std::string digits;
    for (const char c : base::tidy_numbers(text)) {
        if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
            digits += c;
        }
    }
    return digits.size() >= 9 ? digits : std::string();
}

bool share_a_phone(const MatchRecord& a, const MatchRecord& b) {
    return std::any_of(a.phones.begin(), a.phones.end(), [&](const std::string& phone) {
        return std::find(b.phones.begin(), b.phones.end(), phone) != b.phones.end();
    });
}

bool is_exact(const Located& located) {
    return located.position && located.method == "stated";
}

bool towns_agree(const Located& a, const Located& b) {
    return !a.town_key.empty() && a.town_key == b.town_key && a.municipality == b.municipality;
}

bool same_address(const Located& a, const Located& b) {
    return towns_agree(a, b) && !a.house.empty() && a.house == b.house;
}

std::size_t root_of(std::vector<std::size_t>& parents, std::size_t at) {
    while (parents[at] != at) {
        parents[at] = parents[parents[at]];
        at = parents[at];
    }
    return at;
}

/// A record that states neither address nor telephone contradicts nobody: where the others of its number stand
/// at one place, it is there too.
void join_placeless(const std::vector<MatchRecord>& block, std::vector<std::size_t>& parents) {
    std::vector<std::size_t> placeless;
    std::vector<std::size_t> roots;
    for (std::size_t i = 0; i < block.size(); ++i) {
        const auto& record = block[i];
        if (record.phones.empty() && record.located.town_key.empty() && !is_exact(record.located)) {
            placeless.push_back(i);
        } else if (const auto root = root_of(parents, i); std::find(roots.begin(), roots.end(), root) == roots.end()) {
            roots.push_back(root);
        }
    }
    if (roots.size() == 1) {
        for (const auto i : placeless) {
            const auto a = root_of(parents, i);
            const auto b = root_of(parents, roots.front());
            parents[std::max(a, b)] = std::min(a, b);
        }
    }
}

} // namespace

std::string name_key(const std::string& name) {
    std::string key;
    for (const char32_t c : base::to_code_points(base::fold_loosely(name))) {
        constexpr std::u32string_view marks = U"・･.,、。()（）[]「」『』-_/&'\"~〜:;!?*#";
        if (marks.find(c) == std::u32string_view::npos) {
            key += base::from_code_points(std::u32string_view(&c, 1));
        }
    }
    return key;
}

bool identifies_a_facility(const std::string& scheme) {
    return scheme != "corporate_number";
}

MatchRecord match_record(const facility::SourceRecord& record, const Located& located) {
    MatchRecord match;
    match.part = record.part;
    match.key = record.key;
    match.name = record.value("name");
    match.name_key = name_key(match.name);
    for (const auto* code : {"phone", "phone_24h", "phone_direct"}) {
        auto digits = digits_of(record.value(code));
        if (!digits.empty()) {
            match.phones.push_back(std::move(digits));
        }
    }
    match.identifiers = record.identifiers;
    match.located = located;
    return match;
}

std::string same_place(const MatchRecord& a, const MatchRecord& b) {
    if (same_address(a.located, b.located)) {
        return "address";
    }
    const bool town_unknown = a.located.town_key.empty() || b.located.town_key.empty();
    const bool towns_may_agree = town_unknown || towns_agree(a.located, b.located);
    if (share_a_phone(a, b) && towns_may_agree) {
        return "telephone";
    }
    if (is_exact(a.located) && is_exact(b.located) && towns_may_agree &&
        base::distance_m(*a.located.position, *b.located.position) <= same_site_m) {
        return "position";
    }
    return "";
}

std::vector<std::vector<std::size_t>> group_by_place(const std::vector<MatchRecord>& block) {
    std::vector<std::size_t> parents(block.size());
    std::iota(parents.begin(), parents.end(), std::size_t{0});
    for (std::size_t i = 0; i < block.size(); ++i) {
        for (std::size_t j = i + 1; j < block.size(); ++j) {
            if (!same_place(block[i], block[j]).empty()) {
                const auto a = root_of(parents, i);
                const auto b = root_of(parents, j);
                parents[std::max(a, b)] = std::min(a, b);
            }
        }
    }
    join_placeless(block, parents);
    std::vector<std::vector<std::size_t>> groups;
    std::vector<std::size_t> group_of(block.size(), block.size());
    for (std::size_t i = 0; i < block.size(); ++i) {
        const auto root = root_of(parents, i);
        if (group_of[root] == block.size()) {
            group_of[root] = groups.size();
            groups.emplace_back();
        }
        groups[group_of[root]].push_back(i);
    }
    return groups;
}

Judgement judge_by_name(const MatchRecord& a, const MatchRecord& b) {
    if (a.source_id == b.source_id && a.part == b.part) {
        return {Likeness::different, "two rows of one list"};
    }
    for (const auto& mine : a.identifiers) {
        for (const auto& other : b.identifiers) {
            if (mine.scheme == other.scheme && identifies_a_facility(mine.scheme) && mine.value != other.value) {
                return {Likeness::different, "other identifier"};
            }
        }
    }
    if (share_a_phone(a, b)) {
        return {Likeness::same, "name+telephone"};
    }
    if (same_address(a.located, b.located)) {
        return {Likeness::same, "name+address"};
    }
    const bool towns_known = !a.located.town_key.empty() && !b.located.town_key.empty();
    if (towns_known && !towns_agree(a.located, b.located)) {
        return {Likeness::different, "other town"};
    }
    return {Likeness::unsure, "name only"};
}

} // namespace annai::intake
