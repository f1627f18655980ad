#include "site_fixture.hpp"

#include "base/error.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

// Failures inside the program: the other side learns that it failed, and nothing of how.

using namespace annai;
using namespace annai::tests;

TEST_CASE("the text of an unforeseen exception reaches neither body nor header") {
    const Running server([](const http::Request&) -> http::Response { throw std::runtime_error("secret at /srv/annai/register.db"); });
    const auto answer = fetch(server.port(), "/");
    CHECK(answer.status == 500);
    CHECK(answer.header("content-type") == "application/problem+json");
    CHECK(answer.body.find("secret") == std::string::npos);
    CHECK(answer.head.find("secret") == std::string::npos);
    CHECK(answer.head.find("EXCEPTION") == std::string::npos);
}

TEST_CASE("what is thrown without being an exception gets the same answer") {
    const Running server([](const http::Request&) -> http::Response { throw 42; });
    CHECK(fetch(server.port(), "/").status == 500);
    CHECK(fetch(server.port(), "/").has("\"title\":\"storage\""));
}

TEST_CASE("a storage error names no file of this machine; another error says its message and parameter") {
    const Running server([](const http::Request& request) -> http::Response {
        if (request.path == "/storage") {
            throw base::Error(base::ErrorCode::storage, "/srv/annai/public.db: disk I/O error", "detail for the log");
        }
        base::Error error(base::ErrorCode::bad_request, "limit: give a whole number", "detail for the log");
        throw error.about("limit");
    });
    const auto storage = fetch(server.port(), "/storage");
    CHECK(storage.status == 500);
    CHECK(storage.body.find("/srv") == std::string::npos);
    CHECK(storage.body.find("detail for the log") == std::string::npos);
    const auto bad = nlohmann::json::parse(fetch(server.port(), "/bad").body);
    CHECK(bad["status"] == 400);
    CHECK(bad["parameter"] == "limit");
    CHECK(bad["detail"] == "limit: give a whole number");
}

TEST_CASE("before the first publication every page says so with 503, and the health check fails") {
    const Site site(false);
    for (const std::string target : {"/", "/about", "/facilities", "/facilities/chikaku234"}) {
        CAPTURE(target);
        const auto answer = site.get(target);
        CHECK(answer.status == 503);
        CHECK(answer.header("content-type") == "text/html; charset=utf-8");
        CHECK(answer.header("retry-after") != "");
        CHECK(answer.has("119"));
    }
    for (const std::string target : {"/healthz", "/facilities.json", "/facilities.geojson", "/facilities.csv", "/clusters?zoom=3", "/areas.geojson"}) {
        CAPTURE(target);
        const auto answer = site.get(target);
        CHECK(answer.status == 503);
        CHECK(answer.header("content-type") == "application/problem+json");
    }
    CHECK(site.get("/static/css/base.css").status == 200);
}
