#include "world.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "generated/gazetteer_schema.hpp"
#include "generated/queries_gazetteer.hpp"
#include "sqlite/database.hpp"

#include <doctest/doctest.h>

using namespace annai;
using tests::build;
using tests::point;

namespace {

/// Every row of the file as text, in order.
std::string content_of(const std::filesystem::path& file) {
    const sqlite::Database database(file, sqlite::OpenMode::read_only);
    std::string text;
    for (const auto* table : {"source", "municipality", "place"}) {
        auto rows = database.prepare("SELECT * FROM " + std::string(table) + " ORDER BY 1, 2");
        while (rows.step()) {
            for (int i = 0; i < rows.column_count(); ++i) {
                text += rows.text(i) + "|";
            }
            text += "\n";
        }
    }
    return text;
}

} // namespace

TEST_CASE("importing the same points twice gives the same rows") {
    const tests::TemporaryFolder folder;
    const auto file = folder / "gazetteer.db";
    const auto first = build(file, tests::small_world());
    const auto rows = content_of(file);
    CHECK_EQ(first.points, static_cast<std::int64_t>(tests::small_world().size()));
    CHECK_EQ(first.added, first.points);

    const auto second = build(file, tests::small_world());
    CHECK_EQ(second.added, 0);
    CHECK_EQ(second.changed, 0);
    CHECK_EQ(second.unchanged, first.points);
    CHECK_EQ(content_of(file), rows);
}

TEST_CASE("a dry run and an import that is never finished change nothing") {
    const tests::TemporaryFolder folder;
    const auto file = folder / "gazetteer.db";
    build(file, {point("鳥取県", "倉吉市", "上井", 35.452, 133.843)});
    const auto bytes = base::read_file(file);
    const auto summary = build(file, tests::small_world(), "test", true);
    CHECK_GT(summary.added, 0);
    CHECK_EQ(base::read_file(file), bytes);
    {
        gazetteer::Builder builder(file);
        builder.add(point("鳥取県", "倉吉市", "清谷", 35.46, 133.84), "test");
    }
    CHECK_EQ(base::read_file(file), bytes);
    CHECK_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1); // nothing is left beside it
}

TEST_CASE("sources stand side by side, and for the same place the newer import wins") {
    const tests::TemporaryFolder folder;
    const auto file = folder / "gazetteer.db";
    build(file, {point("鳥取県", "倉吉市", "上井", 35.452, 133.843), point("鳥取県", "倉吉市", "清谷", 35.46, 133.84)}, "one");
    const auto summary = build(file,
                               {point("鳥取県", "倉吉市", "上井", 35.453, 133.844),
                                point("鳥取県", "倉吉市", "上井", 35.4531, 133.8441, "301", true)},
                               "two");
    CHECK_EQ(summary.points, 2);
    CHECK_EQ(summary.changed, 1);
    CHECK_EQ(summary.added, 1);
    const gazetteer::Gazetteer gazetteer(file);
    CHECK_EQ(gazetteer.size(), 3);
    CHECK_EQ(gazetteer.locate({"鳥取県倉吉市上井", "", "", ""})->position.lat, doctest::Approx(35.453));
    CHECK_EQ(gazetteer.locate({"鳥取県倉吉市清谷1", "", "", ""})->position.lat, doctest::Approx(35.46));
    CHECK_EQ(gazetteer.locate({"鳥取県倉吉市上井301", "", "", ""})->level, gazetteer::Level::block);
}

TEST_CASE("of two rows for one place in one import the first counts") {
    const tests::TemporaryFolder folder;
    const auto file = folder / "gazetteer.db";
    const auto summary = build(file, {point("鳥取県", "倉吉市", "上井", 35.1, 133.1), point("鳥取県", "倉吉市", "大字上井", 35.2, 133.2)});
    CHECK_EQ(summary.points, 1);
    CHECK_EQ(gazetteer::Gazetteer(file).locate({"倉吉市上井", "", "", ""})->position.lat, doctest::Approx(35.1));
}

TEST_CASE("a town known by its blocks only gets their mean, until a source states it") {
    const tests::TemporaryFolder folder;
    const auto file = folder / "gazetteer.db";
    const std::vector<gazetteer::Point> blocks{point("鳥取県", "倉吉市", "上井", 35.0, 133.0, "1", true),
                                               point("鳥取県", "倉吉市", "上井", 35.2, 133.2, "2", true)};
    build(file, blocks);
    CHECK_EQ(gazetteer::Gazetteer(file).locate({"倉吉市上井9", "", "", ""})->position.lat, doctest::Approx(35.1));
    build(file, {point("鳥取県", "倉吉市", "上井", 35.3, 133.3)});
    CHECK_EQ(gazetteer::Gazetteer(file).locate({"倉吉市上井9", "", "", ""})->position.lat, doctest::Approx(35.3));
    build(file, blocks); // the blocks alone do not take the stated point away again
    CHECK_EQ(gazetteer::Gazetteer(file).locate({"倉吉市上井9", "", "", ""})->position.lat, doctest::Approx(35.3));
}

TEST_CASE("a municipality's point is one of its towns, near their middle") {
    const tests::TemporaryFolder folder;
    const auto file = folder / "gazetteer.db";
    build(file, {point("鳥取県", "倉吉市", "甲町", 35.0, 133.0), point("鳥取県", "倉吉市", "乙町", 35.11, 133.0),
                 point("鳥取県", "倉吉市", "丙町", 35.2, 133.0)});
    const auto match = gazetteer::Gazetteer(file).locate({"鳥取県倉吉市", "", "", ""});
    REQUIRE(match);
    CHECK_EQ(match->level, gazetteer::Level::municipality);
    CHECK_EQ(match->position.lat, doctest::Approx(35.11));
    CHECK_EQ(match->municipality_code, "31203");
}

TEST_CASE("a municipality without a known code is kept under its name") {
    const tests::TemporaryFolder folder;
    const auto file = folder / "gazetteer.db";
    build(file, {point("兵庫県", "篠山市", "北新町", 35.07, 135.22)});
    const auto match = gazetteer::Gazetteer(file).locate({"兵庫県篠山市北新町41", "", "", ""});
    REQUIRE(match);
    CHECK_EQ(match->level, gazetteer::Level::town);
    CHECK_EQ(match->municipality_code, "");
    CHECK_EQ(match->city, "篠山市");
}

TEST_CASE("what is no gazetteer is refused and stays as it is") {
    const tests::TemporaryFolder folder;
    const auto text = folder.file("text.db", "no database at all, but long enough to be looked at as one, twice over");
    CHECK_THROWS_AS(gazetteer::Gazetteer{text}, base::Error);
    CHECK_THROWS_AS(gazetteer::Builder{text}, base::Error);
    const auto other = folder / "other.db";
    { sqlite::Database(other, sqlite::OpenMode::create).execute("CREATE TABLE t (x)"); }
    CHECK_THROWS_AS(gazetteer::Gazetteer{other}, base::Error);
    CHECK_THROWS_AS(gazetteer::Builder{other}, base::Error);
    try {
        const gazetteer::Gazetteer missing(folder / "missing.db");
        FAIL("a missing file was opened");
    } catch (const base::Error& error) {
        CHECK_EQ(error.code(), base::ErrorCode::not_found);
    }
}

TEST_CASE("every statement of the gazetteer fits its tables, and those of a lookup only read") {
    const tests::TemporaryFolder folder;
    sqlite::Database database(folder / "g.db", sqlite::OpenMode::create);
    database.execute(gazetteer::schema::gazetteer);
    database.execute(gazetteer::schema::incoming);
    for (const auto& [name, sql] : queries::gazetteer::all) {
        CAPTURE(std::string(name));
        CHECK_NOTHROW(database.prepare(sql));
    }
    for (const auto& sql : {queries::gazetteer::nearest_key, queries::gazetteer::exact_key, queries::gazetteer::towns_of,
                            queries::gazetteer::all_municipalities, queries::gazetteer::count_places}) {
        CHECK(database.prepare(sql).is_read_only());
    }
}
