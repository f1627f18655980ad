#include "app/commands.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "importers/listing/preview.hpp"
#include "importers/listing/propose.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <unistd.h>

namespace annai::app {

void add_propose(CLI::App& app, Globals&) {
    struct Given {
        std::string file, mapping, output;
        std::size_t rows = 3;
    };
    auto given = std::make_shared<Given>();
    auto* command = app.add_subcommand("propose", "propose a mapping for a list, and show its first records; imports nothing");
    command->add_option("file", given->file, "the list: CSV or XLSX")->required();
    command->add_option("--mapping", given->mapping, "show the records that this mapping gives, instead of proposing one");
    command->add_option("--output", given->output, "write the proposal to this file (it must not exist)");
    command->add_option("--rows", given->rows, "how many records to show")->capture_default_str();
    command->callback([given] {
        if (!given->mapping.empty()) {
            fmt::print("{}", importers::listing::preview_text(given->file, given->mapping, given->rows));
            return;
        }
        const auto proposal = importers::listing::propose_mapping(given->file);
        std::filesystem::path shown = given->output;
        if (given->output.empty()) {
            fmt::print("{}", proposal);
            shown = std::filesystem::temp_directory_path() / fmt::format("annai-proposal-{}.toml", ::getpid());
        } else if (std::filesystem::exists(shown)) {
            throw base::Error(base::ErrorCode::conflict, fmt::format("{}: exists already; name another file", given->output));
        }
        base::write_file_atomically(shown, proposal);
        fmt::print(stderr, "\n{}", importers::listing::preview_text(given->file, shown, given->rows));
        if (given->output.empty()) {
            std::filesystem::remove(shown);
        } else {
            fmt::print(stderr, "\nMend {} where needed, then: annai import listing --mapping {} --dry-run {}\n", given->output,
                       given->output, given->file);
        }
    });
}

} // namespace annai::app
