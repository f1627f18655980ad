#include "register/areas.hpp"
#include "support/region.hpp"

#include <doctest/doctest.h>

using namespace annai;
using tests::box_wkb;
using tests::hex_of;
using tests::json_lines;
using tests::Region;

namespace {

nlohmann::json area_row(const char* code, const std::string& wkb) {
    return {{"area", {{"kind", "junior_high_school_district"}, {"code", code}, {"name", std::string(code) + "中学校区"}, {"wkb", hex_of(wkb)}}}};
}

nlohmann::json town_row(const char* code, const char* town, const char* note = "") {
    return {{"town", {{"kind", "daily_living_area"}, {"code", code}, {"name", std::string(code) + "圏域"}, {"municipality", "31201"}, {"town", town}, {"note", note}}}};
}

const tests::FakeImporter areas("areas", facility::ImportKind::areas);

} // namespace

TEST_CASE("the parts of an area become one multipolygon") {
    Region region;
    const auto report = region.import(areas, json_lines({area_row("北", box_wkb({134.1, 35.1, 134.2, 35.2})),
                                                         area_row("北", box_wkb({134.3, 35.1, 134.4, 35.2})), // an island
                                                         area_row("北", box_wkb({134.2, 35.1, 134.25, 35.2}))}));
    CHECK(report.areas == 1);
    CHECK(region.number("SELECT NumGeometries(geometry) FROM area WHERE code = '北'") == 2);
    CHECK(report.rows_in_records == 3);
}

TEST_CASE("a polygon that cannot be read stops the import and nothing is changed") {
    Region region;
    const auto before = tests::dump(region.database());
    CHECK_THROWS_AS(region.import(areas, json_lines({area_row("北", box_wkb({134.1, 35.1, 134.2, 35.2})), area_row("南", "no polygon")})),
                    base::Error);
    CHECK(tests::dump(region.database()) == before);
}

TEST_CASE("a list of towns replaces the list before and keeps a split town in both areas") {
    Region region;
    auto report = region.import(areas, json_lines({town_row("東", "東町一丁目"), town_row("東", "大字清谷"), town_row("西", "東町１丁目", "51番地以降")}));
    CHECK(report.areas == 2);
    CHECK(report.towns_in_areas == 3);
    CHECK(region.texts("SELECT town_key FROM area_town ORDER BY town_key, area_id") ==
          std::vector<std::string>{"東町1丁目", "東町1丁目", "清谷"});
    region.import(areas, json_lines({town_row("東", "東町二丁目"), town_row("西", "東町一丁目")}));
    CHECK(region.texts("SELECT town FROM area_town ORDER BY town") == std::vector<std::string>{"東町一丁目", "東町二丁目"});
}

TEST_CASE("importing the same areas again changes nothing") {
    Region region;
    const auto bytes = json_lines({town_row("東", "東町一丁目"), area_row("北", box_wkb({134.1, 35.1, 134.2, 35.2}))});
    region.import(areas, bytes);
    const auto before = tests::dump(region.database());
    CHECK(region.import(areas, bytes).nothing_new);
    CHECK(tests::dump(region.database()) == before);
}

TEST_CASE("going back to an older file of areas is done, although it was imported before") {
    Region region;
    const auto first = json_lines({area_row("北", box_wkb({134.1, 35.1, 134.2, 35.2}))});
    region.import(areas, first);
    region.import(areas, json_lines({area_row("北", box_wkb({134.3, 35.1, 134.4, 35.2}))}));
    CHECK_FALSE(region.import(areas, first).nothing_new);
    CHECK(region.number("SELECT round(MbrMinX(geometry) * 10) FROM area WHERE code = '北'") == 1341);
}
