#include "edition/edition.hpp"

#include "base/error.hpp"
#include "support/edition_file.hpp"
#include "support/support.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

using namespace annai;
using edition::Edition;
using tests::EditionFile;
using tests::TemporaryFolder;

namespace {

template <class Work> base::Error failure_of(Work work) {
    try {
        work();
    } catch (const base::Error& error) {
        return error;
    }
    FAIL("nothing was thrown");
    return {base::ErrorCode::storage, ""};
}

} // namespace

TEST_CASE("an edition tells its number, its audience, its dates and its sources") {
    const TemporaryFolder folder;
    EditionFile file;
    file.number = "12";
    file.audience = "professional";
    file.facilities = {{"a000000001", "東町医院"}};
    const auto edition = Edition::open(file.write(folder / "p.db"));
    CHECK(edition->info().number == 12);
    CHECK(edition->info().audience == "professional");
    CHECK(edition->info().date == "2026-06-01");
    CHECK(edition->info().facilities == 1);
    REQUIRE(edition->info().source("care") != nullptr);
    CHECK(edition->info().source("care")->attribution == "出典：一覧");
    CHECK(edition->info().source("none") == nullptr);
}

TEST_CASE("an edition of a schema that this program does not know is refused with both numbers") {
    const TemporaryFolder folder;
    EditionFile file;
    file.schema = "99";
    const auto error = failure_of([&] { Edition::open(file.write(folder / "p.db")); });
    CHECK(error.code() == base::ErrorCode::storage);
    CHECK(std::string(error.what()).find("99") != std::string::npos);
    CHECK(std::string(error.what()).find("p.db") != std::string::npos);
}

TEST_CASE("an edition for an audience that this program does not know is refused") {
    const TemporaryFolder folder;
    EditionFile file;
    file.audience = "../../etc";
    CHECK(failure_of([&] { Edition::open(file.write(folder / "p.db")); }).code() == base::ErrorCode::storage);
}

TEST_CASE("an edition whose number is none is refused, not served as some other") {
    const TemporaryFolder folder;
    for (const auto* number : {"", "x", "-1", "99999999999999999999999999"}) {
        EditionFile file;
        file.number = number;
        CHECK(failure_of([&] { Edition::open(file.write(folder / (std::string("n") + number + ".db"))); }).code() == base::ErrorCode::storage);
    }
}

TEST_CASE("other files are no editions") {
    const TemporaryFolder folder;
    CHECK(failure_of([&] { Edition::open(folder / "none.db"); }).code() == base::ErrorCode::not_found);
    CHECK(failure_of([&] { Edition::open(folder.path()); }).code() == base::ErrorCode::not_found);
    const auto text = folder.file("text.db", "名称,住所\n");
    CHECK(failure_of([&] { Edition::open(text); }).code() == base::ErrorCode::storage);
    const auto noise = folder.file("noise.db", std::string(9000, 'x'));
    CHECK(std::string(failure_of([&] { Edition::open(noise); }).what()).find("no edition") != std::string::npos);
    const auto empty = folder.file("empty.db", "");
    CHECK(failure_of([&] { Edition::open(empty); }).code() == base::ErrorCode::storage);
    sqlite::Database(folder / "other.db", sqlite::OpenMode::create).execute("CREATE TABLE facility (x)");
    CHECK(failure_of([&] { Edition::open(folder / "other.db"); }).code() == base::ErrorCode::storage);
}

TEST_CASE("a connection to an edition cannot write") {
    const TemporaryFolder folder;
    const auto edition = Edition::open(EditionFile{}.write(folder / "p.db"));
    const auto connection = edition->connect();
    CHECK_THROWS_AS(connection->execute("DELETE FROM facility"), base::Error);
    CHECK_THROWS_AS(connection->execute("PRAGMA query_only = OFF; DELETE FROM facility"), base::Error); // the file is open for reading only
}

TEST_CASE("many threads read one edition at once, each with a connection of its own") {
    const TemporaryFolder folder;
    EditionFile file;
    for (int i = 0; i < 50; ++i) {
        file.facilities.push_back({"a" + std::to_string(i), "名" + std::to_string(i)});
    }
    const auto edition = Edition::open(file.write(folder / "p.db"));
    std::atomic<int> rows = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < 20; ++i) {
                const auto connection = edition->connect();
                auto statement = connection->prepare("SELECT id FROM facility");
                while (statement.step()) {
                    ++rows;
                }
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    CHECK(rows == 8 * 20 * 50);
}
