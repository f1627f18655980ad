#pragma once

#include "base/geodesy.hpp"
#include "gazetteer/address_text.hpp"
#include "gazetteer/gazetteer.hpp"
#include "sqlite/database.hpp"

#include <optional>
#include <string>

namespace annai::gazetteer {

/// A town, 丁目 or block found in an address.
struct FoundTown {
    base::Position position;
    Level level = Level::town;
    double accuracy = 0;
    std::string town, key;
    std::size_t used = 0; ///< bytes of the address's key, from its beginning
};

/// Finds the longest town of one municipality that an address names, and its parts.
class TownFinder {
public:
    explicit TownFinder(const sqlite::Database& database);

    /// `at` is where in the key the municipality ends.
    std::optional<FoundTown> find(std::int64_t municipality, const AddressText& address, std::size_t at);

private:
    struct Row {
        std::string key, town;
        Level level = Level::town;
        int derived = 0;
        base::Position position;
        double accuracy = 0;
    };

    std::optional<Row> exact(std::int64_t municipality, std::string_view key);
    std::optional<Row> longest_under(std::int64_t municipality, const AddressText& address, const std::string& prefix,
                                     std::size_t at);
    std::optional<FoundTown> up_to_aza(std::int64_t municipality, const AddressText& address, std::size_t at, std::size_t end);
    std::optional<Row> other_spelling(std::int64_t municipality, std::string_view key, std::size_t at, std::size_t& used);
    void refine_chome(std::int64_t municipality, std::string_view key, Row& row, std::size_t& used);
    bool refine_part(std::int64_t municipality, const AddressText& address, FoundTown& found);
    static Row read(const sqlite::Statement& statement);

    sqlite::Statement m_nearest, m_exact;
};

} // namespace annai::gazetteer
