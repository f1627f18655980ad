#pragma once

#include "search/search.hpp"
#include "sqlite/database.hpp"

#include <string>
#include <utility>
#include <vector>

namespace annai::search {

/// A question as SQL conditions over `facility`: text from a fixed table of fragments, every value
/// bound. A fragment that stands several times gets numbered parameters.
struct Plan {
    std::string conditions; ///< "WHERE … AND …", or ""
    std::vector<std::pair<std::string, std::string>> texts;
    std::vector<std::pair<std::string, double>> numbers;

    void bind(sqlite::Statement& statement) const;
};

/// `limits` is false where the bounding box and the cursor do not matter.
Plan plan(const FacilityQuery& query, bool with_cursor);

/// What the cursor of a page holds: the last row's place in the order.
struct Place {
    std::string sort_key, public_id;
};
std::string encode_cursor(const Place& place);
/// Throws bad_request about "cursor" when it was not made by encode_cursor.
Place decode_cursor(const std::string& cursor);

} // namespace annai::search
