#include "register/migrations.hpp"

#include "base/calendar.hpp"
#include "base/error.hpp"
#include "base/hash.hpp"

#include "generated/queries_register.hpp"
#include "generated/register_schema.hpp"

#include <fmt/format.h>

#include <map>

namespace annai::reg {
namespace {

using base::Error;
using base::ErrorCode;

std::map<std::string, std::string> applied_migrations(sqlite::Database& database) {
    database.execute("CREATE TABLE IF NOT EXISTS migration ("
                     "name TEXT PRIMARY KEY, hash TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT, WITHOUT ROWID");
    std::map<std::string, std::string> applied;
    auto statement = database.prepare(queries::reg::migrations);
    while (statement.step()) {
        applied[statement.text(0)] = statement.text(1);
    }
    return applied;
}

} // namespace

void migrate(sqlite::Database& database) {
    const auto applied = applied_migrations(database);
    std::map<std::string, std::string_view> known;
    for (const auto& [name, sql] : schema::all) {
        known[std::string(name)] = sql;
    }
    for (const auto& [name, hash] : applied) {
        const auto found = known.find(name);
        if (found == known.end()) {
            throw Error(ErrorCode::conflict, fmt::format("the register holds the migration {}, which this program does "
                                                         "not know: it was made by a newer annai; use that one",
                                                         name));
        }
        if (base::sha256_hex(found->second) != hash) {
            throw Error(ErrorCode::conflict, fmt::format("the migration {} of the register differs from this program's: "
                                                         "one of the two was altered; use the annai that made it",
                                                         name));
        }
    }
    for (const auto& [name, sql] : known) {
        if (applied.contains(name)) {
            continue;
        }
        sqlite::Transaction transaction(database);
        if (applied_migrations(database).contains(name)) {
            continue; // by another process, while this one waited for the lock
        }
        database.execute_checked(sql);
        database.prepare(queries::reg::migration_insert)
            .bind(":name", name)
            .bind(":hash", base::sha256_hex(sql))
            .bind(":applied_at", base::now_utc())
            .run();
        transaction.commit();
    }
}

} // namespace annai::reg
