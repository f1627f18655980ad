#include "base/text.hpp"
#include "publish/statements.hpp"
#include "sqlite/database.hpp"

#include "generated/edition_schema.hpp"
#include "generated/gazetteer_schema.hpp"
#include "generated/queries_edition.hpp"
#include "generated/queries_gazetteer.hpp"
#include "generated/queries_intake.hpp"
#include "generated/queries_publish.hpp"
#include "generated/queries_register.hpp"
#include "generated/queries_search.hpp"

#include <doctest/doctest.h>

using namespace annai;
using namespace tests;

namespace {

std::string without_comments(std::string_view sql) {
    std::string text;
    for (const auto& line : base::split(sql, "\n")) {
        text += line.substr(0, line.find("--")) + "\n";
    }
    return text;
}

/// Prepares every statement; `reads_only` tells of a name whether it may do nothing but read.
template <class All, class ReadsOnly> void prepare_all(const All& all, const sqlite::Database& database, ReadsOnly reads_only) {
    REQUIRE(all.size() > 0);
    for (const auto& [name, sql] : all) {
        CAPTURE(std::string(name));
        try {
            const auto statement = database.prepare(sql);
            if (reads_only(std::string(name))) {
                CHECK(statement.is_read_only());
            }
            const auto text = without_comments(sql);
            const auto end = text.find(';'); // one statement a file: what follows the first would never run
            CHECK((end == std::string::npos || text.find_first_not_of(" \n", end + 1) == std::string::npos));
        } catch (const base::Error& error) {
            FAIL_CHECK(error.detail());
        }
    }
}

const auto everything = [](const std::string&) { return true; };
const auto nothing = [](const std::string&) { return false; };

} // namespace

TEST_CASE("every statement over the register can be prepared, and what publish asks only reads") {
    Region region;
    const auto staging = region.folder() / "staging.db";
    {
        sqlite::Database made(staging, sqlite::OpenMode::create);
        made.execute(queries::intake::staging_table);
        made.execute(queries::intake::staged_area_table);
        // Statements of the staging file itself.
        CHECK_NOTHROW(made.prepare(queries::intake::staged_insert));
        CHECK_NOTHROW(made.prepare(queries::intake::staged_place));
        CHECK_NOTHROW(made.prepare(queries::intake::staged_area_insert));
    }
    region.database().prepare("ATTACH :file AS staging").bind(":file", staging.string()).run();
    // Unqualified, the tables of the staging file are found in it since the register has none of their names;
    // the two that create them are tried where there are none.
    prepare_all(queries::reg::all, region.database(), nothing);
    prepare_all(queries::intake::all, region.database(), nothing);
    prepare_all(queries::publish::all, region.database(), everything);
}

TEST_CASE("every statement over an edition can be prepared, and what search asks only reads") {
    const TemporaryFolder folder;
    sqlite::Database database(folder / "public.db", sqlite::OpenMode::create);
    for (const auto& [name, sql] : edition::schema::all) {
        database.execute(sql);
    }
    prepare_all(queries::search::all, database, everything);
    prepare_all(queries::edition::all, database, [](const std::string& name) { return name.find("insert") == std::string::npos; });
}

TEST_CASE("every statement over a gazetteer can be prepared") {
    const TemporaryFolder folder;
    sqlite::Database database(folder / "gazetteer.db", sqlite::OpenMode::create);
    database.execute(gazetteer::schema::gazetteer);
    database.execute(gazetteer::schema::incoming);
    prepare_all(queries::gazetteer::all, database, nothing);
}
