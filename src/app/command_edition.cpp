#include "app/commands.hpp"
#include "edition/manifest.hpp"

#include <fmt/format.h>

#include <memory>

namespace annai::app {

void add_edition(CLI::App& app, Globals& globals) {
    auto* command = app.add_subcommand("edition", "editions on this machine");
    command->require_subcommand(1);
    auto file = std::make_shared<std::string>();
    auto* install = command->add_subcommand("install", "check an edition brought from another machine and make it current here");
    install->add_option("file", *file, "the edition, e.g. public.db")->required();
    install->callback([file, &globals] {
        fmt::print("edition {} is installed\n", edition::install_edition(globals.folder, *file));
    });
}

} // namespace annai::app
