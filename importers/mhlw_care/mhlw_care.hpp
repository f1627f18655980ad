#pragma once

#include "facility/importer.hpp"

#include <memory>

namespace annai::importers::mhlw_care {

/// 介護サービス情報公表システム open data (厚生労働省), the 24-column files of the 35 services.
std::unique_ptr<facility::Importer> make_importer();

} // namespace annai::importers::mhlw_care
