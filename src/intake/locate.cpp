#include "intake/locate.hpp"

#include "base/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>

namespace annai::intake {
namespace {

constexpr double border_tolerance_m = 300;
constexpr double stated_accuracy_m = 50;

std::string refusal(const base::Position& stated, const std::string& municipality,
                    const std::optional<gazetteer::Match>& match, reg::Areas& areas) {
    if (!municipality.empty()) {
        const auto outside = areas.metres_outside(municipality, stated);
        if (outside && *outside > border_tolerance_m) {
            return "outside_municipality";
        }
    }
    if (match && match->level != gazetteer::Level::municipality &&
        base::distance_m(stated, match->position) > std::max(5000.0, 3 * match->accuracy_m)) {
        return "far_from_address";
    }
    return "";
}

/// "1-2 301号室" → "1-2": a number behind a space begins something new, and the space is lost in normalising.
std::string without_room(const std::string& rest) {
    const std::string text = base::tidy_numbers(rest);
    for (std::size_t at = text.find(' '); at != std::string::npos; at = text.find(' ', at + 1)) {
        const auto before = text.find_last_not_of(' ', at);
        const bool numbered = before != std::string::npos && text.find_first_of("0123456789") < at;
        const bool joined = before != std::string::npos && text[before] == '-';
        if (numbered && !joined && at + 1 < text.size() && std::isdigit(static_cast<unsigned char>(text[at + 1])) != 0) {
            return text.substr(0, at);
        }
    }
    return text;
}

} // namespace

std::string house_number(const std::string& rest) {
    const std::string text = gazetteer::normalise_address(without_room(rest));
    std::string number;
    for (std::size_t i = 0; i < text.size();) {
        if (std::isdigit(static_cast<unsigned char>(text[i])) != 0) {
            number += text[i++];
            continue;
        }
        const auto tail = std::string_view(text).substr(i);
        std::size_t skipped = 0;
        for (const std::string_view joint : {"番地の", "番地", "番の", "番", "号", "の", "-", "ノ", "之"}) {
            if (tail.substr(0, joint.size()) == joint) {
                skipped = joint.size();
                break;
            }
        }
        if (skipped == 0) {
            if (!number.empty()) {
                break;
            }
            ++i; // words before the number: 字三ツ江
            continue;
        }
        i += skipped;
        if (!number.empty() && number.back() != '-') {
            number += '-';
        }
    }
    while (!number.empty() && number.back() == '-') {
        number.pop_back();
    }
    return number;
}

Located Locator::locate(const facility::SourceRecord& record) const {
    Located located;
    located.municipality = record.address.municipality_code;
    std::optional<gazetteer::Match> match;
    if (m_gazetteer != nullptr) {
        match = m_gazetteer->locate({record.address.text, record.address.prefecture, record.address.city,
                                     record.address.municipality_code});
    }
    if (match) {
        if (!match->municipality_code.empty()) {
            located.municipality = match->municipality_code;
        }
        located.town = match->town;
        located.town_key = match->town_key;
        located.house = house_number(match->rest);
    } else {
        located.house = house_number(record.address.text);
    }
    if (record.position) {
        const base::Position stated{record.position->lat, record.position->lon};
        located.refused = record.position->flag;
        if (located.refused.empty()) {
            located.refused = refusal(stated, located.municipality, match, m_areas);
        }
        if (located.refused.empty()) {
            located.position = stated;
            located.method = "stated";
            located.level = "exact";
            located.accuracy_m = stated_accuracy_m;
            if (located.municipality.empty()) {
                located.municipality = m_areas.municipality_at(stated);
            }
            return located;
        }
    }
    if (match) {
        const auto outside = m_areas.metres_outside(located.municipality, match->position);
        if (outside && *outside > border_tolerance_m) {
            // A reference point outside its own municipality is an error of the gazetteer: better no mark
            // on the map than one in another town.
            located.refused += located.refused.empty() ? "gazetteer_outside" : "+gazetteer_outside";
            return located;
        }
        located.position = match->position;
        located.method = "gazetteer";
        located.level = gazetteer::word(match->level);
        located.accuracy_m = match->accuracy_m;
    }
    return located;
}

nlohmann::json to_json(const Located& located) {
    nlohmann::json json = nlohmann::json::object();
    const auto put = [&json](const char* name, const std::string& value) {
        if (!value.empty()) {
            json[name] = value;
        }
    };
    if (located.position) {
        json["lat"] = located.position->lat;
        json["lon"] = located.position->lon;
        json["accuracy_m"] = located.accuracy_m;
    }
    put("method", located.method);
    put("level", located.level);
    put("municipality", located.municipality);
    put("town", located.town);
    put("town_key", located.town_key);
    put("house", located.house);
    put("refused", located.refused);
    return json;
}

Located located_from_json(const nlohmann::json& json) {
    Located located;
    if (json.contains("lat")) {
        located.position = base::Position{json.at("lat").get<double>(), json.at("lon").get<double>()};
        located.accuracy_m = json.at("accuracy_m").get<double>();
    }
    located.method = json.value("method", "");
    located.level = json.value("level", "");
    located.municipality = json.value("municipality", "");
    located.town = json.value("town", "");
    located.town_key = json.value("town_key", "");
    located.house = json.value("house", "");
    located.refused = json.value("refused", "");
    return located;
}

} // namespace annai::intake
