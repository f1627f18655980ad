#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

struct sqlite3;
struct sqlite3_stmt;

// The only folder that sees sqlite3.h and spatialite.h.

namespace annai::sqlite {

enum class OpenMode {
    read_only,
    read_write, ///< the file must exist
    create,     ///< made if missing
    immutable,  ///< read-only, no locks, no journal: for files that never change (editions)
};

class Statement;

/// One connection. One object per thread; it opens what it says and closes it.
class Database {
public:
    Database(const std::filesystem::path& file, OpenMode mode);
    ~Database();
    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;

    /// Adds SpatiaLite's functions to the connection.
    void enable_spatialite();

    /// Runs one or several statements without parameters.
    void execute(std::string_view sql);
    /// The same, and a SELECT that returns 0 or NULL is a failure: that is how SpatiaLite's functions
    /// (AddGeometryColumn …) report that they did nothing.
    void execute_checked(std::string_view sql);
    /// Prepares one statement; throws storage Error with the statement's text as detail.
    Statement prepare(std::string_view sql) const;

    std::int64_t last_insert_id() const;
    std::int64_t changes() const;
    sqlite3* handle() const;

private:
    void run_all(std::string_view sql, bool check_rows);
    struct State;
    std::unique_ptr<State> m_state;
};

/// A prepared statement. Bind by name (":name"), then step() through the rows. bind() after a run starts
/// it anew (reset is implied).
class Statement {
public:
    Statement(sqlite3* database, std::string_view sql);
    ~Statement();
    Statement(Statement&&) noexcept;
    Statement& operator=(Statement&&) noexcept;

    Statement& bind(const char* name, std::int64_t value);
    Statement& bind(const char* name, int value) { return bind(name, static_cast<std::int64_t>(value)); }
    Statement& bind(const char* name, bool value) { return bind(name, static_cast<std::int64_t>(value)); }
    Statement& bind(const char* name, double value);
    Statement& bind(const char* name, std::string_view value);
    Statement& bind(const char* name, const std::string& value) { return bind(name, std::string_view(value)); }
    Statement& bind(const char* name, const char* value) { return bind(name, std::string_view(value)); }
    Statement& bind_blob(const char* name, std::string_view bytes);
    Statement& bind_null(const char* name);
    template <class T> Statement& bind(const char* name, const std::optional<T>& value) {
        return value ? bind(name, *value) : bind_null(name);
    }

    /// True while there is a row.
    bool step();
    /// Runs a statement that gives no rows (or whose rows do not matter) and resets it.
    void run();
    void reset();

    int column_count() const;
    bool is_null(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string text(int column) const;
    std::string_view view(int column) const; ///< valid until the next step
    std::string blob(int column) const;
    bool is_read_only() const;

private:
    void check(int result) const;
    int parameter(const char* name) const;
    void restart();
    sqlite3* m_database = nullptr;
    sqlite3_stmt* m_statement = nullptr;
    bool m_stepped = false;
};

/// BEGIN IMMEDIATE … COMMIT; rolled back when not committed.
class Transaction {
public:
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Database& m_database;
    bool m_open = true;
};

} // namespace annai::sqlite
