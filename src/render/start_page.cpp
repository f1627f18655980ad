#include "facility/vocabulary.hpp"
#include "render/page_parts.hpp"

#include <algorithm>

namespace annai::render {

using facility::Vocabulary;
using nlohmann::json;

namespace {

constexpr const char* main_area_kind = "municipality";

std::string area_href(const search::Area& area) {
    const std::string code = area.kind == main_area_kind ? area.code : area.kind + ":" + area.code;
    return "/facilities?area=" + url_encoded(code);
}

json needs_view() {
    json needs = json::array();
    for (const auto& need : Vocabulary::get().needs()) {
        needs.push_back({{"href", "/facilities?need=" + url_encoded(need.code)}, {"label", need.label}, {"hint", need.hint}});
    }
    return needs;
}

/// Municipalities first and open; the other kinds of area folded below.
json areas_view(const PageParts& parts, const std::vector<search::Area>& areas) {
    json groups = json::array();
    auto kinds = Vocabulary::get().area_kinds();
    std::stable_partition(kinds.begin(), kinds.end(), [](const auto& kind) { return kind.code == main_area_kind; });
    for (const auto& kind : kinds) {
        json members = json::array();
        for (const auto& area : areas) {
            if (area.kind == kind.code && area.facilities > 0) {
                members.push_back({{"href", area_href(area)}, {"name", area.name}, {"count", parts.text.number(area.facilities)}});
            }
        }
        const bool says_nothing = kind.code == "prefecture" && members.size() == 1;
        if (!members.empty() && !says_nothing) {
            groups.push_back({{"label", kind.label}, {"is_main", kind.code == main_area_kind},
                              {"group_count", std::to_string(members.size())}, {"areas", std::move(members)}});
        }
    }
    return groups;
}

json kinds_view(const PageParts& parts) {
    json groups = json::array();
    for (const auto& group : Vocabulary::get().kind_groups()) {
        json kinds = json::array();
        std::string all;
        for (const auto& kind : Vocabulary::get().kinds()) {
            if (kind.group != group.code || (parts.for_residents() && kind.serves == "professionals")) {
                continue;
            }
            const std::string condition = "kind=" + url_encoded(kind.code);
            all += (all.empty() ? "" : "&") + condition;
            const std::string& plain = kind.plain.empty() ? kind.label : kind.plain;
            kinds.push_back({{"href", "/facilities?" + condition}, {"plain", plain}, {"term", kind.label == plain ? "" : kind.label}});
        }
        if (!kinds.empty()) {
            groups.push_back({{"label", group.label}, {"has_several", kinds.size() > 1}, {"all_href", "/facilities?" + all},
                              {"all_label", parts.text("start.kind_group_all", {{"group", group.label}})},
                              {"kinds", std::move(kinds)}});
        }
    }
    return groups;
}

} // namespace

std::string start_page(const PageContext& context, const std::vector<search::Area>& areas) {
    const PageParts parts(context);
    const std::string region = context.site.region.empty() ? parts.text("start.this_region") : context.site.region;
    json view = parts.frame("");
    view["page_title"] = parts.text("layout.title", {{"page", parts.text("start.title")}, {"site", context.site.title}});
    view["description"] = parts.text("start.description", {{"region", region}});
    view["at_start"] = true;
    view["is_empty"] = context.edition.facilities == 0;
    view["lead"] = parts.text("start.lead", {{"region", region}});
    view["needs"] = needs_view();
    view["area_groups"] = areas_view(parts, areas);
    view["has_areas"] = !view["area_groups"].empty();
    view["kind_groups"] = kinds_view(parts);
    view["all_count"] = parts.text("start.all", {{"count", parts.text.number(context.edition.facilities)}});
    return parts.render("start", view);
}

} // namespace annai::render
