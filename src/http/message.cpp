#include "http/message.hpp"

#include <fmt/format.h>
#include <libdeflate.h>

#include <cstdint>
#include <memory>

namespace annai::http {

std::string Request::header(const std::string& lower_case_name) const {
    const auto found = headers.find(lower_case_name);
    return found == headers.end() ? std::string() : found->second;
}

bool Request::accepts_gzip() const {
    const auto accepted = header("accept-encoding");
    const auto at = accepted.find("gzip");
    return at != std::string::npos && accepted.compare(at + 4, 4, ";q=0") != 0;
}

Response html(std::string body, int status) {
    Response response;
    response.status = status;
    response.content_type = "text/html; charset=utf-8";
    response.body = std::move(body);
    return response;
}

Response redirect(int status, const std::string& location) {
    Response response;
    response.status = status;
    response.body = location + "\n";
    response.with("Location", location);
    return response;
}

std::string gzipped(std::string_view bytes) {
    const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(
        libdeflate_alloc_compressor(1), &libdeflate_free_compressor);
    if (!compressor) {
        return {};
    }
    std::string out(bytes.size(), '\0'); // no room for more than the input: then it does not pay
    out.resize(libdeflate_gzip_compress(compressor.get(), bytes.data(), bytes.size(), out.data(), out.size()));
    return out;
}

std::string quick_hash(std::string_view bytes) {
    std::uint64_t hash = 1469598103934665603ULL;
    for (const char c : bytes) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    }
    return fmt::format("{:016x}", hash);
}

bool matches_tag(const Request& request, const std::string& tag) {
    const auto wanted = request.header("if-none-match");
    return !tag.empty() && (wanted == "*" || wanted.find(tag) != std::string::npos);
}

} // namespace annai::http
