#pragma once

#include "base/data_folder.hpp"
#include "base/progress.hpp"
#include "facility/importer.hpp"
#include "intake/report.hpp"
#include "intake/staging.hpp"
#include "register/register.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace annai::intake {

/// One run of `annai import`.
struct ImportRequest {
    std::vector<std::filesystem::path> files;
    facility::ImportOptions options;
    bool dry_run = false;        ///< everything is done and then undone; the report is what would happen
    bool accept_missing = false; ///< records may go missing in any number
    bool accept_rejects = false; ///< rows may be rejected in any number
    std::string actor = "cli";
    std::string attribution; ///< in place of the source's own, when the files were not made by its publisher
    RejectHandler on_reject;
    /// Keeps a copy of a file under its hash; called before anything is applied, not in a dry run.
    std::function<void(const std::filesystem::path& file, const std::string& hash)> keep_file;
};

/// Parses, locates and stages every file, then applies all in one transaction, or nothing (design §7.7). Holds the writer
/// lock. Throws base::Error; the register is then as it was.
ImportReport run_import(reg::Register& reg, const base::DataFolder& folder, const facility::Importer& importer,
                        const ImportRequest& request, base::Progress& progress);

} // namespace annai::intake
