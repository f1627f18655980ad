#pragma once

#include "facility/importer.hpp"

#include <memory>

namespace annai::importers::boundaries {

/// Areas: polygons from any vector file that GDAL reads, and lists of towns (see README.md).
std::unique_ptr<facility::Importer> make_importer();

} // namespace annai::importers::boundaries
