#pragma once

#include <filesystem>
#include <string>

namespace annai::importers::listing {

/// A mapping for this file, drawn from its header row and commented, for a person to mend: recognised columns are
/// mapped, the others stand as comments; nothing is published, consent is not stated. It loads as it stands.
/// Throws bad_source where the file has no header with a facility's name.
std::string propose_mapping(const std::filesystem::path& file);

} // namespace annai::importers::listing
