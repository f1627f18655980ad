#include "http/connection.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace annai::http {
namespace {

constexpr std::size_t longest_head = 1 << 16;
constexpr std::chrono::milliseconds head_time{10000};
constexpr std::chrono::milliseconds read_time{5000};
constexpr std::chrono::milliseconds write_time{10000};      // for the next bytes
constexpr std::chrono::milliseconds answer_time{120000};    // for the whole answer
constexpr std::chrono::milliseconds drain_time{500};
constexpr std::size_t most_drained = 1 << 20;

bool wait_for(socket_t socket, short event, std::chrono::milliseconds wait) {
    pollfd waited{socket, event, 0};
    int ready = 0;
    do {
        ready = ::poll(&waited, 1, static_cast<int>(std::max<std::chrono::milliseconds::rep>(wait.count(), 0)));
    } while (ready < 0 && errno == EINTR);
    return ready > 0;
}

} // namespace

Connection::~Connection() {
    close(false);
}

bool Connection::has_input(std::chrono::milliseconds wait) const {
    return m_begin < m_end || wait_for(m_socket, POLLIN, wait);
}

void Connection::begin_head() {
    m_head_bytes = 0;
    m_head_until = Clock::now() + head_time;
    m_answer_until = m_head_until + answer_time;
}

void Connection::close(bool unread) {
    if (m_socket < 0) {
        return;
    }
    if (unread) {
        ::shutdown(m_socket, SHUT_WR);
        const auto until = Clock::now() + drain_time;
        for (std::size_t drained = 0; drained < most_drained;) {
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
            if (left.count() <= 0 || !wait_for(m_socket, POLLIN, left)) {
                break;
            }
            const auto got = ::recv(m_socket, m_buffer.data(), m_buffer.size(), 0);
            if (got <= 0) {
                break;
            }
            drained += static_cast<std::size_t>(got);
        }
    }
    ::shutdown(m_socket, SHUT_RDWR);
    ::close(m_socket);
    m_socket = -1;
}

bool Connection::is_readable() const {
    return has_input(read_time);
}

bool Connection::is_writable() const {
    return wait_for(m_socket, POLLOUT, write_time);
}

ssize_t Connection::read(char* to, size_t size) {
    if (m_head_bytes >= longest_head) {
        return 0; // the library then takes what it has for the whole line and refuses it
    }
    if (m_begin == m_end) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(m_head_until - Clock::now());
        if (m_ended || left.count() <= 0 || !wait_for(m_socket, POLLIN, std::min(left, read_time))) {
            return -1;
        }
        ssize_t got = 0;
        do {
            got = ::recv(m_socket, m_buffer.data(), m_buffer.size(), 0);
        } while (got < 0 && errno == EINTR);
        if (got <= 0) {
            m_ended = true;
            return got;
        }
        m_begin = 0;
        m_end = static_cast<std::size_t>(got);
    }
    const auto count = std::min({size, m_end - m_begin, longest_head - m_head_bytes});
    std::memcpy(to, m_buffer.data() + m_begin, count);
    m_begin += count;
    m_head_bytes += count;
    return static_cast<ssize_t>(count);
}

ssize_t Connection::write(const char* from, size_t size) {
    ssize_t sent = -1;
    do {
        if (Clock::now() > m_answer_until || !is_writable()) {
            return -1;
        }
        sent = ::send(m_socket, from, size, MSG_NOSIGNAL | MSG_DONTWAIT);
    } while (sent < 0 && (errno == EINTR || errno == EAGAIN));
    return sent;
}

} // namespace annai::http
