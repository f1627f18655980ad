#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

// What handlers see of HTTP: plain values, no library. Parsing fills them, so they can be tested without a server.

namespace annai::http {

struct Request {
    std::string method; ///< "GET", "HEAD"
    std::string path;   ///< decoded, without the query
    std::string target; ///< as sent, for cache tags; never logged (it may hold a question)
    std::multimap<std::string, std::string> parameters;
    std::map<std::string, std::string> headers; ///< names in lower case; several of one name are joined with ", "

    std::string header(const std::string& lower_case_name) const;
    bool accepts_gzip() const;
};

struct Response {
    int status = 200;
    std::string content_type = "text/plain; charset=utf-8";
    std::string body;
    std::string gzip; ///< a ready gzip form of the body, for assets; otherwise made when it pays
    std::vector<std::pair<std::string, std::string>> headers;
    bool close = false; ///< end the connection after this response

    Response& with(std::string name, std::string value) {
        headers.emplace_back(std::move(name), std::move(value));
        return *this;
    }
};

using Handler = std::function<Response(const Request&)>;

Response html(std::string body, int status = 200);
Response redirect(int status, const std::string& location);

/// gzip at the fastest level; empty when it would not be smaller.
std::string gzipped(std::string_view bytes);

/// 64 bits of FNV-1a as hex, for cache tags (not for secrets).
std::string quick_hash(std::string_view bytes);

/// True when If-None-Match names this strong tag (or *).
bool matches_tag(const Request& request, const std::string& tag);

} // namespace annai::http
