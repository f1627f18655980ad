#pragma once

#include "facility/record.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace annai::intake {

/// A record taken apart: facts that are kept and versioned, and personal data that can be erased.
struct SplitRecord {
    std::string facts;    ///< JSON text of the record without persons and personal fields
    std::string personal; ///< JSON text {"persons": […], "values": {…}}; "" when there is none
    std::string hash;     ///< SHA-256 of the whole content
};

SplitRecord split_personal(const facility::SourceRecord& record);

/// Puts the two together again; `personal` may be "" (none, or erased).
facility::SourceRecord join_personal(const std::string& facts, const std::string& personal);

} // namespace annai::intake
