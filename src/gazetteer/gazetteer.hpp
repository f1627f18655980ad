#pragma once

#include "base/geodesy.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace annai::gazetteer {

/// How exact a position is.
enum class Level { municipality, town, chome, block };
const char* word(Level level); ///< "municipality" "town" "chome" "block"

struct Match {
    base::Position position;
    Level level = Level::municipality;
    double accuracy_m = 0;         ///< a radius that holds the true place in most cases
    std::string prefecture;
    std::string city;              ///< as in the gazetteer: 岩美郡岩美町
    std::string municipality_code; ///< five digits; "" where the gazetteer has none
    std::string town;              ///< as in the gazetteer: 上井町一丁目; "" at municipality level
    std::string town_key;          ///< normalised, what lists of towns are joined by
    std::string rest;              ///< what of the address was not used: "13番地1"
};

struct Question {
    std::string_view text;              ///< the address as stated
    std::string_view prefecture;        ///< if known apart, else ""
    std::string_view city;              ///< if known apart, else ""
    std::string_view municipality_code; ///< if known apart, else ""
};

/// A town or address written in one normal form, for joining lists of towns with addresses: ICU folding, old character
/// forms, ヶ/ケ/が, kanji and full-width numerals ("一丁目", "１丁目" → "1丁目"), 大字/字 dropped, dashes alike.
std::string normalise_address(std::string_view text);

/// Address → position, offline, over one read-only gazetteer.db. One object per thread.
class Gazetteer {
public:
    /// Throws not_found when the file does not exist, storage when it is none.
    explicit Gazetteer(const std::filesystem::path& file);
    ~Gazetteer();
    Gazetteer(Gazetteer&&) noexcept;
    Gazetteer& operator=(Gazetteer&&) noexcept;

    /// The longest match of municipality, 大字, 丁目, 小字/街区; nothing when not even the municipality is found.
    /// A municipality named in the text wins over the one known apart; when the names disagree (a merged
    /// municipality's old name is left out of the text) the rest is tried in the known one.
    std::optional<Match> locate(const Question& question) const;

    /// The town's reference point from its normalised key.
    std::vector<Match> towns_of(std::string_view municipality_code) const;

    std::int64_t size() const; ///< reference points in it

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace annai::gazetteer
