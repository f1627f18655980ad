#include "publish/derive.hpp"

#include "base/calendar.hpp"
#include "base/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <set>
#include <tuple>

namespace annai::publish {
namespace {

using facility::Audience;
using facility::ConsentStatement;
using facility::FacilityStatus;
using facility::Visibility;
using facility::Vocabulary;
using Statements = std::vector<const Statement*>;

const facility::Precedence* precedence_of(const std::string& group, const std::string& source_kind) {
    for (const auto& row : Vocabulary::get().precedence()) {
        if (row.field_group == group && row.source_kind == source_kind) {
            return &row;
        }
    }
    return nullptr;
}

/// The statements in the order in which they are believed for a group of fields. Among equals the shorter name
/// goes first: it is the institution's, the longer ones are those of its single services.
Statements ordered(Statements statements, const std::string& group) {
    const auto key = [&group](const Statement* s) {
        return std::tuple(s->missing, is_outdated(group, s->source_kind, s->as_of), precedence_rank(group, s->source_kind));
    };
    std::stable_sort(statements.begin(), statements.end(), [&](const Statement* a, const Statement* b) {
        if (key(a) != key(b)) {
            return key(a) < key(b);
        }
        if (a->as_of != b->as_of) {
            return a->as_of > b->as_of;
        }
        const auto& name_a = a->record.value("name");
        const auto& name_b = b->record.value("name");
        return std::tuple(name_a.size(), name_a, a->source, a->record.key) <
               std::tuple(name_b.size(), name_b, b->source, b->record.key);
    });
    return statements;
}

nlohmann::json sourced(const Statement& statement) {
    return {{"source", statement.source}, {"date", statement.as_of}};
}

nlohmann::json derive_fields(const Statements& visible, Audience audience) {
    auto fields = nlohmann::json::object();
    for (const auto& field : Vocabulary::get().fields()) {
        if (field.code == "name" || field.code == "name_kana" || field.code == "address") {
            continue;
        }
        for (const auto* statement : ordered(visible, field.group)) {
            const auto value = statement->record.values.find(field.code);
            if (value == statement->record.values.end() || !may_see(*statement, field.visibility, audience)) {
                continue;
            }
            auto entry = sourced(*statement);
            entry["value"] = value->second ? nlohmann::json(*value->second) : nlohmann::json(nullptr);
            fields[field.code] = std::move(entry);
            break;
        }
    }
    return fields;
}

nlohmann::json derive_hours(const Statements& visible) {
    auto hours = nlohmann::json::array();
    std::set<std::string> seen;
    for (const auto* statement : ordered(visible, "hours")) {
        for (const auto& slot : statement->record.hours) {
            const std::string same = slot.purpose + "|" + slot.days + "|" + slot.open + "|" + slot.close + "|" + slot.note;
            if (!seen.insert(same).second) {
                continue;
            }
            auto entry = sourced(*statement);
            entry["purpose"] = slot.purpose;
            entry["days"] = slot.days;
            entry["open"] = slot.open;
            entry["close"] = slot.close;
            entry["note"] = slot.note;
            entry["kinds"] = statement->record.kinds;
            hours.push_back(std::move(entry));
        }
    }
    return hours;
}

nlohmann::json derive_coverage(const Statements& visible) {
    auto coverage = nlohmann::json::array();
    std::set<std::string> seen;
    for (const auto* statement : ordered(visible, "coverage")) {
        for (const auto& row : statement->record.coverage) {
            if (!seen.insert(row.type + "|" + row.value + "|" + row.condition).second) {
                continue;
            }
            auto entry = sourced(*statement);
            entry["type"] = row.type;
            entry["value"] = row.value;
            entry["condition"] = row.condition;
            coverage.push_back(std::move(entry));
        }
    }
    return coverage;
}

nlohmann::json derive_persons(const Statements& visible, Audience audience) {
    auto persons = nlohmann::json::array();
    for (const auto* statement : ordered(visible, "people")) {
        for (const auto& person : statement->record.persons) {
            if (may_see(*statement, Visibility::professional, audience)) {
                persons.push_back({{"role", person.role},
                                   {"name", person.name},
                                   {"phone", person.phone},
                                   {"email", person.email},
                                   {"note", person.note},
                                   {"source", statement->source}});
            }
        }
    }
    return persons;
}

/// The single services of a facility that has several, with the name and telephone of each.
nlohmann::json derive_services(const Statements& visible, const std::string& main_name, const std::string& main_phone) {
    auto services = nlohmann::json::array();
    std::set<std::string> seen;
    bool differ = false;
    for (const auto* statement : ordered(visible, "kinds")) {
        const auto& record = statement->record;
        const std::string same = record.value("name") + "|" + record.value("phone") + "|" +
                                 (record.kinds.empty() ? "" : record.kinds.front());
        if (record.kinds.empty() || statement->missing || !seen.insert(same).second) {
            continue;
        }
        differ = differ || record.value("name") != main_name || record.value("phone") != main_phone;
        auto entry = sourced(*statement);
        entry["kinds"] = record.kinds;
        entry["name"] = record.value("name");
        entry["phone"] = record.value("phone");
        services.push_back(std::move(entry));
    }
    return differ && services.size() > 1 ? services : nlohmann::json::array();
}

struct Kinds {
    std::vector<std::string> codes;
    bool some_missing = false; ///< a kind that only records gone from their newest release still state
};

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
    kinds.some_missing = kinds.some_missing || std::all_of(visible.begin(), visible.end(), [](auto* s) { return s->missing; });
    return kinds;
}

/// A record says that a facility is open only by being there, which older and slower lists do long after it has
/// closed. So a statement that it is closed, has moved or rests holds until its own source takes it back; of several, the
/// newest. Null when nobody says so.
const Statement* status_statement(const Statements& visible) {
    const Statement* newest = nullptr;
    for (const auto* statement : ordered(visible, "identity")) {
        if (statement->record.status != FacilityStatus::open && !statement->missing &&
            (newest == nullptr || newest->as_of < statement->as_of)) {
            newest = statement;
        }
    }
    return newest;
}

int level_rank(const intake::Located& located) {
    const auto& level = located.level;
    return level == "exact" ? 0 : level == "block" ? 1 : level == "chome" ? 2 : level == "town" ? 3 : level == "municipality" ? 4 : 5;
}

const Statement* location_statement(const Statements& visible) {
    const auto candidates = ordered(visible, "location");
    return *std::min_element(candidates.begin(), candidates.end(), [](const Statement* a, const Statement* b) {
        return std::pair(a->missing, level_rank(a->located)) < std::pair(b->missing, level_rank(b->located));
    });
}

/// The address as it is read, with prefecture and municipality where the source left them out.
std::string full_address(const facility::Address& address) {
    std::string text = address.text;
    if (text.empty()) {
        return text;
    }
    const auto county_end = address.city.find("郡");
    const std::string short_city = county_end == std::string::npos ? address.city : address.city.substr(county_end + 3);
    if (!address.city.empty() && text.find(short_city.empty() ? address.city : short_city) == std::string::npos) {
        text = address.city + text;
    }
    if (!address.prefecture.empty() && !base::starts_with(text, address.prefecture)) {
        text = address.prefecture + text;
    }
    return text;
}

std::string address_of(const Statements& visible, nlohmann::json& body) {
    for (const auto* statement : ordered(visible, "location")) {
        const auto text = full_address(statement->record.address);
        if (text.empty()) {
            continue;
        }
        auto entry = sourced(*statement);
        entry["text"] = text;
        if (!statement->record.address.building.empty()) {
            entry["building"] = statement->record.address.building;
        }
        body["address"] = std::move(entry);
        return text;
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

int precedence_rank(const std::string& group, const std::string& source_kind) {
    const auto* row = precedence_of(group, source_kind);
    return row == nullptr ? 1000 : row->rank;
}

bool is_outdated(const std::string& group, const std::string& source_kind, const std::string& date) {
    const auto* row = precedence_of(group, source_kind);
    const auto day = base::parse_iso_date(date);
    if (row == nullptr || row->max_age_days == 0 || !day) {
        return false;
    }
    const auto age = std::chrono::sys_days(base::today()) - std::chrono::sys_days(*day);
    return age > std::chrono::days(row->max_age_days);
}

bool may_see(const Statement& statement, Audience audience) {
    if (audience == Audience::coordinator) {
        return true;
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
    Statements visible;
    for (const auto& statement : facility.statements) {
        if (may_see(statement, audience) && !statement.record.value("name").empty()) {
            visible.push_back(&statement);
        }
    }
    if (visible.empty()) {
        return std::nullopt;
    }
    Derived derived;
    derived.public_id = facility.public_id;
    const auto* status = status_statement(visible);
    if (status != nullptr && status->record.status == FacilityStatus::closed) {
        derived.closed = true;
        return derived;
    }
    auto& body = derived.body;
    body = nlohmann::json::object();
    body["id"] = facility.public_id;
    const auto by_identity = ordered(visible, "identity");
    const auto& lead = by_identity.front()->record;
    body["name"] = lead.value("name");
    std::string kana = lead.value("name_kana");
    if (!kana.empty()) {
        body["name_kana"] = kana;
    }
    const auto kinds = derive_kinds(visible);
    body["kinds"] = kinds.codes;
    body["status"] = status != nullptr ? facility::word(status->record.status) : kinds.some_missing ? "needs_check" : "open";
    if (status != nullptr && !status->record.status_note.empty()) {
        body["status_note"] = status->record.status_note;
    }
    const auto address = address_of(visible, body);
    const auto put = [&body](const char* name, nlohmann::json value) {
        if (!value.empty()) {
            body[name] = std::move(value);
        }
    };
    put("fields", derive_fields(visible, audience));
    auto capabilities = derive_capabilities(visible, audience);
    put("capabilities", std::move(capabilities.list));
    if (capabilities.night_for_contracted) {
        body["night_for_contracted"] = true;
    }
    put("hours", derive_hours(visible));
    put("coverage", derive_coverage(visible));
    if (audience != Audience::everybody) {
        put("persons", derive_persons(visible, audience));
    }
    const auto phone = body.contains("fields") && body["fields"].contains("phone") && body["fields"]["phone"]["value"].is_string()
                           ? body["fields"]["phone"]["value"].get<std::string>()
                           : std::string();
    put("services", derive_services(visible, body["name"].get<std::string>(), phone));
    std::set<std::string> sources;
    std::string confirmed;
    for (const auto* statement : visible) {
        sources.insert(statement->source);
        confirmed = std::max(confirmed, statement->as_of);
    }
    body["sources"] = sources;
    body["confirmed"] = confirmed;
    derived.located = location_statement(visible)->located;
    derived.sort_key = base::reading_sort_key(kana.empty() ? lead.value("name") : kana);
    derived.search_text = search_text_of(visible, body, address);
    return derived;
}

} // namespace annai::publish
