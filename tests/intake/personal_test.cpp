#include "intake/personal.hpp"

#include "support/region.hpp"

#include <doctest/doctest.h>

using namespace annai;
using tests::office;
using tests::Region;

namespace {

constexpr const char* marker = "秘密山花子";

facility::SourceRecord with_person(const std::string& number) {
    auto record = office(number);
    record.persons = {{"窓口担当者", marker, "090-0000-1111", "hanako@example.jp", "午後"}};
    record.values["manager_name"] = std::string(marker) + "長";
    record.values["phone_direct"] = "090-0000-2222";
    return record;
}

void erase(Region& region, const std::string& key) {
    region.database()
        .prepare("UPDATE personal_data SET body = NULL, erased_at = '2026-11-01T00:00:00Z' WHERE key = :key")
        .bind(":key", key)
        .run();
}

} // namespace

TEST_CASE("taken apart and joined again, a record is what it was") {
    const auto record = with_person("3170100001");
    const auto split = intake::split_personal(record);
    CHECK(split.facts.find(marker) == std::string::npos);
    CHECK(split.facts.find("090-0000") == std::string::npos);
    CHECK(split.personal.find(marker) != std::string::npos);
    CHECK(facility::to_json(intake::join_personal(split.facts, split.personal)) == facility::to_json(record));
    CHECK(intake::join_personal(split.facts, "").persons.empty());
}

TEST_CASE("a record without persons has no personal part, and a changed person changes its hash") {
    CHECK(intake::split_personal(office("3170100001")).personal.empty());
    auto other = with_person("3170100001");
    const auto before = intake::split_personal(other).hash;
    other.persons[0].name = "別の人";
    CHECK(intake::split_personal(other).hash != before);
}

TEST_CASE("personal data lies in its own table and nowhere else in the register") {
    Region region;
    auto request = Region::request();
    request.on_reject = [](const facility::Reject&) {};
    auto line = tests::row_of(with_person("3170100001"));
    region.import(region.offices,
                  tests::json_lines({line, line, {{"remark", {"phone_direct_shape", "090-0000-2222"}}}, {{"remark", {"person", marker}}}}),
                  request);
    CHECK(region.text("SELECT body FROM personal_data").find(marker) != std::string::npos);
    const auto rest = tests::dump(region.database(), {"personal_data"});
    CHECK(rest.find("事業所3170100001") != std::string::npos); // the dump does show what is there
    CHECK(rest.find(marker) == std::string::npos);
    CHECK(rest.find("090-0000") == std::string::npos);
    CHECK(rest.find("hanako") == std::string::npos);
}

TEST_CASE("what was erased does not come back with the same file, nor with another change of the same row") {
    Region region;
    region.import_offices({with_person("3170100001")}, Region::request_as_of("2026-06-01"));
    erase(region, "3170100001/110");
    region.import_offices({with_person("3170100001"), office("3170100002")}, Region::request_as_of("2026-07-01"));
    CHECK(region.number("SELECT body IS NULL FROM personal_data") == 1);
    auto changed = with_person("3170100001");
    changed.values["fees"] = "改定";
    region.import_offices({changed, office("3170100002")}, Region::request_as_of("2026-08-01"));
    CHECK(region.number("SELECT body IS NULL AND erased_at IS NOT NULL FROM personal_data") == 1);
    CHECK(tests::dump(region.database()).find(marker) == std::string::npos);
}

TEST_CASE("what was erased does not come back after the row stood without it for a while") {
    Region region;
    region.import_offices({with_person("3170100001")}, Region::request_as_of("2026-06-01"));
    erase(region, "3170100001/110");
    region.import_offices({office("3170100001")}, Region::request_as_of("2026-07-01"));
    region.import_offices({with_person("3170100001")}, Region::request_as_of("2026-08-01"));
    CHECK(region.number("SELECT body IS NULL FROM personal_data") == 1);
}

TEST_CASE("a person who took the place of the erased one is new") {
    Region region;
    region.import_offices({with_person("3170100001")}, Region::request_as_of("2026-06-01"));
    erase(region, "3170100001/110");
    auto other = with_person("3170100001");
    other.persons[0].name = "後任の人";
    other.values.erase("manager_name");
    region.import_offices({other}, Region::request_as_of("2026-07-01"));
    CHECK(region.text("SELECT body FROM personal_data").find("後任の人") != std::string::npos);
    CHECK(region.number("SELECT erased_at IS NULL FROM personal_data") == 1);
}

TEST_CASE("personal data goes with the row that stated it") {
    Region region;
    region.import_offices({with_person("3170100001")}, Region::request_as_of("2026-06-01"));
    region.import_offices({office("3170100001")}, Region::request_as_of("2026-07-01"));
    CHECK(region.number("SELECT count(*) FROM personal_data") == 0);
}

TEST_CASE("history keeps no personal data of older files") {
    Region region;
    region.import_offices({office("3170100001")}, Region::request_as_of("2026-06-01"));
    region.import_offices({with_person("3170100001")}, Region::request_as_of("2025-06-01"));
    CHECK(region.number("SELECT count(*) FROM personal_data") == 0);
    CHECK(tests::dump(region.database()).find(marker) == std::string::npos);
}

TEST_CASE("personal data has a day until which it is kept") {
    Region region;
    region.import_offices({with_person("3170100001")});
    const auto until = base::parse_iso_date(region.text("SELECT retain_until FROM personal_data"));
    REQUIRE(until);
    CHECK(std::chrono::sys_days(*until) > std::chrono::sys_days(base::today()) + std::chrono::days(1000));
    CHECK(std::chrono::sys_days(*until) < std::chrono::sys_days(base::today()) + std::chrono::days(1200));
}
