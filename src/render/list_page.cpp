#include "base/calendar.hpp"
#include "base/text.hpp"
#include "facility/vocabulary.hpp"
#include "render/page_hours.hpp"
#include "render/page_query.hpp"
#include "render/page_statements.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace annai::render {

using facility::Vocabulary;
using nlohmann::json;

namespace {

constexpr int usual_limit = 50;

bool was_asked_for(const search::FacilityQuery& query, const json& statement) {
    const std::string code = text_of(statement, "code");
    const std::string qualifier = text_of(statement, "qualifier");
    return std::any_of(query.capabilities.begin(), query.capabilities.end(), [&](const auto& condition) {
        return condition.code == code && (condition.qualifier.empty() || condition.qualifier == qualifier);
    });
}

std::string status_word(const PageParts& parts, const std::string& status) {
    const bool known = status == "needs_check" || status == "suspended" || status == "closed" || status == "moved";
    return known ? parts.text("status." + status) : std::string();
}

json card_view(const PageParts& parts, const search::FacilityQuery& query, const json& body, std::size_t number,
               const base::CivilDate& today) {
    json statements = picked_rows(parts, body, today, [&query](const json& statement) { return was_asked_for(query, statement); });
    const std::string status = text_of(body, "status");
    const json& position = object_of(body, "position");
    const bool is_closed = status == "closed" || status == "suspended";
    json card = {
        {"id", text_of(body, "id")},
        {"href", facility_href(text_of(body, "id"))},
        {"name", text_of(body, "name")},
        {"kinds_line", parts.joined(kind_labels(body, parts.for_residents()))},
        {"place_number", number == 0 ? std::string() : std::to_string(number)},
        {"status", status},
        {"status_word", status_word(parts, status)},
        {"address_line", text_of(object_of(body, "address"), "text")},
        {"approximate", position.value("approximate", json()) == true},
        {"not_located", position.empty()},
        {"today_line", is_closed ? std::string() : today_line(body, parts.text, today)},
        {"has_statements", !statements.empty()},
        {"statements", std::move(statements)},
    };
    add_phone(card, body);
    return card;
}

json cards_view(const PageParts& parts, const search::FacilityQuery& query, const std::vector<search::Hit>& hits,
                bool numbered, std::optional<base::BoundingBox>& box) {
    const auto today = base::today();
    json cards = json::array();
    for (const auto& hit : hits) {
        const json body = json::parse(hit.body, nullptr, false);
        if (!body.is_object()) {
            continue;
        }
        cards.push_back(card_view(parts, query, body, numbered ? cards.size() + 1 : 0, today));
        const json& position = object_of(body, "position");
        if (position.contains("lat") && position["lat"].is_number() && position.contains("lon") && position["lon"].is_number()) {
            const double lat = position["lat"].get<double>();
            const double lon = position["lon"].get<double>();
            box = box ? base::BoundingBox{std::min(box->min_lon, lon), std::min(box->min_lat, lat),
                                          std::max(box->max_lon, lon), std::max(box->max_lat, lat)}
                      : base::BoundingBox{lon, lat, lon, lat};
        }
    }
    return cards;
}

void extend(std::optional<base::BoundingBox>& box, const std::optional<base::BoundingBox>& by) {
    if (by) {
        box = box ? base::BoundingBox{std::min(box->min_lon, by->min_lon), std::min(box->min_lat, by->min_lat),
                                      std::max(box->max_lon, by->max_lon), std::max(box->max_lat, by->max_lat)}
                  : by;
    }
}

/// What the map shows at first: the view asked for, the areas asked for, all hits, or the whole region.
std::string first_view(const ListView& view, const std::optional<base::BoundingBox>& of_hits) {
    std::optional<base::BoundingBox> box = view.query.bbox;
    if (!box) {
        for (const auto& code : view.query.areas) {
            const auto* area = area_of(view.areas, code);
            extend(box, area != nullptr ? area->box : std::nullopt);
        }
    }
    const bool all_on_page = view.page.total <= static_cast<std::int64_t>(view.page.hits.size());
    if (!box && all_on_page) {
        box = of_hits;
    }
    if (!box) {
        for (const auto& area : view.areas) {
            extend(box, area.facilities > 0 && area.kind == "municipality" ? area.box : std::nullopt);
        }
    }
    if (!box) {
        box = of_hits;
    }
    return box ? fmt::format("{},{},{},{}", box->min_lon, box->min_lat, box->max_lon, box->max_lat) : std::string();
}

void add_first_door(json& view, const PageParts& parts, const ListView& list, const Question& question) {
    const auto* need = list.is_first_page && !list.query.notified ? question.need() : nullptr;
    view["has_first_door"] = need != nullptr && (!need->first_door_text.empty() || !list.first_door.empty());
    view["first_door_text"] = need != nullptr ? need->first_door_text : std::string();
    std::optional<base::BoundingBox> unused;
    view["first_door"] = cards_view(parts, {}, list.first_door, false, unused);
    view["has_first_door_hits"] = !view["first_door"].empty();
    view["first_door_more"] = "";
    if (need != nullptr && !list.first_door.empty() && need->kinds != need->first_door) {
        search::FacilityQuery query;
        query.areas = list.query.areas;
        query.kinds = need->first_door;
        view["first_door_more"] = question.href(query, false);
    }
}

void add_hints(json& view, const PageParts& parts, const ListView& list, const Question& question) {
    json hints = json::array();
    if (question.conditions().size() > 1) {
        for (const auto& condition : question.conditions()) {
            hints.push_back({{"hint", parts.text("nohits.remove", {{"condition", condition.label}})}, {"hint_href", condition.without}});
        }
    }
    if (!list.query.text.empty()) {
        hints.push_back({{"hint", parts.text("nohits.words")}, {"hint_href", ""}});
    }
    search::FacilityQuery consult;
    consult.kinds = {"community_support_center"};
    consult.areas = list.query.areas;
    if (list.query.kinds != consult.kinds) {
        hints.push_back({{"hint", parts.text("nohits.consult")}, {"hint_href", question.href(consult, false)}});
    }
    view["hints"] = std::move(hints);
}

void add_notified(json& view, const PageParts& parts, const ListView& list, const Question& question) {
    const std::string count = parts.text.number(list.notified);
    search::FacilityQuery query = list.query;
    query.notified = true;
    view["has_notified"] = !list.query.notified && list.notified > 0;
    view["notified_title"] = parts.text("notified.title", {{"count", count}});
    view["notified_link"] = parts.text("notified.link", {{"count", count}});
    view["notified_href"] = question.href(query);
    query.notified = false;
    view["is_notified_list"] = list.query.notified;
    view["answers_href"] = question.href(query);
}

void add_pages(json& view, const PageParts& parts, const ListView& list, const Question& question) {
    std::string here = question.href(list.query);
    if (list.query.limit != usual_limit) {
        here += (here.find('?') == std::string::npos ? "?limit=" : "&limit=") + std::to_string(list.query.limit);
    }
    view["next_href"] = "";
    if (!list.page.next.empty()) {
        view["next_href"] = here + (here.find('?') == std::string::npos ? "?" : "&") + "cursor=" + url_encoded(list.page.next);
    }
    view["next_label"] = parts.text("list.next", {{"count", std::to_string(list.query.limit)}});
    view["first_page_href"] = list.is_first_page ? std::string() : here;
    view["has_pages"] = !list.page.next.empty() || !list.is_first_page;
    json downloads = json::array();
    const std::string query = question.spelt_out();
    for (const auto& [suffix, label] : {std::pair{"csv", "CSV"}, {"geojson", "GeoJSON"}, {"json", "JSON"}}) {
        downloads.push_back({{"href", std::string("/facilities.") + suffix + (query.empty() ? "" : "?" + query)}, {"label", label}});
    }
    view["downloads"] = std::move(downloads);
}

std::string kind_words(const PageParts& parts) {
    json words = json::object();
    for (const auto& kind : Vocabulary::get().kinds()) {
        words[kind.code] = parts.for_residents() && !kind.plain.empty() ? kind.plain : kind.label;
    }
    return words.dump();
}

} // namespace

std::string list_page(const PageContext& context, const ListView& list) {
    const PageParts parts(context);
    const auto& text = parts.text;
    const Question question(parts, list);

    const std::string heading = list.query.notified ? text("notified.heading", {{"heading", question.heading()}}) : question.heading();
    json view = parts.frame(heading);
    view["no_index"] = true; // a search result; the facilities' own pages are what may be found
    view["is_wide"] = true;
    view["at_list"] = question.conditions().empty();
    view["heading"] = heading;
    view["total_line"] = list.page.total == 0 ? text("list.total_none") : text("list.total", {{"count", text.number(list.page.total)}});

    json chips = json::array();
    for (const auto& condition : question.conditions()) {
        chips.push_back({{"label", condition.label}, {"href", condition.without}});
    }
    view["has_chips"] = !chips.empty();
    view["has_several_chips"] = chips.size() > 1;
    view["chips"] = std::move(chips);

    std::optional<base::BoundingBox> of_hits;
    view["cards"] = cards_view(parts, list.query, list.page.hits, true, of_hits);
    view["has_hits"] = !view["cards"].empty();
    view["results_heading"] = text(list.is_first_page ? "list.results" : "list.results_later");
    add_filter(view, parts, list, question);
    add_first_door(view, parts, list, question);
    add_hints(view, parts, list, question);
    add_notified(view, parts, list, question);
    add_pages(view, parts, list, question);
    parts.add_map(view);
    view["map_query"] = question.spelt_out();
    view["map_bbox"] = first_view(list, of_hits);
    view["map_kinds"] = kind_words(parts);
    return parts.render("list", view);
}

} // namespace annai::render
