#include "capabilities.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace annai::importers::listing {

using facility::Answer;
using facility::Basis;
using facility::CapabilityStatement;

namespace {

/// "○（日中のみ）" apart: the mark, and what stands in brackets behind it.
std::pair<std::string, std::string> mark_and_words(const std::string& cell) {
    for (const auto& [open, close] : {std::pair<const char*, const char*>{"(", ")"}, {"（", "）"}}) {
        const std::size_t at = cell.find(open);
        if (at != std::string::npos && at > 0 && cell.ends_with(close)) {
            const std::size_t begin = at + std::string_view(open).size();
            const std::size_t end = cell.size() - std::string_view(close).size();
            if (end > begin) {
                return {cell.substr(0, at), std::string(base::trim(cell.substr(begin, end - begin)))};
            }
        }
    }
    return {cell, {}};
}

} // namespace

std::optional<CapabilityReader::Told> CapabilityReader::answer(RowValues& values, const Value& value, const Words& own) const {
    const std::string cell = values.mapped(value);
    const auto look_up = [&](const std::string& text) -> std::optional<std::string> {
        const std::string key = base::fold(text);
        for (const Words* words : {&own, &m_mapping.answer_words, &answer_words()}) {
            if (const auto found = words->find(key); found != words->end()) {
                return found->second;
            }
        }
        return std::nullopt;
    };
    if (const auto meaning = look_up(cell)) {
        if (meaning->empty()) {
            return std::nullopt;
        }
        return Told{*facility::answer_of(*meaning), {}};
    }
    const auto [mark, words] = mark_and_words(cell);
    const auto meaning = words.empty() ? std::nullopt : look_up(mark);
    if (meaning && !meaning->empty()) {
        // A yes with words behind it is a yes under a condition.
        const Answer told = *facility::answer_of(*meaning);
        return Told{told == Answer::yes ? Answer::conditional : told, words};
    }
    if (m_mapping.unknown_as_note) {
        return Told{Answer::unknown, cell};
    }
    values.fault(value, fmt::format("回答「{}」の意味が分かりません。対応表（answers）に加えるか、表を直してください。", cell));
    return std::nullopt;
}

void CapabilityReader::add(RowValues& values, const facility::RowPlace& place, CapabilityStatement&& statement,
                           const CapabilityColumn& column, facility::SourceRecord& record) const {
    const std::string basis = column.basis.stated() ? values.meaning(column.basis, basis_words(), "根拠") : "";
    if (!basis.empty()) {
        statement.basis = *facility::basis_of(basis);
    } else if (m_mapping.source.source_kind == "open_data" && !values.fault()) {
        values.fault(column.basis, "根拠が空です。公表資料の回答には根拠（届出あり・本人回答など）が要ります。");
    } else {
        statement.basis = m_mapping.source.source_kind == "coordinator" ? Basis::coordinator : Basis::self_reported;
    }
    statement.date = values.date(column.date);
    statement.period = values.text(column.period);
    if (const std::string note = values.text(column.note); !note.empty()) {
        statement.note = statement.note.empty() ? note : statement.note + " / " + note;
    }
    if (values.fault()) {
        return;
    }
    if (statement.answer == Answer::no && (statement.basis == Basis::notified || statement.basis == Basis::planned)) {
        return; // not notified, not planned: that says nothing about what is done
    }
    const bool unread = statement.answer == Answer::unknown;
    if (!facility::normalise(statement)) {
        m_sink.remark(place, "claim_reduced",
                      fmt::format("{}{}{}: {}", statement.code, statement.qualifier.empty() ? "" : "/", statement.qualifier,
                                  facility::word(statement.basis)));
    } else if (unread && !statement.note.empty()) {
        m_sink.remark(place, "answer_unknown", statement.note);
    }
    for (const CapabilityStatement& other : record.capabilities) {
        if (other.code == statement.code && other.qualifier == statement.qualifier && other.basis == statement.basis) {
            if (other == statement) {
                return;
            }
            if (other.answer != statement.answer) {
                values.fault(column.answer, fmt::format("「{}」の回答が同じ施設の中で食い違っています。どちらが正しいか確かめてください。",
                                                        statement.code));
                return;
            }
        }
    }
    record.capabilities.push_back(std::move(statement));
}

void CapabilityReader::read_wide(RowValues& values, const facility::RowPlace& place, facility::SourceRecord& record) const {
    for (const CapabilityColumn& column : m_mapping.capabilities) {
        if (const auto told = answer(values, column.answer, column.answers)) {
            CapabilityStatement statement;
            statement.code = column.code;
            statement.qualifier = column.qualifier;
            statement.answer = told->answer;
            statement.note = told->note;
            add(values, place, std::move(statement), column, record);
        }
    }
}

void CapabilityReader::read_long(RowValues& values, const facility::RowPlace& place, facility::SourceRecord& record) const {
    if (!m_mapping.long_form) {
        return;
    }
    const LongForm& form = *m_mapping.long_form;
    const std::string item = values.mapped(form.capability);
    if (item.empty()) {
        if (!values.text(form.answer).empty()) {
            values.fault(form.capability, "項目が空で、回答だけがあります。項目を補ってください。");
        }
        return;
    }
    auto name = capability_name(item);
    if (!name) {
        values.fault(form.capability, fmt::format("項目「{}」は能力の一覧にありません。map で対応づけてください。", item));
        return;
    }
    const std::string detail = form.qualifier.stated() ? values.mapped(form.qualifier) : "";
    if (!detail.empty()) {
        const auto qualifier = qualifier_of(*name->capability, detail);
        if (!qualifier) {
            values.fault(form.qualifier, fmt::format("「{}」に細目「{}」はありません。", name->capability->label, detail));
            return;
        }
        name->qualifier = *qualifier;
    }
    if (const auto told = answer(values, form.answer, form.answers)) {
        CapabilityStatement statement;
        statement.code = name->capability->code;
        statement.qualifier = name->qualifier;
        statement.answer = told->answer;
        statement.note = told->note;
        CapabilityColumn column;
        column.answer = form.answer;
        column.basis = form.basis;
        column.date = form.date;
        column.note = form.note;
        column.period = form.period;
        add(values, place, std::move(statement), column, record);
    }
}

std::vector<CapabilityColumn> known_columns(const Header& header, Mapping& mapping) {
    std::set<std::size_t> used;
    for (const Value* value : mapping.all_values()) {
        used.insert(value->at.begin(), value->at.end());
    }
    std::vector<CapabilityColumn> found;
    for (std::size_t i = 0; i < header.names().size(); ++i) {
        if (used.contains(i) || header.names()[i].empty()) {
            continue;
        }
        if (const auto name = capability_name(header.names()[i])) {
            CapabilityColumn column = mapping.known;
            column.code = name->capability->code;
            column.qualifier = name->qualifier;
            column.answer.what = "[capabilities] known_columns";
            column.answer.columns = {header.names()[i]};
            column.answer.at = {i};
            found.push_back(std::move(column));
        }
    }
    return found;
}

} // namespace annai::importers::listing
