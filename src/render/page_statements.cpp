#include "render/page_statements.hpp"

#include "facility/vocabulary.hpp"

#include <algorithm>
#include <set>

namespace annai::render {

using facility::CapabilityInfo;
using facility::Vocabulary;
using nlohmann::json;

namespace {

std::string qualifier_label(const CapabilityInfo& capability, const std::string& code) {
    for (const auto& qualifier : capability.qualifiers) {
        if (qualifier.code == code) {
            return qualifier.label;
        }
    }
    return code;
}

/// Answers first, then notifications and plans, each as the vocabulary orders the qualifiers.
int rank_of(const json& statement) {
    const std::string sign = sign_of(statement);
    return sign == "notified" ? 1 : sign == "planned" ? 2 : sign == "unknown" ? 3 : 0;
}

bool is_shown_to_residents(const CapabilityInfo& capability) {
    return capability.visibility == facility::Visibility::everybody ||
           capability.visibility == facility::Visibility::public_by_consent;
}

} // namespace

void SourceNumbers::add(const std::string& source) {
    if (std::find(m_codes.begin(), m_codes.end(), source) == m_codes.end()) {
        for (const auto& note : m_parts->context.edition.sources) {
            if (note.code == source) {
                m_codes.push_back(source);
            }
        }
    }
}

void SourceNumbers::describe(json& view, const std::string& source) {
    add(source);
    const auto found = std::find(m_codes.begin(), m_codes.end(), source);
    if (found == m_codes.end()) {
        view["source_number"] = "";
        view["source_label"] = "";
        return;
    }
    const std::string number = std::to_string(found - m_codes.begin() + 1);
    view["source_number"] = number;
    view["source_label"] = m_parts->text("statement.source", {{"number", number}});
}

json SourceNumbers::view() const {
    json list = json::array();
    for (const auto& code : m_codes) {
        for (const auto& note : m_parts->context.edition.sources) {
            if (note.code != code) {
                continue;
            }
            std::vector<std::string> details;
            for (const auto& part : {note.attribution, note.licence}) {
                if (!part.empty()) {
                    details.push_back(part);
                }
            }
            if (!note.as_of.empty()) {
                details.push_back(m_parts->text("facility.as_of", {{"date", m_parts->text.date(note.as_of)}}));
            }
            std::string detail;
            for (const auto& part : details) {
                detail += (detail.empty() ? "" : m_parts->text("format.parts_separator")) + part;
            }
            list.push_back({{"number", list.size() + 1}, {"title", note.title.empty() ? note.code : note.title},
                            {"href", safe_url(note.url).value_or("")}, {"detail", detail}});
        }
    }
    return list;
}

std::string sign_of(const json& statement) {
    const std::string answer = text_of(statement, "answer");
    const std::string basis = text_of(statement, "basis");
    // Whatever an edition's row claims: a notification or a plan is never shown as a yes.
    if (basis == "notified" || basis == "planned") {
        return basis;
    }
    return answer == "yes" || answer == "conditional" || answer == "no" ? answer : "unknown";
}

json statement_view(const PageParts& parts, const json& statement, const base::CivilDate& today, SourceNumbers* numbers) {
    const auto& text = parts.text;
    const std::string code = text_of(statement, "code");
    const std::string qualifier = text_of(statement, "qualifier");
    const auto* capability = Vocabulary::get().capability(code);

    const std::string term = capability != nullptr ? capability->label : code;
    const bool plainly = parts.for_residents() && capability != nullptr && !capability->plain.empty();
    std::string label = plainly ? capability->plain : term;
    if (!qualifier.empty()) {
        label = text("statement.with_qualifier",
                     {{"label", label}, {"qualifier", capability != nullptr ? qualifier_label(*capability, qualifier) : qualifier}});
    }

    const std::string sign = sign_of(statement);
    const std::string basis = text_of(statement, "basis");
    const std::string date = text_of(statement, "date");
    const std::string period = text_of(statement, "period");
    std::vector<std::string> meta;
    if (sign != "notified" && sign != "planned" && text.has("basis." + basis)) {
        meta.push_back(text("basis." + basis));
    }
    if (!period.empty()) {
        meta.push_back(text("statement.period", {{"period", period}}));
    }
    bool is_old = false;
    if (const auto day = base::parse_iso_date(date)) {
        const bool is_answer = sign != "notified" && sign != "planned";
        meta.push_back(text(is_answer ? "statement.confirmed" : "facility.as_of", {{"date", text.date(date)}}));
        const auto age = std::chrono::sys_days(today) - std::chrono::sys_days(*day);
        is_old = capability != nullptr && capability->half_life_days > 0 && age.count() > capability->half_life_days;
    }
    json view = {
        {"sign_class", sign},       {"sign", text("sign." + sign)},
        {"word", text("answer." + sign)}, {"label", label},
        {"term", plainly && term != capability->plain ? term : std::string()},
        {"condition", text_of(statement, "note")},
        {"meta", parts.joined(meta)}, {"is_old", is_old},
        {"source_number", ""},      {"source_label", ""},
    };
    if (numbers != nullptr) {
        numbers->describe(view, text_of(statement, "source"));
    }
    return view;
}

json capability_groups_view(const PageParts& parts, const json& body, const base::CivilDate& today, SourceNumbers& numbers) {
    const auto& vocabulary = Vocabulary::get();
    std::map<std::string, std::vector<const json*>> by_code;
    for (const auto& statement : list_of(body, "capabilities")) {
        by_code[text_of(statement, "code")].push_back(&statement);
    }
    json groups = json::array();
    for (const auto& group : vocabulary.capability_groups()) {
        json statements = json::array();
        for (const auto& capability : vocabulary.capabilities()) {
            const auto found = capability.group == group.code ? by_code.find(capability.code) : by_code.end();
            if (found == by_code.end()) {
                continue;
            }
            auto& rows = found->second;
            std::stable_sort(rows.begin(), rows.end(), [](const json* a, const json* b) { return rank_of(*a) < rank_of(*b); });
            for (const auto* row : rows) {
                statements.push_back(statement_view(parts, *row, today, &numbers));
            }
        }
        if (!statements.empty()) {
            groups.push_back({{"group_label", group.label}, {"statements", std::move(statements)}});
        }
    }
    return groups;
}

json unstated_view(const PageParts& parts, const json& body, std::size_t& count) {
    const auto& vocabulary = Vocabulary::get();
    std::set<std::string> stated;
    for (const auto& statement : list_of(body, "capabilities")) {
        stated.insert(text_of(statement, "code"));
    }
    count = 0;
    json groups = json::array();
    for (const auto& group : vocabulary.capability_groups()) {
        json items = json::array();
        for (const auto& capability : vocabulary.capabilities()) {
            // Nobody is asked whether a notification exists: its absence is not an open question.
            if (capability.group != group.code || group.code == "notification" || stated.contains(capability.code) ||
                (parts.for_residents() && !is_shown_to_residents(capability))) {
                continue;
            }
            bool applies = false;
            for (const auto& code : list_of(body, "kinds")) {
                const auto* kind = code.is_string() ? vocabulary.kind(code.get_ref<const std::string&>()) : nullptr;
                applies = applies || (kind != nullptr && facility::applies_to(capability, *kind));
            }
            if (applies) {
                items.push_back({{"item", parts.for_residents() && !capability.plain.empty() ? capability.plain : capability.label}});
            }
        }
        count += items.size();
        if (!items.empty()) {
            groups.push_back({{"group_label", group.label}, {"items", std::move(items)}});
        }
    }
    return groups;
}

} // namespace annai::render
