#include "sqlite/database.hpp"

#include "base/error.hpp"
#include "sqlite/spatialite.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cstring>

namespace annai::sqlite {
namespace {

using base::Error;
using base::ErrorCode;

/// Which failures the person at the keyboard can do something about, and what.
std::string remedy(int result) {
    switch (result & 0xff) {
    case SQLITE_FULL: return "the disk is full; free some space and repeat the command, nothing was changed";
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return "another annai process is writing; wait until it has finished and repeat the command";
    case SQLITE_READONLY: return "the file or its folder may not be written; check the permissions";
    case SQLITE_CANTOPEN: return "the file cannot be opened; check that it exists and may be read";
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT: return "the file is no usable database; restore it from a backup";
    case SQLITE_IOERR: return "the disk reported an error; check the space left and the disk itself";
    default: return "the database reported an error";
    }
}

[[noreturn]] void fail(sqlite3* database, int result, std::string_view doing) {
    const char* file = database != nullptr ? sqlite3_db_filename(database, "main") : nullptr;
    const std::string name = file != nullptr ? file : "";
    const auto code = (result & 0xff) == SQLITE_BUSY ? ErrorCode::conflict : ErrorCode::storage;
    throw Error(code, fmt::format("{}: {}", name.empty() ? "database" : name, remedy(result)),
                fmt::format("{}: {} ({})", doing, database != nullptr ? sqlite3_errmsg(database) : sqlite3_errstr(result),
                            sqlite3_extended_errcode(database)));
}

std::string uri_of(const std::filesystem::path& file) {
    std::string uri = "file:";
    for (const char c : std::filesystem::absolute(file).string()) {
        if (c == '?' || c == '#' || c == '%') {
            uri += fmt::format("%{:02x}", static_cast<unsigned char>(c));
        } else {
            uri += c;
        }
    }
    return uri + "?immutable=1";
}

} // namespace

struct Database::State {
    sqlite3* handle = nullptr;
    std::unique_ptr<Spatialite> spatialite;

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        // SpatiaLite's cache refers to the connection and must outlive it (see spatialite.hpp).
        sqlite3_close_v2(handle);
    }
};

Database::Database(const std::filesystem::path& file, OpenMode mode) : m_state(std::make_unique<State>()) {
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    std::string name = file.string();
    switch (mode) {
    case OpenMode::read_only: flags |= SQLITE_OPEN_READONLY; break;
    case OpenMode::read_write: flags |= SQLITE_OPEN_READWRITE; break;
    case OpenMode::create: flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE; break;
    case OpenMode::immutable:
        flags |= SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
        name = uri_of(file);
        break;
    }
    const int result = sqlite3_open_v2(name.c_str(), &m_state->handle, flags, nullptr);
    if (result != SQLITE_OK) {
        throw Error(ErrorCode::storage, fmt::format("{}: {}", file.string(), remedy(result)), sqlite3_errstr(result));
    }
    sqlite3_busy_timeout(m_state->handle, 5000);
    sqlite3_limit(m_state->handle, SQLITE_LIMIT_LENGTH, 1 << 28);
    sqlite3_db_config(m_state->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    execute("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = ON;");
}

Database::~Database() = default;
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;

void Database::enable_spatialite() {
    if (!m_state->spatialite) {
        m_state->spatialite = std::make_unique<Spatialite>(m_state->handle);
    }
}

void Database::execute(std::string_view sql) {
    run_all(sql, false);
}

void Database::execute_checked(std::string_view sql) {
    run_all(sql, true);
}

void Database::run_all(std::string_view sql, bool check_rows) {
    const char* at = sql.data();
    const char* const end = sql.data() + sql.size();
    while (at < end) {
        sqlite3_stmt* raw = nullptr;
        const char* tail = nullptr;
        const int prepared = sqlite3_prepare_v2(m_state->handle, at, static_cast<int>(end - at), &raw, &tail);
        if (prepared != SQLITE_OK) {
            fail(m_state->handle, prepared, std::string_view(at, static_cast<std::size_t>(end - at)).substr(0, 200));
        }
        const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement(raw, &sqlite3_finalize);
        if (raw != nullptr) {
            int result = SQLITE_ROW;
            while (result == SQLITE_ROW) {
                result = sqlite3_step(raw);
                if (check_rows && result == SQLITE_ROW && sqlite3_column_int64(raw, 0) == 0) {
                    fail(m_state->handle, SQLITE_ERROR, fmt::format("a function returned 0: {}", sqlite3_sql(raw)));
                }
            }
            if (result != SQLITE_DONE) {
                fail(m_state->handle, result, std::string_view(at, static_cast<std::size_t>(tail - at)).substr(0, 200));
            }
        }
        at = tail;
    }
}

Statement Database::prepare(std::string_view sql) const {
    return {m_state->handle, sql};
}

std::int64_t Database::last_insert_id() const {
    return sqlite3_last_insert_rowid(m_state->handle);
}

std::int64_t Database::changes() const {
    return sqlite3_changes64(m_state->handle);
}

sqlite3* Database::handle() const {
    return m_state->handle;
}

Statement::Statement(sqlite3* database, std::string_view sql) : m_database(database) {
    const int result = sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                          &m_statement, nullptr);
    if (result != SQLITE_OK || m_statement == nullptr) {
        fail(database, result, sql.substr(0, 300));
    }
}

Statement::~Statement() {
    sqlite3_finalize(m_statement);
}

Statement::Statement(Statement&& other) noexcept
    : m_database(other.m_database), m_statement(std::exchange(other.m_statement, nullptr)), m_stepped(other.m_stepped) {}

Statement& Statement::operator=(Statement&& other) noexcept {
    std::swap(m_database, other.m_database);
    std::swap(m_statement, other.m_statement);
    std::swap(m_stepped, other.m_stepped);
    return *this;
}

void Statement::check(int result) const {
    if (result != SQLITE_OK) {
        fail(m_database, result, sqlite3_sql(m_statement));
    }
}

int Statement::parameter(const char* name) const {
    const int index = sqlite3_bind_parameter_index(m_statement, name);
    if (index == 0) {
        throw Error(ErrorCode::storage, "the program asked its database a wrong question; please report this",
                    fmt::format("no parameter {} in: {}", name, sqlite3_sql(m_statement)));
    }
    return index;
}

void Statement::restart() {
    if (m_stepped) {
        sqlite3_reset(m_statement);
        m_stepped = false;
    }
}

Statement& Statement::bind(const char* name, std::int64_t value) {
    restart();
    check(sqlite3_bind_int64(m_statement, parameter(name), value));
    return *this;
}

Statement& Statement::bind(const char* name, double value) {
    restart();
    check(sqlite3_bind_double(m_statement, parameter(name), value));
    return *this;
}

Statement& Statement::bind(const char* name, std::string_view value) {
    restart();
    check(sqlite3_bind_text64(m_statement, parameter(name), value.data() != nullptr ? value.data() : "", value.size(),
                              SQLITE_TRANSIENT, SQLITE_UTF8));
    return *this;
}

Statement& Statement::bind_blob(const char* name, std::string_view bytes) {
    restart();
    check(sqlite3_bind_blob64(m_statement, parameter(name), bytes.data() != nullptr ? bytes.data() : "", bytes.size(),
                              SQLITE_TRANSIENT));
    return *this;
}

Statement& Statement::bind_null(const char* name) {
    restart();
    check(sqlite3_bind_null(m_statement, parameter(name)));
    return *this;
}

bool Statement::step() {
    m_stepped = true;
    const int result = sqlite3_step(m_statement);
    if (result == SQLITE_ROW) {
        return true;
    }
    if (result != SQLITE_DONE) {
        // The reset releases the statement's locks before the error travels.
        const std::string sql = sqlite3_sql(m_statement);
        try {
            fail(m_database, result, sql);
        } catch (...) {
            sqlite3_reset(m_statement);
            m_stepped = false;
            throw;
        }
    }
    return false;
}

void Statement::run() {
    restart();
    while (step()) {
    }
    reset();
}

void Statement::reset() {
    sqlite3_reset(m_statement);
    m_stepped = false;
}

int Statement::column_count() const {
    return sqlite3_column_count(m_statement);
}

bool Statement::is_null(int column) const {
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(m_statement, column);
}

double Statement::real(int column) const {
    return sqlite3_column_double(m_statement, column);
}

std::string_view Statement::view(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(m_statement, column));
    return bytes == nullptr ? std::string_view()
                            : std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)));
}

std::string Statement::text(int column) const {
    return std::string(view(column));
}

std::string Statement::blob(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(m_statement, column));
    return bytes == nullptr ? std::string()
                            : std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)));
}

bool Statement::is_read_only() const {
    return sqlite3_stmt_readonly(m_statement) != 0;
}

Transaction::Transaction(Database& database) : m_database(database) {
    m_database.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
    if (m_open && sqlite3_get_autocommit(m_database.handle()) == 0) {
        // A rollback can only fail where SQLite has already rolled back by itself.
        sqlite3_exec(m_database.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
}

void Transaction::commit() {
    m_database.execute("COMMIT");
    m_open = false;
}

} // namespace annai::sqlite
