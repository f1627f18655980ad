#include "base/hash.hpp"

#include "base/error.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <cstdint>
#include <fstream>
#include <vector>

namespace annai::base {
namespace {

using Digest = std::array<unsigned char, crypto_hash_sha256_BYTES>;

Digest sha256(std::string_view bytes) {
    Digest digest{};
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    return digest;
}

std::string hex(const Digest& digest) {
    std::string text;
    text.reserve(digest.size() * 2);
    for (const auto byte : digest) {
        text += fmt::format("{:02x}", byte);
    }
    return text;
}

} // namespace

std::string sha256_hex(std::string_view bytes) {
    return hex(sha256(bytes));
}

std::string sha256_hex_of_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    std::vector<char> block(1 << 16);
    while (file.read(block.data(), static_cast<std::streamsize>(block.size())) || file.gcount() > 0) {
        crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(block.data()),
                                  static_cast<unsigned long long>(file.gcount()));
    }
    if (!file.eof()) {
        throw Error(ErrorCode::bad_source, fmt::format("{}: the file cannot be read", path.string()));
    }
    Digest digest{};
    crypto_hash_sha256_final(&state, digest.data());
    return hex(digest);
}

std::string sha256_base32(std::string_view bytes, std::size_t length) {
    static constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    const Digest digest = sha256(bytes);
    std::string text;
    std::uint32_t buffer = 0;
    int bits = 0;
    for (const auto byte : digest) {
        buffer = (buffer << 8) | byte;
        bits += 8;
        while (bits >= 5 && text.size() < length) {
            bits -= 5;
            text += alphabet[(buffer >> bits) & 31U];
        }
    }
    return text;
}

} // namespace annai::base
