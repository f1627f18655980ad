#pragma once

#include "facility/importer.hpp"

#include <memory>

namespace annai::importers::addresses {

/// Reference points of addresses: Geolonia 住所データ and 国土交通省 位置参照情報 (see README.md).
std::unique_ptr<facility::Importer> make_importer();

} // namespace annai::importers::addresses
