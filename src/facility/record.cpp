#include "facility/record.hpp"

#include "base/error.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace annai::facility {

namespace {

using nlohmann::json;

constexpr std::array all_consents{ConsentStatement::not_stated, ConsentStatement::none,
                                  ConsentStatement::professional, ConsentStatement::everybody};
constexpr std::array all_statuses{FacilityStatus::open, FacilityStatus::closed, FacilityStatus::moved,
                                  FacilityStatus::suspended};

bool near_to(double lat, double lon, double other_lat, double other_lon) {
    constexpr double tolerance = 1e-5; // about a metre: the defaults come with five to seven decimals
    return std::abs(lat - other_lat) < tolerance && std::abs(lon - other_lon) < tolerance;
}

void put(json& object, const char* name, const std::string& text) {
    if (!text.empty()) {
        object[name] = text;
    }
}

std::string get(const json& object, const char* name) {
    return object.value(name, std::string());
}

template <class Item, class ToJson>
void put_list(json& object, const char* name, const std::vector<Item>& items, ToJson to) {
    if (items.empty()) {
        return;
    }
    json list = json::array();
    for (const auto& item : items) {
        list.push_back(to(item));
    }
    std::sort(list.begin(), list.end()); // the order of a file's rows and columns is not content
    object[name] = std::move(list);
}

template <class Item, class FromJson>
std::vector<Item> get_list(const json& object, const char* name, FromJson from) {
    std::vector<Item> items;
    const auto found = object.find(name);
    if (found != object.end()) {
        for (const auto& item : found->get_ref<const json::array_t&>()) {
            items.push_back(from(item));
        }
    }
    return items;
}

template <class Value> Value required(const std::optional<Value>& value, const char* what, const std::string& text) {
    if (!value) {
        throw base::Error(base::ErrorCode::storage, "A stored record has an unknown " + std::string(what) + ": \"" +
                                                        text + "\". It was written by a newer program, or altered.");
    }
    return *value;
}

json address_json(const Address& address) {
    json object = json::object();
    put(object, "text", address.text);
    put(object, "building", address.building);
    put(object, "prefecture", address.prefecture);
    put(object, "city", address.city);
    put(object, "municipality_code", address.municipality_code);
    return object;
}

Address address_from(const json& object) {
    return {get(object, "text"), get(object, "building"), get(object, "prefecture"), get(object, "city"),
            get(object, "municipality_code")};
}

json capability_json(const CapabilityStatement& statement) {
    json object{{"code", statement.code}, {"answer", word(statement.answer)}, {"basis", word(statement.basis)}};
    put(object, "qualifier", statement.qualifier);
    if (statement.date) {
        object["date"] = base::to_iso(*statement.date);
    }
    put(object, "period", statement.period);
    put(object, "note", statement.note);
    return object;
}

CapabilityStatement capability_from(const json& object) {
    CapabilityStatement statement;
    statement.code = object.at("code").get<std::string>();
    statement.qualifier = get(object, "qualifier");
    const auto answer = object.at("answer").get<std::string>();
    statement.answer = required(answer_of(answer), "answer", answer);
    const auto basis = object.at("basis").get<std::string>();
    statement.basis = required(basis_of(basis), "basis", basis);
    if (const auto date = get(object, "date"); !date.empty()) {
        statement.date = required(base::parse_iso_date(date), "date", date);
    }
    statement.period = get(object, "period");
    statement.note = get(object, "note");
    return statement;
}

json hours_json(const HoursStatement& hours) {
    json object{{"purpose", hours.purpose}, {"days", hours.days}};
    put(object, "open", hours.open);
    put(object, "close", hours.close);
    put(object, "note", hours.note);
    return object;
}

HoursStatement hours_from(const json& object) {
    return {get(object, "purpose"), get(object, "days"), get(object, "open"), get(object, "close"),
            get(object, "note")};
}

json coverage_json(const CoverageStatement& coverage) {
    json object{{"type", coverage.type}, {"value", coverage.value}};
    put(object, "condition", coverage.condition);
    return object;
}

CoverageStatement coverage_from(const json& object) {
    return {get(object, "type"), get(object, "value"), get(object, "condition")};
}

json person_json(const Person& person) {
    json object = json::object();
    put(object, "role", person.role);
    put(object, "name", person.name);
    put(object, "phone", person.phone);
    put(object, "email", person.email);
    put(object, "note", person.note);
    return object;
}

Person person_from(const json& object) {
    return {get(object, "role"), get(object, "name"), get(object, "phone"), get(object, "email"),
            get(object, "note")};
}

SourceRecord read_record(const json& object) {
    SourceRecord record;
    record.key = object.at("key").get<std::string>();
    record.part = get(object, "part");
    record.region = get(object, "region");
    record.identifiers = get_list<Identifier>(object, "identifiers", [](const json& item) {
        return Identifier{item.at("scheme").get<std::string>(), item.at("value").get<std::string>()};
    });
    record.kinds = get_list<std::string>(object, "kinds", [](const json& item) { return item.get<std::string>(); });
    if (const auto values = object.find("values"); values != object.end()) {
        for (const auto& [code, value] : values->get_ref<const json::object_t&>()) {
            record.values[code] = value.is_null() ? std::nullopt : std::optional(value.get<std::string>());
        }
    }
    if (const auto address = object.find("address"); address != object.end()) {
        record.address = address_from(*address);
    }
    if (const auto position = object.find("position"); position != object.end()) {
        record.position = StatedPosition{position->at("lat").get<double>(), position->at("lon").get<double>(),
                                         get(*position, "flag")};
    }
    record.capabilities = get_list<CapabilityStatement>(object, "capabilities", capability_from);
    record.hours = get_list<HoursStatement>(object, "hours", hours_from);
    record.coverage = get_list<CoverageStatement>(object, "coverage", coverage_from);
    record.persons = get_list<Person>(object, "persons", person_from);
    const auto status = object.value("status", std::string(word(FacilityStatus::open)));
    record.status = required(status_of(status), "status", status);
    record.status_note = get(object, "status_note");
    const auto consent = get(object, "consent");
    record.consent = required(consent_of(consent), "consent", consent);
    return record;
}

} // namespace

std::string position_flag(double lat, double lon) {
    if (!std::isfinite(lat) || !std::isfinite(lon)) {
        return "unreadable";
    }
    if (near_to(lat, lon, 0, 0)) {
        return "zero";
    }
    if (near_to(lat, lon, 36.204824, 138.252924)) {
        return "centroid";
    }
    if (!base::in_japan({lat, lon})) { // the centroid of Ireland among them
        return "foreign";
    }
    return "";
}

const char* word(ConsentStatement consent) {
    switch (consent) {
    case ConsentStatement::not_stated: break;
    case ConsentStatement::none: return "none";
    case ConsentStatement::professional: return "professional";
    case ConsentStatement::everybody: return "public";
    }
    return "";
}

std::optional<ConsentStatement> consent_of(std::string_view text) {
    for (const auto consent : all_consents) {
        if (text == word(consent)) {
            return consent;
        }
    }
    return std::nullopt;
}

const char* word(FacilityStatus status) {
    switch (status) {
    case FacilityStatus::open: break;
    case FacilityStatus::closed: return "closed";
    case FacilityStatus::moved: return "moved";
    case FacilityStatus::suspended: return "suspended";
    }
    return "open";
}

std::optional<FacilityStatus> status_of(std::string_view text) {
    for (const auto status : all_statuses) {
        if (text == word(status)) {
            return status;
        }
    }
    return std::nullopt;
}

const std::string& SourceRecord::value(const std::string& code) const {
    static const std::string nothing;
    const auto found = values.find(code);
    return found == values.end() || !found->second ? nothing : *found->second;
}

json to_json(const SourceRecord& record) {
    json object{{"key", record.key}};
    put(object, "part", record.part);
    put(object, "region", record.region);
    put_list(object, "identifiers", record.identifiers, [](const Identifier& identifier) {
        return json{{"scheme", identifier.scheme}, {"value", identifier.value}};
    });
    put_list(object, "kinds", record.kinds, [](const std::string& kind) { return json(kind); });
    for (const auto& [code, value] : record.values) {
        object["values"][code] = value ? json(*value) : json(nullptr);
    }
    if (auto address = address_json(record.address); !address.empty()) {
        object["address"] = std::move(address);
    }
    if (record.position) {
        // JSON knows no NaN; an unreadable position keeps its flag and no number.
        const auto number = [](double value) { return std::isfinite(value) ? value : 0.0; };
        object["position"] = {{"lat", number(record.position->lat)}, {"lon", number(record.position->lon)}};
        put(object["position"], "flag", record.position->flag);
    }
    put_list(object, "capabilities", record.capabilities, capability_json);
    put_list(object, "hours", record.hours, hours_json);
    put_list(object, "coverage", record.coverage, coverage_json);
    put_list(object, "persons", record.persons, person_json);
    if (record.status != FacilityStatus::open) {
        object["status"] = word(record.status);
    }
    put(object, "status_note", record.status_note);
    put(object, "consent", word(record.consent));
    return object;
}

SourceRecord record_from_json(const json& object) {
    try {
        return read_record(object);
    } catch (const json::exception& failure) {
        throw base::Error(base::ErrorCode::storage,
                          "A stored record cannot be read: it is not what this program writes. Restore the register "
                          "from a backup, or import the source again.",
                          failure.what());
    }
}

} // namespace annai::facility
