#pragma once

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <set>
#include <string>

// RFC 7946, as far as it can be broken here.

namespace annai::tests {

inline void check_position(const nlohmann::json& position) {
    REQUIRE(position.is_array());
    REQUIRE(position.size() == 2);
    REQUIRE((position[0].is_number() && position[1].is_number()));
    // Longitude first: Japan lies at 122–154, 20–46, so exchanged ones are seen.
    CHECK((position[0].get<double>() > 122 && position[0].get<double>() < 154));
    CHECK((position[1].get<double>() > 20 && position[1].get<double>() < 46));
}

inline void check_ring(const nlohmann::json& ring) {
    REQUIRE(ring.size() >= 4);
    CHECK(ring.front() == ring.back());
    for (const auto& position : ring) {
        check_position(position);
    }
}

inline void check_geometry(const nlohmann::json& geometry) {
    if (geometry.is_null()) {
        return; // "unlocated" by the standard
    }
    const auto type = geometry.at("type").get<std::string>();
    const auto& coordinates = geometry.at("coordinates");
    if (type == "Point") {
        check_position(coordinates);
    } else if (type == "Polygon") {
        for (const auto& ring : coordinates) {
            check_ring(ring);
        }
    } else if (type == "MultiPolygon") {
        for (const auto& polygon : coordinates) {
            for (const auto& ring : polygon) {
                check_ring(ring);
            }
        }
    } else {
        FAIL_CHECK("geometry of type " << type);
    }
}

/// Checks a feature collection; the number of its features.
inline std::size_t check_geojson(const std::string& text) {
    const auto collection = nlohmann::json::parse(text);
    CHECK(collection.at("type") == "FeatureCollection");
    CHECK_FALSE(collection.contains("crs"));
    CHECK_FALSE(collection.contains("geometry"));
    REQUIRE(collection.at("features").is_array());
    std::set<nlohmann::json> ids;
    for (const auto& feature : collection["features"]) {
        CHECK(feature.at("type") == "Feature");
        REQUIRE(feature.contains("geometry"));
        REQUIRE(feature.contains("properties"));
        CHECK((feature["properties"].is_object() || feature["properties"].is_null()));
        CHECK_FALSE(feature.contains("features"));
        CHECK_FALSE(feature.contains("coordinates"));
        check_geometry(feature["geometry"]);
        if (feature.contains("id")) {
            CHECK((feature["id"].is_string() || feature["id"].is_number()));
            CHECK(ids.insert(feature["id"]).second);
        }
    }
    return collection["features"].size();
}

} // namespace annai::tests
