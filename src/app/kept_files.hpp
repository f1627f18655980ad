#pragma once

#include <filesystem>
#include <string>

namespace annai::app {

/// Keeps a copy of an imported file, gzipped, as <folder>/<hash>.gz; nothing to do when it is there.
void keep_file(const std::filesystem::path& folder, const std::filesystem::path& file, const std::string& hash);

} // namespace annai::app
