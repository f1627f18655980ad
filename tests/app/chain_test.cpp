#include "data_fixture.hpp"
#include "geojson_check.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <mutex>
#include <set>

// The running server and the commands beside it.

using namespace annai;
using namespace annai::tests;
using namespace std::chrono_literals;

namespace {

/// Asks until told to stop; counts what is not 200.
struct Load {
    int port;
    std::vector<std::string> targets;
    std::atomic<bool> stop{false};
    std::atomic<int> good{0}, bad{0};
    std::mutex mutex;
    std::string first_failure;

    void failed(const std::string& what) {
        bad += 1;
        const std::lock_guard lock(mutex);
        first_failure = first_failure.empty() ? what : first_failure;
    }

    /// On a kept connection, as browsers do: when it was ended in between, one new one is tried.
    void run() {
        auto client = std::make_unique<RawClient>(port);
        for (std::size_t turn = 0; !stop; ++turn) {
            std::this_thread::sleep_for(3ms); // leaves the publications some of the machine
            const auto& target = targets[turn % targets.size()];
            Answer answer;
            for (int attempt = 0; attempt < 2 && answer.status == 0; ++attempt) {
                if (attempt == 1) {
                    client = std::make_unique<RawClient>(port);
                }
                if (client->send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
                    answer = client->answer();
                }
            }
            if (answer.status == 200) {
                good += 1;
            } else {
                failed(target + ": " + answer.head + answer.body);
            }
        }
    }
};

} // namespace

TEST_CASE("a running server takes up one edition after the other under load, and not one request fails") {
    const Sample sample;
    Served served(Served::over(sample.data()));
    const auto listed = nlohmann::json::parse(served.get("/facilities.json?limit=3").body);
    const auto id = listed["facilities"][0]["id"].get<std::string>();
    Load load{served.port(), {"/healthz", "/facilities/" + id, "/facilities.json?limit=20", "/clusters?zoom=12", "/facilities?kind=clinic", "/areas.geojson", "/static/css/base.css"}, {}, {}, {}, {}, {}};
    std::vector<std::thread> clients;
    for (int i = 0; i < 4; ++i) {
        clients.emplace_back([&load] {
            try {
                load.run();
            } catch (const std::exception& error) {
                load.failed(error.what());
            }
        });
    }
    std::this_thread::sleep_for(300ms);
    for (int i = 0; i < 3; ++i) {
        CHECK(sample.run({"publish"}).status == 0);
    }
    const auto until = std::chrono::steady_clock::now() + 10s;
    while (!served.get("/healthz").has("\"edition\":4") && std::chrono::steady_clock::now() < until) {
        std::this_thread::sleep_for(50ms);
    }
    load.stop = true;
    for (auto& client : clients) {
        client.join();
    }
    CHECK(served.get("/healthz").has("\"edition\":4"));
    CAPTURE(load.first_failure);
    CHECK(load.bad == 0);
    CHECK(load.good > 100);
    CHECK(served.stop().status == 0);
}

TEST_CASE("the sample region's data is valid: GeoJSON by its standard, the same facilities in every format") {
    Served served(Served::over(sample_data()));
    const auto features = check_geojson(served.get("/facilities.geojson?limit=2000").body);
    const auto listed = nlohmann::json::parse(served.get("/facilities.json?limit=2000").body);
    CHECK(features == listed["total"]);
    CHECK(listed["facilities"].size() == features);
    const auto csv = served.get("/facilities.csv?limit=2000").body;
    for (const auto& facility : listed["facilities"]) {
        const auto id = facility["id"].get<std::string>();
        CAPTURE(id);
        CHECK(csv.find("\n" + id + ",") != std::string::npos);
        CHECK(id.size() >= 10);
    }
    CHECK(check_geojson(served.get("/areas.geojson").body) > 2);
    for (const int zoom : {0, 8, 12, 16, 19}) {
        CAPTURE(zoom);
        const auto clusters = served.get("/clusters?zoom=" + std::to_string(zoom)).body;
        check_geojson(clusters);
        // Every facility with a position is in one cluster.
        std::size_t sum = 0;
        const auto collection = nlohmann::json::parse(clusters);
        for (const auto& feature : collection["features"]) {
            sum += feature["properties"].value("count", std::size_t{1});
        }
        CHECK(sum == features);
    }
}

TEST_CASE("every facility of the sample region has a page, its JSON and its feature") {
    Served served(Served::over(sample_data()));
    const auto listed = nlohmann::json::parse(served.get("/facilities.json?limit=2000").body);
    std::size_t turn = 0;
    for (const auto& facility : listed["facilities"]) {
        if (turn++ % 5 != 0) {
            continue;
        }
        const auto id = facility["id"].get<std::string>();
        CAPTURE(id);
        const auto page = served.get("/facilities/" + id);
        CHECK(page.status == 200);
        CHECK(page.has("119"));
        CHECK(page.has("出どころ"));
        CHECK(nlohmann::json::parse(served.get("/facilities/" + id + ".json").body) == facility);
        CHECK(nlohmann::json::parse(served.get("/facilities/" + id + ".geojson").body)["id"] == id);
    }
}

TEST_CASE("the start page's needs and the vocabulary's kinds lead to lists, not to errors") {
    Served served(Served::over(sample_data()));
    const auto start = served.get("/").body;
    std::set<std::string> links;
    for (auto at = start.find("href=\"/"); at != std::string::npos; at = start.find("href=\"/", at + 1)) {
        auto link = start.substr(at + 6, start.find('"', at + 6) - at - 6);
        for (auto amp = link.find("&amp;"); amp != std::string::npos; amp = link.find("&amp;")) {
            link.replace(amp, 5, "&");
        }
        links.insert(link.substr(0, link.find('#')));
    }
    CHECK(links.size() > 15);
    for (const auto& link : links) {
        CAPTURE(link);
        CHECK(served.get(link).status == 200);
    }
}
