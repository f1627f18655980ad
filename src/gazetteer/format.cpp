#include "gazetteer/format.hpp"

#include "base/error.hpp"
#include "sqlite/database.hpp"

#include <string>

namespace annai::gazetteer {
namespace {
// As in schema/gazetteer/gazetteer.sql.
constexpr std::int64_t application_id = 1097746298;
constexpr std::int64_t version = 1;
} // namespace

void require_gazetteer(const std::filesystem::path& file) {
    if (!std::filesystem::exists(file)) {
        throw base::Error(base::ErrorCode::not_found,
                          file.string() + " does not exist; make it with: annai import addresses FILE");
    }
    const sqlite::Database database(file, sqlite::OpenMode::immutable);
    const auto pragma = [&](const char* sql) {
        auto statement = database.prepare(sql);
        return statement.step() ? statement.integer(0) : 0;
    };
    if (pragma("PRAGMA application_id") != application_id || pragma("PRAGMA user_version") != version) {
        throw base::Error(base::ErrorCode::storage, file.string() + " is no gazetteer of this version of annai; "
                                                    "move it away and import the addresses again");
    }
}

} // namespace annai::gazetteer
