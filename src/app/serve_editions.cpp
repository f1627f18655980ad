#include "app/serve_editions.hpp"

#include "base/log.hpp"
#include "http/public/routes.hpp"
#include "http/server.hpp"

#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <pthread.h>
#include <thread>

namespace annai::app {
namespace {

/// Changes with every build, so that a browser never keeps a page of an older program.
std::string build_of(const std::string& version) {
    std::error_code unknown;
    const std::filesystem::path self = "/proc/self/exe";
    const auto written = std::filesystem::last_write_time(self, unknown).time_since_epoch().count();
    return fmt::format("{}-{}", version, unknown ? 0 : written);
}

std::string origin_of(const std::string& url) {
    const auto host = url.find("://");
    if (host == std::string::npos) {
        return {};
    }
    const auto origin = url.substr(0, url.find('/', host + 3));
    // A template such as https://{s}.example.org stands for every subdomain.
    const auto variable = origin.find("{s}");
    return variable == std::string::npos ? origin : origin.substr(0, variable) + "*" + origin.substr(variable + 3);
}

} // namespace

void serve_editions(edition::Store& store, const Settings& settings, const std::string& program_version) {
    // Signals are waited for by one thread; blocked before any other thread exists, so that none is interrupted.
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);

    const http::PublicContext context{store, settings.site, build_of(program_version) + settings.digest};
    http::Server server({settings.host, settings.port, static_cast<std::size_t>(settings.threads), origin_of(settings.site.tile_url)},
                        http::public_routes(context));
    const int port = server.bind();
    if (!store.current()) {
        base::log_warning("nothing was published yet: pages say so until `annai publish` has run");
    }
    const bool local = settings.host == "127.0.0.1" || settings.host == "localhost" || settings.host == "::1";
    if (!local) {
        base::log_warning("listening on {}: towards the internet put nginx in front (docs/operation.md); alone this server is for "
                          "this machine, an intranet or a trial",
                          settings.host);
    }
    fmt::print("open http://{}:{}/\n", local ? "localhost" : settings.host, port);
    std::fflush(stdout);
    std::thread waiting([&] {
        int signal = 0;
        sigwait(&signals, &signal);
        base::log_info("stopping");
        server.stop();
    });
    server.run();
    if (waiting.joinable()) {
        pthread_kill(waiting.native_handle(), SIGTERM); // when the server ended by itself
        waiting.join();
    }
}

} // namespace annai::app
