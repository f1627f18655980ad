#include "publish/derive.hpp"

#include "base/calendar.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace annai::publish {
namespace {

using facility::Answer;
using facility::Audience;
using facility::Vocabulary;

/// What the public may know of an office that answers its own patients at night is that it does, not how.
const std::set<std::string> night_capabilities{"after_hours", "contact_24h", "night_house_call", "emergency_nursing_visit"};
constexpr const char* own_patients = "own_patients";

struct Candidate {
    const Statement* statement;
    const facility::CapabilityStatement* said;
    std::string date;
};

bool believed_before(const Candidate& a, const Candidate& b) {
    const auto key = [](const Candidate& c) {
        return std::tuple(c.statement->missing, is_outdated("capabilities", c.statement->source_kind, c.date),
                          precedence_rank("capabilities", c.statement->source_kind));
    };
    if (key(a) != key(b)) {
        return key(a) < key(b);
    }
    if (a.date != b.date) {
        return a.date > b.date;
    }
    return std::tie(a.statement->source, a.statement->record.key) < std::tie(b.statement->source, b.statement->record.key);
}

/// The answer that is believed, and beside it at most one notification or plan: it is shown apart, never instead.
struct Chosen {
    const Candidate* answer = nullptr;
    const Candidate* unproven = nullptr;
};

bool says_nothing(const Candidate& candidate) {
    return candidate.said->basis != facility::Basis::notified && candidate.said->basis != facility::Basis::planned;
}

Chosen choose(std::vector<Candidate>& candidates) {
    std::stable_sort(candidates.begin(), candidates.end(), believed_before);
    Chosen chosen;
    for (const auto& candidate : candidates) {
        auto& place = candidate.said->answer == Answer::unknown ? chosen.unproven : chosen.answer;
        // A notification or a plan says more than an answer that nobody could read.
        if (place == nullptr || (&place == &chosen.unproven && says_nothing(*place) && !says_nothing(candidate))) {
            place = &candidate;
        }
    }
    return chosen;
}

bool claims(const Candidate* candidate) {
    return candidate != nullptr && (candidate->said->answer == Answer::yes || candidate->said->answer == Answer::conditional);
}

/// "No ventilators", said later or by somebody who is believed more, outweighs an older "TPPV: yes".
bool is_denied(const Candidate* qualified, const Candidate* whole) {
    return claims(qualified) && whole != nullptr && whole->said->answer == Answer::no &&
           whole->statement != qualified->statement && believed_before(*whole, *qualified);
}

void add(const Candidate* candidate, nlohmann::json& list) {
    if (candidate == nullptr) {
        return;
    }
    const auto& [statement, said, date] = *candidate;
    nlohmann::json entry{{"code", said->code},
                         {"answer", facility::word(said->answer)},
                         {"basis", facility::word(said->basis)},
                         {"date", date},
                         {"source", statement->source}};
    const auto put = [&entry](const char* name, const std::string& value) {
        if (!value.empty()) {
            entry[name] = value;
        }
    };
    put("qualifier", said->qualifier);
    put("period", said->period);
    put("note", said->note);
    list.push_back(std::move(entry));
}

using ByQualifier = std::map<std::string, std::vector<Candidate>>; // "" first

ByQualifier statements_about(const facility::CapabilityInfo& capability, const std::vector<const Statement*>& visible,
                             Audience audience) {
    ByQualifier found;
    for (const auto* statement : visible) {
        if (!may_see(*statement, capability.visibility, audience)) {
            continue;
        }
        for (const auto& said : statement->record.capabilities) {
            if (said.code == capability.code) {
                found[said.qualifier].push_back({statement, &said, said.date ? base::to_iso(*said.date) : statement->as_of});
            }
        }
    }
    return found;
}

} // namespace

DerivedCapabilities derive_capabilities(const std::vector<const Statement*>& visible, Audience audience) {
    DerivedCapabilities derived;
    derived.list = nlohmann::json::array();
    for (const auto& capability : Vocabulary::get().capabilities()) {
        auto by_qualifier = statements_about(capability, visible, audience);
        const Candidate* whole = nullptr;
        for (auto& [qualifier, candidates] : by_qualifier) {
            const auto chosen = choose(candidates);
            whole = qualifier.empty() ? chosen.answer : whole;
            const bool denied = is_denied(chosen.answer, whole);
            if (audience == Audience::everybody && qualifier == own_patients) {
                derived.night_for_contracted = derived.night_for_contracted || (night_capabilities.contains(capability.code) &&
                                                                                claims(chosen.answer) && !denied);
                continue;
            }
            if (!denied) {
                add(chosen.answer, derived.list);
            }
            add(chosen.unproven, derived.list);
        }
    }
    return derived;
}

} // namespace annai::publish
