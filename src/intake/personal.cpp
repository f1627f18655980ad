#include "intake/personal.hpp"

#include "base/hash.hpp"
#include "facility/vocabulary.hpp"

#include <nlohmann/json.hpp>

namespace annai::intake {

SplitRecord split_personal(const facility::SourceRecord& record) {
    SplitRecord split;
    split.hash = base::sha256_hex(facility::to_json(record).dump());
    facility::SourceRecord facts = record;
    facility::SourceRecord personal;
    personal.persons = std::move(facts.persons);
    facts.persons.clear();
    for (auto value = facts.values.begin(); value != facts.values.end();) {
        const auto* field = facility::Vocabulary::get().field(value->first);
        if (field != nullptr && field->personal) {
            personal.values.insert(*value);
            value = facts.values.erase(value);
        } else {
            ++value;
        }
    }
    split.facts = facility::to_json(facts).dump();
    if (!personal.persons.empty() || !personal.values.empty()) {
        split.personal = facility::to_json(personal).dump();
    }
    return split;
}

facility::SourceRecord join_personal(const std::string& facts, const std::string& personal) {
    auto record = facility::record_from_json(nlohmann::json::parse(facts));
    if (!personal.empty()) {
        auto erasable = facility::record_from_json(nlohmann::json::parse(personal));
        record.persons = std::move(erasable.persons);
        record.values.merge(erasable.values);
    }
    return record;
}

} // namespace annai::intake
