#include "search/search.hpp"

#include "support/edition_file.hpp"
#include "support/support.hpp"

#include <doctest/doctest.h>

using namespace annai;
using State = search::Lookup::State;

namespace {

struct World {
    tests::TemporaryFolder folder;
    std::shared_ptr<const edition::Edition> edition;
    World() {
        tests::EditionFile file;
        file.facilities = {{"k3v9q2w8xz", "東町医院", {"clinic"}, {}, {"東", "西"}}, {"0000000000", "西町医院", {"clinic"}, {}, {"西"}}};
        file.former_ids = {{"merged0000", "k3v9q2w8xz"}, {"closed0000", ""}};
        edition = edition::Edition::open(file.write(folder / "public.db"));
    }
};

} // namespace

TEST_CASE("a facility is found by its public id") {
    const World world;
    const auto found = search::look_up(*world.edition, "k3v9q2w8xz");
    CHECK(found.state == State::found);
    CHECK(found.body == R"({"id":"k3v9q2w8xz"})");
    CHECK(found.feature.find("Feature") != std::string::npos);
}

TEST_CASE("a merged id leads on, a closed one is gone, and any other is unknown") {
    const World world;
    CHECK(search::look_up(*world.edition, "merged0000").state == State::redirect);
    CHECK(search::look_up(*world.edition, "merged0000").target == "k3v9q2w8xz");
    CHECK(search::look_up(*world.edition, "closed0000").state == State::gone);
    for (const auto* id : {"", "unknown000", "K3V9Q2W8XZ", "%", "k3v9q2w8xz ", "' OR 1=1 --"}) {
        CHECK(search::look_up(*world.edition, id).state == State::unknown);
    }
}

TEST_CASE("areas are listed with the number of their facilities") {
    const World world;
    const auto areas = search::areas(*world.edition, false);
    REQUIRE(areas.size() == 2);
    for (const auto& area : areas) {
        CHECK(area.facilities == (area.code == "西" ? 2 : 1));
        CHECK_FALSE(area.box.has_value());
        CHECK(area.geojson.empty());
    }
}
