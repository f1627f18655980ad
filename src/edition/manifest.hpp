#pragma once

#include "base/data_folder.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace annai::edition {

/// The one small file that names the current edition of every audience, so that they change together
/// (design §7.6). Replaced atomically; readers that hold an older edition finish on it.
struct Manifest {
    std::int64_t number = 0;
    std::string published_at;                    ///< UTC
    std::map<std::string, std::string> editions; ///< audience → file, relative to the editions folder
};

/// Nothing when nothing was published yet; storage Error when the file cannot be read.
std::optional<Manifest> read_manifest(const base::DataFolder& folder);
void write_manifest(const base::DataFolder& folder, const Manifest& manifest);

/// Checks that `file` is an edition this program can serve, copies it into the folder and makes it current
/// there (`annai edition install`). Returns its number.
std::int64_t install_edition(const base::DataFolder& folder, const std::filesystem::path& file);

} // namespace annai::edition
