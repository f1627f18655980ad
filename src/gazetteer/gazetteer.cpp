#include "gazetteer/gazetteer.hpp"

#include "base/text.hpp"
#include "gazetteer/address_text.hpp"
#include "gazetteer/format.hpp"
#include "gazetteer/municipalities.hpp"
#include "gazetteer/municipality_index.hpp"
#include "gazetteer/town_finder.hpp"
#include "generated/queries_gazetteer.hpp"
#include "sqlite/database.hpp"

#include <algorithm>

namespace annai::gazetteer {
namespace {

namespace queries = annai::queries::gazetteer;
using Members = MunicipalityIndex::Members;

const std::filesystem::path& checked(const std::filesystem::path& file) {
    require_gazetteer(file);
    return file;
}

/// What is left of a rest that begins with what joins it to the part already used: "番5号" behind a block, "-5".
std::string without_joint(std::string rest, Level level) {
    if (level == Level::block) {
        for (const std::string_view joint : {"番地の", "番地", "番の", "番", "の"}) {
            if (rest.starts_with(joint)) {
                return std::string(base::trim(std::string_view(rest).substr(joint.size())));
            }
        }
    }
    return rest.starts_with('-') ? rest.substr(1) : rest;
}

/// Behind the municipality that was meant when its name is misspelt or of another time: 烏取市古海.
std::size_t after_any_municipality(std::string_view key) {
    constexpr std::size_t longest = 24; // bytes: eight kanji
    std::size_t first = std::string_view::npos;
    for (const std::string_view word : {"市", "区", "町", "村"}) {
        const auto at = key.substr(0, longest).find(word);
        if (at != std::string_view::npos && at > 0) {
            first = std::min(first, at + word.size());
        }
    }
    return first == std::string_view::npos ? 0 : first;
}

/// One way to read the address: in one of these municipalities, from here on.
struct Reading {
    Members members;
    std::size_t at = 0;
};

} // namespace

const char* word(Level level) {
    switch (level) {
    case Level::municipality: return "municipality";
    case Level::town: return "town";
    case Level::chome: return "chome";
    case Level::block: return "block";
    }
    return "";
}

struct Gazetteer::State {
    sqlite::Database database;
    MunicipalityIndex index;
    mutable TownFinder towns;

    explicit State(const std::filesystem::path& file)
        : database(checked(file), sqlite::OpenMode::immutable), index(database), towns(database) {}

    struct Found {
        const MunicipalityRow* municipality = nullptr;
        FoundTown town;
    };

    /// The town in the one municipality of `reading` that has it; nothing where none or several do.
    std::optional<Found> find_town(const AddressText& address, const Reading& reading) const {
        std::optional<Found> best;
        bool several = false;
        for (const auto* municipality : index.narrowed(reading.members, address.key, reading.at)) {
            const auto at = index.skip_ward(*municipality, address.key, reading.at);
            auto town = towns.find(municipality->id, address, at);
            if (!town) { // written twice: 米子市米子市富益町
                const auto again = index.skip_name(*municipality, address.key, at);
                town = again > at ? towns.find(municipality->id, address, again) : std::nullopt;
            }
            if (!town || (best && town->used < best->town.used)) {
                continue;
            }
            several = best && town->used == best->town.used;
            best = Found{municipality, std::move(*town)};
        }
        return several ? std::nullopt : best;
    }

    Match match_of(const Found& found, const AddressText& address) const {
        Match match;
        match.position = found.town.position;
        match.level = found.town.level;
        match.accuracy_m = found.town.accuracy;
        match.prefecture = found.municipality->prefecture;
        match.city = found.municipality->city;
        match.municipality_code = found.municipality->code;
        match.town = found.town.town;
        match.town_key = found.town.key;
        match.rest = without_joint(address.rest(found.town.used), match.level);
        return match;
    }

    std::optional<Match> municipality_match(const Reading& reading, const AddressText& address) const {
        const auto place = index.place_of(reading.members);
        if (!place) {
            return std::nullopt;
        }
        Match match;
        match.position = place->position;
        match.accuracy_m = place->accuracy;
        match.prefecture = place->prefecture;
        match.city = place->city;
        match.municipality_code = place->code;
        match.rest = address.rest(reading.at);
        return match;
    }
};

Gazetteer::Gazetteer(const std::filesystem::path& file) : m_state(std::make_unique<State>(file)) {}
Gazetteer::~Gazetteer() = default;
Gazetteer::Gazetteer(Gazetteer&&) noexcept = default;
Gazetteer& Gazetteer::operator=(Gazetteer&&) noexcept = default;

std::optional<Match> Gazetteer::locate(const Question& question) const {
    const auto& s = *m_state;
    const auto address = read_address(question.text);
    const auto [named_prefecture, start] = MunicipalityIndex::prefecture_at(address.key);
    const auto prefecture = !named_prefecture.empty()      ? named_prefecture
                            : !question.prefecture.empty() ? question.prefecture
                                                           : prefecture_of(question.municipality_code);

    const Reading known{s.index.known(question.municipality_code, question.city, prefecture), start};
    const auto named = s.index.named_at(address.key, start, prefecture);
    Reading stated{named.members, start + named.length};
    if (MunicipalityIndex::are_namesakes(stated.members) && known.members.size() == 1 &&
        std::find(stated.members.begin(), stated.members.end(), known.members.front()) != stated.members.end()) {
        stated.members = known.members;
    }

    std::optional<State::Found> best;
    if (!stated.members.empty()) {
        best = s.find_town(address, stated);
    }
    if (!known.members.empty() && known.members != stated.members) {
        auto other = s.find_town(address, known);
        if (!other && stated.members.empty()) {
            const auto after = after_any_municipality(std::string_view(address.key).substr(start));
            other = after > 0 ? s.find_town(address, {known.members, start + after}) : std::nullopt;
        }
        if (other && (!best || other->town.level > best->town.level)) {
            best = std::move(other);
        }
    }
    if (!best && stated.members.empty() && known.members.empty() && !prefecture.empty()) {
        best = s.find_town(address, {s.index.of_prefecture(prefecture), start});
    }
    if (best) {
        return s.match_of(*best, address);
    }
    if (!stated.members.empty()) {
        if (auto match = s.municipality_match(stated, address)) {
            return match;
        }
    }
    return s.municipality_match(known, address);
}

std::vector<Match> Gazetteer::towns_of(std::string_view municipality_code) const {
    std::vector<Match> out;
    for (const auto* municipality : m_state->index.known(municipality_code, {}, {})) {
        auto statement = m_state->database.prepare(queries::towns_of);
        statement.bind(":municipality", municipality->id);
        while (statement.step()) {
            Match match;
            match.level = static_cast<Level>(statement.integer(1));
            match.position = {statement.real(2), statement.real(3)};
            match.accuracy_m = statement.real(4);
            match.prefecture = municipality->prefecture;
            match.city = municipality->city;
            match.municipality_code = municipality->code;
            match.town = statement.text(5);
            match.town_key = statement.text(0);
            out.push_back(std::move(match));
        }
    }
    return out;
}

std::int64_t Gazetteer::size() const {
    auto statement = m_state->database.prepare(queries::count_places);
    statement.step();
    return statement.integer(0);
}

} // namespace annai::gazetteer
