#include "base/file.hpp"
#include "intake/staging.hpp"
#include "support/region.hpp"

#include <doctest/doctest.h>

using namespace annai;
using tests::json_lines;
using tests::office;
using tests::Region;
using tests::row_of;

namespace {

/// What the work fails with, after checking that the register is as it was and that no staging file is left.
template <class Work> base::Error failure_of(Region& region, Work work) {
    const auto before = tests::dump(region.database());
    try {
        work();
    } catch (const base::Error& error) {
        CHECK(tests::dump(region.database()) == before);
        CHECK((!std::filesystem::exists(region.data().staging()) || std::filesystem::is_empty(region.data().staging())));
        return error;
    }
    FAIL("nothing was thrown");
    return {base::ErrorCode::storage, ""};
}

std::vector<facility::SourceRecord> offices(int from, int to) {
    std::vector<facility::SourceRecord> records;
    for (int i = from; i <= to; ++i) {
        records.push_back(office(std::to_string(3170100000 + i)));
    }
    return records;
}

} // namespace

TEST_CASE("when an importer gives up in the middle of a file, nothing has happened") {
    Region region;
    region.import_offices(offices(1, 3));
    auto lines = std::vector<nlohmann::json>{row_of(office("3170100001")), row_of(office("3170100009")), {{"stop", "壊れたファイル"}}};
    const auto error = failure_of(region, [&] { region.import(region.offices, json_lines(lines)); });
    CHECK(std::string(error.what()) == "壊れたファイル");
    // The lock is free again.
    CHECK(region.import_offices(offices(1, 4)).records == 4);
}

TEST_CASE("too many missing records stop an import unless they are accepted") {
    Region region;
    region.import_offices(offices(1, 20), Region::request_as_of("2026-06-01"));
    auto request = Region::request_as_of("2026-12-01");
    const auto error = failure_of(region, [&] { region.import_offices(offices(7, 20), request); }); // 6 of 20
    CHECK(error.code() == base::ErrorCode::conflict);
    CHECK(std::string(error.what()).find("6 of the 20") != std::string::npos);
    CHECK(std::string(error.what()).find("--accept-missing") != std::string::npos);
    request.accept_missing = true;
    CHECK(region.import_offices(offices(7, 20), request).missing() == 6);
}

TEST_CASE("a few missing records are the ordinary case") {
    Region region;
    region.import_offices(offices(1, 6), Region::request_as_of("2026-06-01"));
    CHECK(region.import_offices(offices(6, 6), Region::request_as_of("2026-12-01")).missing() == 5); // five are few, though most
}

TEST_CASE("too many rejected rows stop an import unless they are accepted") {
    Region region;
    std::vector<nlohmann::json> lines;
    for (int i = 0; i < 21; ++i) {
        lines.push_back({{"rejected", "番号が空です"}});
    }
    for (const auto& record : offices(1, 100)) {
        lines.push_back(row_of(record));
    }
    auto request = Region::request();
    const auto error = failure_of(region, [&] { region.import(region.offices, json_lines(lines), request); });
    CHECK(error.code() == base::ErrorCode::bad_source);
    CHECK(std::string(error.what()).find("21 of 121") != std::string::npos);
    request.accept_rejects = true;
    CHECK(region.import(region.offices, json_lines(lines), request).records == 100);
    // Twenty are few.
    lines.erase(lines.begin());
    CHECK(region.import(region.offices, json_lines(lines)).rows_rejected == 20);
}

TEST_CASE("an importer that loses a row is found out and nothing is imported") {
    Region region;
    const auto error = failure_of(region, [&] { region.import(region.offices, json_lines({row_of(office("3170100001")), {{"lost", 1}}})); });
    CHECK(error.code() == base::ErrorCode::storage);
    CHECK(std::string(error.what()).find("does not balance") != std::string::npos);
}

TEST_CASE("while another import or publish holds the lock, an import is a conflict") {
    Region region;
    const base::FileLock held(region.data().writer_lock(), "");
    const auto error = failure_of(region, [&] { region.import_offices(offices(1, 1)); });
    CHECK(error.code() == base::ErrorCode::conflict);
    CHECK(std::string(error.what()).find("another import") != std::string::npos);
}

TEST_CASE("a file that is missing, or a folder, is named with what to do") {
    Region region;
    auto request = Region::request();
    request.files = {region.folder() / "none.csv"};
    CHECK(std::string(failure_of(region, [&] { region.run(region.offices, request); }).what()).find("none.csv") != std::string::npos);
    request.files = {region.folder().path()};
    CHECK(std::string(failure_of(region, [&] { region.run(region.offices, request); }).what()).find("directory") != std::string::npos);
}

TEST_CASE("an importer of areas or addresses that delivers a facility is a defect, not a facility") {
    Region region;
    const tests::FakeImporter areas("other_borders", facility::ImportKind::areas);
    const auto error = failure_of(region, [&] { region.import(areas, tests::rows_of({office("3170100001")})); });
    CHECK(error.code() == base::ErrorCode::storage);
}

TEST_CASE("what a killed import left behind is removed by the next") {
    Region region;
    std::filesystem::create_directories(region.data().staging());
    std::ofstream(region.data().staging() / "import-99999.db") << "half an import, with names in it";
    region.import_offices(offices(1, 1));
    CHECK(std::filesystem::is_empty(region.data().staging()));
}

TEST_CASE("a failed import of addresses leaves the gazetteer as it was") {
    Region region;
    const auto before = std::filesystem::last_write_time(region.data().gazetteer_db());
    const tests::FakeImporter addresses("addresses", facility::ImportKind::reference_points);
    failure_of(region, [&] {
        region.import(addresses, json_lines({{{"point", {{"prefecture", "鳥取県"}, {"city", "鳥取市"}, {"town", "西町"}, {"lat", 35.5}, {"lon", 134.2}}}},
                                             {{"stop", "壊れたファイル"}}}));
    });
    CHECK(std::filesystem::last_write_time(region.data().gazetteer_db()) == before);
    CHECK_FALSE(std::filesystem::exists(region.data().gazetteer_db().string() + ".new"));
}
