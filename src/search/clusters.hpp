#pragma once

#include "base/geodesy.hpp"

#include <cmath>
#include <cstdint>
#include <numbers>
#include <utility>

// The grid that points are grouped by, in Web Mercator: shared by publish (low zooms, precomputed) and search.

namespace annai::search {

/// Up to this zoom, clusters of all facilities stand ready in the edition.
inline constexpr int precomputed_zoom = 11;
/// From this zoom on every facility is drawn by itself, unless more stand in one cell than can be told apart.
inline constexpr int single_zoom = 16;
inline constexpr int max_zoom = 19;

/// The cell of a position: a quarter of a map tile each way, 64 px on the screen.
inline std::pair<std::int64_t, std::int64_t> cell_of(const base::Position& position, int zoom) {
    const double cells = std::ldexp(4.0, zoom);
    const double latitude = position.lat * std::numbers::pi / 180;
    const double x = (position.lon + 180) / 360;
    const double y = (1 - std::asinh(std::tan(latitude)) / std::numbers::pi) / 2;
    return {static_cast<std::int64_t>(std::floor(x * cells)), static_cast<std::int64_t>(std::floor(y * cells))};
}

} // namespace annai::search
