#include "app/commands.hpp"
#include "app/settings.hpp"
#include "base/error.hpp"
#include "base/log.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace {

using namespace annai;

std::string footer() {
    std::string text = "Settings (annai.toml in the data folder; or the environment, e.g. ANNAI_SERVER_PORT):\n";
    for (const auto& setting : app::setting_infos()) {
        text += fmt::format("  {:<22} {}{}\n", setting.key, setting.help,
                            setting.fallback.empty() ? "" : " [" + setting.fallback + "]");
    }
    return text + "  site.emergency         [[site.emergency]] label, number, note: lines under 119\n"
                  "Exit status: 0 done, 2 wrong use, 3 unusable file, 4 not found, 5 forbidden, 6 conflict, 7 storage, 1 other";
}

} // namespace

int main(int count, char** words) {
    CLI::App app{"annai (案内): a regional directory of medical and care resources, and its map server."};
    app::Globals globals;
    std::string root = "data";
    bool verbose = false;
    app.set_version_flag("--version", ANNAI_VERSION);
    app.add_option("--data", root, "the data folder: register, gazetteer, editions, settings")->capture_default_str();
    app.add_flag("--quiet", globals.quiet, "no progress");
    app.add_flag("--verbose", verbose, "more in the log");
    app.require_subcommand(1);
    app.footer(footer());
    app.parse_complete_callback([&] {
        globals.folder.root = root;
        if (verbose) {
            base::set_log_level(base::LogLevel::debug);
        }
    });
    app::add_init(app, globals);
    app::add_import(app, globals);
    app::add_propose(app, globals);
    app::add_publish(app, globals);
    app::add_serve(app, globals);
    app::add_status(app, globals);
    app::add_export(app, globals);
    app::add_edition(app, globals);
    try {
        app.parse(count, words);
        return 0;
    } catch (const CLI::ParseError& error) {
        const int status = app.exit(error);
        return status == 0 ? 0 : base::exit_status(base::ErrorCode::bad_request);
    } catch (const base::Error& error) {
        fmt::print(stderr, "annai: {}\n", error.what());
        if (!error.detail().empty()) {
            base::log_debug("{}", error.detail());
        }
        return base::exit_status(error.code());
    } catch (const std::exception& error) {
        fmt::print(stderr, "annai: {}\nThis was not foreseen; nothing half-done was kept. Please report it.\n", error.what());
        return 1;
    }
}
