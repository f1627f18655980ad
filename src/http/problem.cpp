#include "http/problem.hpp"

#include <nlohmann/json.hpp>

namespace annai::http {

int http_status(base::ErrorCode code) {
    switch (code) {
    case base::ErrorCode::bad_request: return 400;
    case base::ErrorCode::not_found: return 404;
    case base::ErrorCode::forbidden: return 403;
    case base::ErrorCode::conflict: return 409;
    case base::ErrorCode::bad_source: return 422;
    case base::ErrorCode::storage: return 500;
    }
    return 500;
}

Response problem(int status, const std::string& word, const std::string& message, const std::string& parameter) {
    nlohmann::json json{{"type", "about:blank"}, {"title", word}, {"status", status}, {"detail", message}};
    if (!parameter.empty()) {
        json["parameter"] = parameter;
    }
    Response response;
    response.status = status;
    response.content_type = "application/problem+json";
    // What a client sent may be broken text: it is replaced, never an exception.
    response.body = json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    response.with("Cache-Control", "no-store");
    return response;
}

Response problem(const base::Error& error) {
    // Storage errors name files of this machine: not for the other side.
    const bool internal = error.code() == base::ErrorCode::storage;
    return problem(http_status(error.code()), base::error_word(error.code()),
                   internal ? "the server could not answer; please try again later" : error.what(), error.field());
}

} // namespace annai::http
