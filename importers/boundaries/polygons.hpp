#pragma once

#include "settings.hpp"

#include <filesystem>

namespace annai::importers::boundaries {

/// Reads the polygons of a vector file as areas. An area in several parts comes as several statements with one
/// code; intake unites them. `began` becomes true with the first feature.
void read_polygons(const std::filesystem::path& file, const Settings& settings, facility::ImportSink& sink, bool& began);

} // namespace annai::importers::boundaries
