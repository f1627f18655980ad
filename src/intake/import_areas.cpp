#include "base/error.hpp"
#include "intake/apply.hpp"
#include "register/areas.hpp"

#include "generated/queries_intake.hpp"

#include <fmt/format.h>

namespace annai::intake {

namespace sql = queries::intake;

void apply_areas(reg::Register& reg, std::int64_t source_id, ImportReport& report) {
    struct Staged {
        reg::AreaRow area;
        bool has_towns = false;
    };
    std::vector<Staged> staged;
    {
        auto statement = reg.database().prepare(sql::staged_areas);
        while (statement.step()) {
            Staged row;
            row.area = {statement.text(0), statement.text(1), statement.text(2), statement.text(3), statement.blob(4)};
            row.has_towns = statement.integer(5) > 0;
            const bool has_polygons = statement.integer(6) > 0;
            const bool some_unreadable = statement.integer(7) > 0;
            if (has_polygons && (row.area.wkb.empty() || some_unreadable)) {
                throw base::Error(base::ErrorCode::bad_source,
                                  fmt::format("the polygons of {} {} ({}) cannot be read or united; nothing was changed; repair "
                                              "the geometry in a GIS and import it again",
                                              row.area.kind, row.area.code, row.area.name));
            }
            staged.push_back(std::move(row));
        }
    }
    reg::Areas areas(reg);
    auto towns = reg.database().prepare(sql::staged_towns);
    for (const auto& [area, has_towns] : staged) {
        const auto id = areas.save(area, source_id);
        report.areas += 1;
        if (!has_towns) {
            continue;
        }
        // A list of towns is whole: what is no longer in it no longer belongs.
        areas.clear_towns(id);
        towns.bind(":kind", area.kind).bind(":code", area.code);
        while (towns.step()) {
            areas.add_town(id, {towns.text(0), towns.text(1), towns.text(2), towns.text(3)});
        }
        towns.reset();
    }
}

} // namespace annai::intake
