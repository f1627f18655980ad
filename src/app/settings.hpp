#pragma once

#include "render/page.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace annai::app {

/// What an operator sets, from annai.toml in the data folder; every key has a default.
struct Settings {
    render::Site site;
    std::string host = "127.0.0.1";
    int port = 8080;
    int threads = 0;
    std::string digest; ///< changes when a setting does, for cache tags
};

/// One key, as it is documented in --help and README (a test compares them).
struct SettingInfo {
    std::string key; ///< "map.tile_url"
    std::string fallback;
    std::string help;
};
const std::vector<SettingInfo>& setting_infos();

/// Reads the file (absent: defaults only), then ANNAI_MAP_TILE_URL and the like from the environment. Unknown keys, wrong types
/// and values are bad_request Errors that name file, line and what is allowed.
Settings read_settings(const std::filesystem::path& file);

/// A commented annai.toml with the defaults.
std::string settings_template();

} // namespace annai::app
