#pragma once

#include "edition/edition.hpp"
#include "publish/areas_of.hpp"
#include "publish/derive.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace annai::publish {

/// What goes into one edition, complete: facilities with position and areas in their bodies.
struct EditionContent {
    edition::Info info;
    std::vector<Derived> facilities;                            ///< open ones, any order
    std::map<std::string, std::vector<std::int64_t>> areas_of;  ///< public id → area ids
    std::vector<PublishedArea> areas;
    std::map<std::string, std::string> former_ids; ///< public id → target, "" = closed
};

/// Writes the file (rollback journal, vacuumed, synced). Equal content gives equal bytes.
void write_edition(const std::filesystem::path& file, EditionContent content);

} // namespace annai::publish
