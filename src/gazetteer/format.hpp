#pragma once

#include <filesystem>

namespace annai::gazetteer {

/// Throws not_found when the file does not exist, storage when it is no gazetteer of this version.
void require_gazetteer(const std::filesystem::path& file);

} // namespace annai::gazetteer
