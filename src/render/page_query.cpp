#include "render/page_query.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace annai::render {

using facility::Vocabulary;

namespace {

std::string kind_label(const PageParts& parts, const std::string& code) {
    const auto* kind = Vocabulary::get().kind(code);
    if (kind == nullptr) {
        return code;
    }
    return parts.for_residents() && !kind->plain.empty() ? kind->plain : kind->label;
}

std::string capability_label(const PageParts& parts, const search::CapabilityCondition& condition) {
    const auto* capability = Vocabulary::get().capability(condition.code);
    if (capability == nullptr) {
        return condition.code;
    }
    const std::string label = parts.for_residents() && !capability->plain.empty() ? capability->plain : capability->label;
    for (const auto& qualifier : capability->qualifiers) {
        if (qualifier.code == condition.qualifier) {
            return parts.text("statement.with_qualifier", {{"label", label}, {"qualifier", qualifier.label}});
        }
    }
    return label;
}

template <class Items>
Items without(Items items, std::size_t at) {
    items.erase(items.begin() + static_cast<std::ptrdiff_t>(at));
    return items;
}

} // namespace

const search::Area* area_of(const std::vector<search::Area>& areas, std::string_view code) {
    const std::size_t colon = code.find(':');
    const std::string_view kind = colon == std::string_view::npos ? std::string_view() : code.substr(0, colon);
    const std::string_view rest = colon == std::string_view::npos ? code : code.substr(colon + 1);
    const search::Area* found = nullptr;
    for (const auto& area : areas) {
        if (area.code == rest && (kind.empty() ? found == nullptr || area.kind == "municipality" : area.kind == kind)) {
            found = &area;
        }
    }
    return found;
}

void apply_need(search::FacilityQuery& query, const std::string& need) {
    const auto* known = Vocabulary::get().need(need);
    if (known == nullptr) {
        return;
    }
    if (query.kinds.empty()) {
        query.kinds = known->kinds;
    }
    for (const auto& code : known->capabilities) {
        const bool there = std::any_of(query.capabilities.begin(), query.capabilities.end(),
                                       [&code](const auto& condition) { return condition.code == code; });
        if (!there) {
            query.capabilities.push_back({code, ""});
        }
    }
}

Question::Question(const PageParts& parts, const ListView& view)
    : m_parts(parts), m_view(view), m_need(Vocabulary::get().need(view.need)),
      m_kinds_of_need(m_need != nullptr && view.query.kinds == m_need->kinds) {
    add_conditions();
}

bool Question::is_of_need(const search::CapabilityCondition& condition) const {
    return m_need != nullptr && condition.qualifier.empty() &&
           std::find(m_need->capabilities.begin(), m_need->capabilities.end(), condition.code) != m_need->capabilities.end();
}

void Question::add(const std::string& label, const search::FacilityQuery& query, bool with_need) {
    m_conditions.push_back({label, href(query, with_need)});
}

void Question::add_conditions() {
    const search::FacilityQuery& query = m_view.query;
    const auto& text = m_parts.text;
    if (m_need != nullptr) {
        search::FacilityQuery rest = query;
        if (m_kinds_of_need) {
            rest.kinds.clear();
        }
        std::erase_if(rest.capabilities, [this](const auto& condition) { return is_of_need(condition); });
        add(text("list.chip_need", {{"need", m_need->label}}), rest, false);
        m_other_words.push_back(m_need->label);
    }
    for (std::size_t at = 0; at < query.areas.size(); ++at) {
        const auto* area = area_of(m_view.areas, query.areas[at]);
        search::FacilityQuery rest = query;
        rest.areas = without(query.areas, at);
        const std::string label = area != nullptr ? area->name : query.areas[at];
        add(label, rest);
        m_other_words.insert(m_other_words.begin() + static_cast<std::ptrdiff_t>(at), label);
    }
    if (!m_kinds_of_need) {
        for (std::size_t at = 0; at < query.kinds.size(); ++at) {
            search::FacilityQuery rest = query;
            rest.kinds = without(query.kinds, at);
            const std::string label = kind_label(m_parts, query.kinds[at]);
            add(label, rest);
            m_kind_words.push_back(label);
        }
    }
    for (std::size_t at = 0; at < query.capabilities.size(); ++at) {
        if (is_of_need(query.capabilities[at])) {
            continue;
        }
        search::FacilityQuery rest = query;
        rest.capabilities = without(query.capabilities, at);
        const std::string label = capability_label(m_parts, query.capabilities[at]);
        add(label, rest);
        m_other_words.push_back(label);
    }
    if (!query.text.empty()) {
        search::FacilityQuery rest = query;
        rest.text.clear();
        const std::string label = text("list.chip_text", {{"text", query.text}});
        add(label, rest);
        m_other_words.push_back(label);
    }
    if (query.bbox) {
        search::FacilityQuery rest = query;
        rest.bbox.reset();
        add(text("list.chip_bbox"), rest);
    }
}

std::string Question::heading() const {
    std::vector<std::string> words = m_other_words;
    constexpr std::size_t most = 3; // a group of kinds may be twenty
    if (m_kind_words.size() <= most) {
        words.insert(words.end(), m_kind_words.begin(), m_kind_words.end());
    } else {
        words.push_back(m_parts.text("list.kinds_more", {{"kind", m_kind_words.front()},
                                                         {"count", std::to_string(m_kind_words.size())}}));
    }
    return words.empty() ? m_parts.text("list.heading_all") : m_parts.joined(words);
}

std::string Question::href(const search::FacilityQuery& query, bool with_need) const {
    search::FacilityQuery rest = query;
    rest.cursor.clear();
    if (rest.capabilities.empty()) {
        rest.notified = false; // there is no notification for nothing
    }
    std::string needed;
    if (with_need && m_need != nullptr) {
        needed = "need=" + url_encoded(m_need->code);
        if (rest.kinds == m_need->kinds) {
            rest.kinds.clear();
        }
        if (!rest.notified) { // notified=1 wants its capability spelt out
            std::erase_if(rest.capabilities, [this](const auto& condition) { return is_of_need(condition); });
        }
    }
    const std::string others = search::to_query_string(rest);
    const std::string all = needed + (needed.empty() || others.empty() ? "" : "&") + others;
    return all.empty() ? "/facilities" : "/facilities?" + all;
}

std::string Question::spelt_out() const {
    search::FacilityQuery query = m_view.query;
    query.cursor.clear();
    return search::to_query_string(query);
}

} // namespace annai::render
