#include "search/plan.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

namespace annai::search {
namespace {

// The table of fragments. {n} becomes the number of the condition, so that parameters differ.
constexpr const char* in_bbox =
    "facility.id IN (SELECT id FROM facility_box WHERE max_lon >= :min_lon AND min_lon <= :max_lon"
    " AND max_lat >= :min_lat AND min_lat <= :max_lat)"
    // The R*Tree keeps 32-bit floats, rounded outwards: check exactly.
    " AND facility.lon BETWEEN :min_lon AND :max_lon AND facility.lat BETWEEN :min_lat AND :max_lat";
constexpr const char* of_kind =
    "EXISTS (SELECT 1 FROM facility_kind WHERE facility_kind.facility_id = facility.id AND kind IN ({list}))";
constexpr const char* in_area = "facility.id IN (SELECT facility_id FROM facility_area JOIN area ON area.id = area_id"
                                " WHERE area.code IN ({list}) OR area.kind || ':' || area.code IN ({list}))";
constexpr const char* can = "facility.id IN (SELECT facility_id FROM facility_capability"
                            " WHERE code = :code{n} AND answer IN ('yes', 'conditional'))";
constexpr const char* can_qualified = "facility.id IN (SELECT facility_id FROM facility_capability"
                                      " WHERE code = :code{n} AND qualifier = :qualifier{n} AND answer IN ('yes', 'conditional'))";
// A notification or a plan, and no answer of the facility itself to the same question.
constexpr const char* only_notified =
    "facility.id IN (SELECT facility_id FROM facility_capability WHERE code = :code{n} AND answer = 'unknown'"
    " AND basis IN ('notified', 'planned'))"
    " AND facility.id NOT IN (SELECT facility_id FROM facility_capability WHERE code = :code{n} AND answer <> 'unknown')";
constexpr const char* only_notified_qualified =
    "facility.id IN (SELECT facility_id FROM facility_capability WHERE code = :code{n} AND qualifier = :qualifier{n} AND answer = 'unknown'"
    " AND basis IN ('notified', 'planned'))"
    " AND facility.id NOT IN (SELECT facility_id FROM facility_capability WHERE code = :code{n}"
    " AND ((qualifier = :qualifier{n} AND answer <> 'unknown') OR (qualifier = '' AND answer = 'no')))";
constexpr const char* has_text = "instr(facility.search_text, :text{n}) > 0";
constexpr const char* after = "(facility.sort_key, facility.public_id) > (:after_key, :after_id)";

std::string numbered(std::string fragment, int n) {
    return base::replace_all(std::move(fragment), "{n}", std::to_string(n));
}

} // namespace

void Plan::bind(sqlite::Statement& statement) const {
    for (const auto& [name, value] : texts) {
        statement.bind(name.c_str(), value);
    }
    for (const auto& [name, value] : numbers) {
        statement.bind(name.c_str(), value);
    }
}

Plan plan(const FacilityQuery& query, bool with_cursor) {
    Plan made;
    std::vector<std::string> parts;
    int n = 0;
    const auto list = [&](const char* fragment, const std::string& name, const std::vector<std::string>& values) {
        std::string names;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const auto parameter = fmt::format(":{}{}", name, i);
            names += (i == 0 ? "" : ", ") + parameter;
            made.texts.emplace_back(parameter, values[i]);
        }
        parts.push_back(base::replace_all(fragment, "{list}", names));
    };
    if (query.bbox) {
        parts.emplace_back(in_bbox);
        made.numbers = {{":min_lon", query.bbox->min_lon},
                        {":min_lat", query.bbox->min_lat},
                        {":max_lon", query.bbox->max_lon},
                        {":max_lat", query.bbox->max_lat}};
    }
    if (!query.kinds.empty()) {
        list(of_kind, "kind", query.kinds);
    }
    if (!query.areas.empty()) {
        list(in_area, "area", query.areas);
    }
    std::string all_answered;
    for (const auto& condition : query.capabilities) {
        ++n;
        const bool whole = condition.qualifier.empty();
        made.texts.emplace_back(fmt::format(":code{}", n), condition.code);
        if (!whole) {
            made.texts.emplace_back(fmt::format(":qualifier{}", n), condition.qualifier);
        }
        const auto answered = numbered(whole ? can : can_qualified, n);
        all_answered += (all_answered.empty() ? "" : " AND ") + answered;
        parts.push_back(query.notified ? "(" + answered + " OR (" + numbered(whole ? only_notified : only_notified_qualified, n) + "))"
                                       : answered);
    }
    if (query.notified && !all_answered.empty()) {
        parts.push_back("NOT (" + all_answered + ")");
    }
    for (const auto& word : base::split(query.text, " ")) {
        const auto folded = base::fold_loosely(word);
        if (!folded.empty()) {
            ++n;
            parts.push_back(numbered(has_text, n));
            made.texts.emplace_back(fmt::format(":text{}", n), folded);
        }
    }
    if (with_cursor && !query.cursor.empty()) {
        const auto place = decode_cursor(query.cursor);
        parts.emplace_back(after);
        made.texts.emplace_back(":after_key", place.sort_key);
        made.texts.emplace_back(":after_id", place.public_id);
    }
    for (const auto& part : parts) {
        made.conditions += (made.conditions.empty() ? " WHERE " : " AND ") + part;
    }
    return made;
}

std::string encode_cursor(const Place& place) {
    return place.public_id + "." + place.sort_key; // both are plain lower-case letters and digits
}

Place decode_cursor(const std::string& cursor) {
    const auto dot = cursor.find('.');
    const auto is_plain = [](const std::string& text) {
        return text.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyz") == std::string::npos;
    };
    Place place;
    if (dot != std::string::npos) {
        place = {cursor.substr(dot + 1), cursor.substr(0, dot)};
    }
    if (dot == std::string::npos || cursor.size() > 4000 || place.public_id.empty() || !is_plain(place.public_id) ||
        !is_plain(place.sort_key)) {
        base::Error error(base::ErrorCode::bad_request, "cursor: take it from the page before, as it stands");
        error.about("cursor");
        throw error;
    }
    return place;
}

} // namespace annai::search
