#pragma once

#include "facility/record.hpp"
#include "facility/vocabulary.hpp"
#include "intake/locate.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

// From what all sources say about a facility to what one audience is shown of it (design §7.3): first drop what
// the audience may not see, then precedence, then the date. Nothing dropped has any influence on the rest.

namespace annai::publish {

/// One linked record with what derivation needs to know of its source.
struct Statement {
    std::string source;      ///< code
    std::string source_kind; ///< row of precedence.csv
    bool published = false;  ///< a published source: may be shown without the facility's consent
    bool missing = false;    ///< gone from the newest release of its scope
    std::string as_of;       ///< of the newest release in which it stood
    facility::SourceRecord record; ///< personal data joined in again
    intake::Located located;
};

struct FacilityStatements {
    std::string public_id;
    std::vector<Statement> statements;
};

/// What of a record an audience may see at all: statements of published sources, and others as the
/// facility agreed. Nothing stated means nobody but the coordinator.
bool may_see(const Statement& statement, facility::Audience audience);

/// Whether a field or capability with this rule, in this statement, reaches the audience.
bool may_see(const Statement& statement, facility::Visibility visibility, facility::Audience audience);

/// What is shown, and where it is (apart, since points are drawn apart and areas looked up over all facilities).
struct Derived {
    std::string public_id;
    bool closed = false; ///< leads to 410
    nlohmann::json body; ///< as in edition/edition.hpp, without position and areas
    intake::Located located;
    std::string sort_key, search_text;
};

/// Nothing when the audience sees nothing of the facility.
std::optional<Derived> derive(const FacilityStatements& facility, facility::Audience audience);

/// Rank of a kind of source for a group of fields; lower goes first. Unknown ones go last.
int precedence_rank(const std::string& group, const std::string& source_kind);
/// Whether a statement of this age is left out as soon as there is another.
bool is_outdated(const std::string& group, const std::string& source_kind, const std::string& date);

/// The capability statements of the body, and whether 「契約した方の夜間対応あり」 holds.
struct DerivedCapabilities {
    nlohmann::json list;
    bool night_for_contracted = false;
};
DerivedCapabilities derive_capabilities(const std::vector<const Statement*>& visible, facility::Audience audience);

} // namespace annai::publish
