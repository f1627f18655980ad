#include "publish/edition_writer.hpp"
#include "publish/statements.hpp"
#include "search/clusters.hpp"
#include "search/search.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <random>

using namespace annai;
using namespace tests;

namespace {

/// Facilities all over Japan, thick in some places, a few without a position, all of one kind.
std::shared_ptr<const edition::Edition> scattered(const TemporaryFolder& folder, int facilities) {
    std::mt19937 random(20261120);
    std::uniform_real_distribution<double> lat(24, 45), lon(123, 145), near(-0.02, 0.02);
    publish::EditionContent content;
    content.info = {1, "public", "2026-06-01T03:04:05Z", "2026-06-01", 0, {}};
    base::Position centre{35.5, 134.2};
    for (int i = 0; i < facilities; ++i) {
        if (i % 50 == 0) {
            centre = {lat(random), lon(random)};
        }
        publish::Derived facility;
        facility.public_id = "f" + std::to_string(100000 + i);
        facility.sort_key = std::to_string(100000 + i);
        facility.body = {{"id", facility.public_id}, {"name", "名"}, {"kinds", {"clinic"}}, {"status", "open"}, {"sources", nlohmann::json::array()}};
        if (i % 11 != 0) {
            const bool same_spot = i % 13 == 0;
            facility.body["position"] = {{"lat", same_spot ? centre.lat : centre.lat + near(random)},
                                         {"lon", same_spot ? centre.lon : centre.lon + near(random)},
                                         {"level", "exact"}, {"method", "stated"}, {"accuracy_m", 50}};
        }
        content.facilities.push_back(std::move(facility));
    }
    publish::write_edition(folder / "public.db", content);
    return edition::Edition::open(folder / "public.db");
}

std::int64_t sum_of(const std::vector<search::Cluster>& clusters) {
    std::int64_t sum = 0;
    for (const auto& cluster : clusters) {
        sum += cluster.count;
    }
    return sum;
}

std::string text_of(const std::vector<search::Cluster>& clusters) {
    std::set<std::string> lines;
    for (const auto& c : clusters) {
        lines.insert(fmt::format("{:.6f} {:.6f} {} {} {:.6f} {:.6f} {:.6f} {:.6f}", c.position.lat, c.position.lon, c.count, c.id, c.box.min_lon,
                                 c.box.min_lat, c.box.max_lon, c.box.max_lat));
    }
    std::string text;
    for (const auto& line : lines) {
        text += line + "\n";
    }
    return text;
}

} // namespace

TEST_CASE("at every zoom the clusters add up to the facilities that have a position") {
    const TemporaryFolder folder;
    const auto edition = scattered(folder, 1000);
    auto file = edition->connect();
    auto located = file->prepare("SELECT count(*) FROM facility WHERE lat IS NOT NULL");
    REQUIRE(located.step());
    std::size_t before = 0;
    for (int zoom = 0; zoom <= search::max_zoom; ++zoom) {
        CAPTURE(zoom);
        const auto clusters = search::clusters(*edition, {}, zoom);
        CHECK(sum_of(clusters) == located.integer(0));
        CHECK(clusters.size() >= before); // they only fall apart
        before = clusters.size();
        for (const auto& cluster : clusters) {
            CHECK(cluster.box.contains(cluster.position));
            CHECK(cluster.id.empty() == (cluster.count > 1));
            CHECK(cluster.feature.empty() == (cluster.count > 1));
        }
    }
}

TEST_CASE("clusters that stand ready are those that counting gives") {
    const TemporaryFolder folder;
    const auto edition = scattered(folder, 1000);
    search::FacilityQuery counted;
    counted.kinds = {"clinic"}; // all of them, but it must be counted
    for (int zoom = 0; zoom <= search::precomputed_zoom; ++zoom) {
        CAPTURE(zoom);
        CHECK(text_of(search::clusters(*edition, {}, zoom)) == text_of(search::clusters(*edition, counted, zoom)));
    }
}

TEST_CASE("only facilities on one spot stay together at the highest zoom") {
    const TemporaryFolder folder;
    const auto edition = scattered(folder, 1000);
    for (const auto& cluster : search::clusters(*edition, {}, search::max_zoom)) {
        if (cluster.count > 1) {
            CHECK(cluster.box.max_lat - cluster.box.min_lat < 1e-4);
            CHECK(cluster.box.max_lon - cluster.box.min_lon < 1e-4);
        }
    }
}

TEST_CASE("a map view gets the clusters that touch it, and a question only what answers it") {
    const TemporaryFolder folder;
    const auto edition = scattered(folder, 1000);
    search::FacilityQuery view;
    view.bbox = base::BoundingBox{130, 30, 140, 40};
    const auto within = search::count(*edition, view);
    REQUIRE(within > 0);
    for (int zoom = 0; zoom <= search::max_zoom; ++zoom) {
        const auto clusters = search::clusters(*edition, view, zoom);
        CHECK(sum_of(clusters) >= within);
        if (zoom > search::precomputed_zoom) {
            CHECK(sum_of(clusters) == within);
        }
    }
    view.kinds = {"hospital"};
    CHECK(search::clusters(*edition, view, 5).empty());
    // The whole world, to its poles.
    view = {};
    view.bbox = base::BoundingBox{-180, -90, 180, 90};
    CHECK(sum_of(search::clusters(*edition, view, 3)) == sum_of(search::clusters(*edition, {}, 3)));
}
