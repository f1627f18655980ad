#pragma once

#include "app/commands.hpp"
#include "intake/import.hpp"

#include <string>

namespace annai::app {

/// Runs one import as the command line does it: rejected rows go to a CSV file in the data folder, the files are kept.
/// Returns the report; `rejects_file` is set when there were rejects.
intake::ImportReport import_files(const Globals& globals, const std::string& source, intake::ImportRequest request,
                                  std::filesystem::path& rejects_file);

} // namespace annai::app
