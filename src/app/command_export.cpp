#include "app/commands.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "edition/manifest.hpp"
#include "register/register.hpp"
#include "render/csv.hpp"
#include "render/geojson.hpp"
#include "render/json.hpp"

#include <fmt/format.h>

#include <memory>

namespace annai::app {
namespace {

using base::Error;
using base::ErrorCode;

void export_register(const base::DataFolder& folder, const std::filesystem::path& file) {
    auto reg = reg::Register::open(folder);
    const std::filesystem::path beside = file.string() + ".new";
    std::error_code none;
    std::filesystem::remove(beside, none);
    try {
        reg.database().prepare("VACUUM INTO :file").bind(":file", beside.string()).run();
    } catch (const Error& error) {
        std::filesystem::remove(beside, none);
        throw Error(ErrorCode::storage,
                    fmt::format("{}: the register cannot be written there; check that the folder exists, may be written and has room",
                                file.string()),
                    error.what() + (": " + error.detail()));
    }
    base::sync_to_disk(beside);
    std::filesystem::rename(beside, file);
}

/// Whether the file may be written at all; what is there stays until the new one is complete.
void check_target(const std::filesystem::path& file, bool force) {
    if (std::filesystem::is_directory(file)) {
        throw Error(ErrorCode::bad_request, fmt::format("{}: is a directory; name a file", file.string()));
    }
    if (std::filesystem::exists(file) && !force) {
        throw Error(ErrorCode::conflict, fmt::format("{}: exists already; name another file or add --force", file.string()));
    }
}

std::string export_text(const base::DataFolder& folder, const std::string& audience, const std::string& format) {
    const auto manifest = edition::read_manifest(folder);
    if (!manifest || !manifest->editions.contains(audience)) {
        throw Error(ErrorCode::not_found, fmt::format("nothing was published yet; run `annai --data {} publish` first", folder.root.string()));
    }
    const auto edition = edition::Edition::open(folder.editions() / manifest->editions.at(audience));
    search::FacilityQuery all;
    all.limit = static_cast<int>(edition->info().facilities) + 1;
    const auto page = search::find(*edition, all, search::Want::both);
    if (format == "csv") {
        return render::facilities_csv(page, edition->info());
    }
    if (format == "geojson") {
        return render::feature_collection(page, edition->info(), "", "");
    }
    return render::facilities_json(page, edition->info(), "");
}

} // namespace

void add_export(CLI::App& app, Globals& globals) {
    struct Given {
        std::string file, audience = "public", format;
        bool everything = false, force = false;
    };
    auto given = std::make_shared<Given>();
    auto* command = app.add_subcommand("export", "write the published data, or the whole register, to a file");
    command->add_option("file", given->file, "the file to write: .csv, .json or .geojson; .db with --everything")->required();
    command->add_option("--audience", given->audience, "whose edition")
        ->check(CLI::IsMember({"public", "professional", "coordinator"}))
        ->capture_default_str();
    command->add_option("--format", given->format, "csv, json or geojson (default: by the file's name)")
        ->check(CLI::IsMember({"csv", "json", "geojson"}));
    command->add_flag("--everything", given->everything,
                      "the whole register as one SQLite file: all sources, history and personal data; for the successor, not for showing");
    command->add_flag("--force", given->force, "replace the file if it exists");
    command->callback([given, &globals] {
        const std::filesystem::path file = given->file;
        check_target(file, given->force);
        if (given->everything) {
            export_register(globals.folder, file);
            return;
        }
        const auto format = given->format.empty() && file.has_extension() ? file.extension().string().substr(1) : given->format;
        if (format != "csv" && format != "json" && format != "geojson") {
            throw Error(ErrorCode::bad_request, fmt::format("{}: the name says no format; end it in .csv, .json or .geojson, or add --format",
                                                            given->file));
        }
        base::write_file_atomically(file, export_text(globals.folder, given->audience, format));
    });
}

} // namespace annai::app
