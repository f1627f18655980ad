#include "app/sample_region.hpp"

#include "app/importing.hpp"
#include "app/settings.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "publish/publish.hpp"

#include "generated/sample_region.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <sstream>

namespace annai::app {
namespace {

using base::Error;
using base::ErrorCode;

toml::table region_table(const std::filesystem::path& folder) {
    const auto file = folder / "region.toml";
    try {
        return toml::parse(base::read_file(file), file.string());
    } catch (const toml::parse_error& error) {
        throw Error(ErrorCode::bad_source, fmt::format("{}:{}: {}", file.string(), error.source().begin.line, error.description()));
    }
}

std::string text_of(const toml::table& table, const char* key) {
    return table[key].value_or(std::string());
}

/// "care/*.csv" is every file of that ending, in the order of the names; anything else is one file.
void add_files(const std::filesystem::path& folder, const std::string& pattern, std::vector<std::filesystem::path>& files) {
    const std::filesystem::path path = folder / pattern;
    if (path.stem() != "*") {
        files.push_back(path);
        return;
    }
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::directory_iterator(path.parent_path())) {
        if (entry.path().extension() == path.extension()) {
            found.push_back(entry.path());
        }
    }
    std::sort(found.begin(), found.end());
    files.insert(files.end(), found.begin(), found.end());
}

} // namespace

SampleRegion::SampleRegion() {
    auto pattern = (std::filesystem::temp_directory_path() / "annai-sample-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) {
        throw Error(ErrorCode::storage, "no temporary folder can be made; check TMPDIR and the space left on it");
    }
    m_folder = pattern;
    for (const auto& asset : sample_region::assets()) {
        const auto file = m_folder / asset.path;
        std::filesystem::create_directories(file.parent_path());
        base::write_file_atomically(file, asset.bytes);
    }
}

SampleRegion::~SampleRegion() {
    std::error_code ignored;
    std::filesystem::remove_all(m_folder, ignored);
}

void load_region(const Globals& globals, const std::filesystem::path& folder) {
    const auto table = region_table(folder);
    const auto* imports = table["import"].as_array();
    if (imports == nullptr) {
        throw Error(ErrorCode::bad_source, fmt::format("{}: has no [[import]]", (folder / "region.toml").string()));
    }
    for (const auto& node : *imports) {
        const auto& entry = *node.as_table();
        intake::ImportRequest request;
        if (const auto* files = entry["files"].as_array()) {
            for (const auto& file : *files) {
                add_files(folder, file.value_or(std::string()), request.files);
            }
        }
        if (const auto mapping = text_of(entry, "mapping"); !mapping.empty()) {
            request.options.mapping = folder / mapping;
        }
        if (const auto as_of = entry["as_of"].value<toml::date>()) {
            request.options.as_of = base::parse_iso_date(fmt::format("{:04}-{:02}-{:02}", as_of->year, as_of->month, as_of->day));
        } else if (const auto day = text_of(entry, "as_of"); !day.empty()) {
            request.options.as_of = base::parse_date(day);
        }
        if (const auto* options = entry["options"].as_table()) {
            for (const auto& [name, value] : *options) {
                request.options.options[std::string(name.str())] = value.value_or(std::string());
            }
        }
        request.attribution = text_of(entry, "attribution");
        request.accept_rejects = true; // the sample holds the dirt of real files on purpose
        std::filesystem::path rejects;
        fmt::print("{}", to_text(import_files(globals, text_of(entry, "source"), request, rejects)));
    }
    auto reg = reg::Register::open(globals.folder);
    base::Progress progress(globals.progress());
    fmt::print("{}", publish::to_text(publish::publish(reg, globals.folder, false, progress)));
}

std::string region_settings(const std::filesystem::path& folder) {
    const auto table = region_table(folder);
    const auto* site = table["site"].as_table();
    if (site == nullptr) {
        return settings_template();
    }
    std::ostringstream text;
    text << "# Settings of the sample region; `annai --help` lists all of them.\n" << toml::table{{"site", *site}} << "\n";
    return text.str();
}

} // namespace annai::app
