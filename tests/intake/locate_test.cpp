#include "intake/locate.hpp"

#include "support/region.hpp"

#include <doctest/doctest.h>

using namespace annai;
using intake::house_number;
using intake::Located;
using tests::Region;

namespace {

struct World {
    Region region;
    gazetteer::Gazetteer gazetteer{region.data().gazetteer_db()};
    reg::Areas areas{region.reg()};
    intake::Locator locator{&gazetteer, areas};

    Located locate(const std::string& address, std::optional<facility::StatedPosition> position = {},
                   const std::string& municipality = "31201") const {
        facility::SourceRecord record;
        record.address.text = address;
        record.address.municipality_code = municipality;
        record.position = std::move(position);
        return locator.locate(record);
    }
};

} // namespace

TEST_CASE("a stated position that can be true is used as it is") {
    const World world;
    const auto located = world.locate("東町一丁目1番2号", facility::StatedPosition{35.5061, 134.2412, ""});
    CHECK(located.position == base::Position{35.5061, 134.2412});
    CHECK(located.method == "stated");
    CHECK(located.level == "exact");
    CHECK(located.municipality == "31201");
    CHECK(located.town_key == "東町1丁目"); // the town all the same, for lists of towns
    CHECK(located.house == "1-2");
    CHECK(located.refused.empty());
}

TEST_CASE("a position that its importer has flagged is never used: the address is") {
    const World world;
    for (const auto* flag : {"zero", "foreign", "centroid", "placeholder", "unreadable"}) {
        // Even where the numbers themselves could be true.
        const auto located = world.locate("東町一丁目1", facility::StatedPosition{35.505, 134.240, flag});
        CHECK(located.method == "gazetteer");
        CHECK(located.level == "chome");
        CHECK(located.position == base::Position{35.505, 134.240});
        CHECK(located.refused == flag);
    }
}

TEST_CASE("a position outside the polygon of its municipality gives way to the address") {
    const World world;
    const auto located = world.locate("東町一丁目1", facility::StatedPosition{35.505, 133.9, ""}); // in 倉吉市
    CHECK(located.method == "gazetteer");
    CHECK(located.refused == "outside_municipality");
}

TEST_CASE("a position in the sea beside the coast is near enough") {
    const World world;
    CHECK(world.locate("湖山町北1", facility::StatedPosition{35.52, 134.18, ""}).method == "stated");
    // The border with 倉吉市 lies at 134.0: 180 m and 1.8 km over it.
    CHECK(world.locate("", facility::StatedPosition{35.52, 133.998, ""}).method == "stated");
    CHECK(world.locate("", facility::StatedPosition{35.52, 133.98, ""}).refused == "outside_municipality");
}

TEST_CASE("a position far from the town of its address gives way to the address") {
    const World world;
    const auto located = world.locate("東町一丁目1", facility::StatedPosition{35.9, 134.24, ""}); // 44 km north, in the municipality
    CHECK(located.method == "gazetteer");
    CHECK(located.refused == "far_from_address");
}

TEST_CASE("an address of which only the municipality is known is placed at it, and says so") {
    const World world;
    const auto located = world.locate("知らない町5-6");
    CHECK(located.level == "municipality");
    CHECK(located.town.empty());
    CHECK(located.municipality == "31201");
}

TEST_CASE("a town without 丁目 is placed at its reference point") {
    const World world;
    const auto located = world.locate("鳥取市湖山町北123");
    CHECK(located.level == "town");
    CHECK(located.position == base::Position{35.520, 134.180});
    CHECK(located.accuracy_m > 0);
    CHECK(located.house == "123");
}

TEST_CASE("the municipality that the address names wins over the code beside it") {
    const World world;
    const auto located = world.locate("倉吉市清谷10", std::nullopt, "31201");
    CHECK(located.municipality == "31203");
    CHECK(located.town == "清谷");
}

TEST_CASE("a position without an address tells the municipality") {
    const World world;
    CHECK(world.locate("", facility::StatedPosition{35.5, 133.7, ""}, "").municipality == "31203");
}

TEST_CASE("without a position and without an address nothing is known, and nothing is made up") {
    const World world;
    const auto located = world.locate("", std::nullopt, "");
    CHECK_FALSE(located.position.has_value());
    CHECK(located.method.empty());
    CHECK(located.level.empty());
}

TEST_CASE("a reference point outside its own municipality puts no mark on the map") {
    World world;
    world.region.import(tests::FakeImporter("addresses", facility::ImportKind::reference_points),
                        tests::json_lines({{{"point", {{"prefecture", "鳥取県"}, {"city", "鳥取市"}, {"town", "迷子町"}, {"lat", 35.5}, {"lon", 133.6}}}}}));
    const gazetteer::Gazetteer gazetteer(world.region.data().gazetteer_db());
    facility::SourceRecord record;
    record.address = {"迷子町1", "", "鳥取県", "鳥取市", "31201"};
    record.position = facility::StatedPosition{0, 0, "zero"};
    const auto located = intake::Locator(&gazetteer, world.areas).locate(record);
    CHECK_FALSE(located.position.has_value());
    CHECK(located.refused == "zero+gazetteer_outside");
}

TEST_CASE("without a gazetteer a stated position is checked against the polygon all the same") {
    const World world;
    const intake::Locator blind(nullptr, const_cast<reg::Areas&>(world.areas));
    facility::SourceRecord record;
    record.address = {"東町一丁目1番2号", "", "鳥取県", "鳥取市", "31201"};
    record.position = facility::StatedPosition{35.5, 134.2, ""};
    CHECK(blind.locate(record).method == "stated");
    record.position = facility::StatedPosition{35.5, 133.2, ""};
    CHECK(blind.locate(record).refused == "outside_municipality");
    CHECK_FALSE(blind.locate(record).position.has_value());
}

TEST_CASE("what is located survives the way through JSON") {
    const World world;
    const auto placed = world.locate("東町一丁目1", facility::StatedPosition{35.505, 133.9, ""});
    CHECK(intake::located_from_json(intake::to_json(placed)) == placed);
    CHECK(intake::located_from_json(intake::to_json(Located{})) == Located{});
}

TEST_CASE("a house number is the first run of numbers, however it is written") {
    CHECK(house_number("1番地の２ 中村ビル") == "1-2");
    CHECK(house_number("123番地") == "123");
    CHECK(house_number("１２３－４") == "123-4");
    CHECK(house_number("1番5号") == "1-5");
    CHECK(house_number("1-5") == "1-5");
    CHECK(house_number("1の5") == "1-5");
    CHECK(house_number("十三番五号") == "13-5");
    CHECK(house_number("字三ツ江 45番地3") == "45-3");
    CHECK(house_number("").empty());
    CHECK(house_number("中村ビル").empty());
    CHECK(house_number("1番地2号-") == "1-2");
}

TEST_CASE("a floor or a room behind a space is no part of the house number") {
    CHECK(house_number("1-2 301号室") == "1-2");
    CHECK(house_number("1番地2　3階") == "1-2");
    CHECK(house_number("123 4F") == "123");
    CHECK(house_number("1 - 2") == "1-2"); // spaces around a dash join
}
