#include "site_fixture.hpp"

#include <doctest/doctest.h>

#include <zlib.h>

#include <chrono>
#include <thread>

// Caches, compression, and a new edition under a running server.

using namespace annai;
using namespace annai::tests;
using namespace std::chrono_literals;

namespace {

const std::vector<std::string> targets{"/", "/about", "/facilities", "/facilities/chikaku234", "/facilities/chikaku234.json",
                                       "/facilities.json", "/facilities.geojson", "/facilities.csv", "/clusters?zoom=8",
                                       "/areas.geojson", "/static/css/base.css", "/static/js/main.js"};

std::string unzipped(const std::string& bytes) {
    z_stream stream{};
    REQUIRE(inflateInit2(&stream, 31) == Z_OK);
    std::string out(8 << 20, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int status = inflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    const bool whole = stream.avail_in == 0; // a second member would be cut off by browsers
    inflateEnd(&stream);
    CHECK(status == Z_STREAM_END);
    CHECK(whole);
    return out;
}

/// The answer once the store has noticed the new manifest: it looks every half second.
Answer once_it_says(const Site& site, const std::string& target, const std::string& text) {
    const auto until = std::chrono::steady_clock::now() + 10s;
    auto answer = site.get(target);
    while (!answer.has(text) && std::chrono::steady_clock::now() < until) {
        std::this_thread::sleep_for(50ms);
        answer = site.get(target);
    }
    return answer;
}

} // namespace

TEST_CASE("who has the current answer is told so with 304 and no body") {
    for (const auto& target : targets) {
        CAPTURE(target);
        const auto first = small_site().get(target);
        REQUIRE(first.status == 200);
        const auto tag = first.header("etag");
        REQUIRE(tag.size() > 4);
        CHECK(tag.front() == '"');
        CHECK(first.header("cache-control") == "no-cache");
        for (const std::string& named : {tag, "\"other\", " + tag, "W/" + tag, std::string("*")}) {
            const auto again = small_site().get(target, "If-None-Match: " + named + "\r\n");
            CHECK(again.status == 304);
            CHECK(again.body == "");
            CHECK(again.header("etag") == tag);
        }
        CHECK(small_site().get(target, "If-None-Match: \"other\"\r\n").status == 200);
    }
}

TEST_CASE("every address has a tag of its own, and an error has none") {
    CHECK(small_site().get("/facilities").header("etag") != small_site().get("/facilities?kind=clinic").header("etag"));
    CHECK(small_site().get("/facilities.json").header("etag") != small_site().get("/facilities.geojson").header("etag"));
    CHECK(small_site().get("/facilities/zzzzzzzzzz").header("etag") == "");
    CHECK(small_site().get("/facilities/zzzzzzzzzz").header("cache-control") == "no-store");
    CHECK(small_site().get("/facilities?bbox=1").header("etag") == "");
}

TEST_CASE("the compressed form has another tag, says how it is compressed, and holds the same bytes") {
    int compressed = 0;
    for (const auto& target : targets) {
        CAPTURE(target);
        const auto plain = small_site().get(target);
        const auto zipped = small_site().get(target, "Accept-Encoding: br, gzip\r\n");
        CHECK(plain.header("content-encoding") == "");
        CHECK(zipped.header("etag") != plain.header("etag"));
        CHECK(zipped.header("vary") == "Accept-Encoding");
        CHECK(plain.header("vary") == "Accept-Encoding");
        if (zipped.header("content-encoding") == "gzip") {
            ++compressed;
            CHECK(zipped.body.size() < plain.body.size());
            CHECK(unzipped(zipped.body) == plain.body);
        } else {
            CHECK(plain.body.size() <= 8192); // not worth it
            CHECK(zipped.body == plain.body);
        }
        const auto tag = zipped.header("etag");
        CHECK(small_site().get(target, "Accept-Encoding: gzip\r\nIf-None-Match: " + tag + "\r\n").status == 304);
        CHECK(small_site().get(target, "If-None-Match: " + tag + "\r\n").status == 200);
    }
    CHECK(compressed >= 4);
    for (const std::string refused : {"gzip;q=0", "gzip; q=0", "gzip;q=0.0", "identity", "notgzip", "*;q=0, br"}) {
        CAPTURE(refused);
        CHECK(small_site().get("/static/js/main.js", "Accept-Encoding: " + refused + "\r\n").header("content-encoding") == "");
    }
    for (const std::string wanted : {"gzip", "br;q=1.0, gzip;q=0.5", "gzip;q=1"}) {
        CAPTURE(wanted);
        CHECK(small_site().get("/static/js/main.js", "Accept-Encoding: " + wanted + "\r\n").header("content-encoding") == "gzip");
    }
}

TEST_CASE("a running server takes up a new edition: its content, its number, its tags") {
    Site site;
    const auto before = site.get("/facilities.json");
    const auto assets = site.get("/static/css/base.css").header("etag");
    CHECK_FALSE(before.has("あたらしい診療所"));
    CHECK(site.get("/facilities/tsuika2345").status == 404);
    site.publish(2, "あたらしい診療所");
    const auto after = once_it_says(site, "/facilities.json", "あたらしい診療所");
    REQUIRE(after.status == 200);
    CHECK(after.has("\"edition\":2"));
    CHECK(after.header("etag") != before.header("etag"));
    CHECK(site.get("/facilities.json", "If-None-Match: " + before.header("etag") + "\r\n").status == 200);
    CHECK(site.get("/facilities/tsuika2345").has("あたらしい診療所"));
    CHECK(site.get("/healthz").has("\"facilities\":5"));
    CHECK(site.get("/static/css/base.css").header("etag") == assets);
}

TEST_CASE("the first publication under a running server ends the 503") {
    Site site(false);
    CHECK(site.get("/healthz").status == 503);
    site.publish(1);
    CHECK(once_it_says(site, "/healthz", "\"status\":\"ok\"").status == 200);
    CHECK(site.get("/").status == 200);
}

TEST_CASE("a manifest that names no readable edition leaves the old one in place") {
    Site site;
    CHECK(site.get("/healthz").status == 200);
    site.point_to("public/9/public.db");
    std::this_thread::sleep_for(700ms);
    CHECK(site.get("/healthz").has("\"edition\":1"));
    CHECK(site.get("/facilities/chikaku234").status == 200);
    site.publish(3, "あたらしい診療所");
    CHECK(once_it_says(site, "/healthz", "\"edition\":3").status == 200);
}

TEST_CASE("an edition that is removed while it is served does not fail a request: the next one answers it") {
    Site site;
    REQUIRE(site.get("/healthz").has("\"edition\":1"));
    // The one connection is in use elsewhere, so a request has to open the file, which two quick publications removed.
    const auto edition = site.store().current();
    const auto held = edition->connect();
    site.publish(3);
    site.remove(1);
    const auto answer = site.get("/facilities.json");
    CHECK(answer.status == 200);
    CHECK(answer.has("\"edition\":3"));
}
