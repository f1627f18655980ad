#include "site_fixture.hpp"

#include <doctest/doctest.h>

#include <vector>

// What is no request, or too much of one, before any route sees it; and what every response carries.

using namespace annai;
using namespace annai::tests;
using namespace std::chrono_literals;

namespace {

Answer raw(const std::string& bytes, bool to_head = false) {
    RawClient client(small_site().port());
    client.send(bytes);
    return client.answer(to_head);
}

void check_security_headers(const Answer& answer) {
    CHECK(answer.header("content-security-policy").find("default-src 'none'") == 0);
    CHECK(answer.header("content-security-policy").find("unsafe") == std::string::npos);
    CHECK(answer.header("content-security-policy").find("img-src 'self' data: https://tiles.example.org;") != std::string::npos);
    CHECK(answer.header("x-content-type-options") == "nosniff");
    CHECK(answer.header("referrer-policy") == "no-referrer");
    CHECK(answer.header("permissions-policy") == "geolocation=(self), camera=(), microphone=()");
    CHECK(answer.header("cross-origin-resource-policy") == "same-origin");
    for (const auto& [name, value] : answer.headers) {
        CAPTURE(name);
        CHECK(answer.count(name) == 1);
    }
}

} // namespace

TEST_CASE("an over-long target gets 414, however long it is") {
    for (const std::size_t length : {4100U, 9000U, 300000U}) {
        CAPTURE(length);
        CHECK(raw("GET /facilities?q=" + std::string(length, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n").status == 414);
    }
    CHECK(raw("GET /facilities?q=" + std::string(3900, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n").status == 400); // q is too long
}

TEST_CASE("a line that is no request gets one 400, and nothing behind it is read as a request") {
    for (const std::string line : {"NONSENSE", "GET / HTTP/9.9", "GET /", "get / HTTP/1.1", "\x16\x03\x01\x02", "GET / x HTTP/1.1"}) {
        CAPTURE(line);
        RawClient client(small_site().port());
        client.send(line + "\r\nHost: x\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
        const auto answer = client.answer();
        CHECK(answer.status == 400);
        CHECK(answer.header("content-type") == "application/problem+json");
        CHECK(client.ends(3s));
    }
}

TEST_CASE("a header line of 9 KB, or one without an end, gets one refusal") {
    for (const std::size_t length : {9000U, 300000U}) {
        RawClient client(small_site().port());
        client.send("GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + std::string(length, 'a') + "\r\n\r\n");
        CHECK(client.answer().status == 400);
        CHECK(client.ends(3s));
    }
}

TEST_CASE("very many header fields get 431") {
    std::string fields;
    for (int i = 0; i < 500; ++i) {
        fields += "X-" + std::to_string(i) + ": a\r\n";
    }
    CHECK(raw("GET / HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n").status == 431);
}

TEST_CASE("every response carries the security headers, refusals and errors too") {
    const std::vector<std::string> targets{"/", "/about", "/facilities", "/facilities.json", "/facilities.geojson", "/facilities.csv",
                                           "/facilities/chikaku234", "/facilities/chikaku234.json", "/facilities/zzzzzzzzzz",
                                           "/facilities/zzzzzzzzzz.json", "/facilities/shimai2345", "/facilities/former0001",
                                           "/facilities?nonsense=1", "/facilities.json?bbox=1", "/clusters?zoom=5", "/clusters",
                                           "/areas.geojson", "/healthz", "/static/css/base.css", "/static/none.css", "/nowhere",
                                           "/facilities?q=" + std::string(5000, 'a')};
    for (const auto& target : targets) {
        CAPTURE(target.substr(0, 60));
        check_security_headers(small_site().get(target));
    }
    const auto tag = small_site().get("/").header("etag");
    const auto unchanged = small_site().get("/", "If-None-Match: " + tag + "\r\n");
    CHECK(unchanged.status == 304);
    check_security_headers(unchanged);
    check_security_headers(raw("POST / HTTP/1.1\r\nHost: x\r\n\r\n"));
    check_security_headers(raw("NONSENSE\r\n\r\n"));
    check_security_headers(raw("GET / HTTP/1.1\r\nX: " + std::string(9000, 'a') + "\r\n\r\n"));
    check_security_headers(raw("GET /?q=" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n"));
    check_security_headers(raw("GET / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n"));
}

TEST_CASE("what the server is written with is not said in a header") {
    const auto answer = small_site().get("/");
    CHECK(answer.header("server") == "");
    CHECK(answer.header("x-powered-by") == "");
    CHECK(answer.header("set-cookie") == "");
}
