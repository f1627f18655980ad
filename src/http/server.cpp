#include "http/server.hpp"

#include "base/error.hpp"
#include "base/log.hpp"
#include "http/guard.hpp"
#include "http/listener.hpp"
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
        // Two lengths, "0" and "5", are no length of 0: joined, as HTTP has it, they are seen to be none.
        auto& known = request.headers[lower(name)];
        known += (known.empty() ? "" : ", ") + value;
    }
    return request;
}

/// What the library says of the connection follows from the request's header.
void announce_close(const httplib::Request& from) {
    auto& headers = const_cast<httplib::Request&>(from).headers; // the library's own object, not constant itself
    headers.erase("Connection");
    headers.emplace("Connection", "close");
}

std::size_t thread_count(std::size_t wanted) {
    return wanted != 0 ? wanted : std::max<std::size_t>(8, 4 * std::thread::hardware_concurrency());
}

} // namespace

struct Server::State {
    ServerOptions options;
    Handler handler;
    Listener server;
    int port = 0;

    State(ServerOptions given, Handler answering)
        : options(std::move(given)), handler(std::move(answering)), server(thread_count(options.threads)) {}

    void answer(const httplib::Request& from, httplib::Response& to) const;
    void refuse(int status, const char* word, const char* message, const httplib::Request& from, httplib::Response& to) const;
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
    response.close = response.close || has_body(request) || lower(request.header("connection")).find("close") != std::string::npos;
    write(request, std::move(response), from, to);
}

void Server::State::write(const Request& request, Response response, const httplib::Request& from, httplib::Response& to) const {
    auto& incoming = const_cast<httplib::Request&>(from); // the library's own object, not constant itself
    // The library would compress and cut on its own account; both are decided here.
    incoming.headers.erase("Accept-Encoding");
    incoming.ranges.clear();
    add_security_headers(response, options.image_host);
    response.with("Accept-Ranges", "none"); // the library would say to HEAD that it cuts
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
    Listener::keep_connection(!response.close);
    if (response.close) {
        announce_close(from);
    }
    if (response.status != 304) {
        to.set_content(std::move(response.body), response.content_type.c_str());
    }
}

void Server::State::refuse(int status, const char* word, const char* message, const httplib::Request& from,
                           httplib::Response& to) const {
    auto response = problem(status, word, message);
    response.close = true;
    write({}, std::move(response), from, to);
}

Server::Server(ServerOptions options, Handler handler)
    : m_state(std::make_unique<State>(std::move(options), std::move(handler))) {
    auto& server = m_state->server;
    // First of all: by default the text of an exception goes into a response header.
    server.set_exception_handler([this](const httplib::Request& from, httplib::Response& to, const auto&) {
        m_state->refuse(500, "storage", "the server could not answer; please try again later", from, to);
    });
    // By default it would say "100 Continue" to a body that nobody wants.
    server.set_expect_100_continue_handler([](const httplib::Request&, httplib::Response& to) { return to.status = 400; });
    server.set_pre_routing_handler([this](const httplib::Request& from, httplib::Response& to) {
        m_state->answer(from, to);
        return httplib::Server::HandlerResponse::Handled;
    });
    server.set_error_handler(httplib::Server::Handler([this](const httplib::Request& from, httplib::Response& to) {
        if (!to.get_header_value("Content-Security-Policy").empty()) {
            return; // ours
        }
        if (to.status == 416) { // a range that is none is to be ignored
            m_state->answer(from, to);
        } else {
            // What the library refuses by itself (a request line that is none, over-long lines): whatever follows cannot
            // be trusted to be a request.
            m_state->refuse(to.status, "bad_request", "the request cannot be understood", from, to);
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
    m_state->server.lengthen_backlog();
    return m_state->port;
}

void Server::run() {
    m_state->server.listen_after_bind();
}

void Server::stop() {
    m_state->server.stop();
}

} // namespace annai::http
