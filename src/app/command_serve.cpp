#include "app/commands.hpp"
#include "app/serve_editions.hpp"
#include "base/error.hpp"

#include <fmt/format.h>

#include <memory>

namespace annai::app {

void add_serve(CLI::App& app, Globals& globals) {
    struct Given {
        std::string host, edition;
        int port = -1;
    };
    auto given = std::make_shared<Given>();
    auto* command = app.add_subcommand("serve", "answer HTTP requests from the current editions");
    command->add_option("--port", given->port, "port to listen on, 0 for any free one (default: server.port, 8080)")
        ->check(CLI::Range(0, 65535));
    command->add_option("--host", given->host, "address to listen on (default: server.host, 127.0.0.1)");
    command->add_option("--edition", given->edition, "serve this public edition and nothing else (what annai-public does)");
    command->callback([given, &globals] {
        auto settings = read_settings(globals.folder.settings());
        if (given->port >= 0) {
            settings.port = given->port;
        }
        if (!given->host.empty()) {
            settings.host = given->host;
        }
        if (given->edition.empty()) {
            if (!std::filesystem::is_directory(globals.folder.root)) {
                throw base::Error(base::ErrorCode::not_found, fmt::format("{}: there is no such data folder; make one with `annai "
                                                                          "--data {} init`",
                                                                          globals.folder.root.string(), globals.folder.root.string()));
            }
            edition::Store store(globals.folder, "public");
            serve_editions(store, settings, ANNAI_VERSION);
            return;
        }
        auto edition = edition::Edition::open(given->edition);
        if (edition->info().audience != "public") {
            throw base::Error(base::ErrorCode::forbidden, fmt::format("{}: is the edition for {}; only a public one is served to "
                                                                      "everybody",
                                                                      given->edition, edition->info().audience));
        }
        edition::Store store(std::move(edition));
        serve_editions(store, settings, ANNAI_VERSION);
    });
}

} // namespace annai::app
