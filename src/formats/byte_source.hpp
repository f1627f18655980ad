#pragma once

#include "base/error.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

// Bytes from front to back: of a file, a gzip file, a member of an archive.

namespace annai::formats {

class ByteSource {
public:
    virtual ~ByteSource() = default;
    /// Up to `size` bytes; 0 at the end and only there.
    virtual std::size_t read(char* to, std::size_t size) = 0;
};

/// Opens the same bytes from the beginning, as often as it is called.
using Opener = std::function<std::unique_ptr<ByteSource>()>;

/// A bad_source Error that begins with the file's name.
base::Error bad_file(std::string_view name, std::string_view message, std::string detail = {});

/// How much an archive may unpack to: at most 4 GiB, and a hundred times its size (small archives more).
class UnpackLimit {
public:
    UnpackLimit(std::string name, std::uintmax_t packed_size);
    UnpackLimit(std::string name, std::uintmax_t limit, std::string_view reason);
    void check(std::uintmax_t unpacked) const;

private:
    std::string m_name;
    std::uintmax_t m_limit;
    std::string m_reason;
};

std::unique_ptr<ByteSource> open_plain(const std::filesystem::path& file);
/// All members of a gzip file one after the other, checksums verified.
std::unique_ptr<ByteSource> open_gzip(const std::filesystem::path& file);

/// The first bytes, as many as there are up to `size`.
std::string head_of(ByteSource& source, std::size_t size);
/// Everything; an Error beyond `limit`.
std::string read_all(ByteSource& source, std::string_view name, std::size_t limit);
void copy_to_file(ByteSource& source, const std::filesystem::path& file);

/// Throws unless `file` is a regular file that can be read.
void require_readable_file(const std::filesystem::path& file);

} // namespace annai::formats
