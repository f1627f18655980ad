#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace annai::importers::boundaries {

/// A town of a cell and what was said about it.
struct TownInCell {
    std::string town; ///< "" for 全域: the whole municipality
    std::string note; ///< "一部", "1番地〜50番地"
    friend bool operator==(const TownInCell&, const TownInCell&) = default;
};

/// The towns of one cell: separated by 、 ・ comma or line break; "上井町1～3丁目" and "上井町1・2丁目" become one
/// each; what stands in brackets is the note.
std::vector<TownInCell> towns_in(std::string_view cell);

} // namespace annai::importers::boundaries
