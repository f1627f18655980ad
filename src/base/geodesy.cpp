#include "base/geodesy.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace annai::base {
namespace {
constexpr double earth_radius_m = 6371008.8;
constexpr double radians = std::numbers::pi / 180;
} // namespace

double distance_m(const Position& a, const Position& b) {
    const double dlat = (b.lat - a.lat) * radians;
    const double dlon = (b.lon - a.lon) * radians;
    const double h = std::pow(std::sin(dlat / 2), 2) +
                     std::cos(a.lat * radians) * std::cos(b.lat * radians) * std::pow(std::sin(dlon / 2), 2);
    return 2 * earth_radius_m * std::asin(std::min(1.0, std::sqrt(h)));
}

bool in_japan(const Position& p) {
    return p.lat >= 20 && p.lat <= 46 && p.lon >= 122 && p.lon <= 154;
}

Position moved(const Position& from, double metres, double degrees) {
    const double dlat = metres * std::cos(degrees * radians) / earth_radius_m / radians;
    const double dlon =
        metres * std::sin(degrees * radians) / (earth_radius_m * std::cos(from.lat * radians)) / radians;
    return {from.lat + dlat, from.lon + dlon};
}

} // namespace annai::base
