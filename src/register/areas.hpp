#pragma once

#include "base/geodesy.hpp"
#include "register/register.hpp"

#include <optional>
#include <string>

namespace annai::reg {

/// One area, its parts already united: OGC WKB of a polygon or multipolygon, or "" for a list of towns.
struct AreaRow {
    std::string kind, code, name, parent_code, wkb;
};

struct AreaTownRow {
    std::string municipality, town_key, town, note;
};

/// Reads and writes areas. Prepared statements live as long as the object.
class Areas {
public:
    explicit Areas(Register& reg);

    /// Inserts or replaces; returns its id. A list of towns does not take away a polygon.
    std::int64_t save(const AreaRow& area, std::int64_t source_id);
    void clear_towns(std::int64_t area_id);
    void add_town(std::int64_t area_id, const AreaTownRow& town);

    /// How far, in metres, a position lies outside a municipality's polygon (0 inside); nothing when
    /// the register has no polygon of it.
    std::optional<double> metres_outside(const std::string& municipality, const base::Position& position);
    /// The municipality whose polygon holds the position, or "".
    std::string municipality_at(const base::Position& position);

private:
    sqlite::Statement m_save, m_clear, m_add, m_distance, m_at;
};

} // namespace annai::reg
