#include "search/search.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "facility/vocabulary.hpp"
#include "search/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace annai::search {
namespace {

using base::Error;
using base::ErrorCode;

constexpr std::size_t longest_text = 100;  // code points of q
constexpr std::size_t most_conditions = 30; // values of one parameter

[[noreturn]] void refuse(const std::string& parameter, const std::string& message) {
    Error error(ErrorCode::bad_request, fmt::format("{}: {}", parameter, message));
    error.about(parameter);
    throw error;
}

base::BoundingBox parse_bbox(const std::string& value) {
    const auto parts = base::split(value, ",");
    double numbers[4] = {};
    if (parts.size() != 4) {
        refuse("bbox", "give four numbers: min_lon,min_lat,max_lon,max_lat");
    }
    for (std::size_t i = 0; i < 4; ++i) {
        const auto number = base::to_number(base::trim(parts[i]));
        if (!number || !std::isfinite(*number)) {
            refuse("bbox", fmt::format("'{}' is not a number; give min_lon,min_lat,max_lon,max_lat", base::shorten(parts[i], 40)));
        }
        numbers[i] = *number;
    }
    const base::BoundingBox box{numbers[0], numbers[1], numbers[2], numbers[3]};
    if (box.min_lon < -180 || box.max_lon > 180 || box.min_lat < -90 || box.max_lat > 90) {
        refuse("bbox", "longitudes lie within -180 to 180 and latitudes within -90 to 90");
    }
    if (box.min_lon > box.max_lon || box.min_lat > box.max_lat) {
        refuse("bbox", "the minimum comes first: min_lon,min_lat,max_lon,max_lat");
    }
    return box;
}

int parse_limit(const std::string& value) {
    const auto number = base::to_integer(value);
    if (!number || *number < 1 || *number > max_limit) {
        refuse("limit", fmt::format("give a whole number from 1 to {}", max_limit));
    }
    return static_cast<int>(*number);
}

CapabilityCondition parse_capability(const std::string& value) {
    const auto colon = value.find(':');
    CapabilityCondition condition{value.substr(0, colon), colon == std::string::npos ? "" : value.substr(colon + 1)};
    const auto* capability = facility::Vocabulary::get().capability(condition.code);
    if (capability == nullptr) {
        refuse("capability", fmt::format("there is no capability '{}'; the codes stand in schema/codes/capabilities.csv",
                                         base::shorten(condition.code, 40)));
    }
    const auto& qualifiers = capability->qualifiers;
    if (!condition.qualifier.empty() && std::none_of(qualifiers.begin(), qualifiers.end(), [&](const auto& qualifier) {
            return qualifier.code == condition.qualifier;
        })) {
        refuse("capability", fmt::format("'{}' has no qualifier '{}'", condition.code, base::shorten(condition.qualifier, 40)));
    }
    return condition;
}

/// A form sends every field, the empty ones too; an empty value asks for nothing. Several values may
/// also be given with commas.
std::vector<std::string> values_of(const Parameters& parameters, const std::string& name) {
    std::vector<std::string> values;
    const auto [begin, end] = parameters.equal_range(name);
    for (auto at = begin; at != end; ++at) {
        for (auto& value : base::split(at->second, ",")) {
            const auto trimmed = std::string(base::trim(value));
            if (!trimmed.empty() && std::find(values.begin(), values.end(), trimmed) == values.end()) {
                values.push_back(trimmed);
            }
        }
    }
    if (values.size() > most_conditions) {
        refuse(name, fmt::format("at most {} values", most_conditions));
    }
    return values;
}

std::string single_value(const Parameters& parameters, const std::string& name) {
    const auto [begin, end] = parameters.equal_range(name);
    if (begin == end) {
        return {};
    }
    if (std::next(begin) != end) {
        refuse(name, "may stand only once");
    }
    return begin->second;
}

} // namespace

FacilityQuery parse_query(const Parameters& parameters, int default_limit, const std::vector<std::string>& also_allowed) {
    static const std::vector<std::string> known{"bbox", "area", "kind", "capability", "notified", "q", "limit", "cursor"};
    for (const auto& [name, value] : parameters) {
        if (std::find(known.begin(), known.end(), name) == known.end() &&
            std::find(also_allowed.begin(), also_allowed.end(), name) == also_allowed.end()) {
            refuse(base::shorten(name, 40), fmt::format("is no parameter here; known are {}", fmt::join(known, ", ")));
        }
        if (!base::is_utf8(value) || value.find('\0') != std::string::npos) {
            refuse(name, "is not well-formed UTF-8 text");
        }
    }
    FacilityQuery query;
    query.limit = default_limit;
    if (const auto bbox = single_value(parameters, "bbox"); !bbox.empty()) {
        query.bbox = parse_bbox(bbox);
    }
    if (const auto limit = single_value(parameters, "limit"); !limit.empty()) {
        query.limit = parse_limit(limit);
    }
    query.areas = values_of(parameters, "area");
    for (const auto& area : query.areas) {
        if (area.size() > 80) {
            refuse("area", "give an area's code, or kind:code");
        }
    }
    query.kinds = values_of(parameters, "kind");
    for (const auto& kind : query.kinds) {
        if (facility::Vocabulary::get().kind(kind) == nullptr) {
            refuse("kind", fmt::format("there is no kind '{}'; the codes stand in schema/codes/facility_kinds.csv",
                                       base::shorten(kind, 40)));
        }
    }
    for (const auto& value : values_of(parameters, "capability")) {
        query.capabilities.push_back(parse_capability(value));
    }
    if (const auto notified = single_value(parameters, "notified"); !notified.empty()) {
        if (notified != "1" && notified != "0") {
            refuse("notified", "give 1 or 0");
        }
        query.notified = notified == "1";
        if (query.notified && query.capabilities.empty()) {
            refuse("notified", "goes with at least one capability");
        }
    }
    query.text = base::tidy(single_value(parameters, "q"));
    if (base::to_code_points(query.text).size() > longest_text) {
        refuse("q", fmt::format("at most {} characters", longest_text));
    }
    query.cursor = single_value(parameters, "cursor");
    if (!query.cursor.empty()) {
        decode_cursor(query.cursor);
    }
    return query;
}

std::string percent_encoded(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' ||
            c == '~' || c == ',' || c == ':') {
            out += c;
        } else {
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return out;
}

std::string to_query_string(const FacilityQuery& query) {
    std::string out;
    const auto add = [&out](const char* name, const std::string& value) {
        out += (out.empty() ? "" : "&") + std::string(name) + "=" + percent_encoded(value);
    };
    if (!query.text.empty()) {
        add("q", query.text);
    }
    for (const auto& kind : query.kinds) {
        add("kind", kind);
    }
    for (const auto& area : query.areas) {
        add("area", area);
    }
    for (const auto& capability : query.capabilities) {
        add("capability", capability.qualifier.empty() ? capability.code : capability.code + ":" + capability.qualifier);
    }
    if (query.notified) {
        add("notified", "1");
    }
    if (query.bbox) {
        add("bbox", fmt::format("{},{},{},{}", query.bbox->min_lon, query.bbox->min_lat, query.bbox->max_lon, query.bbox->max_lat));
    }
    return out;
}

} // namespace annai::search
