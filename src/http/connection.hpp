#pragma once

#include <httplib.h>

#include <array>
#include <chrono>
#include <cstddef>

namespace annai::http {

/// One client's socket, with what was read ahead kept from one request to the next, and with limits: a head of at
/// most 64 KiB within ten seconds. (For src/http only.)
class Connection : public httplib::Stream {
public:
    explicit Connection(socket_t socket) : m_socket(socket) {}
    ~Connection() override;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Something to read, perhaps the end, within the time.
    bool has_input(std::chrono::milliseconds wait) const;
    bool is_ended() const { return m_ended; }
    void begin_head();
    /// With `unread`, the client may still be sending: what comes is read for a moment and dropped, since to close at
    /// once would take the answer away from it again.
    void close(bool unread);

    bool is_readable() const override;
    bool is_writable() const override;
    ssize_t read(char* to, size_t size) override;
    ssize_t write(const char* from, size_t size) override;
    void get_remote_ip_and_port(std::string&, int&) const override {} // who asks is nobody's business
    void get_local_ip_and_port(std::string&, int&) const override {}
    socket_t socket() const override { return m_socket; }
    // Asked for by versions of the library newer than Debian's.
    bool wait_readable() const { return is_readable(); }
    bool wait_writable() const { return is_writable(); }
    time_t duration() const { return 0; }

private:
    using Clock = std::chrono::steady_clock;

    socket_t m_socket;
    std::array<char, 16384> m_buffer{};
    std::size_t m_begin = 0, m_end = 0;
    std::size_t m_head_bytes = 0; ///< of the request under way
    Clock::time_point m_head_until;
    Clock::time_point m_answer_until;
    bool m_ended = false;
};

} // namespace annai::http
