#include "app/commands.hpp"
#include "base/text.hpp"
#include "edition/manifest.hpp"
#include "gazetteer/gazetteer.hpp"
#include "register/register.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace annai::app {
namespace {

nlohmann::json status_of(const base::DataFolder& folder) {
    auto reg = reg::Register::open(folder);
    nlohmann::json sources = nlohmann::json::array();
    for (const auto& source : reg.source_statistics()) {
        sources.push_back({{"code", source.code},
                           {"title", source.title},
                           {"as_of", source.as_of},
                           {"records", source.records},
                           {"missing", source.missing},
                           {"in_review", source.in_review}});
    }
    nlohmann::json areas = nlohmann::json::array();
    for (const auto& area : reg.area_statistics()) {
        areas.push_back({{"kind", area.kind}, {"areas", area.areas}, {"with_polygon", area.with_polygon}});
    }
    nlohmann::json status{{"data", folder.root.string()}, {"facilities", reg.facility_count()}, {"sources", sources}, {"areas", areas}};
    status["reference_points"] =
        std::filesystem::exists(folder.gazetteer_db()) ? gazetteer::Gazetteer(folder.gazetteer_db()).size() : 0;
    if (const auto manifest = edition::read_manifest(folder)) {
        status["edition"] = {{"number", manifest->number}, {"published_at", manifest->published_at}};
    } else {
        status["edition"] = nullptr;
    }
    return status;
}

void print_status(const nlohmann::json& status) {
    fmt::print("data folder       {}\n", status["data"].get<std::string>());
    fmt::print("facilities        {}\n", status["facilities"].get<std::int64_t>());
    fmt::print("reference points  {}\n", status["reference_points"].get<std::int64_t>());
    for (const auto& area : status["areas"]) {
        fmt::print("areas             {} {} ({} with a polygon)\n", area["kind"].get<std::string>(), area["areas"].get<std::int64_t>(),
                   area["with_polygon"].get<std::int64_t>());
    }
    for (const auto& source : status["sources"]) {
        fmt::print("source            {}: {} records, {} 要確認, {} in review{}\n", source["code"].get<std::string>(),
                   source["records"].get<std::int64_t>(), source["missing"].get<std::int64_t>(), source["in_review"].get<std::int64_t>(),
                   source["as_of"].get<std::string>().empty() ? "" : ", as of " + source["as_of"].get<std::string>());
    }
    if (status["edition"].is_null()) {
        fmt::print("edition           none yet; next: annai --data {} publish\n", status["data"].get<std::string>());
    } else {
        fmt::print("edition           {} of {}\n", status["edition"]["number"].get<std::int64_t>(),
                   status["edition"]["published_at"].get<std::string>());
    }
}

} // namespace

void add_status(CLI::App& app, Globals& globals) {
    auto json = std::make_shared<bool>(false);
    auto* command = app.add_subcommand("status", "what is in the register and what is published");
    command->add_flag("--json", *json, "as JSON");
    command->callback([json, &globals] {
        const auto status = status_of(globals.folder);
        if (*json) {
            fmt::print("{}\n", status.dump(2));
        } else {
            print_status(status);
        }
    });
}

} // namespace annai::app
