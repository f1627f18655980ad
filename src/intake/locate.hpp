#pragma once

#include "facility/record.hpp"
#include "gazetteer/gazetteer.hpp"
#include "register/areas.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>

namespace annai::intake {

/// Where a record's facility is, and how that is known. Kept beside the record; never changes what
/// the source stated.
struct Located {
    std::optional<base::Position> position;
    std::string method;     ///< "stated", "gazetteer", or "" without a position
    std::string level;      ///< "exact" "block" "chome" "town" "municipality", or ""
    double accuracy_m = 0;
    std::string municipality; ///< five digits or ""
    std::string town;         ///< as in the gazetteer
    std::string town_key;     ///< normalised, for lists of towns
    std::string house;        ///< normalised house number: "123-2"
    std::string refused;      ///< why the stated position was not used: its flag, "outside_municipality", "far_from_address"
    friend bool operator==(const Located&, const Located&) = default;
};

nlohmann::json to_json(const Located& located);
Located located_from_json(const nlohmann::json& json);

/// "1番地の２ 中村ビル" → "1-2": the first run of numbers of what an address says after its town.
std::string house_number(const std::string& rest);

/// Decides where a record is: the stated position when it can be true, else the address through the gazetteer.
/// A stated position must lie within 300 m of its municipality's polygon (coasts and simplified borders) and
/// within 5 km, or three times the town's own spread, of its town's reference point.
class Locator {
public:
    /// `gazetteer` may be null: then stated positions are all there is.
    Locator(const gazetteer::Gazetteer* gazetteer, reg::Areas& areas) : m_gazetteer(gazetteer), m_areas(areas) {}
    Located locate(const facility::SourceRecord& record) const;

private:
    const gazetteer::Gazetteer* m_gazetteer;
    reg::Areas& m_areas;
};

} // namespace annai::intake
