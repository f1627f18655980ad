#pragma once

#include "formats/byte_source.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace annai::formats {

struct ZipMember {
    std::string name; ///< UTF-8; names without the UTF-8 flag are read as windows-31j unless they are UTF-8 all the same
    std::size_t position = 0; ///< in the archive
};

/// A zip archive whose members are read one at a time, each from the beginning as often as wanted.
class ZipFile {
public:
    /// Reads the list of members. Throws for what is truncated, damaged or encrypted.
    ZipFile(std::filesystem::path file, std::string name);
    /// With a limit of its own on the sum of what is unpacked.
    ZipFile(std::filesystem::path file, std::string name, std::uintmax_t limit);

    const std::string& name() const { return m_name; }
    /// Files only, in the order of their names.
    const std::vector<ZipMember>& members() const { return m_members; }
    /// nullptr where there is none of this name.
    const ZipMember* find(std::string_view name) const;
    /// The ZipFile must outlive the source.
    std::unique_ptr<ByteSource> open(const ZipMember& member) const;

private:
    void list_members();

    std::filesystem::path m_file;
    std::string m_name;
    UnpackLimit m_limit;
    std::vector<ZipMember> m_members;
    std::shared_ptr<std::vector<std::uintmax_t>> m_unpacked; ///< by position, so that reading twice counts once
};

} // namespace annai::formats
