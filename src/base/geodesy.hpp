#pragma once

namespace annai::base {

/// WGS 84 degrees. (JGD2011 differs by centimetres and is read as the same.)
struct Position {
    double lat = 0;
    double lon = 0;
    friend bool operator==(const Position&, const Position&) = default;
};

/// Axis-aligned, degrees; min <= max. Japan does not cross the antimeridian.
struct BoundingBox {
    double min_lon = 0, min_lat = 0, max_lon = 0, max_lat = 0;
    bool contains(const Position& p) const {
        return p.lon >= min_lon && p.lon <= max_lon && p.lat >= min_lat && p.lat <= max_lat;
    }
};

/// Great-circle distance in metres (haversine on the mean radius; within 0.5 % in Japan).
double distance_m(const Position& a, const Position& b);

/// Inside the rectangle that holds all inhabited islands of Japan (20–46°N, 122–154°E).
bool in_japan(const Position& p);

/// The position `metres` away in the direction `degrees` (0 = north, clockwise); for some hundred metres.
Position moved(const Position& from, double metres, double degrees);

} // namespace annai::base
