#include "gazetteer/area_means.hpp"

#include "gazetteer/address_text.hpp"
#include "generated/queries_gazetteer.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace annai::gazetteer {
namespace {

namespace queries = annai::queries::gazetteer;

constexpr std::size_t enough_parts = 5; ///< fewer say nothing about how far a town reaches

struct Place {
    std::string key, town;
    int derived = 0;
    std::int64_t source = 0;
    base::Position position;
    std::vector<base::Position> parts; ///< its blocks
};

base::Position mean(const std::vector<base::Position>& points) {
    base::Position sum;
    for (const auto& p : points) {
        sum.lat += p.lat;
        sum.lon += p.lon;
    }
    const auto n = static_cast<double>(points.size());
    return {sum.lat / n, sum.lon / n};
}

/// The distance within which nine of ten points lie.
double reach(const base::Position& centre, const std::vector<base::Position>& points) {
    std::vector<double> distances;
    distances.reserve(points.size());
    for (const auto& p : points) {
        distances.push_back(base::distance_m(centre, p));
    }
    const auto at = distances.begin() + static_cast<std::ptrdiff_t>((distances.size() - 1) * 9 / 10);
    std::nth_element(distances.begin(), at, distances.end());
    return *at;
}

class Deriver {
public:
    explicit Deriver(sqlite::Database& database)
        : m_places(database.prepare(queries::places_of)), m_set_place(database.prepare(queries::set_place_point)),
          m_add_mean(database.prepare(queries::add_chome_mean)),
          m_set_municipality(database.prepare(queries::set_municipality_point)) {}

    void derive(std::int64_t municipality) {
        read(municipality);
        for (auto& place : m_towns) {
            derive_town(municipality, place);
        }
        derive_chome_means(municipality);
        derive_municipality(municipality);
    }

private:
    void read(std::int64_t municipality) {
        m_towns.clear();
        m_own.reset();
        m_places.bind(":municipality", municipality);
        while (m_places.step()) {
            Place place{m_places.text(0), m_places.text(6), static_cast<int>(m_places.integer(2)), m_places.integer(8),
                        {m_places.real(3), m_places.real(4)}, {}};
            switch (static_cast<Level>(m_places.integer(1))) {
            case Level::municipality: m_own = place.position; break;
            case Level::town:
            case Level::chome: m_towns.push_back(std::move(place)); break;
            case Level::block: // sorts directly behind its town
                if (!m_towns.empty() && place.key.starts_with(m_towns.back().key)) {
                    m_towns.back().parts.push_back(place.position);
                }
                break;
            }
        }
    }

    void derive_town(std::int64_t municipality, Place& town) {
        if (town.parts.empty() || (town.derived == 0 && town.parts.size() < enough_parts)) {
            return;
        }
        if (town.derived == 1) {
            town.position = mean(town.parts);
        }
        const double accuracy = std::clamp(reach(town.position, town.parts), 100.0, 5000.0);
        m_set_place.bind(":municipality", municipality).bind(":key", town.key).bind(":lat", town.position.lat)
            .bind(":lon", town.position.lon).bind(":accuracy", accuracy).run();
    }

    /// 上井町 for 上井町一丁目 and 二丁目, where no source has a point for it.
    void derive_chome_means(std::int64_t municipality) {
        std::map<std::string, std::vector<const Place*>, std::less<>> groups;
        for (const auto& town : m_towns) {
            if (const auto base = chome_base(town.key); !base.empty()) {
                groups[std::string(base)].push_back(&town);
            }
        }
        for (const auto& town : m_towns) {
            groups.erase(town.key);
        }
        for (const auto& [key, members] : groups) {
            std::vector<base::Position> points;
            for (const auto* member : members) {
                points.push_back(member->position);
            }
            const auto centre = mean(points);
            double furthest = 0;
            for (const auto& p : points) {
                furthest = std::max(furthest, base::distance_m(centre, p));
            }
            m_add_mean.bind(":municipality", municipality).bind(":key", key).bind(":lat", centre.lat).bind(":lon", centre.lon)
                .bind(":accuracy", furthest + 300).bind(":town", name_before_number(members.front()->town))
                .bind(":source", members.front()->source).run();
        }
    }

    /// 上井町 of 上井町一丁目
    static std::string name_before_number(const std::string& town) {
        const auto text = read_address(town);
        const auto base = chome_base(text.key);
        return base.empty() ? town : text.shown.substr(0, text.ends[base.size() - 1]);
    }

    /// The town nearest to the mean of all: the mean itself may be a mountain or the sea.
    void derive_municipality(std::int64_t municipality) {
        std::vector<base::Position> points;
        for (const auto& town : m_towns) {
            points.push_back(town.position);
        }
        if (points.empty()) {
            if (m_own) {
                set_municipality(municipality, 0, *m_own, 5000);
            }
            return;
        }
        const auto centre = mean(points);
        const auto nearest = *std::min_element(points.begin(), points.end(), [&](const auto& a, const auto& b) {
            return base::distance_m(centre, a) < base::distance_m(centre, b);
        });
        const auto point = m_own.value_or(nearest);
        const double accuracy = points.size() < enough_parts ? 5000 : std::clamp(reach(point, points), 1000.0, 50000.0);
        set_municipality(municipality, points.size(), point, accuracy);
    }

    void set_municipality(std::int64_t municipality, std::size_t towns, const base::Position& point, double accuracy) {
        m_set_municipality.bind(":municipality", municipality).bind(":towns", static_cast<std::int64_t>(towns))
            .bind(":lat", point.lat).bind(":lon", point.lon).bind(":accuracy", accuracy).run();
    }

    sqlite::Statement m_places, m_set_place, m_add_mean, m_set_municipality;
    std::vector<Place> m_towns;
    std::optional<base::Position> m_own;
};

} // namespace

// Nine of ten facilities of 鳥取県 lie within these distances of their town's point.
double default_accuracy(Level level, const Point& point) {
    switch (level) {
    case Level::municipality: return 5000;
    case Level::town: {
        const bool rural = point.town.starts_with("大字") || point.city.ends_with("町") || point.city.ends_with("村");
        return rural ? 1500 : 1000;
    }
    case Level::chome: return 300;
    case Level::block: return point.block_is_number ? 50 : 200;
    }
    return 5000;
}

void derive_points(sqlite::Database& database) {
    std::vector<std::int64_t> ids;
    auto all = database.prepare(queries::all_municipalities);
    while (all.step()) {
        ids.push_back(all.integer(0));
    }
    Deriver deriver(database);
    for (const auto id : ids) {
        deriver.derive(id);
    }
}

} // namespace annai::gazetteer
