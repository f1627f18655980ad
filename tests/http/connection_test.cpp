#include "site_fixture.hpp"

#include "base/error.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>
#include <vector>

// Bytes on the wire: what keeps and what ends a connection.

using namespace annai;
using namespace annai::tests;
using namespace std::chrono_literals;

namespace {

const std::string get_health = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";

/// The answer to a request whose body nobody reads, then the end of the connection and nothing else.
Answer only_answer(const std::string& head, const std::string& later = {}, bool to_head = false) {
    RawClient client(small_site().port());
    REQUIRE(client.send(head));
    if (!later.empty()) {
        std::this_thread::sleep_for(300ms);
        client.send(later);
    }
    auto answer = client.answer(to_head);
    CHECK(client.ends(3s));
    CHECK(client.unread() == "");
    return answer;
}

} // namespace

TEST_CASE("a GET whose body comes 300 ms after its head gets one response, and the connection ends") {
    const auto answer = only_answer("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 44\r\n\r\n", get_health);
    CHECK(answer.status == 400);
    CHECK(answer.header("connection") == "close");
}

TEST_CASE("a GET whose body looks like a second request gets one response") {
    CHECK(only_answer("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 44\r\n\r\n" + get_health).status == 400);
}

TEST_CASE("a HEAD with a body gets one head without a body, and the connection ends") {
    const auto answer = only_answer("HEAD / HTTP/1.1\r\nHost: x\r\nContent-Length: 44\r\n\r\n", get_health, true);
    CHECK(answer.status == 400);
    CHECK(answer.body == "");
}

TEST_CASE("other methods get 405 with the methods that are allowed, whatever they bring") {
    for (const std::string method : {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"}) {
        CAPTURE(method);
        const auto answer = only_answer(method + " /facilities HTTP/1.1\r\nHost: x\r\nContent-Length: 44\r\n\r\n", get_health);
        CHECK(answer.status == 405);
        CHECK(answer.header("allow") == "GET, HEAD");
        CHECK(answer.header("content-type") == "application/problem+json");
    }
    CHECK(only_answer("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n").status == 405);
}

TEST_CASE("chunked and compressed bodies are refused without being read") {
    CHECK(only_answer("GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", "4\r\nabcd\r\n0\r\n\r\n" + get_health).status == 400);
    CHECK(only_answer("GET / HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\nContent-Length: 44\r\n\r\n", get_health).status == 400);
}

TEST_CASE("nobody is invited to send a body: 100 Continue is never said") {
    CHECK(only_answer("GET / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 44\r\n\r\n").status == 400);
}

TEST_CASE("lengths that contradict each other, or are none, count as a body") {
    CHECK(only_answer("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: 44\r\n\r\n" + get_health).status == 400);
    CHECK(only_answer("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n").status == 400);
    CHECK(only_answer("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n").status == 400);
}

TEST_CASE("two requests in one packet get two responses in their order") {
    RawClient client(small_site().port());
    client.send(get_health + "GET /facilities/chikaku234.json HTTP/1.1\r\nHost: localhost\r\n\r\n" + get_health);
    CHECK(client.answer().has("\"status\":\"ok\""));
    CHECK(client.answer().has("近く診療所"));
    CHECK(client.answer().has("\"status\":\"ok\""));
}

TEST_CASE("a request that comes in pieces is answered") {
    RawClient client(small_site().port());
    for (const std::string piece : {"GET /heal", "thz HTTP/1.1\r\nHo", "st: localhost\r", "\n\r", "\n"}) {
        client.send(piece);
        std::this_thread::sleep_for(100ms);
    }
    CHECK(client.answer().status == 200);
}

TEST_CASE("a connection serves one request after the other until its client asks to end it") {
    RawClient client(small_site().port());
    for (int i = 0; i < 5; ++i) {
        client.send(get_health);
        const auto answer = client.answer();
        CHECK(answer.status == 200);
        CHECK(answer.header("connection") != "close");
    }
    client.send("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: Close\r\n\r\n");
    CHECK(client.answer().header("connection") == "close");
    CHECK(client.ends(1s));
}

TEST_CASE("a client that speaks HTTP/1.0 is answered and the connection ends") {
    CHECK(only_answer("GET /healthz HTTP/1.0\r\n\r\n").status == 200);
}

TEST_CASE("an idle connection is ended after some seconds") {
    RawClient client(small_site().port());
    CHECK(client.ends(8s));
}

TEST_CASE("idle connections hold no thread while others wait") {
    const Site& site = small_site();
    http::Request seen;
    Running server([](const http::Request&) { return http::html("ok"); }, 2);
    CHECK(site.port() != server.port());
    // 40 clients keep their connections, as browsers do, and two threads serve them.
    const auto begun = std::chrono::steady_clock::now();
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 40; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.port()));
        clients.back()->send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
    for (auto& client : clients) {
        CHECK(client->answer().status == 200);
    }
    CHECK(std::chrono::steady_clock::now() - begun < 8s);
}

TEST_CASE("sixty connections in parallel are all served, each several times") {
    std::vector<std::thread> threads;
    std::atomic<int> good{0};
    for (int i = 0; i < 60; ++i) {
        threads.emplace_back([&good] {
            for (int turn = 0; turn < 3; ++turn) {
                good += fetch(small_site().port(), "/facilities.json").status == 200 ? 1 : 0;
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    CHECK(good == 180);
}

TEST_CASE("an edition is sent whole: byte ranges are ignored, broken ones too") {
    const auto whole = small_site().get("/facilities.json");
    for (const std::string range : {"bytes=0-3", "bytes=0-3,5-9", "bytes=9-3", "bytes=-", "pages=1-2", "bytes=99999999999999999999-"}) {
        CAPTURE(range);
        const auto answer = small_site().get("/facilities.json", "Range: " + range + "\r\n");
        CHECK(answer.status == 200);
        CHECK(answer.body == whole.body);
        CHECK(answer.header("content-range") == "");
    }
}

TEST_CASE("HEAD answers with the head that GET would have, and nothing more") {
    for (const std::string target : {"/", "/facilities.json", "/static/css/base.css", "/facilities/zzzzzzzzzz"}) {
        CAPTURE(target);
        const auto get = small_site().get(target);
        RawClient client(small_site().port());
        client.send("HEAD " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        const auto head = client.answer(true);
        CHECK(client.ends(2s));
        CHECK(head.head == get.head);
    }
}

TEST_CASE("the server stops although a client holds a connection") {
    auto server = std::make_unique<Running>([](const http::Request&) { return http::html("ok"); });
    RawClient client(server->port());
    client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    CHECK(client.answer().status == 200);
    const auto begun = std::chrono::steady_clock::now();
    server.reset();
    CHECK(std::chrono::steady_clock::now() - begun < 2s);
}

TEST_CASE("a second server on the same port is told that it is taken") {
    http::Server second({"127.0.0.1", small_site().port(), 1, ""}, [](const http::Request&) { return http::Response{}; });
    CHECK_THROWS_WITH_AS(second.bind(), doctest::Contains("another program listens there"), base::Error);
}
