#include "edition/edition.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include "generated/queries_edition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace annai::edition {
namespace {

namespace sql = queries::edition;
using base::Error;
using base::ErrorCode;

std::unique_ptr<sqlite::Database> open_connection(const std::filesystem::path& file) {
    auto database = std::make_unique<sqlite::Database>(file, sqlite::OpenMode::immutable);
    database->execute("PRAGMA query_only = ON; PRAGMA mmap_size = 1073741824; PRAGMA cache_size = -4000");
    return database;
}

Info read_info(const sqlite::Database& database, const std::filesystem::path& file) {
    std::map<std::string, std::string> values;
    try {
        auto statement = database.prepare(sql::info);
        while (statement.step()) {
            values[statement.text(0)] = statement.text(1);
        }
    } catch (const Error& error) {
        throw Error(ErrorCode::storage, fmt::format("{}: is no edition of annai", file.string()), error.detail());
    }
    const auto version = values["schema_version"];
    if (version != std::to_string(schema_version)) {
        throw Error(ErrorCode::storage, fmt::format("{}: has the edition schema {}, this program serves {}; publish it again "
                                                    "with this annai, or use the one that made it",
                                                    file.string(), version, schema_version));
    }
    Info info;
    const auto number = base::to_integer(values["number"]);
    const auto facilities = base::to_integer(values["facilities"]);
    if (!number || *number < 1 || !facilities) {
        throw Error(ErrorCode::storage, fmt::format("{}: is no whole edition of annai", file.string()));
    }
    info.number = *number;
    info.audience = values["audience"];
    if (info.audience != "public" && info.audience != "professional" && info.audience != "coordinator") {
        throw Error(ErrorCode::storage, fmt::format("{}: is an edition for '{}', which this program does not know", file.string(), info.audience));
    }
    info.published_at = values["published_at"];
    info.date = values["date"];
    info.facilities = *facilities;
    auto sources = database.prepare(sql::sources);
    while (sources.step()) {
        info.sources.push_back({sources.text(0), sources.text(1), sources.text(2), sources.text(3), sources.text(4),
                                sources.text(5)});
    }
    return info;
}

} // namespace

const SourceNote* Info::source(const std::string& code) const {
    const auto found = std::find_if(sources.begin(), sources.end(), [&](const SourceNote& s) { return s.code == code; });
    return found == sources.end() ? nullptr : &*found;
}

std::shared_ptr<const Edition> Edition::open(const std::filesystem::path& file) {
    if (!std::filesystem::is_regular_file(file)) {
        throw Error(ErrorCode::not_found, fmt::format("{}: there is no such edition", file.string()));
    }
    std::shared_ptr<Edition> edition(new Edition);
    edition->m_file = file;
    std::unique_ptr<sqlite::Database> connection;
    try {
        connection = open_connection(file);
    } catch (const Error& error) {
        throw Error(ErrorCode::storage, fmt::format("{}: is no edition of annai", file.string()), error.what());
    }
    edition->m_info = read_info(*connection, file);
    edition->m_idle.push_back(std::move(connection));
    return edition;
}

Edition::Connection Edition::connect() const {
    {
        const std::lock_guard lock(m_mutex);
        if (!m_idle.empty()) {
            auto database = std::move(m_idle.back());
            m_idle.pop_back();
            return {*this, std::move(database)};
        }
    }
    return {*this, open_connection(m_file)};
}

Edition::Connection::Connection(const Edition& edition, std::unique_ptr<sqlite::Database> database)
    : m_edition(&edition), m_database(std::move(database)) {}

Edition::Connection::~Connection() {
    if (m_database) {
        const std::lock_guard lock(m_edition->m_mutex);
        m_edition->m_idle.push_back(std::move(m_database));
    }
}

} // namespace annai::edition
