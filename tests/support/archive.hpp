#pragma once

#include <zlib.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Zip and gzip bytes made by hand, so that tests can also make the ones that no tool would: names in
// Shift_JIS without the UTF-8 flag, a password flag, a wrong checksum. Link ZLIB::ZLIB.

namespace annai::tests {

/// Compressed by deflate: `window_bits` -15 for the bare stream in a zip, 31 for gzip.
inline std::string deflated(std::string_view bytes, int window_bits) {
    z_stream stream{};
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
        throw std::runtime_error("deflate cannot be set up");
    }
    std::string packed(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const int status = deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    if (status != Z_STREAM_END) {
        throw std::runtime_error("deflate failed");
    }
    return packed;
}

inline std::string gzip(std::string_view bytes) {
    return deflated(bytes, 31);
}

struct ZipMemberToMake {
    std::string name; ///< raw bytes
    std::string bytes;
    bool utf8_name = false;
    bool encrypted = false;      ///< the flag only
    bool wrong_checksum = false;
};

inline std::string zip(const std::vector<ZipMemberToMake>& members) {
    const auto number = [](std::string& to, std::uint32_t value, int size) {
        for (int i = 0; i < size; ++i) {
            to.push_back(static_cast<char>(static_cast<unsigned char>(value >> (8U * static_cast<unsigned>(i)))));
        }
    };
    std::string archive;
    std::string directory;
    for (const ZipMemberToMake& member : members) {
        const std::string packed = deflated(member.bytes, -15);
        const auto* data = reinterpret_cast<const Bytef*>(member.bytes.data());
        const auto checksum = static_cast<std::uint32_t>(crc32(0, data, static_cast<uInt>(member.bytes.size()))) +
                              (member.wrong_checksum ? 1U : 0U);
        std::string common; // of the local header and the directory
        number(common, 20, 2);
        number(common, (member.utf8_name ? 0x800U : 0U) | (member.encrypted ? 1U : 0U), 2);
        number(common, 8, 2);
        number(common, 0, 2);      // time
        number(common, 0x5A21, 2); // 2025-01-01
        number(common, checksum, 4);
        number(common, static_cast<std::uint32_t>(packed.size()), 4);
        number(common, static_cast<std::uint32_t>(member.bytes.size()), 4);
        number(common, static_cast<std::uint32_t>(member.name.size()), 2);
        number(common, 0, 2); // extra

        directory += "PK\x01\x02";
        number(directory, 20, 2);
        directory += common;
        number(directory, 0, 2);  // comment
        number(directory, 0, 2);  // disk
        number(directory, 0, 2);  // internal attributes
        number(directory, 0, 4);  // external attributes
        number(directory, static_cast<std::uint32_t>(archive.size()), 4);
        directory += member.name;

        archive += "PK\x03\x04" + common + member.name + packed;
    }
    const auto offset = static_cast<std::uint32_t>(archive.size());
    archive += directory;
    archive += "PK\x05\x06";
    number(archive, 0, 4);
    number(archive, static_cast<std::uint32_t>(members.size()), 2);
    number(archive, static_cast<std::uint32_t>(members.size()), 2);
    number(archive, static_cast<std::uint32_t>(directory.size()), 4);
    number(archive, offset, 4);
    number(archive, 0, 2);
    return archive;
}

} // namespace annai::tests
