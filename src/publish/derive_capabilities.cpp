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

/// The answer that is believed, and beside it at most one notification or plan: it is shown apart, never instead.
void choose(std::vector<Candidate>& candidates, nlohmann::json& list) {
    std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
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
    });
    bool answered = false;
    bool unproven = false;
    for (const auto& [statement, said, date] : candidates) {
        bool& done = said->answer == Answer::unknown ? unproven : answered;
        if (done) {
            continue;
        }
        done = true;
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
}

} // namespace

DerivedCapabilities derive_capabilities(const std::vector<const Statement*>& visible, Audience audience) {
    DerivedCapabilities derived;
    derived.list = nlohmann::json::array();
    for (const auto& capability : Vocabulary::get().capabilities()) {
        std::map<std::string, std::vector<Candidate>> by_qualifier; // "" first
        for (const auto* statement : visible) {
            if (!may_see(*statement, capability.visibility, audience)) {
                continue;
            }
            for (const auto& said : statement->record.capabilities) {
                if (said.code != capability.code) {
                    continue;
                }
                if (audience == Audience::everybody && said.qualifier == own_patients) {
                    derived.night_for_contracted =
                        derived.night_for_contracted || (night_capabilities.contains(said.code) &&
                                                         (said.answer == Answer::yes || said.answer == Answer::conditional));
                    continue;
                }
                by_qualifier[said.qualifier].push_back(
                    {statement, &said, said.date ? base::to_iso(*said.date) : statement->as_of});
            }
        }
        for (auto& [qualifier, candidates] : by_qualifier) {
            choose(candidates, derived.list);
        }
    }
    return derived;
}

} // namespace annai::publish
