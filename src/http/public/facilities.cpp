#include "http/public/routes.hpp"
#include "render/csv.hpp"
#include "render/geojson.hpp"
#include "render/json.hpp"

namespace annai::http {
namespace {

constexpr int data_page_size = 1000;
constexpr int table_page_size = search::max_limit; // whoever opens a spreadsheet follows no links

std::string next_address(const std::string& path, const search::FacilityQuery& query, const search::Page& page) {
    if (page.next.empty()) {
        return {};
    }
    const auto conditions = search::to_query_string(query);
    return path + "?" + (conditions.empty() ? "" : conditions + "&") + "limit=" + std::to_string(query.limit) +
           "&cursor=" + page.next;
}

Response data(const PublicContext& context, const Request& request, search::Want want, int page_size, const char* content_type,
              const std::function<std::string(const search::Page&, const edition::Info&, const std::string& next)>& render) {
    const auto edition = context.edition();
    const auto query = search::parse_query(request.parameters, page_size);
    return cached(context, *edition, request, [&] {
        const auto page = search::find(*edition, query, want);
        const auto next = next_address(request.path, query, page);
        Response response;
        response.content_type = content_type;
        response.body = render(page, edition->info(), next);
        if (!next.empty()) {
            response.with("Link", "<" + next + ">; rel=\"next\"");
        }
        return response;
    });
}

} // namespace

Response facilities_json(const PublicContext& context, const Request& request, const std::string&) {
    return data(context, request, search::Want::body, data_page_size, "application/json",
                [](const auto& page, const auto& info, const auto& next) { return render::facilities_json(page, info, next); });
}

Response facilities_geojson(const PublicContext& context, const Request& request, const std::string&) {
    return data(context, request, search::Want::feature, data_page_size, "application/geo+json",
                [&](const auto& page, const auto& info, const auto& next) {
                    return render::feature_collection(page, info, request.target, next);
                });
}

Response facilities_csv(const PublicContext& context, const Request& request, const std::string&) {
    auto response = data(context, request, search::Want::body, table_page_size, "text/csv; charset=utf-8",
                         [](const auto& page, const auto& info, const auto&) { return render::facilities_csv(page, info); });
    if (response.status == 200) {
        response.with("Content-Disposition", "attachment; filename=\"facilities.csv\"");
    }
    return response;
}

} // namespace annai::http
