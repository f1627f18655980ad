#pragma once

#include "formats/temporary_folder.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace annai::formats {

/// A data set that GDAL can open, and what it is called in messages.
struct VectorMember {
    std::filesystem::path file;
    std::string name; ///< "n03.zip/N03-20250101.shp"
};

/// The data sets in a file that may be packed; what must be unpacked goes into `folder`.
std::vector<VectorMember> find_vector_members(const std::filesystem::path& file, const TemporaryFolder& folder);

} // namespace annai::formats
