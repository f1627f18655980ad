#pragma once

#include "facility/importer.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace annai::importers::boundaries {

/// What the command line says about a file.
struct Settings {
    std::string kind; ///< a code of area_kinds.csv; "" not given
    std::string code_attribute, name_attribute, parent_attribute;
    std::string town_column, municipality_column, note_column;
    std::string municipality; ///< of all rows of a list of towns
    std::string code_prefix;
    std::string encoding;
    bool code_from_file_name = false;
};

std::vector<facility::OptionInfo> setting_infos();

/// Throws bad_request that names the option and lists what is valid.
Settings read_settings(const facility::ImportOptions& options);

/// The code of a kind from its code or its Japanese label; "" for neither.
std::string area_kind(std::string_view code_or_label);
/// "prefecture, secondary_medical_area, …" for messages.
std::string area_kinds();

} // namespace annai::importers::boundaries
