#pragma once

#include <string>
#include <string_view>

namespace annai::formats {

enum class FileKind { empty, zip, gzip, office_binary, text, other };

struct KindOfFile {
    FileKind kind = FileKind::other;
    /// What it is, for a message: "a PDF document".
    std::string description;
};

/// Bytes of the beginning that are needed to tell.
inline constexpr std::size_t kind_head_size = 1024;

/// Tells the kind of a file from its first bytes.
KindOfFile kind_of(std::string_view head);

} // namespace annai::formats
