#include "http/public/context.hpp"

#include "base/calendar.hpp"
#include "http/problem.hpp"

#include <fmt/format.h>

namespace annai::http {

std::shared_ptr<const edition::Edition> PublicContext::edition() const {
    auto current = store.current();
    if (!current) {
        throw Unavailable{};
    }
    return current;
}

render::PageContext PublicContext::page(const edition::Info& info, const Request& request) const {
    return {site, info, "ja", request.target};
}

bool wants_data(const Request& request) {
    const auto dot = request.path.rfind('.');
    const auto suffix = dot == std::string::npos ? "" : request.path.substr(dot);
    return suffix == ".json" || suffix == ".geojson" || suffix == ".csv" || request.path == "/clusters" ||
           request.path == "/healthz";
}

Response cached(const PublicContext& context, const edition::Edition& edition, const Request& request,
                const std::function<Response()>& make) {
    const auto& info = edition.info();
    const bool zip = request.accepts_gzip();
    const auto tag = fmt::format("\"{}-{}{}\"", info.number,
                                 quick_hash(fmt::format("{}|{}|{}|{}|{}", info.published_at, info.audience, context.build,
                                                        base::to_iso(base::today()), request.target)),
                                 zip ? "-gz" : "");
    Response response;
    if (matches_tag(request, tag)) {
        response.status = 304;
    } else {
        response = make();
    }
    if (response.status == 200 || response.status == 304) {
        // Kept, but asked about every time: what is withdrawn is gone from every cache with the next question.
        response.with("ETag", tag).with("Cache-Control", "no-cache");
    }
    return response;
}

Response failure(const PublicContext& context, const Request& request, int status, const std::string& key,
                 const std::string& detail, const std::string& parameter) {
    if (wants_data(request)) {
        return problem(status, key, detail.empty() ? key : detail, parameter);
    }
    static const edition::Info none;
    const auto current = context.store.current();
    auto response = html(render::message_page(context.page(current ? current->info() : none, request), status,
                                              "error." + key, detail),
                         status);
    response.with("Cache-Control", "no-store");
    return response;
}

} // namespace annai::http
