#pragma once

#include "facility/vocabulary.hpp"
#include "render/page_parts.hpp"

#include <string>
#include <vector>

// A question as the list page speaks of it: its conditions in words, and the links that change it.

namespace annai::render {

/// A query together with the need that the visitor came by. What the need implies is told apart from what was
/// chosen beside it.
class Question {
public:
    Question(const PageParts& parts, const ListView& view);

    const facility::Need* need() const { return m_need; }
    bool kinds_are_of_need() const { return m_kinds_of_need; }
    bool is_of_need(const search::CapabilityCondition& condition) const;

    struct Condition {
        std::string label;
        std::string without; ///< link to the list without it
    };
    const std::vector<Condition>& conditions() const { return m_conditions; }
    /// The conditions in one line, for headings.
    std::string heading() const;

    /// The list's address, with the need's own conditions left to the need.
    std::string href(const search::FacilityQuery& query, bool with_need = true) const;
    /// The query string with everything spelt out, for /clusters and the data files.
    std::string spelt_out() const;

private:
    void add(const std::string& label, const search::FacilityQuery& without, bool with_need = true);
    void add_conditions();

    const PageParts& m_parts;
    const ListView& m_view;
    const facility::Need* m_need;
    bool m_kinds_of_need;
    std::vector<Condition> m_conditions;
    std::vector<std::string> m_kind_words;
    std::vector<std::string> m_other_words;
};

/// The area that "31201" or "daily_living_area:99101-2" names, or nullptr.
const search::Area* area_of(const std::vector<search::Area>& areas, std::string_view code);

/// The view of partials/filter.
void add_filter(nlohmann::json& view, const PageParts& parts, const ListView& list, const Question& question);

} // namespace annai::render
