#include "app/commands.hpp"
#include "publish/publish.hpp"

#include <fmt/format.h>

#include <memory>

namespace annai::app {

void add_publish(CLI::App& app, Globals& globals) {
    auto dry_run = std::make_shared<bool>(false);
    auto* command = app.add_subcommand("publish", "derive the editions from the register; a running server takes them up");
    command->add_flag("--dry-run", *dry_run, "report what would be published and write nothing");
    command->callback([dry_run, &globals] {
        auto reg = reg::Register::open(globals.folder);
        base::Progress progress(globals.progress());
        fmt::print("{}", publish::to_text(publish::publish(reg, globals.folder, *dry_run, progress)));
    });
}

} // namespace annai::app
