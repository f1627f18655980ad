#pragma once

#include "facility/record.hpp"
#include "intake/locate.hpp"

#include <cstdint>
#include <string>
#include <vector>

// What makes two records be about one facility: pure functions, no database.

namespace annai::intake {

/// What matching looks at in a record.
struct MatchRecord {
    std::int64_t source_id = 0;
    std::string source; ///< code
    std::string part;
    std::string key;
    std::string name;
    std::string name_key;            ///< folded loosely, without spaces and marks
    std::vector<std::string> phones; ///< digits only
    std::vector<facility::Identifier> identifiers;
    Located located;
    std::int64_t facility_id = 0; ///< linked so far, 0 = not
};

MatchRecord match_record(const facility::SourceRecord& record, const Located& located);

/// The text that names are compared by.
std::string name_key(const std::string& name);

/// Schemes whose value names one office or institution (a corporate number names a whole company).
bool identifies_a_facility(const std::string& scheme);

/// Whether two records that share a 事業所番号 stand at one place; the reason word ("address", "telephone",
/// "position"), or "" when they do not. One number may be held by branches at different places.
std::string same_place(const MatchRecord& a, const MatchRecord& b);

bool has_identifier(const MatchRecord& record);
/// Whether both carry the same identifier of one facility.
bool share_identifier(const MatchRecord& a, const MatchRecord& b);

/// The records of a block, connected by shared identifiers, as groups of one place each: two are in one group when
/// they share an identifier and stand at one place, or when others connect them so. Groups and their members in
/// the order given; does not depend on that order otherwise. Compares all pairs.
std::vector<std::vector<std::size_t>> group_by_place(const std::vector<MatchRecord>& block);

/// Why a record of a group is in it: the schemes of its identifiers, and what tells that the place is the same.
/// `record` is an element of `group`.
std::vector<std::string> match_reasons(const std::vector<MatchRecord>& group, const MatchRecord& record);

/// How a record relates to one of the same name in the same municipality with which it is in no group.
/// `impossible` outweighs whatever other records of the two facilities suggest.
enum class Likeness { same, different, unsure, impossible };
struct Judgement {
    Likeness likeness = Likeness::different;
    std::string reason; ///< "name+telephone", "name+address", "name only", "other identifier" …
};
Judgement judge_by_name(const MatchRecord& a, const MatchRecord& b);

} // namespace annai::intake
