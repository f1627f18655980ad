#include "gazetteer/municipality_index.hpp"

#include "gazetteer/gazetteer.hpp"
#include "gazetteer/municipalities.hpp"
#include "generated/queries_gazetteer.hpp"

#include <algorithm>

namespace annai::gazetteer {
namespace {

/// 岩美町 of 岩美郡岩美町 where the codes do not tell; "" where there is no 郡.
std::string without_county(const std::string& city) {
    const auto at = city.find("郡");
    const auto after = at + std::string_view("郡").size();
    const bool ends_as_town = city.ends_with("町") || city.ends_with("村");
    return at == std::string::npos || at == 0 || after >= city.size() || !ends_as_town ? std::string{} : city.substr(after);
}

bool in_prefecture(const MunicipalityRow& row, std::string_view prefecture) {
    return prefecture.empty() || row.prefecture == prefecture;
}

} // namespace

MunicipalityIndex::MunicipalityIndex(const sqlite::Database& database) {
    auto statement = database.prepare(queries::gazetteer::all_municipalities);
    while (statement.step()) {
        MunicipalityRow row;
        row.id = statement.integer(0);
        row.code = statement.text(1);
        row.prefecture = statement.text(2);
        row.city = statement.text(3);
        if (!statement.is_null(5)) {
            row.position = base::Position{statement.real(5), statement.real(6)};
        }
        row.accuracy = statement.real(7);
        row.keys.push_back(normalise_address(row.city));
        const auto* official = municipality_of(row.code);
        const auto short_name = official != nullptr ? official->short_name() : without_county(row.city);
        if (!short_name.empty() && short_name != row.city) {
            row.keys.push_back(normalise_address(short_name));
        }
        if (official != nullptr && !official->ward.empty()) {
            row.designated_city = official->city;
            row.ward_key = normalise_address(official->ward);
            row.keys.push_back(normalise_address(official->city));
        }
        m_rows.push_back(std::move(row));
    }
    for (const auto& row : m_rows) {
        m_by_code[row.code].push_back(&row);
        if (!row.designated_city.empty()) {
            m_by_code[code_of(row.prefecture, row.designated_city)].push_back(&row);
        }
        for (const auto& key : row.keys) {
            m_by_key[key].push_back(&row);
            m_longest_key = std::max(m_longest_key, key.size());
        }
    }
}

MunicipalityIndex::Prefecture MunicipalityIndex::prefecture_at(std::string_view key) {
    static const auto keys = [] {
        std::vector<std::pair<std::string, std::string_view>> out;
        for (const auto& row : municipalities()) { // a prefecture's rows stand together
            if (out.empty() || out.back().second != row.prefecture) {
                out.emplace_back(normalise_address(row.prefecture), row.prefecture);
            }
        }
        return out;
    }();
    for (const auto& [prefecture_key, name] : keys) {
        if (key.starts_with(prefecture_key)) {
            return {name, prefecture_key.size()};
        }
    }
    return {};
}

MunicipalityIndex::Named MunicipalityIndex::named_at(std::string_view key, std::size_t at, std::string_view prefecture) const {
    const auto text = key.substr(at, m_longest_key);
    for (std::size_t length = text.size(); length > 0; --length) {
        const auto found = m_by_key.find(std::string(text.substr(0, length)));
        if (found == m_by_key.end()) {
            continue;
        }
        Named named{{}, length};
        for (const auto* row : found->second) {
            if (in_prefecture(*row, prefecture)) {
                named.members.push_back(row);
            }
        }
        if (!named.members.empty()) {
            return named;
        }
    }
    return {};
}

MunicipalityIndex::Members MunicipalityIndex::known(std::string_view code, std::string_view city,
                                                    std::string_view prefecture) const {
    if (!code.empty()) {
        if (const auto found = m_by_code.find(std::string(code.substr(0, 5))); found != m_by_code.end()) {
            return found->second;
        }
    }
    Members members;
    if (!city.empty()) {
        const auto key = normalise_address(city);
        const auto stated = prefecture_at(key);
        auto named = named_at(key, stated.length, stated.name.empty() ? prefecture : stated.name);
        if (stated.length + named.length == key.size()) {
            members = std::move(named.members);
        }
    }
    return members;
}

MunicipalityIndex::Members MunicipalityIndex::of_prefecture(std::string_view prefecture) const {
    Members members;
    for (const auto& row : m_rows) {
        if (row.prefecture == prefecture) {
            members.push_back(&row);
        }
    }
    return members;
}

MunicipalityIndex::Members MunicipalityIndex::narrowed(const Members& members, std::string_view key, std::size_t at) const {
    if (members.size() < 2) {
        return members;
    }
    Members narrow;
    for (const auto* row : members) {
        if (!row->ward_key.empty() && key.substr(std::min(at, key.size())).starts_with(row->ward_key)) {
            narrow.push_back(row);
        }
    }
    return narrow.empty() ? members : narrow;
}

std::size_t MunicipalityIndex::skip_ward(const MunicipalityRow& municipality, std::string_view key, std::size_t at) const {
    if (municipality.ward_key.empty() || at >= key.size()) {
        return at;
    }
    const auto text = key.substr(at);
    if (text.starts_with(municipality.ward_key)) {
        return at + municipality.ward_key.size();
    }
    const auto* official = municipality_of(municipality.code);
    for (const auto& row : municipalities()) {
        if (official != nullptr && row.city == official->city && row.prefecture == official->prefecture && !row.ward.empty() &&
            text.starts_with(row.ward)) {
            return at + row.ward.size();
        }
    }
    return at;
}

std::size_t MunicipalityIndex::skip_name(const MunicipalityRow& municipality, std::string_view key, std::size_t at) const {
    for (const auto& name : municipality.keys) {
        if (at < key.size() && key.substr(at).starts_with(name)) {
            return at + name.size();
        }
    }
    return at;
}

bool MunicipalityIndex::are_namesakes(const Members& members) {
    return std::any_of(members.begin(), members.end(), [&](const MunicipalityRow* row) {
        const auto* first = members.front();
        return row != first && (row->designated_city.empty() || row->designated_city != first->designated_city ||
                                row->prefecture != first->prefecture);
    });
}

std::optional<MunicipalityIndex::Place> MunicipalityIndex::place_of(const Members& members) const {
    if (are_namesakes(members)) {
        return std::nullopt;
    }
    const bool alone = members.size() == 1;
    Place place;
    int count = 0;
    for (const auto* row : members) {
        if (!row->position) {
            continue;
        }
        ++count;
        place.position.lat += row->position->lat;
        place.position.lon += row->position->lon;
        place.accuracy = row->accuracy;
        place.prefecture = row->prefecture;
        place.city = alone ? row->city : row->designated_city;
        place.code = alone ? row->code : code_of(row->prefecture, row->designated_city);
    }
    if (count == 0) {
        return std::nullopt;
    }
    place.position.lat /= count;
    place.position.lon /= count;
    for (const auto* row : members) {
        if (row->position) {
            place.accuracy = std::max(place.accuracy, base::distance_m(place.position, *row->position) + row->accuracy);
        }
    }
    return place;
}

} // namespace annai::gazetteer
