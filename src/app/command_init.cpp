#include "app/commands.hpp"
#include "app/sample_region.hpp"
#include "app/settings.hpp"
#include "base/file.hpp"
#include "register/register.hpp"

#include <fmt/format.h>

#include <memory>
#include <optional>

namespace annai::app {

void add_init(CLI::App& app, Globals& globals) {
    struct Given {
        bool sample = false;
        std::string region;
    };
    auto given = std::make_shared<Given>();
    auto* command = app.add_subcommand("init", "make a data folder with an empty register and commented settings");
    command->add_flag("--sample", given->sample, "load the built-in fictional region and publish it");
    command->add_option("--region", given->region, "load another region folder (with a region.toml) and publish it");
    command->callback([given, &globals] {
        std::optional<SampleRegion> sample;
        std::filesystem::path region = given->region;
        if (given->sample && region.empty()) {
            region = sample.emplace().folder();
        }
        reg::Register::create(globals.folder);
        std::filesystem::create_directories(globals.folder.editions());
        if (!std::filesystem::exists(globals.folder.settings())) {
            base::write_file_atomically(globals.folder.settings(), region.empty() ? settings_template() : region_settings(region));
        }
        if (!region.empty()) {
            load_region(globals, region);
            return;
        }
        const auto root = globals.folder.root.string();
        fmt::print("{} is ready. Next:\n  annai --data {} import addresses FILE…\n  annai --data {} import boundaries FILE…\n"
                   "  annai --data {} import mhlw_care FILE…\n  annai --data {} publish\n  annai --data {} serve\n",
                   root, root, root, root, root, root);
    });
}

} // namespace annai::app
