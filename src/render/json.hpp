#pragma once

#include "search/search.hpp"

#include <string>

namespace annai::render {

/// A page of facilities as plain JSON: {edition, date, total, returned, next, attributions, facilities: [bodies]}.
std::string facilities_json(const search::Page& page, const edition::Info& edition, const std::string& next);

} // namespace annai::render
