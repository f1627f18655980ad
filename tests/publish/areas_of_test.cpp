#include "publish/areas_of.hpp"

#include "publish/statements.hpp"

#include <doctest/doctest.h>

using namespace annai;
using namespace tests;

namespace {

nlohmann::json district(const char* kind, const char* code, const base::BoundingBox& box) {
    return {{"area", {{"kind", kind}, {"code", code}, {"name", code}, {"wkb", hex_of(box_wkb(box))}}}};
}

nlohmann::json town(const char* kind, const char* code, const char* name, const char* note = "", const char* municipality = "31201") {
    return {{"town", {{"kind", kind}, {"code", code}, {"name", code}, {"municipality", municipality}, {"town", name}, {"note", note}}}};
}

struct World {
    Region region;
    template <class... Row> explicit World(const Row&... rows) {
        region.import(FakeImporter("areas", facility::ImportKind::areas), json_lines({nlohmann::json(rows)...}));
    }

    /// "kind:code", with "?" where the town is split and the note behind.
    std::vector<std::string> of(const intake::Located& located) {
        std::vector<std::string> found;
        publish::AreasOf areas(region.reg());
        for (const auto& [area, split, note] : areas.of(located)) {
            found.push_back(area->kind + ":" + area->code + (split ? "?" : "") + (note.empty() ? "" : " " + note));
        }
        return found;
    }
};

intake::Located at(const std::string& town_key, const std::string& level = "town", const base::Position& position = {35.52, 134.18},
                   const std::string& municipality = "31201") {
    intake::Located located;
    located.municipality = municipality;
    located.town_key = town_key;
    located.level = level;
    located.method = level == "exact" ? "stated" : "gazetteer";
    located.position = position;
    return located;
}

using Areas = std::vector<std::string>;

} // namespace

TEST_CASE("a facility is in its municipality by its address, whatever the polygons say") {
    World world(town("daily_living_area", "A", "湖山町北"));
    CHECK(world.of(at("", "town", {35.5, 133.7})) == Areas{"municipality:31201"});
    CHECK(world.of(at("", "municipality")) == Areas{"municipality:31201"});
    CHECK(world.of(at("", "town", {35.5, 133.7}, "")).empty());
}

TEST_CASE("areas by list hold the towns that they name, larger kinds first") {
    World world(town("community_support_district", "包括東", "湖山町北"), town("daily_living_area", "圏域東", "湖山町北"),
                 town("daily_living_area", "圏域西", "東町二丁目"));
    CHECK(world.of(at("湖山町北")) == Areas{"municipality:31201", "daily_living_area:圏域東", "community_support_district:包括東"});
}

TEST_CASE("a town that is split between two areas gives both, with what the list says about it") {
    World world(town("daily_living_area", "東", "湖山町北", "1番地から50番地"), town("daily_living_area", "西", "湖山町北"));
    CHECK(world.of(at("湖山町北")) == Areas{"municipality:31201", "daily_living_area:東? 1番地から50番地", "daily_living_area:西?"});
}

TEST_CASE("a list that names a town as a whole holds its 丁目, unless it names the 丁目 too") {
    World world(town("daily_living_area", "東", "東町"), town("daily_living_area", "西", "東町二丁目"));
    CHECK(world.of(at("東町1丁目", "chome")) == Areas{"municipality:31201", "daily_living_area:東"});
    CHECK(world.of(at("東町2丁目", "chome")) == Areas{"municipality:31201", "daily_living_area:西"});
}

TEST_CASE("each kind of list is asked by itself, down to lists that name whole municipalities") {
    World world(town("daily_living_area", "東", "東町二丁目"), town("community_support_district", "包括東", "東町"),
                town("medical_association_area", "東部医師会", ""));
    CHECK(world.of(at("東町2丁目", "chome")) == Areas{"medical_association_area:東部医師会", "municipality:31201", "daily_living_area:東",
                                                      "community_support_district:包括東"});
    CHECK(world.of(at("湖山町北")) == Areas{"medical_association_area:東部医師会", "municipality:31201"});
}

TEST_CASE("a town that a list puts elsewhere is not where the rest of its municipality is") {
    World world(town("medical_association_area", "東部医師会", ""), town("medical_association_area", "中部医師会", "湖山町北"));
    CHECK(world.of(at("湖山町北")) == Areas{"medical_association_area:中部医師会", "municipality:31201"});
}

TEST_CASE("a town of the same name in another municipality is another town") {
    World world(town("daily_living_area", "東", "湖山町北", "", "31203"));
    CHECK(world.of(at("湖山町北")) == Areas{"municipality:31201"});
}

TEST_CASE("areas with a polygon hold the positions in it, but not a position that is only the municipality's") {
    World world(district("junior_high_school_district", "北", {134.1, 35.5, 134.2, 35.6}));
    CHECK(world.of(at("湖山町北")) == Areas{"municipality:31201", "junior_high_school_district:北"});
    CHECK(world.of(at("", "municipality")) == Areas{"municipality:31201"});
    CHECK(world.of(at("東町1丁目", "chome", {35.505, 134.24})) == Areas{"municipality:31201"});
}

TEST_CASE("an exact position in a polygon settles a town that a list has split") {
    World world(district("daily_living_area", "東", {134.1, 35.5, 134.2, 35.6}), district("daily_living_area", "西", {134.2, 35.5, 134.3, 35.6}),
                 town("daily_living_area", "東", "湖山町北"), town("daily_living_area", "西", "湖山町北"));
    CHECK(world.of(at("湖山町北", "exact")) == Areas{"municipality:31201", "daily_living_area:東"});
    CHECK(world.of(at("湖山町北", "town")).size() == 3);
}

TEST_CASE("polygons are published simplified, with their boxes; lists of towns without") {
    World world(town("daily_living_area", "東", "湖山町北"));
    publish::AreasOf areas(world.region.reg());
    const auto* municipality = areas.municipality("31201");
    REQUIRE(municipality != nullptr);
    CHECK(nlohmann::json::parse(municipality->geojson)["type"] == "Polygon");
    REQUIRE(municipality->box);
    CHECK(municipality->box->min_lon == 134.0);
    CHECK(municipality->box->max_lat == 36.0);
    for (const auto& area : areas.all()) {
        if (area.kind == "daily_living_area") {
            CHECK(area.geojson.empty());
            CHECK_FALSE(area.box.has_value());
        }
    }
}
