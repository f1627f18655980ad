#include "base/error.hpp"
#include "facility/vocabulary.hpp"
#include "http/public/routes.hpp"

#include <nlohmann/json.hpp>

namespace annai::http {
namespace {

constexpr int page_size = 50;
constexpr int first_door_size = 3;

void allow_no_parameters(const Request& request) {
    for (const auto& [name, value] : request.parameters) {
        base::Error error(base::ErrorCode::bad_request, name + ": is no parameter here");
        error.about(name);
        throw error;
    }
}

std::string need_of(const Request& request) {
    const auto found = request.parameters.find("need");
    if (found == request.parameters.end() || found->second.empty()) {
        return {};
    }
    if (facility::Vocabulary::get().need(found->second) == nullptr) {
        base::Error error(base::ErrorCode::bad_request, "need: there is no such need");
        error.about("need");
        throw error;
    }
    return found->second;
}

/// The first doors of a need: one of each kind in the vocabulary's order, or several where it is one kind.
std::vector<search::Hit> first_doors(const edition::Edition& edition, const facility::Need& need,
                                     const std::vector<std::string>& areas) {
    std::vector<search::Hit> doors;
    for (const auto& kind : need.first_door) {
        search::FacilityQuery door;
        door.kinds = {kind};
        door.areas = areas;
        door.limit = need.first_door.size() == 1 ? first_door_size : 1;
        for (auto& hit : search::find(edition, door, search::Want::body).hits) {
            doors.push_back(std::move(hit));
        }
    }
    return doors;
}

} // namespace

Response start(const PublicContext& context, const Request& request, const std::string&) {
    allow_no_parameters(request);
    const auto edition = context.edition();
    return cached(context, *edition, request, [&] {
        return html(render::start_page(context.page(edition->info(), request), search::areas(*edition, false)));
    });
}

Response about(const PublicContext& context, const Request& request, const std::string&) {
    allow_no_parameters(request);
    const auto edition = context.edition();
    return cached(context, *edition, request,
                  [&] { return html(render::about_page(context.page(edition->info(), request))); });
}

Response facility_list(const PublicContext& context, const Request& request, const std::string&) {
    const auto edition = context.edition();
    render::ListView view;
    view.need = need_of(request);
    view.query = search::parse_query(request.parameters, page_size, {"need"});
    render::apply_need(view.query, view.need);
    return cached(context, *edition, request, [&] {
        if (const auto* need = facility::Vocabulary::get().need(view.need)) {
            view.first_door = first_doors(*edition, *need, view.query.areas);
        }
        view.is_first_page = view.query.cursor.empty();
        view.page = search::find(*edition, view.query, search::Want::body);
        if (!view.query.capabilities.empty() && !view.query.notified) {
            auto notified = view.query;
            notified.notified = true;
            view.notified = search::count(*edition, notified);
        }
        view.areas = search::areas(*edition, false);
        return html(render::list_page(context.page(edition->info(), request), view));
    });
}

Response facility(const PublicContext& context, const Request& request, const std::string& rest) {
    allow_no_parameters(request);
    const auto edition = context.edition();
    auto id = rest;
    std::string format;
    if (const auto dot = rest.find('.'); dot != std::string::npos) {
        id = rest.substr(0, dot);
        format = rest.substr(dot);
    }
    if (format != "" && format != ".json" && format != ".geojson") {
        return failure(context, request, 404, "not_found");
    }
    const auto found = search::look_up(*edition, id);
    switch (found.state) {
    case search::Lookup::State::redirect: return redirect(301, "/facilities/" + found.target + format);
    case search::Lookup::State::gone: return failure(context, request, 410, "gone");
    case search::Lookup::State::unknown: return failure(context, request, 404, "not_found");
    case search::Lookup::State::found: break;
    }
    return cached(context, *edition, request, [&] {
        if (format.empty()) {
            return html(render::facility_page(context.page(edition->info(), request), found.body));
        }
        Response response;
        response.content_type = format == ".json" ? "application/json" : "application/geo+json";
        response.body = (format == ".json" ? found.body : found.feature) + "\n";
        return response;
    });
}

} // namespace annai::http
