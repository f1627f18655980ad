#include "publish/draw_apart.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <map>

namespace annai::publish {
namespace {

constexpr double step_m = 45;
constexpr double golden_angle = 137.508;

double rounded(double degrees) {
    return std::round(degrees * 1e6) / 1e6; // about 10 cm
}

void write_position(Derived& facility, const base::Position& position, bool drawn_apart) {
    const auto& located = facility.located;
    nlohmann::json json{{"lat", rounded(position.lat)},
                        {"lon", rounded(position.lon)},
                        {"method", located.method},
                        {"level", located.level},
                        {"accuracy_m", std::round(located.accuracy_m)}};
    if (located.level != "exact") {
        json["approximate"] = true;
    }
    if (drawn_apart) {
        json["drawn_apart"] = true;
    }
    facility.body["position"] = std::move(json);
}

base::Position apart(const Derived& facility, std::size_t rank, reg::Areas& areas) {
    const auto centre = *facility.located.position;
    const double reach = std::min(step_m * std::sqrt(static_cast<double>(rank)), std::max(facility.located.accuracy_m, step_m));
    // A reference point may itself lie a little outside a simplified border.
    const auto allowed = areas.metres_outside(facility.located.municipality, centre).value_or(0);
    for (int attempt = 0; attempt < 8; ++attempt) {
        const auto moved = base::moved(centre, reach, static_cast<double>(rank) * golden_angle + attempt * 45.0);
        const auto outside = areas.metres_outside(facility.located.municipality, moved);
        if (!outside || *outside <= allowed) {
            return moved;
        }
    }
    return centre;
}

} // namespace

void place_on_map(std::vector<Derived>& facilities, reg::Areas& areas) {
    std::map<std::pair<double, double>, std::vector<std::size_t>> shared;
    for (std::size_t i = 0; i < facilities.size(); ++i) {
        const auto& located = facilities[i].located;
        if (!located.position) {
            continue;
        }
        if (located.method == "gazetteer") {
            shared[{rounded(located.position->lat), rounded(located.position->lon)}].push_back(i);
        } else {
            write_position(facilities[i], *located.position, false);
        }
    }
    for (auto& [point, members] : shared) {
        std::sort(members.begin(), members.end(),
                  [&](std::size_t a, std::size_t b) { return facilities[a].public_id < facilities[b].public_id; });
        for (std::size_t rank = 0; rank < members.size(); ++rank) {
            auto& facility = facilities[members[rank]];
            write_position(facility, rank == 0 ? *facility.located.position : apart(facility, rank, areas), rank > 0);
        }
    }
}

} // namespace annai::publish
