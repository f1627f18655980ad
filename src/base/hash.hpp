#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace annai::base {

/// SHA-256 as 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);
std::string sha256_hex_of_file(const std::filesystem::path& path);

/// The first `length` characters of SHA-256 in base 32 (digits and lower-case letters without i, l, o, u).
std::string sha256_base32(std::string_view bytes, std::size_t length);

} // namespace annai::base
