#include "publish/edition_writer.hpp"

#include "base/file.hpp"
#include "publish/statements.hpp"
#include "search/search.hpp"

#include <doctest/doctest.h>

using namespace annai;
using namespace tests;
using publish::EditionContent;

namespace {

publish::Derived facility_of(int number, bool located = true) {
    publish::Derived facility;
    facility.public_id = "f" + std::to_string(100000 + number);
    facility.sort_key = std::to_string(200000 - number);
    facility.search_text = "名" + std::to_string(number) + "\n";
    facility.body = {{"id", facility.public_id}, {"name", "名" + std::to_string(number)}, {"kinds", {"clinic"}},
                     {"status", "open"},         {"sources", {"care"}}};
    if (located) {
        facility.body["position"] = {{"lat", 35.0 + number * 0.001}, {"lon", 134.0 + number * 0.002}, {"level", "exact"}, {"method", "stated"}, {"accuracy_m", 50}};
    }
    return facility;
}

EditionContent content_of(int facilities) {
    EditionContent content;
    content.info = {7, "public", "2026-06-01T03:04:05Z", "2026-06-01", 0, {{"care", "一覧", "CC BY", "出典", "", "2026-05-01"}}};
    for (int i = 0; i < facilities; ++i) {
        content.facilities.push_back(facility_of(i, i % 7 != 0));
    }
    content.former_ids = {{"gone000000", ""}, {"moved00000", "f100001"}};
    return content;
}

std::string bytes_of_edition(const TemporaryFolder& folder, const std::string& name, EditionContent content) {
    publish::write_edition(folder / name, std::move(content));
    return base::read_file(folder / name);
}

} // namespace

TEST_CASE("equal content gives equal bytes, whatever the order of the facilities") {
    const TemporaryFolder folder;
    auto turned = content_of(500);
    std::reverse(turned.facilities.begin(), turned.facilities.end());
    const auto one = bytes_of_edition(folder, "a/public.db", content_of(500));
    CHECK(one == bytes_of_edition(folder, "b/public.db", content_of(500)));
    CHECK(one == bytes_of_edition(folder, "c/public.db", turned));
    auto other = content_of(500);
    other.facilities[3].body["name"] = "別の名";
    CHECK(one != bytes_of_edition(folder, "d/public.db", other));
}

TEST_CASE("only number and dates differ between two editions of the same content") {
    const TemporaryFolder folder;
    auto later = content_of(50);
    later.info.number = 8;
    later.info.published_at = "2026-07-01T03:04:05Z";
    later.info.date = "2026-07-01";
    publish::write_edition(folder / "a.db", content_of(50));
    publish::write_edition(folder / "b.db", later);
    sqlite::Database a(folder / "a.db", sqlite::OpenMode::immutable), b(folder / "b.db", sqlite::OpenMode::immutable);
    CHECK(dump(a) != dump(b));
    CHECK(dump(a, {"info"}) == dump(b, {"info"}));
}

TEST_CASE("what was written is what is read, in one file that needs no other") {
    const TemporaryFolder folder;
    publish::write_edition(folder / "e/public.db", content_of(20));
    CHECK(std::distance(std::filesystem::directory_iterator(folder / "e"), {}) == 1);
    const auto edition = edition::Edition::open(folder / "e/public.db");
    CHECK(edition->info().number == 7);
    CHECK(edition->info().facilities == 20);
    CHECK(edition->info().source("care")->attribution == "出典");
    CHECK(search::find(*edition, {}, search::Want::body).hits.front().id == "f100019"); // sorted by reading
    CHECK(search::look_up(*edition, "gone000000").state == search::Lookup::State::gone);
    CHECK(search::look_up(*edition, "moved00000").target == "f100001");
    sqlite::Database file(folder / "e/public.db", sqlite::OpenMode::immutable);
    auto mode = file.prepare("PRAGMA journal_mode");
    mode.step();
    CHECK(mode.text(0) != "wal");
}

TEST_CASE("what stood at the place before is overwritten, not added to") {
    const TemporaryFolder folder;
    const auto first = bytes_of_edition(folder, "public.db", content_of(30));
    bytes_of_edition(folder, "public.db", content_of(300));
    CHECK(bytes_of_edition(folder, "public.db", content_of(30)) == first);
}

TEST_CASE("in the table that is searched an answer goes before the notification beside it") {
    const TemporaryFolder folder;
    auto content = content_of(1);
    content.facilities[0].body["capabilities"] = {{{"code", "home_visit"}, {"answer", "unknown"}, {"basis", "notified"}, {"date", "2026-01-01"}},
                                                  {{"code", "home_visit"}, {"answer", "no"}, {"basis", "self_reported"}, {"date", "2026-01-01"}}};
    publish::write_edition(folder / "public.db", content);
    sqlite::Database file(folder / "public.db", sqlite::OpenMode::immutable);
    auto rows = file.prepare("SELECT answer, basis FROM facility_capability");
    REQUIRE(rows.step());
    CHECK(rows.text(0) == "no");
    CHECK_FALSE(rows.step());
}

TEST_CASE("an empty edition can be written and read") {
    const TemporaryFolder folder;
    publish::write_edition(folder / "public.db", content_of(0));
    CHECK(search::count(*edition::Edition::open(folder / "public.db"), {}) == 0);
}
