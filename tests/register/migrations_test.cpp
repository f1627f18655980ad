#include "register/migrations.hpp"

#include "base/error.hpp"
#include "base/hash.hpp"
#include "register/register.hpp"
#include "support/support.hpp"

#include "generated/register_schema.hpp"

#include <doctest/doctest.h>

using namespace annai;

namespace {

base::DataFolder data_in(const tests::TemporaryFolder& folder) {
    return {folder.path() / "data"};
}

std::vector<std::string> rows(sqlite::Database& database, const char* sql) {
    std::vector<std::string> found;
    auto statement = database.prepare(sql);
    while (statement.step()) {
        found.push_back(statement.text(0));
    }
    return found;
}

base::ErrorCode refusal_of(const base::DataFolder& folder, std::string& message) {
    try {
        reg::Register::open(folder);
    } catch (const base::Error& error) {
        message = error.what();
        return error.code();
    }
    FAIL("the register was opened");
    return base::ErrorCode::storage;
}

} // namespace

TEST_CASE("a new register holds every migration by name and hash") {
    const tests::TemporaryFolder folder;
    auto reg = reg::Register::create(data_in(folder));
    std::vector<std::string> names, hashes;
    for (const auto& [name, sql] : reg::schema::all) {
        names.emplace_back(name);
        hashes.push_back(base::sha256_hex(sql));
    }
    CHECK(rows(reg.database(), "SELECT name FROM migration ORDER BY name") == names);
    CHECK(rows(reg.database(), "SELECT hash FROM migration ORDER BY name") == hashes);
    CHECK(rows(reg.database(), "PRAGMA journal_mode") == std::vector<std::string>{"wal"});
    CHECK(rows(reg.database(), "PRAGMA secure_delete") == std::vector<std::string>{"1"}); // what is erased is gone
    CHECK(rows(reg.database(), "PRAGMA integrity_check") == std::vector<std::string>{"ok"});
}

TEST_CASE("a register that is opened again keeps what it holds and is migrated only once") {
    const tests::TemporaryFolder folder;
    std::vector<std::string> applied;
    {
        auto reg = reg::Register::create(data_in(folder));
        reg.save_source({"x", "X", "CC BY", "出典：X", "https://example.jp", true, "open_data"});
        applied = rows(reg.database(), "SELECT name || applied_at FROM migration");
    }
    auto reg = reg::Register::open(data_in(folder));
    CHECK(reg.sources().size() == 1);
    CHECK(rows(reg.database(), "SELECT name || applied_at FROM migration") == applied);
    reg::migrate(reg.database());
    CHECK(rows(reg.database(), "SELECT name || applied_at FROM migration") == applied);
}

TEST_CASE("a second register is not made over the first") {
    const tests::TemporaryFolder folder;
    reg::Register::create(data_in(folder));
    try {
        reg::Register::create(data_in(folder));
        FAIL("made twice");
    } catch (const base::Error& error) {
        CHECK(error.code() == base::ErrorCode::conflict);
    }
}

TEST_CASE("a folder without a register is told how to make one") {
    const tests::TemporaryFolder folder;
    std::string message;
    CHECK(refusal_of(data_in(folder), message) == base::ErrorCode::not_found);
    CHECK(message.find("init") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(data_in(folder).register_db()));
}

TEST_CASE("a register whose migration reads otherwise is refused and left alone") {
    const tests::TemporaryFolder folder;
    reg::Register::create(data_in(folder)).database().execute("UPDATE migration SET hash = 'altered'");
    std::string message;
    CHECK(refusal_of(data_in(folder), message) == base::ErrorCode::conflict);
    CHECK(message.find("0001_register") != std::string::npos);
    sqlite::Database database(data_in(folder).register_db(), sqlite::OpenMode::read_only);
    CHECK(rows(database, "SELECT DISTINCT hash FROM migration") == std::vector<std::string>{"altered"});
}

TEST_CASE("a register of a newer program is refused") {
    const tests::TemporaryFolder folder;
    reg::Register::create(data_in(folder))
        .database()
        .execute("INSERT INTO migration (name, hash, applied_at) VALUES ('9999_future', 'x', '2030-01-01')");
    std::string message;
    CHECK(refusal_of(data_in(folder), message) == base::ErrorCode::conflict);
    CHECK(message.find("9999_future") != std::string::npos);
    CHECK(message.find("newer") != std::string::npos);
}

TEST_CASE("a migration that fails leaves nothing of itself and is done when it can be") {
    const tests::TemporaryFolder folder;
    std::filesystem::create_directories(data_in(folder).root);
    const auto make_obstacle = [&](const char* sql) {
        sqlite::Database(data_in(folder).register_db(), sqlite::OpenMode::create).execute(sql);
    };
    make_obstacle("CREATE TABLE history (x)"); // of the same name as a table of the first migration
    std::string message;
    CHECK(refusal_of(data_in(folder), message) == base::ErrorCode::storage);
    {
        sqlite::Database database(data_in(folder).register_db(), sqlite::OpenMode::read_only);
        CHECK(rows(database, "SELECT name FROM migration").empty());
        CHECK(rows(database, "SELECT name FROM sqlite_master WHERE name = 'source_record'").empty());
    }
    make_obstacle("DROP TABLE history");
    CHECK(reg::Register::open(data_in(folder)).facility_count() == 0);
}
