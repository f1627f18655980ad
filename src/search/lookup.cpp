#include "search/search.hpp"

#include "generated/queries_search.hpp"

namespace annai::search {

namespace sql = queries::search;

Lookup look_up(const edition::Edition& edition, const std::string& id) {
    Lookup result;
    const auto connection = edition.connect();
    auto facility = connection->prepare(sql::facility_by_public_id);
    if (facility.bind(":id", id).step()) {
        result.state = Lookup::State::found;
        result.body = facility.text(0);
        result.feature = facility.text(1);
        return result;
    }
    auto former = connection->prepare(sql::former_id);
    if (former.bind(":id", id).step()) {
        result.target = former.text(0);
        result.state = result.target.empty() ? Lookup::State::gone : Lookup::State::redirect;
    }
    return result;
}

std::vector<Area> areas(const edition::Edition& edition, bool with_geometry) {
    std::vector<Area> found;
    const auto connection = edition.connect();
    auto statement = connection->prepare(sql::areas);
    while (statement.step()) {
        Area area{statement.text(0), statement.text(1), statement.text(2), statement.text(3), statement.integer(9), {}, {}};
        if (!statement.is_null(4)) {
            area.box = base::BoundingBox{statement.real(4), statement.real(5), statement.real(6), statement.real(7)};
        }
        if (with_geometry) {
            area.geojson = statement.text(8);
        }
        found.push_back(std::move(area));
    }
    return found;
}

} // namespace annai::search
