#include "publish/derive.hpp"

#include "base/text.hpp"
#include "intake/match.hpp"
#include "publish/derive_parts.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace annai::publish {
namespace {

using facility::Audience;
using facility::ConsentStatement;
using facility::FacilityStatus;
using facility::Visibility;
using facility::Vocabulary;

struct Kinds {
    std::vector<std::string> codes;
    bool some_missing = false; ///< a kind that only records gone from their newest list still state
};

/// Whether the newest of all that was said is gone from its list: older lists elsewhere do not know that yet.
bool newest_is_gone(const Statements& visible) {
    std::string gone, stays;
    for (const auto* statement : visible) {
        auto& newest = statement->missing ? gone : stays;
        newest = std::max(newest, statement->as_of);
    }
    return !gone.empty() && gone >= stays;
}

Kinds derive_kinds(const Statements& visible) {
    std::set<std::string> standing, gone;
    for (const auto* statement : visible) {
        (statement->missing ? gone : standing).insert(statement->record.kinds.begin(), statement->record.kinds.end());
    }
    Kinds kinds;
    for (const auto& kind : Vocabulary::get().kinds()) { // the vocabulary's order
        if (standing.contains(kind.code) || gone.contains(kind.code)) {
            kinds.codes.push_back(kind.code);
            kinds.some_missing = kinds.some_missing || !standing.contains(kind.code);
        }
    }
    return kinds;
}

/// A record says that a facility is open only by being there, which older and slower lists do long after it has
/// closed. So a statement that it is closed, has moved or rests holds until its own source takes it back; of several, the
/// newest. Null when nobody says so.
const Statement* status_statement(const Believed& believed) {
    const Statement* newest = nullptr;
    for (const auto* statement : believed.in("identity")) {
        if (statement->record.status != FacilityStatus::open && !statement->missing &&
            (newest == nullptr || newest->as_of < statement->as_of)) {
            newest = statement;
        }
    }
    return newest;
}

/// That it is closed is a suppression and no statement (design §7.3): it holds for every audience, whoever may see
/// who said so.
bool is_closed(const Statements& all) {
    const auto* status = status_statement(Believed(all));
    return status != nullptr && status->record.status == FacilityStatus::closed;
}

/// The reading of a name: of the statement that gives the name, else of another under the same name.
std::string kana_of(const Statements& by_identity, const std::string& name) {
    const auto key = intake::name_key(name);
    for (const auto* statement : by_identity) {
        const auto& kana = statement->record.value("name_kana");
        if (!kana.empty() && intake::name_key(statement->record.value("name")) == key) {
            return kana;
        }
    }
    return "";
}

std::string search_text_of(const Statements& visible, const nlohmann::json& body, const std::string& address) {
    std::string text;
    std::set<std::string> seen;
    const auto add = [&](const std::string& words) {
        auto folded = base::fold_loosely(words);
        if (!folded.empty() && seen.insert(folded).second) {
            text += folded + "\n";
        }
    };
    for (const auto* statement : visible) {
        add(statement->record.value("name"));
        add(statement->record.value("name_kana"));
        add(statement->record.value("operator_name"));
        add(statement->record.value("specialities"));
    }
    add(address);
    for (const auto& code : body.at("kinds")) {
        if (const auto* kind = Vocabulary::get().kind(code.get<std::string>())) {
            add(kind->label);
            add(kind->plain);
        }
    }
    return text;
}

} // namespace

bool may_see(const Statement& statement, Audience audience) {
    if (audience == Audience::coordinator) {
        return true;
    }
    if (statement.missing && !statement.published) {
        return false; // what was shown by consent ends with the row that stated the consent
    }
    switch (statement.record.consent) {
    case ConsentStatement::none: return false;
    case ConsentStatement::professional: return audience == Audience::professional;
    case ConsentStatement::everybody: return true;
    case ConsentStatement::not_stated: return statement.published;
    }
    return false;
}

bool may_see(const Statement& statement, Visibility visibility, Audience audience) {
    if (!may_see(statement, audience)) {
        return false;
    }
    switch (visibility) {
    case Visibility::everybody: return true;
    case Visibility::public_by_consent:
        return audience != Audience::everybody || statement.record.consent == ConsentStatement::everybody;
    case Visibility::professional: return audience != Audience::everybody;
    case Visibility::coordinator: return audience == Audience::coordinator;
    }
    return false;
}

std::optional<Derived> derive(const FacilityStatements& facility, Audience audience) {
    Statements all, visible;
    for (const auto& statement : facility.statements) {
        all.push_back(&statement);
        if (may_see(statement, audience)) {
            visible.push_back(&statement);
        }
    }
    const Believed believed(visible);
    const auto& by_identity = believed.in("identity");
    const auto named = std::find_if(by_identity.begin(), by_identity.end(), [](auto* s) { return !s->record.value("name").empty(); });
    if (named == by_identity.end()) {
        return std::nullopt;
    }
    Derived derived;
    derived.public_id = facility.public_id;
    if (is_closed(all)) {
        derived.closed = true;
        return derived;
    }
    auto& body = derived.body;
    body = nlohmann::json::object();
    body["id"] = facility.public_id;
    const auto& name = (*named)->record.value("name");
    const auto kana = kana_of(by_identity, name);
    body["name"] = name;
    if (!kana.empty()) {
        body["name_kana"] = kana;
    }
    const auto kinds = derive_kinds(visible);
    body["kinds"] = kinds.codes;
    const auto* status = status_statement(believed);
    const bool to_check = kinds.some_missing || newest_is_gone(visible);
    body["status"] = status != nullptr ? facility::word(status->record.status) : to_check ? "needs_check" : "open";
    if (status != nullptr && !status->record.status_note.empty()) {
        body["status_note"] = status->record.status_note;
    }
    const auto address = derive_address(believed, body);
    const auto put = [&body](const char* member, nlohmann::json value) {
        if (!value.empty()) {
            body[member] = std::move(value);
        }
    };
    put("fields", derive_fields(believed, audience));
    auto capabilities = derive_capabilities(standing(visible), audience);
    put("capabilities", std::move(capabilities.list));
    if (capabilities.night_for_contracted) {
        body["night_for_contracted"] = true;
    }
    put("hours", derive_hours(believed));
    put("coverage", derive_coverage(believed));
    if (audience != Audience::everybody) {
        put("persons", derive_persons(believed, audience));
    }
    const auto phone = body.contains("fields") && body["fields"].contains("phone") && body["fields"]["phone"]["value"].is_string()
                           ? body["fields"]["phone"]["value"].get<std::string>()
                           : std::string();
    put("services", derive_services(believed, body["name"].get<std::string>(), phone));
    std::set<std::string> sources;
    std::string confirmed;
    for (const auto* statement : visible) {
        sources.insert(statement->source);
        confirmed = std::max(confirmed, statement->as_of);
    }
    body["sources"] = sources;
    body["confirmed"] = confirmed;
    derived.located = derive_location(believed);
    derived.sort_key = base::reading_sort_key(kana.empty() ? name : kana);
    derived.search_text = search_text_of(visible, body, address);
    return derived;
}

} // namespace annai::publish
