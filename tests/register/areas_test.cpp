#include "register/areas.hpp"

#include "support/shapes.hpp"
#include "support/support.hpp"

#include <doctest/doctest.h>

using namespace annai;

namespace {

constexpr base::BoundingBox east{134.0, 35.0, 134.5, 36.0};
constexpr base::BoundingBox west{133.5, 35.0, 134.0, 36.0};

struct World {
    tests::TemporaryFolder folder;
    reg::Register reg = reg::Register::create({folder.path() / "data"});
    std::int64_t source = reg.save_source({"borders", "境界", "CC BY", "出典", "", true, "open_data"});
    reg::Areas areas{reg};

    World() {
        areas.save({"municipality", "31201", "鳥取市", "31", tests::box_wkb(east)}, source);
        areas.save({"municipality", "31203", "倉吉市", "31", tests::box_wkb(west)}, source);
        areas.save({"daily_living_area", "A", "東圏域", "31201", ""}, source);
    }
    std::string text(const char* sql) {
        auto statement = reg.database().prepare(sql);
        return statement.step() ? statement.text(0) : "(no row)";
    }
};

} // namespace

TEST_CASE("the distance to a municipality is 0 inside and metres outside") {
    World world;
    CHECK(world.areas.metres_outside("31201", {35.5, 134.2}) == 0);
    const auto outside = world.areas.metres_outside("31201", {35.5, 133.9});
    REQUIRE(outside);
    CHECK(*outside > 8000);
    CHECK(*outside < 12000); // 0.1° of longitude at 35.5°N are 9.06 km
}

TEST_CASE("a municipality without a polygon has no distance") {
    World world;
    CHECK_FALSE(world.areas.metres_outside("31999", {35.5, 134.2}).has_value());
    CHECK_FALSE(world.areas.metres_outside("", {35.5, 134.2}).has_value());
}

TEST_CASE("the municipality of a position is found by its polygon, and the sea belongs to none") {
    World world;
    CHECK(world.areas.municipality_at({35.5, 134.2}) == "31201");
    CHECK(world.areas.municipality_at({35.5, 133.7}) == "31203");
    CHECK(world.areas.municipality_at({36.5, 134.2}).empty());
}

TEST_CASE("an area that is saved again keeps its id and takes the new polygon and name") {
    World world;
    const auto before = world.text("SELECT id FROM area WHERE code = '31203'");
    world.areas.save({"municipality", "31203", "倉吉市（新）", "31", tests::box_wkb({133.0, 35.0, 133.5, 36.0})}, world.source);
    CHECK(world.text("SELECT id FROM area WHERE code = '31203'") == before);
    CHECK(world.text("SELECT name FROM area WHERE code = '31203'") == "倉吉市（新）");
    CHECK(world.areas.municipality_at({35.5, 133.2}) == "31203");
    CHECK(world.areas.municipality_at({35.5, 133.7}).empty());
}

TEST_CASE("a list of towns for an area takes away neither its polygon nor the area it lies in") {
    World world;
    world.areas.save({"municipality", "31203", "倉吉市", "", ""}, world.source);
    CHECK(world.areas.municipality_at({35.5, 133.7}) == "31203");
    CHECK(world.text("SELECT parent_code FROM area WHERE code = '31203'") == "31");
}

TEST_CASE("the towns of an area are replaced as a whole, and a town may stand in two areas") {
    World world;
    const auto id = world.areas.save({"daily_living_area", "A", "東圏域", "31201", ""}, world.source);
    const auto other = world.areas.save({"daily_living_area", "B", "西圏域", "31201", ""}, world.source);
    world.areas.add_town(id, {"31201", "東町1丁目", "東町一丁目", ""});
    world.areas.add_town(id, {"31201", "東町1丁目", "東町一丁目", ""});
    world.areas.add_town(other, {"31201", "東町1丁目", "東町一丁目", "51番地以降"});
    CHECK(world.text("SELECT count(*) FROM area_town") == "2");
    world.areas.clear_towns(id);
    world.areas.add_town(id, {"31201", "東町2丁目", "東町二丁目", ""});
    CHECK(world.text("SELECT group_concat(town, ',') FROM (SELECT town FROM area_town ORDER BY town)") == "東町一丁目,東町二丁目");
}
