#pragma once

#include "intake/match.hpp"
#include "intake/report.hpp"
#include "register/register.hpp"

#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace annai::intake {

using SourceKey = std::pair<std::int64_t, std::string>; ///< source id, key

/// Links records to facilities inside the caller's transaction: whole blocks of a shared identifier at
/// a time, then names; founds facilities for the rest; leaves in review what it is not sure of. Facilities that turn
/// out to be one are merged (the older id survives, the other leads to it), one that turns out to be two
/// is split (the id stays with its founding record). See design §7.1 and §7.4.
class Matching {
public:
    Matching(reg::Register& reg, ImportReport& report);
    ~Matching();

    /// Decides about these records and all that share a block with them. `counted` are the records of the
    /// import: they are counted as linked, founded or in review.
    void decide(const std::set<SourceKey>& keys, const std::set<SourceKey>& counted);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace annai::intake
