#pragma once

#include <httplib.h>

#include <atomic>
#include <cstddef>

namespace annai::http {

/// cpp-httplib's server with a connection loop of our own. The library's loses a second request that arrives in the
/// same packet as the first, lets no handler end a connection, waits without limit for a head that comes byte by
/// byte, and lets idle connections hold every thread while others wait. (For src/http only: it shows the library.)
class Listener : public httplib::Server {
public:
    explicit Listener(std::size_t threads);

    /// Called while a request is answered, on its thread: whether the connection may serve another one. It may not
    /// unless somebody says so.
    static void keep_connection(bool keep);

    /// Once bound: the library's queue of five drops callers as soon as a page with its parts is opened twice.
    void lengthen_backlog();

private:
    bool process_and_close_socket(socket_t socket) override;

    std::atomic<int> m_waiting{0}; ///< accepted connections that no thread has taken up
};

} // namespace annai::http
