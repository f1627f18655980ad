#include "http/listener.hpp"

#include "http/connection.hpp"

#include <sys/socket.h>

#include <chrono>
#include <functional>
#include <string>
#include <utility>

namespace annai::http {
namespace {

constexpr int backlog = 511;
constexpr std::size_t most_requests = 100; // of one connection, so that none keeps a thread for good
constexpr std::chrono::milliseconds idle_time{2000};
constexpr std::chrono::milliseconds idle_slice{50};

/// A request is answered on one thread from its first byte to its last, and the library hands its handlers no
/// connection: so what the handler decides is kept with the thread.
thread_local bool keep_this_connection = false;

/// void in cpp-httplib 0.11 (Debian 12), bool since 0.15 (Debian 13).
using Enqueued = decltype(std::declval<httplib::TaskQueue&>().enqueue(std::declval<std::function<void()>>()));

class CountingPool : public httplib::TaskQueue {
public:
    CountingPool(std::size_t threads, std::atomic<int>& waiting) : m_pool(threads), m_waiting(waiting) {}
    Enqueued enqueue(std::function<void()> task) override {
        m_waiting += 1;
        return m_pool.enqueue([this, task = std::move(task)] {
            m_waiting -= 1;
            task();
        });
    }
    void shutdown() override { m_pool.shutdown(); }

private:
    httplib::ThreadPool m_pool;
    std::atomic<int>& m_waiting;
};

} // namespace

Listener::Listener(std::size_t threads) {
    new_task_queue = [this, threads] { return new CountingPool(threads, m_waiting); };
    set_tcp_nodelay(true);
    // Not the library's SO_REUSEPORT: with it a second server on the same port would take half of the requests.
    set_socket_options([](socket_t socket) {
        const int yes = 1;
        ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
}

void Listener::keep_connection(bool keep) {
    keep_this_connection = keep;
}

void Listener::lengthen_backlog() {
    ::listen(svr_sock_, backlog);
}

bool Listener::process_and_close_socket(socket_t socket) {
    Connection connection(socket);
    bool answered = false;
    bool unread = false;
    for (auto left = most_requests; left > 0; --left) {
        auto idle = std::chrono::milliseconds{0};
        while (!connection.has_input(idle_slice)) {
            idle += idle_slice;
            // Whoever waits for a thread goes before whoever might ask again.
            if (idle >= idle_time || m_waiting > 0 || svr_sock_ == INVALID_SOCKET || connection.is_ended()) {
                return connection.close(false), answered;
            }
        }
        connection.begin_head();
        const bool last = left == 1 || m_waiting > 0;
        bool ended_by_client = false;
        keep_this_connection = false;
        // The function has got more parameters over the versions; what is given for them is not used here.
        answered = [&](auto& self) {
            if constexpr (requires { self.process_request(connection, last, ended_by_client, nullptr); }) {
                return self.process_request(connection, last, ended_by_client, nullptr);
            } else {
                return self.process_request(connection, std::string(), 0, std::string(), 0, last, ended_by_client, nullptr);
            }
        }(*this);
        unread = !keep_this_connection;
        if (!answered || last || ended_by_client || !keep_this_connection) {
            break;
        }
    }
    connection.close(unread);
    return answered;
}

} // namespace annai::http
