#pragma once

#include "facility/record.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace annai::importers::listing {

/// The first `n` records that the mapping would give. Nothing is written anywhere.
std::vector<facility::SourceRecord> preview(const std::filesystem::path& file, const std::filesystem::path& mapping, std::size_t n);

/// The same for a person to read: name, kinds, address, answers, and how many rows were rejected and why.
std::string preview_text(const std::filesystem::path& file, const std::filesystem::path& mapping, std::size_t n);

} // namespace annai::importers::listing
