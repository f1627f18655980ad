#include "http/public/routes.hpp"

#include "generated/static_assets.hpp"

#include <algorithm>
#include <array>

namespace annai::http {
namespace {

std::string type_of(std::string_view path) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> types{{
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".ico", "image/x-icon"},
        {".json", "application/json"},
        {".txt", "text/plain; charset=utf-8"},
    }};
    for (const auto& [suffix, type] : types) {
        if (path.size() > suffix.size() && path.substr(path.size() - suffix.size()) == suffix) {
            return std::string(type);
        }
    }
    return "application/octet-stream";
}

} // namespace

Response asset(const PublicContext& context, const Request& request, const std::string& rest) {
    const auto all = pages::assets();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& asset) { return asset.path == rest; });
    if (found == all.end()) {
        return failure(context, request, 404, "not_found");
    }
    Response response;
    std::string tag(found->etag);
    if (request.accepts_gzip()) {
        tag.insert(tag.size() - 1, "-gz");
    }
    if (matches_tag(request, tag)) {
        response.status = 304;
    } else {
        response.content_type = type_of(rest);
        response.body = found->bytes;
        response.gzip = found->gzip;
    }
    response.with("ETag", tag).with("Cache-Control", "no-cache");
    return response;
}

} // namespace annai::http
