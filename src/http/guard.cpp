#include "http/guard.hpp"

#include "http/problem.hpp"

namespace annai::http {
namespace {
constexpr std::size_t longest_target = 4000;
constexpr std::size_t most_headers = 64;
} // namespace

bool has_body(const Request& request) {
    const auto length = request.header("content-length");
    return (!length.empty() && length != "0") || !request.header("transfer-encoding").empty();
}

std::optional<Response> guard(const Request& request) {
    std::optional<Response> refused;
    if (request.target.size() > longest_target) {
        refused = problem(414, "bad_request", "the address is too long");
    } else if (request.headers.size() > most_headers) {
        refused = problem(431, "bad_request", "too many header fields");
    } else if (request.method != "GET" && request.method != "HEAD") {
        refused = problem(405, "bad_request", "only GET and HEAD are answered here");
        refused->with("Allow", "GET, HEAD");
    } else if (!request.header("content-encoding").empty() || has_body(request)) {
        refused = problem(400, "bad_request", "a GET has no body here; put the question into the address");
    }
    if (refused && (has_body(request) || request.method != "GET")) {
        refused->close = true;
    }
    return refused;
}

void add_security_headers(Response& response, const std::string& image_host) {
    // Leaflet positions its layers through the DOM, which needs no 'unsafe-inline'.
    response.with("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
                                             "img-src 'self' data:" +
                                                 (image_host.empty() ? "" : " " + image_host) +
                                                 "; connect-src 'self'; form-action 'self'; base-uri 'none'; "
                                                 "frame-ancestors 'none'");
    response.with("X-Content-Type-Options", "nosniff");
    response.with("Referrer-Policy", "no-referrer");
    response.with("Permissions-Policy", "geolocation=(self), camera=(), microphone=()");
    response.with("Cross-Origin-Resource-Policy", "same-origin");
}

} // namespace annai::http
