#include "importers/registry.hpp"

#include "base/error.hpp"
#include "importers/addresses/addresses.hpp"
#include "importers/boundaries/boundaries.hpp"
#include "importers/listing/listing.hpp"
#include "importers/mhlw_care/mhlw_care.hpp"

#include <fmt/format.h>

namespace annai::importers {

// One line a source. Explicit, since a self-registering static in a static library is dropped by the linker.
std::vector<std::unique_ptr<facility::Importer>> make_importers() {
    std::vector<std::unique_ptr<facility::Importer>> all;
    all.push_back(addresses::make_importer());
    all.push_back(boundaries::make_importer());
    all.push_back(mhlw_care::make_importer());
    all.push_back(listing::make_importer());
    return all;
}

std::unique_ptr<facility::Importer> make_importer(const std::string& name) {
    std::string names;
    for (auto& importer : make_importers()) {
        if (importer->name() == name) {
            return std::move(importer);
        }
        names += (names.empty() ? "" : ", ") + importer->name();
    }
    throw base::Error(base::ErrorCode::bad_request, fmt::format("there is no source '{}'; the sources are {}", name, names));
}

} // namespace annai::importers
