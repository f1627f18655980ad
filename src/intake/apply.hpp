#pragma once

#include "base/calendar.hpp"
#include "intake/locate.hpp"
#include "intake/report.hpp"
#include "register/register.hpp"

#include <cstdint>
#include <string>

namespace annai::intake {

/// What an import brings besides the staged records.
struct ApplyInput {
    std::int64_t source_id = 0;
    std::int64_t import_id = 0;
    std::string as_of;       ///< "2026-06-01"
    std::string as_of_basis; ///< "given" "content" "file_name" "import"
    bool accept_missing = false;
};

/// Applies the staged records (attached as `staging`) inside the caller's transaction: scope by scope,
/// rewriting only what changed, then matching. Throws conflict when so many records of a scope would go missing
/// that the file is probably only a part of it.
void apply_records(reg::Register& reg, const ApplyInput& input, ImportReport& report);

/// Applies staged areas and lists of towns; parts of one area become one multipolygon.
void apply_areas(reg::Register& reg, std::int64_t source_id, ImportReport& report);

/// Locates every record anew, after new addresses or boundaries, and decides again about those that moved.
void relocate_all(reg::Register& reg, const Locator& locator, ImportReport& report);

} // namespace annai::intake
