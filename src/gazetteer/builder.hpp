#pragma once

#include "base/geodesy.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace annai::gazetteer {

struct Point {
    std::string prefecture, city, municipality_code, town, block;
    bool block_is_number = false;
    base::Position position;
};

/// Writes a new gazetteer.db beside the old one and puts it in place when finished (atomically); without finish()
/// nothing changes. Points of earlier imports of other prefectures or levels are kept: `replace_scope` names
/// what this import replaces. Importing the same points twice gives the same rows.
class Builder {
public:
    /// Begins with a copy of `file` when it exists.
    explicit Builder(const std::filesystem::path& file);
    ~Builder();
    void add(const Point& point, const std::string& source);
    struct Summary {
        std::int64_t points = 0, added = 0, changed = 0, unchanged = 0;
    };
    /// Records the source's attribution, computes municipality points (mean of the towns) and puts the file in place.
    Summary finish(const std::string& source_title, const std::string& attribution, bool dry_run);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace annai::gazetteer
