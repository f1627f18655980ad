#pragma once

#include "base/calendar.hpp"
#include "render/page_parts.hpp"

#include <nlohmann/json.hpp>

#include <functional>
#include <map>
#include <string>
#include <vector>

// What facilities can do, with sign, word, basis, date and source (design §1: unknown is an answer, and a
// notification is not a yes).

namespace annai::render {

/// The sources of one facility, numbered in the order in which its page names them first.
class SourceNumbers {
public:
    explicit SourceNumbers(const PageParts& parts) : m_parts(&parts) {}
    /// Sets source_number and source_label; both empty for a statement without a known source.
    void describe(nlohmann::json& view, const std::string& source);
    /// [{number, title, href, detail}] of all that were named.
    nlohmann::json view() const;
    /// Names those that no statement named.
    void add(const std::string& source);

private:
    const PageParts* m_parts;
    std::vector<std::string> m_codes;
};

/// yes, conditional, no, unknown, notified, planned: the class of the sign and the end of its dictionary keys.
std::string sign_of(const nlohmann::json& statement);

/// The statements about one capability as rows for partials/statement, answers first. Qualifiers of which the same
/// is said on the same day stand in one row. `numbers` is null where sources are not listed (on cards).
nlohmann::json statement_rows(const PageParts& parts, std::vector<const nlohmann::json*> statements,
                              const base::CivilDate& today, SourceNumbers* numbers);

/// The same for the statements that `wanted` picks out of a body, capability by capability as they come.
nlohmann::json picked_rows(const PageParts& parts, const nlohmann::json& body, const base::CivilDate& today,
                           const std::function<bool(const nlohmann::json&)>& wanted);

/// All statements by group of the vocabulary: [{group_label, statements: […]}].
nlohmann::json capability_groups_view(const PageParts& parts, const nlohmann::json& body, const base::CivilDate& today,
                                      SourceNumbers& numbers);

/// Capabilities that are asked of facilities like this and of which nothing is said: [{group_label, items: [{item}]}].
nlohmann::json unstated_view(const PageParts& parts, const nlohmann::json& body, std::size_t& count);

} // namespace annai::render
