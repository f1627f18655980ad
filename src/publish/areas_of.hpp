#pragma once

#include "publish/derive.hpp"
#include "register/register.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace annai::publish {

/// An area as it goes into an edition.
struct PublishedArea {
    std::int64_t id = 0;
    std::string kind, code, name, parent_code, geojson;
    std::optional<base::BoundingBox> box;
    int rank = 0;
};

/// Which areas a facility is in: its municipality by the code of its address; others by polygon, when the position
/// is good enough for it, and by lists of towns. A town that is split between two areas gives both.
class AreasOf {
public:
    explicit AreasOf(reg::Register& reg);
    const std::vector<PublishedArea>& all() const { return m_areas; }
    const PublishedArea* municipality(const std::string& code) const;

    struct Membership {
        const PublishedArea* area;
        bool split = false;
        std::string note;
    };
    std::vector<Membership> of(const intake::Located& located);

private:
    std::vector<PublishedArea> m_areas;
    std::map<std::int64_t, std::size_t> m_by_id;
    std::map<std::string, std::size_t> m_municipalities;
    sqlite::Statement m_at, m_of_town;
};

} // namespace annai::publish
