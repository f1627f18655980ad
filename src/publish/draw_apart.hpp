#pragma once

#include "base/geodesy.hpp"
#include "publish/derive.hpp"
#include "register/areas.hpp"

#include <vector>

namespace annai::publish {

/// Facilities that are known by their town only share its reference point. Each but the first is moved a
/// little, on a spiral in the order of their public ids, so that all can be seen and chosen; never out of
/// their municipality, and never further than the position is uncertain anyway. Sets "position" in the bodies.
void place_on_map(std::vector<Derived>& facilities, reg::Areas& areas);

} // namespace annai::publish
