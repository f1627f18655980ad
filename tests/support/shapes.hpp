#pragma once

#include "base/geodesy.hpp"

#include <bit>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

// Polygons as OGC WKB.

namespace annai::tests {

/// A polygon through these corners (lon, lat), closed by itself.
inline std::string polygon_wkb(std::vector<std::pair<double, double>> corners) {
    corners.push_back(corners.front());
    std::string wkb;
    const auto number = [&wkb](std::uint64_t value, int bytes) {
        for (int i = 0; i < bytes; ++i) {
            wkb += static_cast<char>((value >> (8U * static_cast<unsigned>(i))) & 0xffU);
        }
    };
    number(1, 1); // little-endian
    number(3, 4); // polygon
    number(1, 4); // one ring
    number(corners.size(), 4);
    for (const auto& [lon, lat] : corners) {
        number(std::bit_cast<std::uint64_t>(lon), 8);
        number(std::bit_cast<std::uint64_t>(lat), 8);
    }
    return wkb;
}

inline std::string box_wkb(const base::BoundingBox& box) {
    return polygon_wkb({{box.min_lon, box.min_lat}, {box.max_lon, box.min_lat}, {box.max_lon, box.max_lat}, {box.min_lon, box.max_lat}});
}

} // namespace annai::tests
