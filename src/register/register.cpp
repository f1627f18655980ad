#include "register/register.hpp"

#include "base/calendar.hpp"
#include "base/error.hpp"
#include "register/migrations.hpp"

#include "generated/queries_register.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace annai::reg {
namespace {

namespace sql = queries::reg;
using base::Error;
using base::ErrorCode;

void prepare_connection(sqlite::Database& database) {
    database.enable_spatialite();
    // FULL: an import that was reported as done survives a power failure. What is erased is overwritten.
    database.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;");
    migrate(database);
}

} // namespace

Register Register::create(const base::DataFolder& folder) {
    if (std::filesystem::exists(folder.register_db())) {
        throw Error(ErrorCode::conflict, fmt::format("{}: there is a register already; remove it first if you really "
                                                     "want to begin anew",
                                                     folder.register_db().string()));
    }
    std::error_code failed;
    std::filesystem::create_directories(folder.root, failed);
    if (failed) {
        throw Error(ErrorCode::storage,
                    fmt::format("{}: the folder cannot be made ({})", folder.root.string(), failed.message()));
    }
    Register made(sqlite::Database(folder.register_db(), sqlite::OpenMode::create));
    prepare_connection(made.m_database);
    return made;
}

Register Register::open(const base::DataFolder& folder) {
    if (!std::filesystem::exists(folder.register_db())) {
        throw Error(ErrorCode::not_found, fmt::format("{}: there is no register; make one with `annai --data {} init`",
                                                      folder.register_db().string(), folder.root.string()));
    }
    Register opened(sqlite::Database(folder.register_db(), sqlite::OpenMode::read_write));
    prepare_connection(opened.m_database);
    return opened;
}

std::int64_t Register::save_source(const facility::SourceInfo& info) {
    auto statement = m_database.prepare(sql::source_upsert);
    statement.bind(":code", info.code)
        .bind(":title", info.title)
        .bind(":licence", info.licence)
        .bind(":attribution", info.attribution)
        .bind(":url", info.url)
        .bind(":published", info.published)
        .bind(":source_kind", info.source_kind);
    statement.step();
    return statement.integer(0);
}

std::vector<SourceRow> Register::sources() {
    std::vector<SourceRow> rows;
    auto statement = m_database.prepare(sql::sources);
    while (statement.step()) {
        SourceRow row;
        row.id = statement.integer(0);
        row.info.code = statement.text(1);
        row.info.title = statement.text(2);
        row.info.licence = statement.text(3);
        row.info.attribution = statement.text(4);
        row.info.url = statement.text(5);
        row.info.published = statement.integer(6) != 0;
        row.info.source_kind = statement.text(7);
        row.as_of = statement.text(8);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<SourceStatistics> Register::source_statistics() {
    std::vector<SourceStatistics> rows;
    auto statement = m_database.prepare(sql::source_statistics);
    while (statement.step()) {
        rows.push_back({statement.text(0), statement.text(1), statement.text(2), statement.integer(3),
                        statement.integer(4), statement.integer(5)});
    }
    return rows;
}

std::vector<AreaStatistics> Register::area_statistics() {
    std::vector<AreaStatistics> rows;
    auto statement = m_database.prepare(sql::area_statistics);
    while (statement.step()) {
        rows.push_back({statement.text(0), statement.integer(1), statement.integer(2)});
    }
    return rows;
}

std::int64_t Register::facility_count() {
    auto statement = m_database.prepare(sql::facility_count);
    statement.step();
    return statement.integer(0);
}

void Register::remember(const std::string& actor, const std::string& action, std::int64_t facility_id,
                        const nlohmann::json& detail) {
    auto statement = m_database.prepare(sql::history_insert);
    statement.bind(":at", base::now_utc()).bind(":actor", actor).bind(":action", action).bind(":detail", detail.dump());
    if (facility_id == 0) {
        statement.bind_null(":facility_id");
    } else {
        statement.bind(":facility_id", facility_id);
    }
    statement.run();
}

} // namespace annai::reg
