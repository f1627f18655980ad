#pragma once

#include "settings.hpp"

#include <filesystem>

namespace annai::importers::boundaries {

/// Whether the file holds a table whose header has a column known here; a file that holds no table at all is none.
bool is_town_list(const std::filesystem::path& file, const Settings& settings);

/// Reads lists of towns by area.
void read_town_lists(const std::filesystem::path& file, const Settings& settings, facility::ImportSink& sink);

} // namespace annai::importers::boundaries
