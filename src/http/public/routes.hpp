#pragma once

#include "http/public/context.hpp"

namespace annai::http {

/// The routes over a public edition, as one handler. `context` outlives it.
Handler public_routes(const PublicContext& context);

// One function a route; `rest` is what the address holds after the route's fixed part.
Response start(const PublicContext& context, const Request& request, const std::string& rest);
Response about(const PublicContext& context, const Request& request, const std::string& rest);
Response facility_list(const PublicContext& context, const Request& request, const std::string& rest);
Response facility(const PublicContext& context, const Request& request, const std::string& rest);
Response facilities_json(const PublicContext& context, const Request& request, const std::string& rest);
Response facilities_geojson(const PublicContext& context, const Request& request, const std::string& rest);
Response facilities_csv(const PublicContext& context, const Request& request, const std::string& rest);
Response clusters(const PublicContext& context, const Request& request, const std::string& rest);
Response areas(const PublicContext& context, const Request& request, const std::string& rest);
Response health(const PublicContext& context, const Request& request, const std::string& rest);
Response asset(const PublicContext& context, const Request& request, const std::string& rest);

} // namespace annai::http
