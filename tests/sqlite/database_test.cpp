#include "sqlite/database.hpp"

#include "base/error.hpp"
#include "support/support.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <iterator>
#include <thread>
#include <vector>

using namespace annai;
using sqlite::Database;
using sqlite::OpenMode;
using sqlite::Transaction;

namespace {

Database with_table(const std::filesystem::path& file) {
    Database database(file, OpenMode::create);
    database.execute("CREATE TABLE town (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, lat REAL, shape BLOB) STRICT");
    return database;
}

std::int64_t number_of(const Database& database, const char* sql) {
    auto statement = database.prepare(sql);
    REQUIRE(statement.step());
    return statement.integer(0);
}

/// What the work fails with; the test fails when it does not.
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

TEST_CASE("values of every type come back as they were bound") {
    const tests::TemporaryFolder folder;
    auto database = with_table(folder / "a.db");
    auto insert = database.prepare("INSERT INTO town (name, lat, shape) VALUES (:name, :lat, :shape)");
    insert.bind(":name", "中央一丁目").bind(":lat", 35.5).bind_blob(":shape", std::string_view("\0\x01\xff", 3)).run();
    insert.bind(":name", std::optional<std::string>("北町")).bind(":lat", std::optional<double>()).bind_null(":shape").run();
    CHECK(database.last_insert_id() == 2);
    CHECK(database.changes() == 1);

    auto select = database.prepare("SELECT name, lat, shape, id FROM town ORDER BY id");
    CHECK(select.column_count() == 4);
    REQUIRE(select.step());
    CHECK(select.text(0) == "中央一丁目");
    CHECK(select.real(1) == 35.5);
    CHECK(select.blob(2) == std::string("\0\x01\xff", 3));
    REQUIRE(select.step());
    CHECK(select.view(0) == "北町");
    CHECK(select.is_null(1));
    CHECK(select.is_null(2));
    CHECK(select.integer(3) == 2);
    CHECK_FALSE(select.step());
}

TEST_CASE("an empty text is a text and no NULL") {
    const tests::TemporaryFolder folder;
    auto database = with_table(folder / "a.db");
    database.prepare("INSERT INTO town (name) VALUES (:name)").bind(":name", std::string_view()).run();
    CHECK(number_of(database, "SELECT count(*) FROM town WHERE name = ''") == 1);
}

TEST_CASE("binding after a run starts the statement anew and keeps the other values") {
    const tests::TemporaryFolder folder;
    auto database = with_table(folder / "a.db");
    database.execute("INSERT INTO town (name, lat) VALUES ('東', 1), ('西', 2), ('南', 3)");
    auto select = database.prepare("SELECT name FROM town WHERE lat >= :from AND lat <= :to ORDER BY lat");
    REQUIRE(select.bind(":from", 1.0).bind(":to", 3.0).step());
    CHECK(select.text(0) == "東");
    REQUIRE(select.bind(":from", 3.0).step());
    CHECK(select.text(0) == "南");
    CHECK_FALSE(select.step());
}

TEST_CASE("a misspelt parameter is a failure, not an unbound value") {
    const tests::TemporaryFolder folder;
    auto database = with_table(folder / "a.db");
    auto insert = database.prepare("INSERT INTO town (name) VALUES (:name)");
    const auto error = failure_of([&] { insert.bind(":nmae", "x"); });
    CHECK(error.code() == base::ErrorCode::storage);
    CHECK(error.detail().find(":nmae") != std::string::npos);
}

TEST_CASE("an error names the file for the person and the statement for the log only") {
    const tests::TemporaryFolder folder;
    auto database = with_table(folder / "register.db");
    const auto syntax = failure_of([&] { database.prepare("SELEKT 1"); });
    CHECK(syntax.code() == base::ErrorCode::storage);
    CHECK(std::string(syntax.what()).find("register.db") != std::string::npos);
    CHECK(std::string(syntax.what()).find("SELEKT") == std::string::npos);
    CHECK(syntax.detail().find("SELEKT") != std::string::npos);

    database.execute("INSERT INTO town (name) VALUES ('東')");
    auto insert = database.prepare("INSERT INTO town (name) VALUES (:name)");
    const auto twice = failure_of([&] { insert.bind(":name", "東").run(); });
    CHECK(twice.detail().find("UNIQUE") != std::string::npos);
    insert.bind(":name", "西").run(); // the statement is usable after a failure
    CHECK(number_of(database, "SELECT count(*) FROM town") == 2);
}

TEST_CASE("an empty statement cannot be prepared") {
    const tests::TemporaryFolder folder;
    const auto database = with_table(folder / "a.db");
    CHECK_THROWS_AS(database.prepare("-- nothing but a comment"), base::Error);
}

TEST_CASE("a transaction that is not committed leaves no trace") {
    const tests::TemporaryFolder folder;
    auto database = with_table(folder / "a.db");
    {
        const Transaction transaction(database);
        database.execute("INSERT INTO town (name) VALUES ('東')");
        CHECK(number_of(database, "SELECT count(*) FROM town") == 1);
    }
    CHECK(number_of(database, "SELECT count(*) FROM town") == 0);
    {
        Transaction transaction(database);
        database.execute("INSERT INTO town (name) VALUES ('西')");
        transaction.commit();
    }
    CHECK(number_of(database, "SELECT count(*) FROM town") == 1);
}

TEST_CASE("a transaction is rolled back when an error travels through it") {
    const tests::TemporaryFolder folder;
    auto database = with_table(folder / "a.db");
    CHECK_THROWS_AS(
        [&] {
            Transaction transaction(database);
            database.execute("INSERT INTO town (name) VALUES ('東'); INSERT INTO town (name) VALUES ('東');");
            transaction.commit();
        }(),
        base::Error);
    CHECK(number_of(database, "SELECT count(*) FROM town") == 0);
    const Transaction again(database); // and a new one can begin
}

TEST_CASE("several statements run in their order up to the one that fails") {
    const tests::TemporaryFolder folder;
    auto database = with_table(folder / "a.db");
    CHECK_THROWS_AS(database.execute("INSERT INTO town (name) VALUES ('a'); nonsense; INSERT INTO town (name) VALUES ('b')"),
                    base::Error);
    CHECK(number_of(database, "SELECT count(*) FROM town") == 1);
}

TEST_CASE("a SpatiaLite function that returns 0 is a failure") {
    const tests::TemporaryFolder folder;
    Database database(folder / "a.db", OpenMode::create);
    database.enable_spatialite();
    database.enable_spatialite(); // a second time does nothing
    database.execute_checked("SELECT InitSpatialMetaData(1, 'WGS84')");
    database.execute("CREATE TABLE strict_area (id INTEGER PRIMARY KEY) STRICT; CREATE TABLE area (id INTEGER PRIMARY KEY)");

    // execute() does not look; that is the trap.
    CHECK_NOTHROW(database.execute("SELECT AddGeometryColumn('no_such_table', 'geometry', 4326, 'POLYGON', 'XY')"));
    const auto error = failure_of(
        [&] { database.execute_checked("SELECT AddGeometryColumn('strict_area', 'geometry', 4326, 'POLYGON', 'XY')"); });
    CHECK(error.detail().find("AddGeometryColumn") != std::string::npos);
    CHECK_THROWS_AS(database.execute_checked("SELECT GeomFromWKB(x'00', 4326)"), base::Error); // NULL counts as 0
    CHECK_NOTHROW(database.execute_checked("SELECT AddGeometryColumn('area', 'geometry', 4326, 'POLYGON', 'XY')"));
    CHECK(number_of(database, "SELECT ST_Area(GeomFromText('POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))'))") == 4);
}

TEST_CASE("connections with SpatiaLite can be opened and closed by several threads at once") {
    const tests::TemporaryFolder folder;
    with_table(folder / "a.db");
    std::vector<std::thread> threads;
    std::atomic<int> sum = 0;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            Database database(folder / "a.db", OpenMode::read_only);
            database.enable_spatialite();
            auto statement = database.prepare("SELECT X(MakePoint(5, 6, 4326))");
            sum += statement.step() ? static_cast<int>(statement.integer(0)) : 0;
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    CHECK(sum == 40);
}

TEST_CASE("a read-only connection refuses to write") {
    const tests::TemporaryFolder folder;
    with_table(folder / "a.db");
    Database database(folder / "a.db", OpenMode::read_only);
    const auto error = failure_of([&] { database.execute("INSERT INTO town (name) VALUES ('東')"); });
    CHECK(error.code() == base::ErrorCode::storage);
    CHECK(std::string(error.what()).find("permissions") != std::string::npos);
}

TEST_CASE("a missing file is made only when that is asked for") {
    const tests::TemporaryFolder folder;
    for (const auto mode : {OpenMode::read_only, OpenMode::read_write, OpenMode::immutable}) {
        const auto error = failure_of([&] { Database(folder / "none.db", mode).prepare("SELECT * FROM sqlite_master").step(); });
        CHECK(std::string(error.what()).find("none.db") != std::string::npos);
        CHECK_FALSE(std::filesystem::exists(folder / "none.db"));
    }
}

TEST_CASE("a file that is no database is named with what to do") {
    const tests::TemporaryFolder folder;
    const auto file = folder.file("a.db", std::string(5000, 'x'));
    const auto error = failure_of([&] { Database(file, OpenMode::read_write).prepare("SELECT * FROM sqlite_master").step(); });
    CHECK(std::string(error.what()).find("a.db") != std::string::npos);
    CHECK(std::string(error.what()).find("backup") != std::string::npos);
}

TEST_CASE("an immutable file opens without write access and whatever its name holds") {
    const tests::TemporaryFolder folder;
    std::filesystem::create_directory(folder / "50% ? #1");
    const auto file = folder.path() / "50% ? #1" / "公開.db";
    with_table(file).execute("INSERT INTO town (name) VALUES ('東')");
    using std::filesystem::perms;
    std::filesystem::permissions(file, perms::owner_read);
    std::filesystem::permissions(file.parent_path(), perms::owner_read | perms::owner_exec);
    {
        Database database(file, OpenMode::immutable);
        CHECK(number_of(database, "SELECT count(*) FROM town") == 1);
        CHECK_THROWS_AS(database.execute("DELETE FROM town"), base::Error);
        CHECK(std::distance(std::filesystem::directory_iterator(file.parent_path()), {}) == 1); // no journal, no -shm
    }
    std::filesystem::permissions(file.parent_path(), perms::owner_all);
}

TEST_CASE("an immutable file takes no locks: it is read while somebody holds the writer's") {
    const tests::TemporaryFolder folder;
    auto writer = with_table(folder / "a.db");
    writer.execute("BEGIN EXCLUSIVE");
    Database reader(folder / "a.db", OpenMode::immutable);
    CHECK(number_of(reader, "SELECT count(*) FROM town") == 0);
}

TEST_CASE("a database that another process writes to is a conflict that says so") {
    const tests::TemporaryFolder folder;
    auto first = with_table(folder / "a.db");
    Database second(folder / "a.db", OpenMode::read_write);
    second.execute("PRAGMA busy_timeout = 20");
    const Transaction held(first);
    const auto error = failure_of([&] { const Transaction other(second); });
    CHECK(error.code() == base::ErrorCode::conflict);
    CHECK(std::string(error.what()).find("wait until it has finished") != std::string::npos);
}

TEST_CASE("statements and connections can be moved") {
    const tests::TemporaryFolder folder;
    auto first = with_table(folder / "a.db");
    first.execute("INSERT INTO town (name) VALUES ('東')");
    Database moved = std::move(first);
    auto statement = moved.prepare("SELECT name FROM town");
    sqlite::Statement taken = std::move(statement);
    REQUIRE(taken.step());
    sqlite::Statement assigned = moved.prepare("SELECT 1");
    assigned = std::move(taken);
    CHECK(assigned.text(0) == "東");
}

TEST_CASE("a statement knows whether it only reads") {
    const tests::TemporaryFolder folder;
    const auto database = with_table(folder / "a.db");
    CHECK(database.prepare("SELECT * FROM town").is_read_only());
    CHECK_FALSE(database.prepare("DELETE FROM town").is_read_only());
}

TEST_CASE("foreign keys are kept on every connection") {
    const tests::TemporaryFolder folder;
    auto database = with_table(folder / "a.db");
    database.execute("CREATE TABLE house (town INTEGER NOT NULL REFERENCES town (id))");
    CHECK_THROWS_AS(database.execute("INSERT INTO house VALUES (99)"), base::Error);
}
