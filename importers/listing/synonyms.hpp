#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace annai::importers::listing {

/// Where a column of this name most likely belongs: section and key of a mapping.
struct Target {
    std::string section; ///< "values", "address", "identifiers" …
    std::string key;     ///< "name", "text", "kaigo_office" …
    friend bool operator==(const Target&, const Target&) = default;
};

/// By the usual names of columns, then by the labels of the fields and capabilities. Columns whose content may be
/// more than may be shown (備考, 特記事項) belong nowhere until a person says so.
std::optional<Target> target_of(std::string_view header);

} // namespace annai::importers::listing
