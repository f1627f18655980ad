#pragma once

#include "app/commands.hpp"

#include <filesystem>

namespace annai::app {

/// Where the built-in sample region lies: ANNAI_SAMPLE_REGION, else the source folder this program was built from.
std::filesystem::path sample_region_folder();

/// Runs the imports that <folder>/region.toml names, in order, and publishes. Facts only through the importers,
/// from files in their own formats.
void load_region(const Globals& globals, const std::filesystem::path& folder);

/// annai.toml for the region, from its [site] section.
std::string region_settings(const std::filesystem::path& folder);

} // namespace annai::app
