#include "register/areas.hpp"

#include "generated/queries_register.hpp"

namespace annai::reg {

namespace sql = queries::reg;

Areas::Areas(Register& reg)
    : m_save(reg.database().prepare(sql::area_upsert)), m_clear(reg.database().prepare(sql::area_towns_clear)),
      m_add(reg.database().prepare(sql::area_town_insert)),
      m_distance(reg.database().prepare(sql::municipality_distance)),
      m_at(reg.database().prepare(sql::municipality_at)) {}

std::int64_t Areas::save(const AreaRow& area, std::int64_t source_id) {
    m_save.bind(":kind", area.kind)
        .bind(":code", area.code)
        .bind(":name", area.name)
        .bind(":parent_code", area.parent_code)
        .bind(":source_id", source_id);
    if (area.wkb.empty()) {
        m_save.bind_null(":wkb");
    } else {
        m_save.bind_blob(":wkb", area.wkb);
    }
    m_save.step();
    const auto id = m_save.integer(0);
    m_save.reset();
    return id;
}

void Areas::clear_towns(std::int64_t area_id) {
    m_clear.bind(":area_id", area_id).run();
}

void Areas::add_town(std::int64_t area_id, const AreaTownRow& town) {
    m_add.bind(":area_id", area_id)
        .bind(":municipality", town.municipality)
        .bind(":town_key", town.town_key)
        .bind(":town", town.town)
        .bind(":note", town.note)
        .run();
}

std::optional<double> Areas::metres_outside(const std::string& municipality, const base::Position& position) {
    constexpr double metres_per_degree = 100'000; // between a degree of latitude and one of longitude at 36°N
    m_distance.bind(":code", municipality).bind(":lon", position.lon).bind(":lat", position.lat);
    std::optional<double> metres;
    if (m_distance.step() && !m_distance.is_null(0)) {
        metres = m_distance.real(0) * metres_per_degree;
    }
    m_distance.reset();
    return metres;
}

std::string Areas::municipality_at(const base::Position& position) {
    m_at.bind(":lon", position.lon).bind(":lat", position.lat);
    std::string code;
    if (m_at.step()) {
        code = m_at.text(0);
    }
    m_at.reset();
    return code;
}

} // namespace annai::reg
