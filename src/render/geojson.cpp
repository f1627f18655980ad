#include "render/geojson.hpp"

#include <nlohmann/json.hpp>

#include <cmath>

namespace annai::render {
namespace {

using nlohmann::json;

double rounded(double degrees) {
    return std::round(degrees * 1e6) / 1e6;
}

json capabilities_of(const json& body) {
    auto list = json::array();
    for (const auto& entry : body.value("capabilities", json::array())) {
        json short_entry;
        for (const auto* name : {"code", "qualifier", "answer", "basis", "date"}) {
            if (entry.contains(name)) {
                short_entry[name] = entry[name];
            }
        }
        list.push_back(std::move(short_entry));
    }
    return list;
}

json point(const base::Position& position) {
    return {{"type", "Point"}, {"coordinates", {rounded(position.lon), rounded(position.lat)}}};
}

} // namespace

std::string feature(const json& body) {
    json properties{{"name", body.at("name")}, {"kinds", body.at("kinds")}, {"status", body.at("status")}};
    properties["capabilities"] = capabilities_of(body);
    for (const auto* name : {"name_kana", "status_note", "confirmed", "night_for_contracted"}) {
        if (body.contains(name)) {
            properties[name] = body[name];
        }
    }
    const auto address = body.value("address", json::object());
    for (const auto& [from, to] : {std::pair{"text", "address"}, std::pair{"building", "building"},
                                   std::pair{"municipality", "municipality"}}) {
        if (address.contains(from)) {
            properties[to] = address[from];
        }
    }
    const auto fields = body.value("fields", json::object());
    for (const auto* name : {"phone", "url"}) {
        if (fields.contains(name) && fields[name]["value"].is_string()) {
            properties[name] = fields[name]["value"];
        }
    }
    json geometry = nullptr;
    if (body.contains("position")) {
        const auto& position = body["position"];
        geometry = point({position.at("lat").get<double>(), position.at("lon").get<double>()});
        properties["position_level"] = position.at("level");
        properties["position_accuracy_m"] = position.at("accuracy_m");
        properties["position_approximate"] = position.value("approximate", false);
    }
    return json{{"type", "Feature"}, {"id", body.at("id")}, {"geometry", geometry}, {"properties", properties}}.dump();
}

std::string feature_collection(const search::Page& page, const edition::Info& edition, const std::string& self,
                               const std::string& next) {
    auto links = json::array({{{"rel", "self"}, {"type", "application/geo+json"}, {"href", self}}});
    if (!next.empty()) {
        links.push_back({{"rel", "next"}, {"type", "application/geo+json"}, {"href", next}});
    }
    auto attributions = json::array();
    for (const auto& source : edition.sources) {
        attributions.push_back(source.attribution);
    }
    const json head{{"edition", edition.number},         {"date", edition.date}, {"numberMatched", page.total},
                    {"numberReturned", page.hits.size()}, {"links", links},       {"attributions", attributions}};
    // The features are ready bytes: only the frame around them is written here.
    std::string out = R"({"type":"FeatureCollection",)" + head.dump().substr(1);
    out.back() = ',';
    out += R"("features":[)";
    for (std::size_t i = 0; i < page.hits.size(); ++i) {
        out += i == 0 ? "\n" : ",\n";
        out += page.hits[i].feature;
    }
    return out + "\n]}\n";
}

std::string clusters(const std::vector<search::Cluster>& clusters) {
    std::string out = R"({"type":"FeatureCollection","features":[)";
    bool first = true;
    for (const auto& cluster : clusters) {
        out += first ? "\n" : ",\n";
        first = false;
        if (cluster.count == 1) {
            out += cluster.feature;
            continue;
        }
        out += json{{"type", "Feature"},
                    {"geometry", point(cluster.position)},
                    {"properties",
                     {{"cluster", true},
                      {"count", cluster.count},
                      {"bbox", {rounded(cluster.box.min_lon), rounded(cluster.box.min_lat), rounded(cluster.box.max_lon),
                                rounded(cluster.box.max_lat)}}}}}
                   .dump();
    }
    return out + "\n]}\n";
}

std::string areas(const std::vector<search::Area>& areas) {
    std::string out = R"({"type":"FeatureCollection","features":[)";
    bool first = true;
    for (const auto& area : areas) {
        out += first ? "\n" : ",\n";
        first = false;
        const json properties{{"kind", area.kind}, {"code", area.code}, {"name", area.name}, {"parent", area.parent_code},
                              {"facilities", area.facilities}};
        out += R"({"type":"Feature","id":)" + json(area.kind + ":" + area.code).dump() + R"(,"geometry":)" +
               (area.geojson.empty() ? "null" : area.geojson) + R"(,"properties":)" + properties.dump() + "}";
    }
    return out + "\n]}\n";
}

} // namespace annai::render
