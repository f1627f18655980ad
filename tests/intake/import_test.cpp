#include "base/file.hpp"
#include "support/region.hpp"

#include <doctest/doctest.h>

using namespace annai;
using tests::day;
using tests::json_lines;
using tests::listed;
using tests::office;
using tests::Region;
using tests::row_of;

namespace {

/// Everything but the notes of the runs themselves.
std::string content(Region& region) {
    return tests::dump(region.database(), {"import", "import_file", "release", "history"});
}

} // namespace

TEST_CASE("every row read is in a record, ignored with its reason, or rejected, and every record is linked, new or in review") {
    Region region;
    std::vector<facility::Reject> rejects;
    auto request = Region::request();
    request.on_reject = [&](const facility::Reject& reject) { rejects.push_back(reject); };
    auto two_rows = office("3170100003");
    two_rows.rows = 2;
    const auto report = region.import(region.offices,
                                      json_lines({row_of(office("3170100001")), row_of(office("3170100001", "130")),
                                                  row_of(two_rows), {{"ignored", "他県"}}, {{"ignored", "他県"}},
                                                  {{"rejected", "名称が空です"}}, {{"remark", {"phone_shape", "12"}}}}),
                                      request);
    CHECK(report.rows_read == 7);
    CHECK(report.rows_in_records == 4);
    CHECK(report.rows_ignored == 2);
    CHECK(report.ignored.at("他県") == 2);
    CHECK(report.rows_rejected == 1);
    REQUIRE(rejects.size() == 1);
    CHECK(rejects[0].place.line == 6);
    CHECK(report.records == 3);
    CHECK(report.founded == 2);
    CHECK(report.linked == 1);
    CHECK(report.in_review == 0);
    CHECK(report.remarks.at("phone_shape").count == 1);
    CHECK(region.reg().facility_count() == 2);
    REQUIRE(report.scopes.size() == 2);
    CHECK(report.scopes[0].part == "110");
    CHECK(report.scopes[0].added == 2);
    CHECK(report.scopes[1].part == "130");
}

TEST_CASE("importing the same file again changes nothing at all") {
    Region region;
    region.import_offices({office("3170100001"), office("3170100002")}, Region::request_as_of("2026-06-01"));
    const auto before = tests::dump(region.database());
    const auto report = region.import_offices({office("3170100001"), office("3170100002")}, Region::request_as_of("2026-06-01"));
    CHECK(report.nothing_new);
    CHECK(tests::dump(region.database()) == before);
}

TEST_CASE("importing the same history again changes nothing at all") {
    Region region;
    region.import_offices({office("3170100001")}, Region::request_as_of("2026-06-01"));
    region.import_offices({office("3170100001"), office("3170100002")}, Region::request_as_of("2025-06-01"));
    const auto before = tests::dump(region.database());
    CHECK(region.import_offices({office("3170100001"), office("3170100002")}, Region::request_as_of("2025-06-01")).nothing_new);
    CHECK(tests::dump(region.database()) == before);
}

TEST_CASE("the same records in another order and another file are no change") {
    Region region;
    region.import_offices({office("3170100001"), office("3170100002")}, Region::request_as_of("2026-06-01"));
    const auto before = content(region);
    const auto report = region.import_offices({office("3170100002"), office("3170100001")}, Region::request_as_of("2026-07-01"));
    CHECK_FALSE(report.nothing_new);
    CHECK(report.scopes.at(0).unchanged == 2);
    CHECK(report.linked == 2);
    auto after = content(region);
    CHECK(after.substr(0, after.find("== file")) == before.substr(0, before.find("== file")));
    CHECK(region.number("SELECT count(*) FROM source_record") == 2);
    CHECK(region.text("SELECT max(as_of) FROM release WHERE state = 'current'") == "2026-07-01");
}

TEST_CASE("a changed row becomes a new version that ends the old one") {
    Region region;
    region.import_offices({office("3170100001"), office("3170100002")}, Region::request_as_of("2026-06-01"));
    auto changed = office("3170100001");
    changed.values["phone"] = "0857-99-9999";
    const auto id = region.id_of(changed.key);
    const auto report = region.import_offices({changed, office("3170100002")}, Region::request_as_of("2026-12-01"));
    CHECK(report.scopes.at(0).changed == 1);
    CHECK(report.scopes.at(0).unchanged == 1);
    CHECK(region.id_of(changed.key) == id);
    CHECK(region.texts("SELECT coalesce(ended, 'stands') || latest FROM source_record WHERE key = '3170100001/110' ORDER BY id") ==
          std::vector<std::string>{"changed0", "stands1"});
    CHECK(region.number("SELECT until_release = (SELECT max(id) FROM release) FROM source_record WHERE ended = 'changed'") == 1);
}

TEST_CASE("a record that is gone from its scope goes missing and keeps its facility") {
    Region region;
    region.import_offices({office("3170100001"), office("3170100002")}, Region::request_as_of("2026-06-01"));
    const auto report = region.import_offices({office("3170100002")}, Region::request_as_of("2026-12-01"));
    CHECK(report.missing() == 1);
    CHECK(region.text("SELECT ended FROM source_record WHERE key = '3170100001/110' AND latest = 1") == "missing");
    CHECK_FALSE(region.id_of("3170100001/110").empty());

    // And when it is back, it stands again under the same id.
    const auto id = region.id_of("3170100001/110");
    region.import_offices({office("3170100001"), office("3170100002")}, Region::request_as_of("2027-06-01"));
    CHECK(region.number("SELECT count(*) FROM source_record WHERE latest = 1 AND ended IS NULL") == 2);
    CHECK(region.id_of("3170100001/110") == id);
}

TEST_CASE("importing one part says nothing about the records of another, nor of another prefecture or source") {
    Region region;
    auto elsewhere = office("3270100001");
    elsewhere.region = "32";
    region.import_offices({office("3170100001"), office("3170100001", "130"), elsewhere}, Region::request_as_of("2026-06-01"));
    region.import_list({listed("row 1", "東町医院", "0857-20-0001")});
    const auto report = region.import_offices({office("3170100002")}, Region::request_as_of("2026-12-01"));
    CHECK(report.missing() == 1); // 3170100001/110 only
    CHECK(region.texts("SELECT key FROM source_record WHERE ended = 'missing'") == std::vector<std::string>{"3170100001/110"});
}

TEST_CASE("an older file is kept as history and changes nothing that is shown") {
    Region region;
    auto now = office("3170100001");
    now.values["phone"] = "0857-11-1111";
    region.import_offices({now}, Region::request_as_of("2026-06-01"));
    const auto shown = [&] {
        return region.texts("SELECT facts || located || latest FROM source_record WHERE latest = 1") == std::vector<std::string>{} ? ""
               : tests::dump(region.database(), {"import", "import_file", "release", "history", "file", "source_record"}) +
                     region.text("SELECT group_concat(facts, ';') FROM source_record WHERE latest = 1");
    };
    const auto before = shown();
    const auto report = region.import_offices({office("3170100001"), office("3170100009")}, Region::request_as_of("2025-06-01"));
    CHECK(report.scopes.at(0).history);
    CHECK(report.records == 0);
    CHECK(report.missing() == 0);
    CHECK(shown() == before);
    CHECK(region.number("SELECT count(*) FROM source_record WHERE ended = 'history'") == 2);
    CHECK(region.text("SELECT max(as_of) FROM release WHERE state = 'current'") == "2026-06-01");
}

TEST_CASE("the day of a file is what was given, else what it says, else what its name says, else today") {
    Region region;
    const auto as_of = [&](const std::string& file, const std::string& number, bool says, bool given) {
        auto request = given ? Region::request_as_of("2026-01-04") : Region::request();
        request.files = {file};
        std::vector<nlohmann::json> lines{row_of(office(number))};
        if (says) {
            lines.insert(lines.begin(), nlohmann::json{{"as_of", "2026-01-03"}});
        }
        const auto report = region.import(tests::FakeImporter("dated" + number, facility::ImportKind::facilities), json_lines(lines), request);
        return report.scopes.at(0).as_of + " " + report.scopes.at(0).as_of_basis;
    };
    CHECK(as_of("list_20260102.jsonl", "3170100001", true, true) == "2026-01-04 given");
    CHECK(as_of("list_20260102.jsonl", "3170100002", true, false) == "2026-01-03 content");
    CHECK(as_of("list_20260102.jsonl", "3170100003", false, false) == "2026-01-02 file_name");
    CHECK(as_of("list.jsonl", "3170100004", false, false) == base::to_iso(base::today()) + " import");
}

TEST_CASE("the same content does not become newer by being read again, but by a newer date of the file") {
    Region region;
    const auto request_named = [](const char* name) {
        auto request = Region::request();
        request.files = {name};
        return request;
    };
    region.import(region.offices, tests::rows_of({office("3170100001")}), request_named("jigyosho_20250601.jsonl"));
    // Other bytes, same records, no date but today's: the old date stays.
    auto report = region.import(region.offices, json_lines({row_of(office("3170100001")), {{"ignored", "空行"}}}),
                                request_named("jigyosho.jsonl"));
    CHECK(report.scopes.at(0).as_of == "2025-06-01");
    CHECK(region.text("SELECT as_of FROM release WHERE state = 'current'") == "2025-06-01");
    // The same bytes as at first, published anew: somebody has looked, and it still holds.
    report = region.import(region.offices, tests::rows_of({office("3170100001")}), request_named("jigyosho_20251201.jsonl"));
    CHECK_FALSE(report.nothing_new);
    CHECK(region.text("SELECT as_of FROM release WHERE state = 'current'") == "2025-12-01");
    CHECK(region.number("SELECT count(*) FROM source_record") == 1);
}

TEST_CASE("a row whose key stood before is rejected with the place of the first") {
    Region region;
    std::vector<std::string> reasons;
    auto request = Region::request();
    request.on_reject = [&](const facility::Reject& reject) { reasons.push_back(reject.reason); };
    auto other = office("3170100001");
    other.values["name"] = "二重の行";
    other.rows = 2;
    const auto report = region.import_offices({office("3170100002"), office("3170100001"), other}, request);
    REQUIRE(reasons.size() == 1);
    CHECK(reasons[0].find("care.jsonl:2") != std::string::npos);
    CHECK(reasons[0].find("3170100001/110") != std::string::npos);
    CHECK(report.rows_rejected == 2);
    CHECK(report.records == 2);
    CHECK(region.number("SELECT count(*) FROM source_record WHERE facts LIKE '%二重の行%'") == 0);
}

TEST_CASE("several files are one import, and none may be named twice") {
    Region region;
    auto request = Region::request();
    request.files = {region.folder().file("a.jsonl", tests::rows_of({office("3170100001")})),
                     region.folder().file("b.jsonl", tests::rows_of({office("3170100002")}))};
    const auto report = region.run(region.offices, request);
    CHECK(report.records == 2);
    CHECK(region.texts("SELECT file FROM source_record ORDER BY key") == std::vector<std::string>{"a.jsonl", "b.jsonl"});
    request.files.push_back(region.folder().file("copy of a.jsonl", tests::rows_of({office("3170100001")})));
    CHECK_THROWS_AS(region.run(region.offices, request), base::Error);
}

TEST_CASE("a dry run tells what would happen and changes nothing") {
    Region region;
    region.import_offices({office("3170100001"), office("3170100002")}, Region::request_as_of("2026-06-01"));
    const auto before = tests::dump(region.database());
    auto request = Region::request_as_of("2026-12-01");
    request.dry_run = true;
    request.keep_file = [](const std::filesystem::path&, const std::string&) { FAIL("a file was kept"); };
    auto changed = office("3170100001");
    changed.values["name"] = "新しい名";
    const auto report = region.import_offices({changed, office("3170100003")}, request);
    CHECK(report.dry_run);
    CHECK(report.scopes.at(0).changed == 1);
    CHECK(report.scopes.at(0).added == 1);
    CHECK(report.missing() == 1);
    CHECK(report.founded == 1);
    CHECK(tests::dump(region.database()) == before);
    CHECK(std::filesystem::is_empty(region.data().staging()));
}

TEST_CASE("the files are kept before anything is applied") {
    Region region;
    std::vector<std::string> kept;
    auto request = Region::request();
    request.keep_file = [&](const std::filesystem::path& file, const std::string& hash) {
        kept.push_back(hash);
        CHECK(std::filesystem::exists(file));
        CHECK(region.number("SELECT count(*) FROM source_record") == 0);
    };
    region.import_offices({office("3170100001")}, request);
    CHECK(region.texts("SELECT hash FROM file WHERE name = 'care.jsonl'") == kept);
}

TEST_CASE("the report of a run is kept in the register") {
    Region region;
    region.import_offices({office("3170100001")});
    const auto kept = nlohmann::json::parse(region.text("SELECT report FROM import ORDER BY id DESC LIMIT 1"));
    CHECK(kept["rows"]["read"] == 1);
    CHECK(region.number("SELECT count(*) FROM history WHERE action = 'imported'") == 3); // borders, addresses, this
}

TEST_CASE("another attribution can be given for files that somebody else has made") {
    Region region;
    auto request = Region::request();
    request.attribution = "見本市が加工";
    region.import_offices({office("3170100001")}, request);
    CHECK(region.text("SELECT attribution FROM source WHERE code = 'care'") == "見本市が加工");
}
