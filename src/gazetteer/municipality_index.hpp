#pragma once

#include "base/geodesy.hpp"
#include "sqlite/database.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace annai::gazetteer {

/// A municipality of the gazetteer and the keys it goes by.
struct MunicipalityRow {
    std::int64_t id = 0;
    std::string code, prefecture, city;
    std::string designated_city; ///< 札幌市 of 札幌市中央区, else ""
    std::string ward_key;        ///< of 中央区, else ""
    std::vector<std::string> keys;
    std::optional<base::Position> position;
    double accuracy = 0;
};

/// The municipalities of a gazetteer by name, in memory.
class MunicipalityIndex {
public:
    /// Usually one; the wards of a designated city that is named without its ward; namesakes where the
    /// prefecture is not known (府中市).
    using Members = std::vector<const MunicipalityRow*>;

    explicit MunicipalityIndex(const sqlite::Database& database);

    struct Prefecture {
        std::string_view name; ///< "" where the key begins with none
        std::size_t length = 0;
    };
    /// The prefecture that a key begins with.
    static Prefecture prefecture_at(std::string_view key);

    struct Named {
        Members members;
        std::size_t length = 0; ///< bytes of the key
    };
    /// The longest name of a municipality that stands at `at`; "" as prefecture means any.
    Named named_at(std::string_view key, std::size_t at, std::string_view prefecture) const;

    /// What is known apart from the text: by code, else by name.
    Members known(std::string_view code, std::string_view city, std::string_view prefecture) const;
    Members of_prefecture(std::string_view prefecture) const;

    /// Of a designated city's wards the one whose name stands at `at`, where one does.
    Members narrowed(const Members& members, std::string_view key, std::size_t at) const;
    /// Behind the ward's name at `at`: this municipality's, or one that the gazetteer does not know (yet).
    std::size_t skip_ward(const MunicipalityRow& municipality, std::string_view key, std::size_t at) const;
    /// Behind this municipality's name where it stands at `at` once more.
    std::size_t skip_name(const MunicipalityRow& municipality, std::string_view key, std::size_t at) const;

    /// Whether these are different municipalities of one name, not the wards of one city.
    static bool are_namesakes(const Members& members);

    struct Place {
        base::Position position;
        double accuracy = 0;
        std::string prefecture, city, code;
    };
    /// The point of one municipality, or of a designated city from its wards; nothing for namesakes.
    std::optional<Place> place_of(const Members& members) const;

private:
    std::vector<MunicipalityRow> m_rows;
    std::unordered_map<std::string, Members> m_by_key;
    std::unordered_map<std::string, Members> m_by_code; ///< of a designated city: its wards
    std::size_t m_longest_key = 0;
};

} // namespace annai::gazetteer
