#include "http/public/routes.hpp"

#include "base/error.hpp"
#include "base/log.hpp"
#include "http/problem.hpp"

#include <array>
#include <filesystem>

namespace annai::http {
namespace {

struct Route {
    std::string_view path;
    bool is_prefix; ///< what follows is handed to the function
    Response (*answer)(const PublicContext&, const Request&, const std::string&);
};

// The table of contents.
constexpr std::array routes{
    Route{"/", false, start},
    Route{"/about", false, about},
    Route{"/facilities", false, facility_list},
    Route{"/facilities.json", false, facilities_json},
    Route{"/facilities.geojson", false, facilities_geojson},
    Route{"/facilities.csv", false, facilities_csv},
    Route{"/facilities/", true, facility},
    Route{"/clusters", false, clusters},
    Route{"/areas.geojson", false, areas},
    Route{"/healthz", false, health},
    Route{"/static/", true, asset},
};

const Route* route_of(const std::string& path) {
    for (const auto& route : routes) {
        if (route.is_prefix ? path.size() > route.path.size() && path.compare(0, route.path.size(), route.path) == 0
                            : path == route.path) {
            return &route;
        }
    }
    return nullptr;
}

const char* message_key(base::ErrorCode code) {
    switch (code) {
    case base::ErrorCode::bad_request: return "bad_request";
    case base::ErrorCode::not_found: return "not_found";
    case base::ErrorCode::forbidden: return "forbidden";
    case base::ErrorCode::conflict:
    case base::ErrorCode::bad_source:
    case base::ErrorCode::storage: return "internal";
    }
    return "internal";
}

/// Two publications within half a second remove an edition that this server is still on; its open connections go on
/// reading, a new one does not find the file.
bool is_removed(const PublicContext& context) {
    const auto current = context.store.current();
    std::error_code none;
    return current && !std::filesystem::exists(current->file(), none);
}

Response answer(const PublicContext& context, const Request& request, const Route& route) {
    const auto rest = route.is_prefix ? request.path.substr(route.path.size()) : std::string();
    try {
        return route.answer(context, request, rest);
    } catch (const base::Error& error) {
        if (error.code() != base::ErrorCode::storage || !is_removed(context)) {
            throw;
        }
    }
    context.store.look_again();
    return route.answer(context, request, rest);
}

} // namespace

Handler public_routes(const PublicContext& context) {
    return [&context](const Request& request) {
        const auto* route = route_of(request.path);
        if (route == nullptr) {
            return failure(context, request, 404, "not_found");
        }
        try {
            return answer(context, request, *route);
        } catch (const Unavailable&) {
            auto response = failure(context, request, 503, "not_published");
            response.with("Retry-After", "10");
            return response;
        } catch (const base::Error& error) {
            if (error.code() == base::ErrorCode::storage) {
                base::log_error("{} failed: {} {}", route->path, error.what(), error.detail());
                return failure(context, request, 500, "internal");
            }
            return failure(context, request, http_status(error.code()), message_key(error.code()), error.what(), error.field());
        }
    };
}

} // namespace annai::http
