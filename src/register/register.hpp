#pragma once

#include "base/data_folder.hpp"
#include "facility/importer.hpp"
#include "sqlite/database.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace annai::reg {

struct SourceRow {
    std::int64_t id = 0;
    facility::SourceInfo info;
    std::string as_of; ///< newest current release, "" when none
};

struct SourceStatistics {
    std::string code, title, as_of;
    std::int64_t records = 0;   ///< standing in their newest release
    std::int64_t missing = 0;   ///< gone from it: their facilities are 要確認
    std::int64_t in_review = 0; ///< not yet decided which facility they are about
};

struct AreaStatistics {
    std::string kind;
    std::int64_t areas = 0, with_polygon = 0;
};

/// The register of one data folder: one connection with SpatiaLite, migrated.
class Register {
public:
    /// Makes a new one; conflict when there is one already.
    static Register create(const base::DataFolder& folder);
    /// Opens and migrates; not_found (with the remedy) when there is none.
    static Register open(const base::DataFolder& folder);

    sqlite::Database& database() { return m_database; }

    std::int64_t save_source(const facility::SourceInfo& info);
    std::vector<SourceRow> sources();
    std::vector<SourceStatistics> source_statistics();
    std::vector<AreaStatistics> area_statistics();
    std::int64_t facility_count();

    /// A line of history; `detail` holds no personal data. facility_id 0 = about none.
    void remember(const std::string& actor, const std::string& action, std::int64_t facility_id,
                  const nlohmann::json& detail);

private:
    explicit Register(sqlite::Database database) : m_database(std::move(database)) {}
    sqlite::Database m_database;
};

} // namespace annai::reg
