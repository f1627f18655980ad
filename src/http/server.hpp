#pragma once

#include "http/message.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

namespace annai::http {

struct ServerOptions {
    std::string host = "127.0.0.1";
    int port = 8080;         ///< 0: any free one
    std::size_t threads = 0; ///< 0: four for each core, eight at least
    std::string image_host;  ///< origin of the tiles, for the content security policy
};

/// The transport: cpp-httplib set up as it must be (no body is left unread on a kept connection, no exception reaches
/// a client, no compression or ranges behind our back). All routing is the handler's.
class Server {
public:
    Server(ServerOptions options, Handler handler);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Binds; throws conflict when the port is taken. Returns the port.
    int bind();
    /// Serves until stop(); call after bind().
    void run();
    /// From any thread.
    void stop();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace annai::http
