#include "http/message.hpp"

#include <fmt/format.h>
#include <libdeflate.h>

#include <algorithm>
#include <cstdint>
#include <memory>

namespace annai::http {

std::string Request::header(const std::string& lower_case_name) const {
    const auto found = headers.find(lower_case_name);
    return found == headers.end() ? std::string() : found->second;
}

bool Request::accepts_gzip() const {
    auto accepted = header("accept-encoding"); // e.g. "br;q=1.0, gzip; q=0.5"
    std::erase_if(accepted, [](char c) { return c == ' ' || c == '\t'; });
    for (std::size_t at = 0; at < accepted.size();) {
        const auto end = std::min(accepted.find(',', at), accepted.size());
        const auto coding = std::string_view(accepted).substr(at, end - at);
        const auto quality = coding.find(";q=");
        if (coding.substr(0, coding.find(';')) == "gzip") {
            return quality == std::string_view::npos || coding.find_first_of("123456789", quality) != std::string_view::npos;
        }
        at = end + 1;
    }
    return false;
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
