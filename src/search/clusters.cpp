#include "search/clusters.hpp"

#include "search/plan.hpp"
#include "search/search.hpp"

#include "generated/queries_search.hpp"

#include <algorithm>
#include <map>

namespace annai::search {
namespace {

namespace sql = queries::search;

bool is_plain(const FacilityQuery& query) {
    return query.areas.empty() && query.kinds.empty() && query.capabilities.empty() && query.text.empty();
}

std::vector<Cluster> precomputed(const edition::Edition& edition, const base::BoundingBox& box, int zoom) {
    const auto [min_x, min_y] = cell_of({box.max_lat, box.min_lon}, zoom);
    const auto [max_x, max_y] = cell_of({box.min_lat, box.max_lon}, zoom);
    const auto connection = edition.connect();
    auto statement = connection->prepare(sql::clusters);
    statement.bind(":zoom", zoom).bind(":min_x", min_x).bind(":max_x", max_x).bind(":min_y", min_y).bind(":max_y", max_y);
    std::vector<Cluster> found;
    while (statement.step()) {
        Cluster cluster;
        cluster.position = {statement.real(1), statement.real(0)};
        cluster.count = statement.integer(2);
        cluster.id = statement.text(3);
        cluster.feature = statement.text(4);
        cluster.box = {statement.real(5), statement.real(6), statement.real(7), statement.real(8)};
        found.push_back(std::move(cluster));
    }
    return found;
}

/// Counts the facilities that answer the question, cell by cell.
std::vector<Cluster> counted(const edition::Edition& edition, const FacilityQuery& query, int zoom) {
    struct Cell {
        double lat = 0, lon = 0;
        std::int64_t count = 0, facility = 0;
        base::BoundingBox box{180, 90, -180, -90};
    };
    const auto made = plan(query, false);
    const auto connection = edition.connect();
    auto statement = connection->prepare("SELECT facility.id, lat, lon FROM facility" + made.conditions +
                                         (made.conditions.empty() ? " WHERE " : " AND ") + "lat IS NOT NULL");
    made.bind(statement);
    std::map<std::pair<std::int64_t, std::int64_t>, Cell> cells;
    const int grid = std::min(zoom >= single_zoom ? zoom + 6 : zoom, 24); // fine enough to be one facility each
    while (statement.step()) {
        const base::Position position{statement.real(1), statement.real(2)};
        auto& cell = cells[cell_of(position, grid)];
        cell.lat += position.lat;
        cell.lon += position.lon;
        cell.count += 1;
        cell.facility = statement.integer(0);
        cell.box = {std::min(cell.box.min_lon, position.lon), std::min(cell.box.min_lat, position.lat),
                    std::max(cell.box.max_lon, position.lon), std::max(cell.box.max_lat, position.lat)};
    }
    std::vector<Cluster> found;
    auto single = connection->prepare("SELECT public_id, feature FROM facility WHERE id = :id");
    for (const auto& [at, cell] : cells) {
        Cluster cluster;
        const auto count = static_cast<double>(cell.count);
        cluster.position = {cell.lat / count, cell.lon / count};
        cluster.count = cell.count;
        cluster.box = cell.box;
        if (cell.count == 1) {
            single.bind(":id", cell.facility).step();
            cluster.id = single.text(0);
            cluster.feature = single.text(1);
        }
        found.push_back(std::move(cluster));
    }
    return found;
}

} // namespace

std::vector<Cluster> clusters(const edition::Edition& edition, const FacilityQuery& query, int zoom) {
    const base::BoundingBox everywhere{-180, -85, 180, 85};
    if (is_plain(query) && zoom <= precomputed_zoom) {
        return precomputed(edition, query.bbox.value_or(everywhere), zoom);
    }
    return counted(edition, query, zoom);
}

} // namespace annai::search
