#pragma once

#include "base/data_folder.hpp"
#include "base/progress.hpp"
#include "register/register.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace annai::publish {

struct AudienceReport {
    std::int64_t facilities = 0, closed = 0, redirects = 0, without_position = 0, approximate = 0, needs_check = 0;
    std::int64_t bytes = 0;
};

struct PublishReport {
    std::int64_t number = 0; ///< 0 in a dry run
    bool dry_run = false;
    std::map<std::string, AudienceReport> audiences; ///< "public", "professional", "coordinator"
};

/// Derives the editions of all audiences and makes them current together. A running server notices. Holds the
/// writer lock; a failure leaves the editions as they were. The editions before the last two are removed.
PublishReport publish(reg::Register& reg, const base::DataFolder& folder, bool dry_run, base::Progress& progress);

std::string to_text(const PublishReport& report);

} // namespace annai::publish
