#pragma once

#include "http/message.hpp"

#include <optional>

namespace annai::http {

/// What no route wants to see, answered before any route: other methods than GET and HEAD, bodies, chunked
/// or compressed ones, over-long targets, too many headers. Nothing when the request may go on.
std::optional<Response> guard(const Request& request);

/// True when bytes follow the request's head: whoever answers without reading them must end the connection, or they
/// would be read as a second request.
bool has_body(const Request& request);

/// Headers that every response carries; `image_host` is the origin of the tiles ("" = none).
void add_security_headers(Response& response, const std::string& image_host);

} // namespace annai::http
