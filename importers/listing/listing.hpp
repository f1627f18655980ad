#pragma once

#include "facility/importer.hpp"

#include <memory>

namespace annai::importers::listing {

/// Any CSV or XLSX list of facilities, with a mapping file in TOML (README.md).
std::unique_ptr<facility::Importer> make_importer();

} // namespace annai::importers::listing
