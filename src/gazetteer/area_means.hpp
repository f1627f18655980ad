#pragma once

#include "gazetteer/builder.hpp"
#include "gazetteer/gazetteer.hpp"
#include "sqlite/database.hpp"

namespace annai::gazetteer {

/// How far the true place may be from a point of this level when nothing else is known, in metres.
double default_accuracy(Level level, const Point& point);

/// Computes what no source states: towns as the mean of their blocks, 町 as the mean of their 丁目, the
/// point of each municipality, and how far each of them reaches.
void derive_points(sqlite::Database& database);

} // namespace annai::gazetteer
