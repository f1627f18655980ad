#include "app/commands.hpp"
#include "app/importing.hpp"
#include "app/kept_files.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "formats/csv_writer.hpp"
#include "importers/registry.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <memory>

namespace annai::app {
namespace {

struct ImportOptionsGiven {
    std::string source;
    std::vector<std::string> files;
    std::string as_of, mapping;
    std::vector<std::string> options;
    bool dry_run = false, accept_missing = false, accept_rejects = false, json = false;
};

std::string source_help() {
    std::string text = "Sources:\n";
    for (const auto& importer : importers::make_importers()) {
        text += fmt::format("  {:<12} {}\n", importer->name(), importer->help());
        for (const auto& option : importer->options()) {
            text += fmt::format("  {:<12}   --option {}=…  {}\n", "", option.name, option.help);
        }
    }
    return text + "Example: annai --data data import mhlw_care jigyosho_*.csv";
}

intake::ImportRequest request_of(const ImportOptionsGiven& given) {
    intake::ImportRequest request;
    request.files.assign(given.files.begin(), given.files.end());
    request.dry_run = given.dry_run;
    request.accept_missing = given.accept_missing;
    request.accept_rejects = given.accept_rejects;
    request.options.mapping = given.mapping;
    if (!given.as_of.empty()) {
        request.options.as_of = base::parse_date(given.as_of);
        if (!request.options.as_of) {
            throw base::Error(base::ErrorCode::bad_request, fmt::format("--as-of: '{}' is no date; give e.g. 2026-06-01", given.as_of));
        }
    }
    for (const auto& option : given.options) {
        const auto equals = option.find('=');
        if (equals == std::string::npos || equals == 0) {
            throw base::Error(base::ErrorCode::bad_request, fmt::format("--option: '{}' is not name=value", option));
        }
        request.options.options[option.substr(0, equals)] = option.substr(equals + 1);
    }
    return request;
}

} // namespace

intake::ImportReport import_files(const Globals& globals, const std::string& source, intake::ImportRequest request,
                                  std::filesystem::path& rejects_file) {
    const auto importer = importers::make_importer(source);
    for (const auto& [name, value] : request.options.options) {
        const auto known = importer->options();
        if (std::none_of(known.begin(), known.end(), [&](const auto& option) { return option.name == name; })) {
            throw base::Error(base::ErrorCode::bad_request,
                              fmt::format("--option {}: {} has no such option; see `annai import --help`", name, source));
        }
    }
    if (!request.options.mapping.empty() && source != "listing") {
        throw base::Error(base::ErrorCode::bad_request,
                          fmt::format("--mapping: {} knows its own columns; a mapping goes with the source listing", source));
    }
    auto reg = reg::Register::open(globals.folder);
    base::Progress progress(globals.progress());
    formats::CsvWriter rejects;
    std::int64_t rejected = 0;
    request.on_reject = [&](const facility::Reject& reject) {
        if (rejected++ == 0) {
            rejects.row({"ファイル", "行", "列", "理由", "元の行"});
        }
        std::vector<std::string> cells{reject.place.file, std::to_string(reject.place.line), reject.column, reject.reason};
        cells.insert(cells.end(), reject.row.begin(), reject.row.end());
        rejects.row(cells);
    };
    request.keep_file = [&](const std::filesystem::path& file, const std::string& hash) {
        keep_file(globals.folder.files(), file, hash);
    };
    const auto write_rejects = [&] {
        if (rejected > 0) {
            std::filesystem::create_directories(globals.folder.rejects());
            auto name = base::now_utc();
            std::replace(name.begin(), name.end(), ':', '-');
            rejects_file = globals.folder.rejects() / fmt::format("{}-{}.csv", name, source);
            base::write_file_atomically(rejects_file, rejects.text());
        }
    };
    try {
        auto report = intake::run_import(reg, globals.folder, *importer, request, progress);
        write_rejects();
        return report;
    } catch (const base::Error&) {
        // Most of all when there were too many: the list says which rows and why.
        write_rejects();
        if (!rejects_file.empty()) {
            fmt::print(stderr, "rejected rows: {}\n", rejects_file.string());
        }
        throw;
    }
}

void add_import(CLI::App& app, Globals& globals) {
    auto given = std::make_shared<ImportOptionsGiven>();
    auto* command = app.add_subcommand("import", "read published files or lists into the register");
    command->add_option("source", given->source, "what the files are (see below)")->required();
    command->add_option("files", given->files, "plain, .gz or .zip; several at once")->required();
    command->add_option("--as-of", given->as_of, "the day the files are true for; else their title row, their name, or today");
    command->add_option("--mapping", given->mapping, "listing: the TOML file that says what the columns are");
    command->add_option("--option", given->options, "an option of the source, name=value");
    command->add_flag("--dry-run", given->dry_run, "report what would happen and change nothing");
    command->add_flag("--accept-missing", given->accept_missing, "allow that many known records are not in the files");
    command->add_flag("--accept-rejects", given->accept_rejects, "allow that many rows cannot be used");
    command->add_flag("--json", given->json, "print the report as JSON");
    command->footer(source_help());
    command->callback([given, &globals] {
        std::filesystem::path rejects_file;
        const auto report = import_files(globals, given->source, request_of(*given), rejects_file);
        if (given->json) {
            fmt::print("{}\n", to_json(report).dump(2));
        } else {
            fmt::print("{}", to_text(report));
        }
        if (!rejects_file.empty()) {
            fmt::print(given->json ? stderr : stdout, "  rejected rows: {}\n", rejects_file.string());
        }
    });
}

} // namespace annai::app
