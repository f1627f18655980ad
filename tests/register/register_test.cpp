#include "register/register.hpp"

#include "support/support.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace annai;

TEST_CASE("a source that is saved again keeps its id and takes its new description") {
    const tests::TemporaryFolder folder;
    auto reg = reg::Register::create({folder.path() / "data"});
    const auto id = reg.save_source({"care", "古い題", "旧", "旧出典", "", true, "open_data"});
    reg.save_source({"other", "他", "", "", "", false, "listing"});
    CHECK(reg.save_source({"care", "新しい題", "CC BY", "出典", "https://example.jp", true, "open_data"}) == id);
    const auto sources = reg.sources();
    REQUIRE(sources.size() == 2);
    CHECK(sources[0].info.title == "新しい題");
    CHECK(sources[0].as_of.empty());
    CHECK_FALSE(sources[1].info.published);
    CHECK(sources[1].info.source_kind == "listing");
}

TEST_CASE("a line of history needs no facility") {
    const tests::TemporaryFolder folder;
    auto reg = reg::Register::create({folder.path() / "data"});
    reg.remember("cli", "imported", 0, {{"rows", 3}});
    auto statement = reg.database().prepare("SELECT actor, action, facility_id, detail FROM history");
    REQUIRE(statement.step());
    CHECK(statement.text(1) == "imported");
    CHECK(statement.is_null(2));
    CHECK(statement.text(3) == R"({"rows":3})");
}

TEST_CASE("a new register counts nothing") {
    const tests::TemporaryFolder folder;
    auto reg = reg::Register::create({folder.path() / "data"});
    CHECK(reg.facility_count() == 0);
    CHECK(reg.source_statistics().empty());
    CHECK(reg.area_statistics().empty());
}
