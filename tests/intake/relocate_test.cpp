#include "intake/locate.hpp"
#include "support/region.hpp"

#include <doctest/doctest.h>

using namespace annai;
using tests::json_lines;
using tests::listed;
using tests::office;
using tests::Region;

namespace {

intake::Located located(Region& region, const std::string& key) {
    return intake::located_from_json(
        nlohmann::json::parse(region.text("SELECT located FROM source_record WHERE latest = 1 AND key = '" + key + "'")));
}

} // namespace

TEST_CASE("records that came before the addresses are located when the addresses come") {
    Region region(false);
    region.import_offices({office("3170100001")});
    CHECK_FALSE(located(region, "3170100001/110").position.has_value());
    region.import_places();
    CHECK(located(region, "3170100001/110").level == "chome");
    CHECK(located(region, "3170100001/110").town_key == "東町1丁目");
}

TEST_CASE("new boundaries take a position away that lies outside its municipality") {
    Region region;
    auto astray = office("3170100001");
    astray.position = facility::StatedPosition{35.505, 134.24, ""};
    region.import_offices({astray});
    CHECK(located(region, astray.key).method == "stated");
    const auto report = region.import(tests::FakeImporter("borders", facility::ImportKind::areas),
                                      json_lines({{{"area", {{"kind", "municipality"}, {"code", "31201"}, {"name", "鳥取市"},
                                                             {"wkb", tests::hex_of(tests::box_wkb({134.0, 35.0, 134.2, 36.0}))}}}}}));
    CHECK(report.relocated == 1);
    CHECK(located(region, astray.key).refused.find("outside_municipality") == 0);
}

TEST_CASE("addresses that come later join records that could not be compared before") {
    Region region(false);
    auto home = office("3170100001");
    auto day = office("3170100001", "150");
    day.values["phone"] = "0857-77-7777"; // the address alone tells that it is one place
    region.import_offices({home, day});
    CHECK(region.groups().size() == 2);
    region.import_places();
    CHECK(region.groups().size() == 1);
}

TEST_CASE("addresses imported again relocate nothing") {
    Region region;
    region.import_offices({office("3170100001")});
    const auto before = tests::dump(region.database(), {"import", "import_file", "history", "file"});
    const auto report = region.import(tests::FakeImporter("addresses", facility::ImportKind::reference_points),
                                      json_lines({{{"point", {{"prefecture", "鳥取県"}, {"city", "倉吉市"}, {"town", "清谷"}, {"lat", 35.460}, {"lon", 133.840}}}}}));
    CHECK(report.points == 1);
    CHECK(report.points_added == 0);
    CHECK(report.relocated == 0);
    CHECK(tests::dump(region.database(), {"import", "import_file", "history", "file"}) == before);
}
