// annai-public: answers the public from one edition file. It links nothing of the register, so it cannot show what is
// not in the file.

#include "app/serve_editions.hpp"
#include "base/error.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

namespace {

using namespace annai;

int serve(const std::string& file, const std::string& settings_file, int port, const std::string& host) {
    if (!settings_file.empty() && !std::filesystem::exists(settings_file)) {
        throw base::Error(base::ErrorCode::not_found, fmt::format("{}: there is no such settings file", settings_file));
    }
    auto settings = app::read_settings(settings_file);
    if (port >= 0) {
        settings.port = port;
    }
    if (!host.empty()) {
        settings.host = host;
    }
    auto edition = edition::Edition::open(file);
    if (edition->info().audience != "public") {
        throw base::Error(base::ErrorCode::forbidden,
                          fmt::format("{}: is the edition for {}; annai-public serves public editions only", file, edition->info().audience));
    }
    edition::Store store(std::move(edition));
    app::serve_editions(store, settings, ANNAI_VERSION);
    return 0;
}

} // namespace

int main(int count, char** words) {
    CLI::App app{"A public node of annai: serves one public edition and has nothing else."};
    std::string edition, settings, host;
    int port = -1;
    app.set_version_flag("--version", ANNAI_VERSION);
    app.add_option("--edition", edition, "the edition: a public.db as written by `annai publish`")->required();
    app.add_option("--settings", settings, "settings file (annai.toml)");
    app.add_option("--port", port, "port to listen on (default: server.port)")->check(CLI::Range(0, 65535));
    app.add_option("--host", host, "address to listen on (default: server.host)");
    try {
        app.parse(count, words);
        return serve(edition, settings, port, host);
    } catch (const CLI::ParseError& error) {
        const int status = app.exit(error);
        return status == 0 ? 0 : base::exit_status(base::ErrorCode::bad_request);
    } catch (const base::Error& error) {
        fmt::print(stderr, "annai-public: {}\n", error.what());
        return base::exit_status(error.code());
    } catch (const std::exception& error) {
        fmt::print(stderr, "annai-public: {}\n", error.what());
        return 1;
    }
}
