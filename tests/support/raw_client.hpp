#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// A client that sends exactly the bytes it is given: the hard cases are the ones that no library would send.

namespace annai::tests {

struct Answer {
    int status = 0; ///< 0: nothing that is an answer
    std::string head; ///< with the status line
    std::vector<std::pair<std::string, std::string>> headers; ///< names in lower case
    std::string body;

    std::string header(const std::string& lower_case_name) const {
        for (const auto& [name, value] : headers) {
            if (name == lower_case_name) {
                return value;
            }
        }
        return {};
    }
    std::size_t count(const std::string& lower_case_name) const {
        return static_cast<std::size_t>(std::count_if(headers.begin(), headers.end(), [&](const auto& h) { return h.first == lower_case_name; }));
    }
    bool has(std::string_view text) const { return body.find(text) != std::string::npos; }
};

class RawClient {
public:
    explicit RawClient(int port) : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
            ::close(m_socket);
            throw std::runtime_error(std::string("no connection: ") + std::strerror(errno));
        }
    }
    ~RawClient() { ::close(m_socket); }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    /// False when the other side has closed.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) {
                return false;
            }
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    /// The next answer; status 0 when none came within the time. An answer to HEAD has no body.
    Answer answer(bool to_head = false, std::chrono::milliseconds wait = std::chrono::seconds(20)) {
        const auto until = Clock::now() + wait;
        std::size_t head_end = std::string::npos;
        while ((head_end = m_read.find("\r\n\r\n")) == std::string::npos) {
            if (!read_more(until)) {
                return {};
            }
        }
        Answer answer;
        answer.head = m_read.substr(0, head_end + 2);
        m_read.erase(0, head_end + 4);
        answer.status = answer.head.rfind("HTTP/1.1 ", 0) == 0 ? std::atoi(answer.head.c_str() + 9) : 0;
        for (std::size_t at = answer.head.find("\r\n") + 2; at < answer.head.size();) {
            const auto end = answer.head.find("\r\n", at);
            const auto colon = answer.head.find(": ", at);
            auto name = answer.head.substr(at, colon - at);
            std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
            answer.headers.emplace_back(name, answer.head.substr(colon + 2, end - colon - 2));
            at = end + 2;
        }
        const std::size_t length = to_head || answer.status == 304 ? 0 : std::stoul("0" + answer.header("content-length"));
        while (m_read.size() < length) {
            if (!read_more(until)) {
                throw std::runtime_error("an answer was cut off: " + answer.head);
            }
        }
        answer.body = m_read.substr(0, length);
        m_read.erase(0, length);
        return answer;
    }

    /// True when the other side ends the connection within the time, and sends nothing before.
    bool ends(std::chrono::milliseconds wait = std::chrono::seconds(10)) {
        const auto until = Clock::now() + wait;
        while (read_more(until)) {
        }
        return m_ended && m_read.empty();
    }
    const std::string& unread() const { return m_read; }

private:
    using Clock = std::chrono::steady_clock;

    bool read_more(Clock::time_point until) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
        pollfd waited{m_socket, POLLIN, 0};
        if (m_ended || left <= 0 || ::poll(&waited, 1, static_cast<int>(left)) <= 0) {
            return false;
        }
        char block[16384];
        const auto got = ::recv(m_socket, block, sizeof block, 0);
        if (got <= 0) {
            m_ended = true;
            return false;
        }
        m_read.append(block, static_cast<std::size_t>(got));
        return true;
    }

    int m_socket;
    std::string m_read;
    bool m_ended = false;
};

/// One request on a connection of its own. `headers`: whole lines with "\r\n".
inline Answer fetch(int port, const std::string& target, const std::string& headers = {}, const std::string& method = "GET") {
    RawClient client(port);
    client.send(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n");
    return client.answer(method == "HEAD");
}

} // namespace annai::tests
