#include "publish/derive_parts.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace annai::publish {
namespace {

using facility::Audience;
using facility::Visibility;
using facility::Vocabulary;

nlohmann::json hours_entry(const Statement& statement, const facility::HoursStatement& slot) {
    auto entry = sourced(statement);
    entry["purpose"] = slot.purpose;
    entry["days"] = slot.days;
    entry["open"] = slot.open;
    entry["close"] = slot.close;
    entry["note"] = slot.note;
    return entry;
}

} // namespace

nlohmann::json sourced(const Statement& statement) {
    return {{"source", statement.source}, {"date", statement.as_of}};
}

nlohmann::json derive_fields(const Believed& believed, Audience audience) {
    auto fields = nlohmann::json::object();
    for (const auto& field : Vocabulary::get().fields()) {
        if (field.code == "name" || field.code == "name_kana" || field.code == "address") {
            continue;
        }
        for (const auto* statement : believed.in(field.group)) {
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

/// Hours by service: the services of one facility may keep different ones. Those of a service come from one record as
/// a whole, the one that is believed most; services that agree are said once.
nlohmann::json derive_hours(const Believed& believed) {
    struct Group {
        const Statement* statement;
        std::vector<std::string> kinds;
    };
    std::vector<Group> groups;
    std::set<std::string> covered;
    for (const auto* statement : believed.in("hours")) {
        const auto& record = statement->record;
        std::vector<std::string> kinds;
        std::copy_if(record.kinds.begin(), record.kinds.end(), std::back_inserter(kinds),
                     [&](const std::string& kind) { return !covered.contains(kind); });
        if (record.hours.empty() || (kinds.empty() && !groups.empty())) {
            continue;
        }
        covered.insert(kinds.begin(), kinds.end());
        const auto same = std::find_if(groups.begin(), groups.end(), [&](const Group& group) { return group.statement->record.hours == record.hours; });
        if (same == groups.end()) {
            groups.push_back({statement, kinds});
        } else {
            same->kinds.insert(same->kinds.end(), kinds.begin(), kinds.end());
        }
    }
    auto hours = nlohmann::json::array();
    for (const auto& [statement, kinds] : groups) {
        for (const auto& slot : statement->record.hours) {
            hours.push_back(hours_entry(*statement, slot));
            hours.back()["kinds"] = kinds;
        }
    }
    return hours;
}

nlohmann::json derive_coverage(const Believed& believed) {
    auto coverage = nlohmann::json::array();
    std::set<std::string> seen;
    for (const auto* statement : believed.in("coverage")) {
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

nlohmann::json derive_persons(const Believed& believed, Audience audience) {
    auto persons = nlohmann::json::array();
    for (const auto* statement : standing(believed.in("people"))) {
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
nlohmann::json derive_services(const Believed& believed, const std::string& main_name, const std::string& main_phone) {
    auto services = nlohmann::json::array();
    std::set<std::string> seen;
    bool differ = false;
    for (const auto* statement : believed.in("kinds")) {
        const auto& record = statement->record;
        const std::string same = record.value("name") + "|" + record.value("phone") + "|" +
                                 (record.kinds.empty() ? "" : record.kinds.front());
        if (record.kinds.empty() || record.value("name").empty() || statement->missing || !seen.insert(same).second) {
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

} // namespace annai::publish
