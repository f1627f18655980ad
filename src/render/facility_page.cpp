#include "base/calendar.hpp"
#include "base/error.hpp"
#include "facility/vocabulary.hpp"
#include "gazetteer/municipalities.hpp"
#include "render/page_hours.hpp"
#include "render/page_statements.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace annai::render {

using facility::Vocabulary;
using nlohmann::json;

namespace {

// Fields that have a place of their own on the page.
const std::set<std::string> placed_fields{"name", "name_kana", "address", "phone", "phone_note", "closed_days",
                                          "hours_note", "coverage_note"};

void add_head(json& view, const PageParts& parts, const json& body) {
    json kinds = json::array();
    for (const auto& code : list_of(body, "kinds")) {
        const auto* kind = code.is_string() ? Vocabulary::get().kind(code.get_ref<const std::string&>()) : nullptr;
        if (kind != nullptr) {
            const bool plainly = parts.for_residents() && kind->plain != kind->label;
            kinds.push_back({{"label", kind->label}, {"plain", plainly ? kind->plain : std::string()}});
        }
    }
    view["kinds"] = std::move(kinds);
    view["name"] = text_of(body, "name");
    view["name_kana"] = text_of(body, "name_kana");

    const std::string status = text_of(body, "status");
    const bool marked = status == "needs_check" || status == "suspended" || status == "closed" || status == "moved";
    view["banner"] = marked;
    view["banner_class"] = status == "closed" || status == "suspended" ? "error" : "warning";
    view["banner_title"] = marked ? parts.text("banner." + status) : std::string();
    view["banner_text"] = marked ? parts.text("banner." + status + "_text") : std::string();
    view["banner_note"] = text_of(body, "status_note");

    add_phone(view, body);
    const bool said_none = object_of(body, "fields").contains("phone") && object_of(object_of(body, "fields"), "phone").contains("value") &&
                           object_of(object_of(body, "fields"), "phone")["value"].is_null();
    const std::string phone = view["phone"].get<std::string>();
    view["phone_text"] = !phone.empty() ? phone : parts.text(said_none ? "phone.none" : "phone.unknown");
    view["phone_note"] = field_value(body, "phone_note");
}

/// How one starts, once where all kinds of the facility agree.
void add_starts(json& view, const PageParts& parts, const json& body) {
    std::vector<std::pair<std::string, std::string>> starts; // label of the kind, text
    std::set<std::string> texts;
    bool professionals_only = true;
    for (const auto& code : list_of(body, "kinds")) {
        const auto* kind = code.is_string() ? Vocabulary::get().kind(code.get_ref<const std::string&>()) : nullptr;
        if (kind == nullptr) {
            continue;
        }
        professionals_only = professionals_only && kind->serves == "professionals";
        const std::string key = "begin." + kind->start;
        if (parts.text.has(key)) {
            starts.emplace_back(kind->label, parts.text(key));
            texts.insert(parts.text(key));
        }
    }
    json list = json::array();
    for (const auto& [label, text] : starts) {
        list.push_back({{"for_kind", texts.size() > 1 ? label : std::string()}, {"text", text}});
        if (texts.size() == 1) {
            break;
        }
    }
    view["professionals_only"] = parts.for_residents() && !starts.empty() && professionals_only;
    if (view["professionals_only"] == true) {
        list.clear();
    }
    view["has_start"] = !starts.empty();
    view["starts"] = std::move(list);
}

std::string position_text(const PageParts& parts, const json& position) {
    const auto& text = parts.text;
    if (position.empty()) {
        return text("place.none");
    }
    const std::string level = text_of(position, "level");
    const bool approximate = position.value("approximate", json()) == true;
    std::string words = text("place.approximate");
    if (!approximate && (level.empty() || level == "exact")) {
        words = text(text_of(position, "method") == "stated" ? "place.stated_exact" : "place.exact");
    } else if (level == "block" || level == "chome" || level == "town" || level == "municipality") {
        words = text("place." + level);
    }
    const json accuracy = position.value("accuracy_m", json());
    if (approximate && accuracy.is_number() && accuracy.get<double>() >= 1) {
        const double metres = accuracy.get<double>();
        const std::string about = metres >= 1000 ? text("place.kilometres", {{"count", text.number(std::llround(metres / 1000))}})
                                                 : text("place.metres", {{"count", text.number(std::llround(metres))}});
        words = text("place.within", {{"position", words}, {"metres", about}});
    }
    return words;
}

void add_place(json& view, const PageParts& parts, const json& body) {
    const json& address = object_of(body, "address");
    view["address"] = text_of(address, "text");
    view["building"] = text_of(address, "building");

    const json& position = object_of(body, "position");
    const bool located = position.contains("lat") && position["lat"].is_number() && position.contains("lon") && position["lon"].is_number();
    view["has_position"] = located;
    view["lat"] = located ? position["lat"] : json();
    view["lon"] = located ? position["lon"] : json();
    view["approximate"] = position.value("approximate", json()) == true;
    const json accuracy = position.value("accuracy_m", json());
    view["accuracy"] = accuracy.is_number() && accuracy.get<double>() >= 1 ? accuracy : json();
    view["drawn_apart"] = position.value("drawn_apart", json()) == true;
    view["position_text"] = position_text(parts, located ? position : json::object());

    json areas = json::array();
    for (const auto& area : list_of(body, "areas")) {
        const auto* kind = Vocabulary::get().area_kind(text_of(area, "kind"));
        if (kind != nullptr) {
            areas.push_back({{"kind_label", kind->label}, {"area_name", text_of(area, "name")},
                             {"split", area.value("split", json()) == true}});
        }
    }
    view["has_areas"] = !areas.empty();
    view["areas"] = std::move(areas);
}

/// Date and source of a statement that is not a capability.
void describe(json& view, const PageParts& parts, const json& statement, SourceNumbers& numbers) {
    const std::string date = text_of(statement, "date");
    view["meta"] = base::parse_iso_date(date) ? parts.text("facility.as_of", {{"date", parts.text.date(date)}}) : std::string();
    numbers.describe(view, text_of(statement, "source"));
}

std::string coverage_text(const PageParts& parts, const json& statement) {
    const std::string type = text_of(statement, "type");
    const std::string value = text_of(statement, "value");
    if (type == "radius_km") {
        return parts.text("coverage.radius", {{"value", value}});
    }
    if (type == "drive_minutes") {
        return parts.text("coverage.minutes", {{"value", value}});
    }
    if (type == "municipality") {
        const std::string name = gazetteer::name_of(value);
        return name.empty() ? value : name;
    }
    return value;
}

void add_coverage(json& view, const PageParts& parts, const json& body, SourceNumbers& numbers) {
    json rows = json::array();
    for (const auto& statement : list_of(body, "coverage")) {
        json row = {{"area_text", coverage_text(parts, statement)}, {"condition", text_of(statement, "condition")}};
        describe(row, parts, statement, numbers);
        rows.push_back(std::move(row));
    }
    // One source and date for many towns is said once, at the last of them.
    for (std::size_t at = 0; at + 1 < rows.size(); ++at) {
        if (rows[at]["meta"] == rows[at + 1]["meta"] && rows[at]["source_number"] == rows[at + 1]["source_number"]) {
            rows[at]["meta"] = "";
        }
    }
    view["coverage_note"] = field_value(body, "coverage_note");
    view["has_coverage"] = !rows.empty() || !field_value(body, "coverage_note").empty();
    view["coverage"] = std::move(rows);
}

void add_facts(json& view, const PageParts& parts, const json& body, SourceNumbers& numbers) {
    const json& fields = object_of(body, "fields");
    json facts = json::array();
    for (const auto& info : Vocabulary::get().fields()) {
        if (placed_fields.contains(info.code) || !fields.contains(info.code)) {
            continue;
        }
        const json& field = object_of(fields, info.code);
        const std::string value = field_value(body, info.code);
        json row = {{"label", info.label}, {"value", value.empty() ? parts.text("facility.none") : value}, {"external", false}, {"href", ""}};
        if (info.type == "url") {
            row["href"] = safe_url(value).value_or("");
            row["external"] = true;
        } else if (info.type == "email") {
            row["href"] = mail_href(value).value_or("");
        } else if (info.type == "phone") {
            row["href"] = telephone_href(value).value_or("");
        } else if (info.type == "date" && !value.empty()) {
            row["value"] = parts.text.date(value);
        }
        describe(row, parts, field, numbers);
        facts.push_back(std::move(row));
    }
    view["has_facts"] = !facts.empty();
    view["facts"] = std::move(facts);
}

/// A facility of several services: what each is called and where to ring.
void add_services(json& view, const PageParts& parts, const json& body) {
    json services = json::array();
    for (const auto& service : list_of(body, "services")) {
        const std::string phone = text_of(service, "phone");
        services.push_back({{"service_kinds", parts.joined(kind_labels(service, false))}, {"service_name", text_of(service, "name")},
                            {"phone", phone}, {"phone_href", telephone_href(phone).value_or("")}});
    }
    view["has_services"] = !services.empty();
    view["services"] = std::move(services);
}

void add_persons(json& view, const PageParts& parts, const json& body) {
    json persons = json::array();
    if (!parts.for_residents()) { // an edition for residents has none; this is the second lock
        for (const auto& person : list_of(body, "persons")) {
            const std::string phone = text_of(person, "phone");
            const std::string email = text_of(person, "email");
            persons.push_back({{"role", text_of(person, "role")}, {"person_name", text_of(person, "name")},
                               {"phone", phone}, {"phone_href", telephone_href(phone).value_or("")},
                               {"email", email}, {"email_href", mail_href(email).value_or("")},
                               {"note", text_of(person, "note")}});
        }
    }
    view["has_persons"] = !persons.empty();
    view["persons"] = std::move(persons);
}

void add_hours(json& view, const PageParts& parts, const json& body, const base::CivilDate& today, SourceNumbers& numbers) {
    view["hours"] = hours_view(body, parts.text, [&](json& table, const json& statement) { describe(table, parts, statement, numbers); });
    view["has_hours"] = !view["hours"].empty();
    const std::string status = text_of(body, "status");
    view["today_line"] = status == "closed" || status == "suspended" ? std::string() : today_line(body, parts.text, today);
    view["closed_days"] = field_value(body, "closed_days");
    view["hours_note"] = field_value(body, "hours_note");
}

void add_capabilities(json& view, const PageParts& parts, const json& body, const base::CivilDate& today, SourceNumbers& numbers) {
    view["night_for_contracted"] = body.value("night_for_contracted", json()) == true;
    view["capability_groups"] = capability_groups_view(parts, body, today, numbers);
    view["has_capabilities"] = !view["capability_groups"].empty() || view["night_for_contracted"] == true;
    std::size_t count = 0;
    view["unstated_groups"] = unstated_view(parts, body, count);
    view["has_unstated"] = count > 0;
    view["unstated_title"] = parts.text("facility.unstated", {{"count", parts.text.number(static_cast<std::int64_t>(count))}});
}

} // namespace

std::string facility_page(const PageContext& context, const std::string& body_text) {
    const PageParts parts(context);
    const auto today = base::today();
    const json body = json::parse(body_text, nullptr, false);
    if (!body.is_object()) {
        throw base::Error(base::ErrorCode::storage, "The edition holds a facility that cannot be read; publish again.", body_text.substr(0, 200));
    }
    json view = parts.frame(text_of(body, "name"));
    view["description"] = parts.text("facility.description", {{"name", text_of(body, "name")},
                                                              {"kinds", parts.joined(kind_labels(body, false))}});
    SourceNumbers numbers(parts);
    add_head(view, parts, body);
    add_starts(view, parts, body);
    add_hours(view, parts, body, today, numbers);
    add_capabilities(view, parts, body, today, numbers);
    add_coverage(view, parts, body, numbers);
    add_facts(view, parts, body, numbers);
    add_services(view, parts, body);
    add_persons(view, parts, body);
    add_place(view, parts, body);
    if (view["has_position"] == true) {
        parts.add_map(view);
    }
    for (const auto& source : list_of(body, "sources")) {
        numbers.add(source.is_string() ? source.get<std::string>() : std::string());
    }
    view["own_sources"] = numbers.view();
    view["has_own_sources"] = !view["own_sources"].empty();
    const std::string confirmed = text_of(body, "confirmed");
    view["confirmed"] = confirmed.empty() ? std::string() : parts.text("facility.confirmed", {{"date", parts.text.date(confirmed)}});
    view["wrong_info"] = context.site.contact.empty() ? parts.text("facility.wrong_no_contact")
                                                      : parts.text("facility.wrong", {{"contact", context.site.contact}});
    view["own_path"] = facility_href(text_of(body, "id"));
    return parts.render("facility", view);
}

} // namespace annai::render
