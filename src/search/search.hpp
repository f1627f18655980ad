#pragma once

#include "base/geodesy.hpp"
#include "edition/edition.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace annai::search {

/// What stands in a query string, decoded; a name may stand several times.
using Parameters = std::multimap<std::string, std::string>;

/// capability=ventilator or capability=ventilator:tppv
struct CapabilityCondition {
    std::string code;
    std::string qualifier;
};

/// A question over one edition. Several kinds, or several areas, are alternatives; several
/// capabilities must all hold; the dimensions together must all hold.
struct FacilityQuery {
    std::optional<base::BoundingBox> bbox;
    std::vector<std::string> areas; ///< area codes ("31201"), or kind:code ("daily_living_area:99101-2")
    std::vector<std::string> kinds;
    std::vector<CapabilityCondition> capabilities; ///< answered yes or conditional, never merely notified
    bool notified = false; ///< instead: each is answered or at least notified (or planned), and not all are answered
    std::string text;      ///< q, as typed
    int limit = 50;
    std::string cursor;    ///< opaque, from Page::next
};

inline constexpr int max_limit = 5000;

/// Reads and checks the parameters; throws bad_request whose field() names the parameter and whose message
/// says what is allowed. Unknown parameters are refused, `also_allowed` names those that the route itself knows.
FacilityQuery parse_query(const Parameters& parameters, int default_limit,
                          const std::vector<std::string>& also_allowed = {});

/// The query string of a question ("kind=hospital&q=..."), percent-encoded, without cursor; for links.
std::string to_query_string(const FacilityQuery& query);

struct Hit {
    std::string id;
    std::string body;    ///< JSON, see edition.hpp
    std::string feature; ///< GeoJSON feature, ready
};

struct Page {
    std::int64_t total = 0; ///< all that match, not only this page
    std::vector<Hit> hits;  ///< sorted by reading, then id
    std::string next;       ///< cursor of the next page; "" on the last
};

enum class Want { body, feature, both };

Page find(const edition::Edition& edition, const FacilityQuery& query, Want want);
std::int64_t count(const edition::Edition& edition, const FacilityQuery& query);

/// A facility by its public id, or what became of it.
struct Lookup {
    enum class State { found, redirect, gone, unknown } state = State::unknown;
    std::string body;   ///< when found
    std::string feature;
    std::string target; ///< public id to go to, when redirect
};
Lookup look_up(const edition::Edition& edition, const std::string& id);

struct Area {
    std::string kind, code, name, parent_code;
    std::int64_t facilities = 0;
    std::optional<base::BoundingBox> box;
    std::string geojson; ///< geometry, simplified; "" for lists of towns
};
/// All areas, larger kinds first; with geometry only when asked.
std::vector<Area> areas(const edition::Edition& edition, bool with_geometry);

/// Points grouped for a map view.
struct Cluster {
    base::Position position;
    std::int64_t count = 0;
    std::string id;      ///< public id when count is 1
    std::string feature; ///< when count is 1
    base::BoundingBox box;
};
std::vector<Cluster> clusters(const edition::Edition& edition, const FacilityQuery& query, int zoom);

} // namespace annai::search
