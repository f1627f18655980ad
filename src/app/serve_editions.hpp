#pragma once

#include "app/settings.hpp"
#include "edition/store.hpp"

namespace annai::app {

/// Serves the public routes over a store until SIGINT or SIGTERM. Prints the address to open on stdout.
void serve_editions(edition::Store& store, const Settings& settings, const std::string& program_version);

} // namespace annai::app
