#pragma once

#include "base/data_folder.hpp"
#include "base/progress.hpp"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <string>
#include <vector>

// One function a subcommand: declares its options on the given CLI11 app and what to run.

namespace annai::app {

/// What all subcommands share.
struct Globals {
    base::DataFolder folder{"data"};
    bool quiet = false;
    base::Progress::Style progress() const { return quiet ? base::Progress::Style::quiet : base::Progress::Style::automatic; }
};

void add_init(CLI::App& app, Globals& globals);
void add_import(CLI::App& app, Globals& globals);
void add_propose(CLI::App& app, Globals& globals);
void add_publish(CLI::App& app, Globals& globals);
void add_serve(CLI::App& app, Globals& globals);
void add_status(CLI::App& app, Globals& globals);
void add_export(CLI::App& app, Globals& globals);
void add_edition(CLI::App& app, Globals& globals);

} // namespace annai::app
