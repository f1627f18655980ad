#pragma once

#include "app/commands.hpp"

#include <filesystem>

namespace annai::app {

/// The built-in sample region, which travels inside the program, laid out in a temporary folder for as long as the
/// object lives: importers read files.
class SampleRegion {
public:
    SampleRegion();
    ~SampleRegion();
    SampleRegion(const SampleRegion&) = delete;
    SampleRegion& operator=(const SampleRegion&) = delete;
    const std::filesystem::path& folder() const { return m_folder; }

private:
    std::filesystem::path m_folder;
};

/// Runs the imports that <folder>/region.toml names, in order, and publishes. Facts only through the importers,
/// from files in their own formats.
void load_region(const Globals& globals, const std::filesystem::path& folder);

/// annai.toml for the region, from its [site] section.
std::string region_settings(const std::filesystem::path& folder);

} // namespace annai::app
