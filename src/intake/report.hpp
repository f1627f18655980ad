#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace annai::intake {

/// How often something was noticed, with the first example.
struct Noticed {
    std::int64_t count = 0;
    std::string place;   ///< "jigyosho_110.csv:12"
    std::string example; ///< "0.0,0.0"; words of the file, which may be personal: shown, never kept
};

/// One scope of the import: source × part × region.
struct ScopeReport {
    std::string part, region, as_of, as_of_basis;
    bool history = false; ///< older than the newest release of the scope: kept, changes nothing shown
    std::int64_t records = 0, added = 0, changed = 0, unchanged = 0, missing = 0;
};

/// The accounting of an import (design §7.5):
/// rows_read = rows_in_records + ignored + rejected; records = linked + founded + in_review.
struct ImportReport {
    std::string source;
    bool dry_run = false;
    bool nothing_new = false; ///< these very files were imported before; nothing was changed
    std::int64_t rows_read = 0, rows_in_records = 0, rows_ignored = 0, rows_rejected = 0;
    std::map<std::string, std::int64_t> ignored; ///< by reason
    std::map<std::string, Noticed> remarks;
    std::int64_t records = 0, linked = 0, founded = 0, in_review = 0;
    std::int64_t positions_stated = 0, positions_geocoded = 0, positions_unknown = 0;
    std::map<std::string, std::int64_t> stated_refused; ///< by flag
    std::int64_t facilities_merged = 0, facilities_split = 0;
    std::vector<ScopeReport> scopes;
    std::int64_t points = 0, points_added = 0, points_changed = 0; ///< reference points
    std::int64_t areas = 0, towns_in_areas = 0;
    std::int64_t relocated = 0; ///< records whose position changed through new addresses or boundaries

    std::int64_t missing() const;
    /// Throws storage when rows or records do not add up: a defect of an importer, never ignored.
    void check() const;
};

nlohmann::json to_json(const ImportReport& report);
/// The same without the examples, for the register's history.
nlohmann::json to_kept_json(const ImportReport& report);
/// The report as lines for a person.
std::string to_text(const ImportReport& report);

} // namespace annai::intake
