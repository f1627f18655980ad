#pragma once

#include "search/search.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

// RFC 7946. Features carry codes; labels come from the vocabulary.

namespace annai::render {

/// The feature of a facility from its body (edition/edition.hpp): id, geometry (null when not located), and
/// properties name, kinds, address, phone, status, position, capabilities with answer, basis and date.
std::string feature(const nlohmann::json& body);

/// A page of facilities as a FeatureCollection with numberMatched, numberReturned, edition and links.
std::string feature_collection(const search::Page& page, const edition::Info& edition, const std::string& self,
                               const std::string& next);

std::string clusters(const std::vector<search::Cluster>& clusters);
std::string areas(const std::vector<search::Area>& areas);

} // namespace annai::render
