#include "publish/believed.hpp"

#include "base/calendar.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <tuple>

namespace annai::publish {
namespace {

using facility::Vocabulary;

const facility::Precedence* precedence_of(const std::string& group, const std::string& source_kind) {
    static const auto rows = [] {
        std::map<std::pair<std::string, std::string>, const facility::Precedence*> found;
        for (const auto& row : Vocabulary::get().precedence()) {
            found.emplace(std::pair(row.field_group, row.source_kind), &row);
        }
        return found;
    }();
    const auto found = rows.find({group, source_kind});
    return found == rows.end() ? nullptr : found->second;
}

void sort(Statements& statements, const std::string& group) {
    using Key = std::tuple<bool, bool, int>;
    std::map<const Statement*, Key> keys;
    for (const auto* s : statements) {
        keys[s] = Key(s->missing, is_outdated(group, s->source_kind, s->as_of), precedence_rank(group, s->source_kind));
    }
    std::stable_sort(statements.begin(), statements.end(), [&](const Statement* a, const Statement* b) {
        if (keys[a] != keys[b]) {
            return keys[a] < keys[b];
        }
        if (a->as_of != b->as_of) {
            return a->as_of > b->as_of;
        }
        const auto& name_a = a->record.value("name");
        const auto& name_b = b->record.value("name");
        return std::tuple(name_a.size(), std::string_view(name_a), std::string_view(a->source), std::string_view(a->record.key)) <
               std::tuple(name_b.size(), std::string_view(name_b), std::string_view(b->source), std::string_view(b->record.key));
    });
}

} // namespace

const Statements& Believed::in(const std::string& group) const {
    const auto [found, is_new] = m_ordered.try_emplace(group, m_visible);
    if (is_new && m_visible.size() > 1) {
        sort(found->second, group);
    }
    return found->second;
}

Statements standing(const Statements& visible) {
    Statements kept;
    std::copy_if(visible.begin(), visible.end(), std::back_inserter(kept), [](const Statement* s) { return !s->missing; });
    return kept.empty() ? visible : kept;
}

int precedence_rank(const std::string& group, const std::string& source_kind) {
    const auto* row = precedence_of(group, source_kind);
    return row == nullptr ? 1000 : row->rank;
}

bool is_outdated(const std::string& group, const std::string& source_kind, const std::string& date) {
    const auto* row = precedence_of(group, source_kind);
    const auto day = base::parse_iso_date(date);
    if (row == nullptr || row->max_age_days == 0 || !day) {
        return false;
    }
    const auto age = std::chrono::sys_days(base::today()) - std::chrono::sys_days(*day);
    return age > std::chrono::days(row->max_age_days);
}

} // namespace annai::publish
