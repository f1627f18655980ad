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

/// Answers first (yes, conditional, no), then notifications and plans.
int rank_of(const json& statement) {
    const std::string sign = sign_of(statement);
    const std::vector<std::string> order{"yes", "conditional", "no", "notified", "planned", "unknown"};
    return static_cast<int>(std::find(order.begin(), order.end(), sign) - order.begin());
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

namespace {

/// One row: what is said of some qualifiers (in words) of a capability, or of the capability as a whole.
json row_view(const PageParts& parts, const json& statement, const std::vector<std::string>& qualifiers,
              const base::CivilDate& today, SourceNumbers* numbers) {
    const auto& text = parts.text;
    const std::string code = text_of(statement, "code");
    const auto* capability = Vocabulary::get().capability(code);

    const std::string term = capability != nullptr ? capability->label : code;
    const bool plainly = parts.for_residents() && capability != nullptr && !capability->plain.empty();
    std::string label = plainly ? capability->plain : term;
    if (!qualifiers.empty()) {
        label = text("statement.with_qualifier", {{"label", label}, {"qualifier", parts.joined(qualifiers)}});
    }

    const std::string sign = sign_of(statement);
    const std::string basis = text_of(statement, "basis");
    const std::string date = text_of(statement, "date");
    const std::string period = text_of(statement, "period");
    const std::string note = text_of(statement, "note");
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
        {"condition", sign == "conditional" && note.empty() ? text("statement.ask_condition") : note},
        {"meta", parts.joined(meta)}, {"is_old", is_old},
        {"source_number", ""},      {"source_label", ""},
    };
    if (numbers != nullptr) {
        numbers->describe(view, text_of(statement, "source"));
    }
    return view;
}

/// What must be equal for two qualifiers to stand in one row.
std::string sameness(const json& statement) {
    std::string key = sign_of(statement);
    for (const char* member : {"basis", "date", "period", "note", "source"}) {
        key += '\n' + text_of(statement, member);
    }
    return key;
}

} // namespace

json statement_rows(const PageParts& parts, std::vector<const json*> statements, const base::CivilDate& today,
                    SourceNumbers* numbers) {
    std::stable_sort(statements.begin(), statements.end(), [](const json* a, const json* b) { return rank_of(*a) < rank_of(*b); });
    struct Row {
        std::string key;
        const json* statement;
        std::vector<std::string> qualifiers;
    };
    std::vector<Row> rows;
    for (const auto* statement : statements) {
        const std::string key = sameness(*statement);
        auto row = std::find_if(rows.begin(), rows.end(), [&key](const Row& known) { return known.key == key; });
        if (row == rows.end()) {
            row = rows.insert(rows.end(), Row{key, statement, {}});
        }
        const std::string qualifier = text_of(*statement, "qualifier");
        if (!qualifier.empty()) {
            const auto* capability = Vocabulary::get().capability(text_of(*statement, "code"));
            row->qualifiers.push_back(capability != nullptr ? qualifier_label(*capability, qualifier) : qualifier);
        }
    }
    json view = json::array();
    for (const auto& row : rows) {
        view.push_back(row_view(parts, *row.statement, row.qualifiers, today, numbers));
    }
    return view;
}

json picked_rows(const PageParts& parts, const json& body, const base::CivilDate& today,
                 const std::function<bool(const json&)>& wanted) {
    std::vector<std::pair<std::string, std::vector<const json*>>> picked;
    for (const auto& statement : list_of(body, "capabilities")) {
        if (!wanted(statement)) {
            continue;
        }
        const std::string code = text_of(statement, "code");
        auto found = std::find_if(picked.begin(), picked.end(), [&code](const auto& known) { return known.first == code; });
        if (found == picked.end()) {
            found = picked.insert(picked.end(), {code, {}});
        }
        found->second.push_back(&statement);
    }
    json rows = json::array();
    for (const auto& [code, statements] : picked) {
        for (auto& row : statement_rows(parts, statements, today, nullptr)) {
            rows.push_back(std::move(row));
        }
    }
    return rows;
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
            for (auto& row : statement_rows(parts, found->second, today, &numbers)) {
                statements.push_back(std::move(row));
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
