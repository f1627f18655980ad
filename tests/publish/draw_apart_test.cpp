#include "publish/draw_apart.hpp"

#include "publish/statements.hpp"

#include <doctest/doctest.h>

using namespace annai;
using namespace tests;
using publish::Derived;

namespace {

Derived at(int number, const base::Position& position, const std::string& method = "gazetteer", double accuracy = 300) {
    Derived facility;
    facility.public_id = "f" + std::to_string(1000 + number);
    facility.body = {{"id", facility.public_id}};
    facility.located.position = position;
    facility.located.method = method;
    facility.located.level = method == "stated" ? "exact" : "town";
    facility.located.accuracy_m = accuracy;
    facility.located.municipality = "31201";
    return facility;
}

base::Position drawn(const Derived& facility) {
    return {facility.body["position"]["lat"].get<double>(), facility.body["position"]["lon"].get<double>()};
}

struct World {
    Region region;
    reg::Areas areas{region.reg()};
};

constexpr base::Position town{35.52, 134.18};

} // namespace

TEST_CASE("facilities known by their town only are drawn apart, and the first stays at the reference point") {
    World world;
    std::vector<Derived> facilities;
    for (int i = 39; i >= 0; --i) {
        facilities.push_back(at(i, town));
    }
    publish::place_on_map(facilities, world.areas);
    std::set<std::pair<double, double>> places;
    for (const auto& facility : facilities) {
        const auto place = drawn(facility);
        places.emplace(place.lat, place.lon);
        CHECK(base::distance_m(place, town) <= 301);
        const bool is_first = facility.public_id == "f1000";
        CHECK(facility.body["position"].contains("drawn_apart") == !is_first);
        CHECK(facility.body["position"]["approximate"] == true);
        CHECK((base::distance_m(place, town) < 1) == is_first);
    }
    CHECK(places.size() == 40);
}

TEST_CASE("where a facility is drawn follows from the ids and not from the order of the rows") {
    World world;
    std::vector<Derived> forth{at(1, town), at(2, town), at(3, town)};
    std::vector<Derived> back{at(3, town), at(2, town), at(1, town)};
    publish::place_on_map(forth, world.areas);
    publish::place_on_map(back, world.areas);
    CHECK(drawn(forth[0]) == drawn(back[2]));
    CHECK(drawn(forth[1]) == drawn(back[1]));
}

TEST_CASE("stated positions are drawn where they are, also when they are the same") {
    World world;
    std::vector<Derived> facilities{at(1, town, "stated"), at(2, town, "stated"), at(3, town)};
    publish::place_on_map(facilities, world.areas);
    for (const auto& facility : facilities) {
        CHECK(drawn(facility) == town);
        CHECK_FALSE(facility.body["position"].contains("drawn_apart"));
    }
    CHECK_FALSE(facilities[0].body["position"].contains("approximate"));
}

TEST_CASE("a facility without a position gets none") {
    World world;
    std::vector<Derived> facilities{at(1, town)};
    facilities[0].located.position.reset();
    publish::place_on_map(facilities, world.areas);
    CHECK_FALSE(facilities[0].body.contains("position"));
}

TEST_CASE("nobody is drawn out of the municipality") {
    World world;
    std::vector<Derived> facilities;
    for (int i = 0; i < 60; ++i) {
        facilities.push_back(at(i, {35.52, 134.0005})); // 45 m from the border
    }
    publish::place_on_map(facilities, world.areas);
    std::set<std::pair<double, double>> places;
    for (const auto& facility : facilities) {
        CHECK(world.areas.municipality_at(drawn(facility)) == "31201");
        places.emplace(drawn(facility).lat, drawn(facility).lon);
    }
    CHECK(places.size() == 60);
}

TEST_CASE("a reference point a little outside its municipality gathers nobody on one spot") {
    World world;
    std::vector<Derived> facilities;
    for (int i = 0; i < 10; ++i) {
        facilities.push_back(at(i, {35.52, 133.998})); // 180 m over the border, as simplified borders go
    }
    publish::place_on_map(facilities, world.areas);
    std::set<std::pair<double, double>> places;
    for (const auto& facility : facilities) {
        CHECK(*world.areas.metres_outside("31201", drawn(facility)) <= *world.areas.metres_outside("31201", {35.52, 133.998}) + 1);
        places.emplace(drawn(facility).lat, drawn(facility).lon);
    }
    CHECK(places.size() == 10);
}
