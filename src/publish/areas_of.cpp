#include "publish/areas_of.hpp"

#include "facility/vocabulary.hpp"
#include "gazetteer/address_text.hpp"

#include "generated/queries_publish.hpp"

#include <algorithm>
#include <set>

namespace annai::publish {
namespace {

namespace sql = queries::publish;

constexpr double simplify_degrees = 0.0003; // some 30 m: lighter polygons, no visible gaps between neighbours

} // namespace

AreasOf::AreasOf(reg::Register& reg)
    : m_at(reg.database().prepare(sql::areas_at)), m_of_town(reg.database().prepare(sql::areas_of_town)) {
    auto statement = reg.database().prepare(sql::areas);
    statement.bind(":tolerance", simplify_degrees);
    while (statement.step()) {
        PublishedArea area;
        area.id = statement.integer(0);
        area.kind = statement.text(1);
        area.code = statement.text(2);
        area.name = statement.text(3);
        area.parent_code = statement.text(4);
        if (!statement.is_null(5)) {
            area.box = base::BoundingBox{statement.real(5), statement.real(6), statement.real(7), statement.real(8)};
        }
        area.geojson = statement.text(9);
        const auto* kind = facility::Vocabulary::get().area_kind(area.kind);
        area.rank = kind == nullptr ? 99 : kind->rank;
        m_by_id[area.id] = m_areas.size();
        if (area.kind == "municipality") {
            m_municipalities[area.code] = m_areas.size();
        }
        m_areas.push_back(std::move(area));
    }
}

const PublishedArea* AreasOf::municipality(const std::string& code) const {
    const auto found = m_municipalities.find(code);
    return found == m_municipalities.end() ? nullptr : &m_areas[found->second];
}

std::vector<AreasOf::Membership> AreasOf::of(const intake::Located& located) {
    std::map<std::int64_t, Membership> found;
    if (const auto* own = municipality(located.municipality)) {
        found[own->id] = {own, false, ""};
    }
    if (located.position && located.level != "municipality") {
        m_at.bind(":lon", located.position->lon).bind(":lat", located.position->lat);
        while (m_at.step()) {
            const auto& area = m_areas[m_by_id.at(m_at.integer(0))];
            found[area.id] = {&area, false, ""};
        }
        m_at.reset();
    }
    // The town itself, else the town that its 丁目 belongs to, else lists that name whole municipalities: each kind of
    // area from the finest list that knows the place.
    std::set<std::string> answered;
    const auto look_up = [&](const std::string& key) {
        std::map<std::string, std::vector<std::int64_t>> by_kind;
        m_of_town.bind(":municipality", located.municipality).bind(":town_key", key);
        while (m_of_town.step()) {
            const auto& area = m_areas[m_by_id.at(m_of_town.integer(0))];
            // A polygon that holds an exact position knows better than a list of towns.
            const bool settled = located.level == "exact" && std::any_of(found.begin(), found.end(), [&](const auto& entry) {
                return entry.second.area->kind == area.kind && entry.second.area->id != area.id && !entry.second.area->geojson.empty();
            });
            if (!settled && !answered.contains(area.kind)) {
                found.try_emplace(area.id, Membership{&area, false, m_of_town.text(2)});
                by_kind[area.kind].push_back(area.id);
            }
        }
        m_of_town.reset();
        for (const auto& [kind, ids] : by_kind) {
            answered.insert(kind);
            for (const auto id : ids) {
                found[id].split = ids.size() > 1 && !key.empty();
            }
        }
    };
    if (!located.municipality.empty()) {
        if (!located.town_key.empty()) {
            look_up(located.town_key);
        }
        if (const auto base = gazetteer::chome_base(located.town_key); !base.empty()) {
            look_up(std::string(base));
        }
        look_up("");
    }
    std::vector<Membership> memberships;
    for (const auto& [id, membership] : found) {
        memberships.push_back(membership);
    }
    std::sort(memberships.begin(), memberships.end(), [](const Membership& a, const Membership& b) {
        return std::tie(a.area->rank, a.area->code) < std::tie(b.area->rank, b.area->code);
    });
    return memberships;
}

} // namespace annai::publish
