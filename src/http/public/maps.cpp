#include "base/error.hpp"
#include "base/text.hpp"
#include "facility/vocabulary.hpp"
#include "http/public/routes.hpp"
#include "render/geojson.hpp"
#include "search/clusters.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace annai::http {
namespace {

[[noreturn]] void refuse(const std::string& parameter, const std::string& message) {
    base::Error error(base::ErrorCode::bad_request, parameter + ": " + message);
    error.about(parameter);
    throw error;
}

int zoom_of(const Request& request) {
    const auto found = request.parameters.find("zoom");
    if (found == request.parameters.end()) {
        refuse("zoom", "is needed: the zoom of the map, 0 to 19");
    }
    const auto zoom = base::to_integer(found->second);
    if (!zoom || *zoom < 0 || *zoom > search::max_zoom) {
        refuse("zoom", "give a whole number from 0 to 19");
    }
    return static_cast<int>(*zoom);
}

bool overlaps(const base::BoundingBox& a, const base::BoundingBox& b) {
    return a.min_lon <= b.max_lon && b.min_lon <= a.max_lon && a.min_lat <= b.max_lat && b.min_lat <= a.max_lat;
}

} // namespace

Response clusters(const PublicContext& context, const Request& request, const std::string&) {
    const auto edition = context.edition();
    const auto zoom = zoom_of(request);
    const auto query = search::parse_query(request.parameters, 1, {"zoom"});
    for (const auto* other : {"limit", "cursor"}) {
        if (request.parameters.contains(other)) {
            refuse(other, "is no parameter here; clusters come without pages");
        }
    }
    return cached(context, *edition, request, [&] {
        Response response;
        response.content_type = "application/geo+json";
        response.body = render::clusters(search::clusters(*edition, query, zoom));
        return response;
    });
}

Response areas(const PublicContext& context, const Request& request, const std::string&) {
    const auto edition = context.edition();
    // `kind` is here the kind of area, so the facility parameters are not read in their own meaning.
    search::Parameters box;
    std::string kind;
    for (const auto& [name, value] : request.parameters) {
        if (name == "bbox") {
            box.emplace(name, value);
        } else if (name == "kind") {
            kind = value;
            if (!kind.empty() && facility::Vocabulary::get().area_kind(kind) == nullptr) {
                refuse("kind", "there is no such kind of area; the codes stand in schema/codes/area_kinds.csv");
            }
        } else {
            refuse(name, "is no parameter here; known are bbox, kind");
        }
    }
    const auto query = search::parse_query(box, 1);
    return cached(context, *edition, request, [&] {
        auto found = search::areas(*edition, true);
        std::erase_if(found, [&](const search::Area& area) {
            return (!kind.empty() && area.kind != kind) || (query.bbox && (!area.box || !overlaps(*area.box, *query.bbox)));
        });
        Response response;
        response.content_type = "application/geo+json";
        response.body = render::areas(found);
        return response;
    });
}

Response health(const PublicContext& context, const Request&, const std::string&) {
    const auto edition = context.edition();
    const auto& info = edition->info();
    Response response;
    response.content_type = "application/json";
    response.body = nlohmann::json{{"status", "ok"},
                                   {"edition", info.number},
                                   {"published_at", info.published_at},
                                   {"facilities", info.facilities}}
                        .dump() +
                    "\n";
    response.with("Cache-Control", "no-store");
    return response;
}

} // namespace annai::http
