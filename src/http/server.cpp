#include "http/server.hpp"

#include "base/error.hpp"
#include "base/log.hpp"
#include "http/guard.hpp"
#include "http/problem.hpp"

#include <fmt/format.h>
#include <httplib.h>

#include <algorithm>
#include <cctype>
#include <thread>

namespace annai::http {
namespace {

constexpr std::size_t worth_compressing = 8192;

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

Request request_of(const httplib::Request& from) {
    Request request;
    request.method = from.method;
    request.path = from.path;
    request.target = from.target;
    request.parameters.insert(from.params.begin(), from.params.end());
    for (const auto& [name, value] : from.headers) {
        request.headers.emplace(lower(name), value);
    }
    return request;
}

/// Ends the connection after the response: a provider that has written everything and then reports failure makes
/// the library close the socket; a `Connection: close` header alone does not.
void set_closing_content(httplib::Response& to, std::string body, const std::string& type) {
    to.set_header("Connection", "close");
    if (body.empty()) {
        body = "\n";
    }
    const auto size = body.size();
    to.set_content_provider(size, type.c_str(), [bytes = std::move(body)](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
        sink.write(bytes.data() + offset, length);
        return false;
    });
}

} // namespace

struct Server::State {
    ServerOptions options;
    Handler handler;
    httplib::Server server;
    int port = 0;

    void answer(const httplib::Request& from, httplib::Response& to) const;
    void write(const Request& request, Response response, const httplib::Request& from, httplib::Response& to) const;
};

void Server::State::answer(const httplib::Request& from, httplib::Response& to) const {
    const auto request = request_of(from);
    Response response;
    try {
        auto refused = guard(request);
        response = refused ? std::move(*refused) : handler(request);
    } catch (const base::Error& error) {
        if (error.code() == base::ErrorCode::storage) {
            base::log_error("{} failed: {} {}", request.path, error.what(), error.detail());
        }
        response = problem(error);
    } catch (const std::exception& error) {
        base::log_error("{} failed: {}", request.path, error.what());
        response = problem(500, "storage", "the server could not answer; please try again later");
    }
    response.close = response.close || has_body(request);
    write(request, std::move(response), from, to);
}

void Server::State::write(const Request& request, Response response, const httplib::Request& from, httplib::Response& to) const {
    auto& incoming = const_cast<httplib::Request&>(from); // the library's own object, not constant itself
    // The library would compress and cut on its own account; both are decided here.
    incoming.headers.erase("Accept-Encoding");
    incoming.ranges.clear();
    add_security_headers(response, options.image_host);
    if (response.status != 304) {
        const bool may_compress = request.accepts_gzip();
        if (may_compress && response.gzip.empty() && response.body.size() > worth_compressing) {
            response.gzip = gzipped(response.body);
        }
        response.with("Vary", "Accept-Encoding");
        if (may_compress && !response.gzip.empty()) {
            response.body = std::move(response.gzip);
            response.with("Content-Encoding", "gzip");
        }
    }
    to.status = response.status;
    for (const auto& [name, value] : response.headers) {
        to.set_header(name.c_str(), value.c_str());
    }
    if (response.close) {
        if (incoming.method == "HEAD") {
            incoming.method = "GET"; // only a body gives the chance to close; this client broke the rules first
        }
        set_closing_content(to, std::move(response.body), response.content_type);
    } else if (response.status != 304) {
        to.set_content(std::move(response.body), response.content_type.c_str());
    }
}

Server::Server(ServerOptions options, Handler handler) : m_state(std::make_unique<State>()) {
    m_state->options = std::move(options);
    m_state->handler = std::move(handler);
    auto& server = m_state->server;
    auto threads = m_state->options.threads;
    if (threads == 0) {
        threads = std::max<std::size_t>(8, 4 * std::thread::hardware_concurrency());
    }
    server.new_task_queue = [threads] { return new httplib::ThreadPool(threads); };
    server.set_tcp_nodelay(true);
    server.set_keep_alive_timeout(2); // an idle connection holds a thread
    server.set_keep_alive_max_count(100);
    server.set_read_timeout(5, 0);
    server.set_write_timeout(10, 0);
    server.set_payload_max_length(1 << 16);
    // First of all: by default the text of an exception goes into a response header.
    server.set_exception_handler([](const httplib::Request&, httplib::Response& to, const auto&) {
        to.status = 500;
        set_closing_content(to, "the server could not answer\n", "text/plain");
    });
    server.set_pre_routing_handler([this](const httplib::Request& from, httplib::Response& to) {
        m_state->answer(from, to);
        return httplib::Server::HandlerResponse::Handled;
    });
    // What the library refuses by itself (a request line that is none, over-long lines): whatever follows cannot be
    // trusted to be a request.
    server.set_error_handler(httplib::Server::Handler([this](const httplib::Request&, httplib::Response& to) {
        if (to.body.empty() && to.get_header_value("Content-Security-Policy").empty()) {
            auto response = problem(to.status, "bad_request", "the request cannot be understood");
            add_security_headers(response, m_state->options.image_host);
            for (const auto& [name, value] : response.headers) {
                to.set_header(name.c_str(), value.c_str());
            }
            set_closing_content(to, std::move(response.body), response.content_type);
        }
    }));
}

Server::~Server() = default;

int Server::bind() {
    auto& options = m_state->options;
    if (options.port == 0) {
        m_state->port = m_state->server.bind_to_any_port(options.host.c_str());
    } else {
        m_state->port = m_state->server.bind_to_port(options.host.c_str(), options.port) ? options.port : -1;
    }
    if (m_state->port <= 0) {
        throw base::Error(base::ErrorCode::conflict,
                          fmt::format("{}:{} cannot be used: another program listens there, or the address is not this "
                                      "machine's; choose another with --port or --host",
                                      options.host, options.port));
    }
    return m_state->port;
}

void Server::run() {
    m_state->server.listen_after_bind();
}

void Server::stop() {
    m_state->server.stop();
}

} // namespace annai::http
