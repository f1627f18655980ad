#include "render/page_query.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace annai::render {

using facility::Vocabulary;
using nlohmann::json;

namespace {

bool contains(const std::vector<std::string>& codes, const std::string& code) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

json choice(const char* field, const std::string& code, const std::string& plain, const std::string& label, bool checked,
            bool for_residents) {
    const bool plainly = for_residents && !plain.empty();
    return {{"input_id", std::string(field) + "-" + code}, {"code", code}, {"plain", plainly ? plain : label},
            {"term", plainly && plain != label ? label : std::string()}, {"checked", checked}};
}

json group_view(const std::string& label, const char* member, json choices) {
    std::size_t chosen = 0;
    for (const auto& item : choices) {
        chosen += item["checked"].get<bool>() ? 1U : 0U;
    }
    return {{"label", label}, {"chosen", chosen == 0 ? std::string() : std::to_string(chosen)}, {member, std::move(choices)}};
}

json kind_groups(const PageParts& parts, const ListView& list, const Question& question) {
    json groups = json::array();
    for (const auto& group : Vocabulary::get().kind_groups()) {
        json choices = json::array();
        for (const auto& kind : Vocabulary::get().kinds()) {
            const bool checked = !question.kinds_are_of_need() && contains(list.query.kinds, kind.code);
            const bool hidden = parts.for_residents() && kind.serves == "professionals" && !checked;
            if (kind.group == group.code && !hidden) {
                choices.push_back(choice("kind", kind.code, kind.plain, kind.label, checked, parts.for_residents()));
            }
        }
        if (!choices.empty()) {
            groups.push_back(group_view(group.label, "kinds", std::move(choices)));
        }
    }
    return groups;
}

json capability_groups(const PageParts& parts, const ListView& list, const Question& question) {
    const auto chosen = [&](const std::string& code) {
        return std::any_of(list.query.capabilities.begin(), list.query.capabilities.end(), [&](const auto& condition) {
            return condition.code == code && condition.qualifier.empty() && !question.is_of_need(condition);
        });
    };
    json groups = json::array();
    for (const auto& group : Vocabulary::get().capability_groups()) {
        if (group.code == "notification") {
            continue; // nothing there is ever answered with yes
        }
        json choices = json::array();
        for (const auto& capability : Vocabulary::get().capabilities()) {
            const bool for_residents = capability.visibility == facility::Visibility::everybody ||
                                       capability.visibility == facility::Visibility::public_by_consent;
            const bool checked = chosen(capability.code);
            if (capability.group == group.code && (for_residents || checked || !parts.for_residents())) {
                choices.push_back(choice("capability", capability.code, capability.plain, capability.label, checked,
                                         parts.for_residents()));
            }
        }
        if (!choices.empty()) {
            groups.push_back(group_view(group.label, "capabilities", std::move(choices)));
        }
    }
    return groups;
}

/// The areas to choose from, by kind; the value of a municipality is its bare code.
json area_options(const ListView& list, const search::Area* selected) {
    json groups = json::array();
    for (const auto& kind : Vocabulary::get().area_kinds()) {
        json options = json::array();
        for (const auto& area : list.areas) {
            if (area.kind == kind.code && (area.facilities > 0 || &area == selected)) {
                options.push_back({{"value", area.kind == "municipality" ? area.code : area.kind + ":" + area.code},
                                   {"name", area.name}, {"selected", &area == selected}});
            }
        }
        if (!options.empty()) {
            groups.push_back({{"group_label", kind.label}, {"options", std::move(options)}});
        }
    }
    return groups;
}

} // namespace

void add_filter(json& view, const PageParts& parts, const ListView& list, const Question& question) {
    json hidden = json::array();
    if (list.query.bbox) {
        const auto& box = *list.query.bbox;
        hidden.push_back({{"name", "bbox"},
                          {"value", fmt::format("{},{},{},{}", box.min_lon, box.min_lat, box.max_lon, box.max_lat)}});
    }
    json selects = json::array();
    for (const auto& code : list.query.areas) {
        if (const auto* area = area_of(list.areas, code)) {
            selects.push_back({{"select_number", std::to_string(selects.size() + 1)}, {"option_groups", area_options(list, area)}});
        } else {
            hidden.push_back({{"name", "area"}, {"value", code}});
        }
    }
    if (selects.empty() && !list.areas.empty()) {
        selects.push_back({{"select_number", "1"}, {"option_groups", area_options(list, nullptr)}});
    }
    for (const auto& condition : list.query.capabilities) {
        if (!condition.qualifier.empty()) {
            hidden.push_back({{"name", "capability"}, {"value", condition.code + ":" + condition.qualifier}});
        }
    }
    view["hidden_fields"] = std::move(hidden);
    view["area_selects"] = std::move(selects);
    view["q"] = list.query.text;
    view["need_code"] = question.need() != nullptr ? question.need()->code : std::string();
    view["need_choice"] =
        question.need() != nullptr ? parts.text("filter.need", {{"need", question.need()->label}}) : std::string();
    view["filter_kind_groups"] = kind_groups(parts, list, question);
    view["filter_capability_groups"] = capability_groups(parts, list, question);
    view["filter_open"] = false;
}

} // namespace annai::render
