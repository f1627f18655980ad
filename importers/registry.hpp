#pragma once

#include "facility/importer.hpp"

#include <memory>
#include <string>
#include <vector>

namespace annai::importers {

/// Every importer of this program, in the order of the help text.
std::vector<std::unique_ptr<facility::Importer>> make_importers();

/// The importer of this name; throws bad_request that lists the valid names.
std::unique_ptr<facility::Importer> make_importer(const std::string& name);

} // namespace annai::importers
