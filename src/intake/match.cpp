#include "intake/match.hpp"

#include "base/text.hpp"
#include "gazetteer/address_text.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <numeric>
#include <set>
#include <utility>

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

/// Whether the two may be one town: 的場2-1 is found as 的場, which may well be 的場二丁目.
bool towns_may_agree(const Located& a, const Located& b) {
    if (a.town_key.empty() || b.town_key.empty() || towns_agree(a, b)) {
        return true;
    }
    return a.municipality == b.municipality &&
           (gazetteer::chome_base(a.town_key) == b.town_key || gazetteer::chome_base(b.town_key) == a.town_key);
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

void unite(std::vector<std::size_t>& parents, std::size_t a, std::size_t b) {
    a = root_of(parents, a);
    b = root_of(parents, b);
    parents[std::max(a, b)] = std::min(a, b);
}

using Parents = std::vector<std::size_t>;

template <class Both> void unite_pairs(const std::vector<MatchRecord>& block, Parents& parents, Both both) {
    for (std::size_t i = 0; i < block.size(); ++i) {
        for (std::size_t j = i + 1; j < block.size(); ++j) {
            if (both(block[i]) && both(block[j]) && root_of(parents, i) != root_of(parents, j) &&
                share_identifier(block[i], block[j]) && !same_place(block[i], block[j]).empty()) {
                unite(parents, i, j);
            }
        }
    }
}

/// Joins what is no place of its own (`joining`) to the one group that has a record like it; where several have,
/// it would connect what lies apart, and stays by itself.
template <class Joining, class Like>
void join_to_only(const std::vector<MatchRecord>& block, Parents& parents, Joining joining, Like like) {
    std::map<std::size_t, std::set<std::size_t>> candidates; // root of what joins → roots of the groups
    for (std::size_t i = 0; i < block.size(); ++i) {
        for (std::size_t j = 0; j < block.size(); ++j) {
            if (joining(block[i]) && !joining(block[j]) && share_identifier(block[i], block[j]) && like(block[i], block[j])) {
                candidates[root_of(parents, i)].insert(root_of(parents, j));
            }
        }
    }
    for (const auto& [root, groups] : candidates) {
        if (groups.size() == 1) {
            unite(parents, root, *groups.begin());
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

bool has_identifier(const MatchRecord& record) {
    return std::any_of(record.identifiers.begin(), record.identifiers.end(),
                       [](const facility::Identifier& identifier) { return identifies_a_facility(identifier.scheme); });
}

bool share_identifier(const MatchRecord& a, const MatchRecord& b) {
    return std::any_of(a.identifiers.begin(), a.identifiers.end(), [&](const facility::Identifier& mine) {
        return identifies_a_facility(mine.scheme) &&
               std::find(b.identifiers.begin(), b.identifiers.end(), mine) != b.identifiers.end();
    });
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
    if (!towns_may_agree(a.located, b.located)) {
        return "";
    }
    if (share_a_phone(a, b)) {
        return "telephone";
    }
    if (is_exact(a.located) && is_exact(b.located) &&
        base::distance_m(*a.located.position, *b.located.position) <= same_site_m) {
        return "position";
    }
    return "";
}

std::vector<std::vector<std::size_t>> group_by_place(const std::vector<MatchRecord>& block) {
    std::vector<std::size_t> parents(block.size());
    std::iota(parents.begin(), parents.end(), std::size_t{0});
    const auto town_known = [](const MatchRecord& record) { return !record.located.town_key.empty(); };
    const auto town_unknown = [&](const MatchRecord& record) { return !town_known(record); };
    const auto placeless = [&](const MatchRecord& record) {
        return town_unknown(record) && record.phones.empty() && !is_exact(record.located);
    };
    unite_pairs(block, parents, town_known);
    unite_pairs(block, parents, town_unknown);
    join_to_only(block, parents, town_unknown, [](const auto& a, const auto& b) { return !same_place(a, b).empty(); });
    // What states neither address nor telephone contradicts nobody.
    join_to_only(block, parents, placeless, [](const auto&, const auto&) { return true; });
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

std::vector<std::string> match_reasons(const std::vector<MatchRecord>& group, const MatchRecord& record) {
    std::vector<std::string> reasons;
    const auto add = [&reasons](const std::string& word) {
        if (!word.empty() && std::find(reasons.begin(), reasons.end(), word) == reasons.end()) {
            reasons.push_back(word);
        }
    };
    for (const auto& identifier : record.identifiers) {
        if (identifies_a_facility(identifier.scheme)) {
            add(identifier.scheme);
        }
    }
    const auto all = reasons.size() + 3; // address, telephone, position
    for (const auto& other : group) {
        if (reasons.size() == all) {
            break;
        }
        if (&other != &record && share_identifier(other, record)) {
            add(same_place(record, other));
        }
    }
    return reasons;
}

Judgement judge_by_name(const MatchRecord& a, const MatchRecord& b) {
    if (a.source_id == b.source_id && a.part == b.part) {
        return {Likeness::impossible, "two rows of one list"};
    }
    if (share_identifier(a, b)) {
        return {Likeness::impossible, "other place"}; // their places were compared, see group_by_place()
    }
    for (const auto& mine : a.identifiers) {
        for (const auto& other : b.identifiers) {
            if (mine.scheme == other.scheme && identifies_a_facility(mine.scheme) && mine.value != other.value) {
                return {Likeness::impossible, "other identifier"};
            }
        }
    }
    if (share_a_phone(a, b)) {
        return {Likeness::same, "name+telephone"};
    }
    if (same_address(a.located, b.located)) {
        return {Likeness::same, "name+address"};
    }
    if (!towns_may_agree(a.located, b.located)) {
        return {Likeness::different, "other town"};
    }
    return {Likeness::unsure, "name only"};
}

} // namespace annai::intake
