#pragma once

#include "facility/importer.hpp"
#include "formats/tables.hpp"

#include <memory>
#include <string>

namespace annai::importers::addresses {

enum class Publisher { geolonia, mlit };

/// What a row of one layout says.
struct ReadRow {
    facility::ReferencePoint point; ///< without position and place
    std::string lat, lon;           ///< as written
    std::string ignored;            ///< why the row is no reference point, or ""
};

/// One of the published layouts, its columns found in a header row.
class Layout {
public:
    virtual ~Layout() = default;
    virtual Publisher publisher() const = 0;
    virtual ReadRow read(const formats::Row& row) const = 0;
};

/// The layout that a header row belongs to. Throws bad_source that names the column which is missing, or,
/// where the header is of no known layout, lists the layouts.
std::unique_ptr<Layout> recognise(const formats::Row& header, const std::string& file);

} // namespace annai::importers::addresses
