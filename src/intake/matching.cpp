#include "intake/matching.hpp"

#include "intake/facilities.hpp"

#include "generated/queries_intake.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <tuple>

namespace annai::intake {

namespace sql = queries::intake;

namespace {

using Name = std::pair<std::string, std::string>; // municipality, name key
using Group = std::vector<MatchRecord>;

SourceKey key_of(const MatchRecord& record) {
    return {record.source_id, record.key};
}

} // namespace

struct Matching::State {
    ImportReport& report;
    sqlite::Database& database;
    Facilities facilities;
    std::set<SourceKey> changed;
    std::set<SourceKey> counted;
    std::set<SourceKey> decided;
    std::set<SourceKey> reviews; ///< that may be clear now
    sqlite::Statement block = database.prepare(sql::block_of_identifier);
    sqlite::Statement of_key = database.prepare(sql::record_of_key);
    sqlite::Statement of_facility = database.prepare(sql::records_of_facility);
    sqlite::Statement of_name = database.prepare(sql::facilities_of_name);
    sqlite::Statement reviews_of_name = database.prepare(sql::reviews_of_name);

    State(reg::Register& reg, ImportReport& rep) : report(rep), database(reg.database()), facilities(reg, rep) {}

    static Group rows(sqlite::Statement& statement) {
        Group records;
        while (statement.step()) {
            const auto facts = facility::record_from_json(nlohmann::json::parse(statement.view(2)));
            auto record = match_record(facts, located_from_json(nlohmann::json::parse(statement.view(3))));
            record.source_id = statement.integer(0);
            record.key = statement.text(1);
            record.facility_id = statement.integer(4);
            record.source = statement.text(5);
            record.part = statement.text(6);
            records.push_back(std::move(record));
        }
        statement.reset();
        return records;
    }

    Group records_of(std::int64_t facility) {
        of_facility.bind(":id", facility);
        return rows(of_facility);
    }

    void count(const MatchRecord& record, std::int64_t ImportReport::* what) {
        if (counted.erase(key_of(record)) > 0) {
            report.*what += 1;
        }
    }

    // ---- by identifier ----

    /// All records that are connected with this one by shared identifiers, whatever the order of their coming.
    Group block_of(const MatchRecord& first) {
        std::map<std::pair<std::string, std::string>, MatchRecord> found; // by source and key
        std::set<facility::Identifier> seen;
        std::vector<facility::Identifier> open;
        const auto add = [&](const MatchRecord& record) {
            for (const auto& identifier : record.identifiers) {
                if (identifies_a_facility(identifier.scheme) && seen.insert(identifier).second) {
                    open.push_back(identifier);
                }
            }
        };
        add(first);
        while (!open.empty()) {
            const auto identifier = open.back();
            open.pop_back();
            block.bind(":scheme", identifier.scheme).bind(":value", identifier.value);
            for (auto& record : rows(block)) {
                add(record);
                found.try_emplace({record.source, record.key}, std::move(record));
            }
        }
        Group records;
        for (auto& [key, record] : found) {
            records.push_back(std::move(record));
        }
        return records;
    }

    void decide_block(const MatchRecord& first) {
        if (decided.contains(key_of(first))) {
            return;
        }
        const auto records = block_of(first);
        std::vector<Group> groups;
        for (const auto& members : group_by_place(records)) {
            auto& group = groups.emplace_back();
            for (const auto at : members) {
                group.push_back(records[at]);
            }
        }
        // A facility whose records now stand at two places stays with its founding record.
        std::stable_partition(groups.begin(), groups.end(), [this](const Group& group) { return founded_by(group) != 0; });
        std::set<std::int64_t> taken;
        for (std::size_t at = 0; at < groups.size(); ++at) {
            if (const auto owner = decide_group(groups[at], taken); owner != 0) {
                taken.insert(owner);
            }
            for (auto later = at + 1; later < groups.size(); ++later) {
                for (auto& record : groups[later]) {
                    record.facility_id = facility_of(record); // theirs may have been merged
                }
            }
        }
    }

    std::int64_t facility_of(const MatchRecord& record) {
        of_key.bind(":source_id", record.source_id).bind(":key", record.key);
        const auto facility = of_key.step() ? of_key.integer(4) : 0;
        of_key.reset();
        return facility;
    }

    /// The oldest facility that one of these records founded and is still linked to; 0 = none.
    std::int64_t founded_by(const Group& group) {
        std::int64_t oldest = 0;
        for (const auto& record : group) {
            const auto facility = record.facility_id;
            if (facility != 0 && (oldest == 0 || facility < oldest) && facilities.is_founding(facility, record)) {
                oldest = facility;
            }
        }
        return oldest;
    }

    /// Which of the facilities that a group's records are linked to it keeps; 0 = none.
    std::int64_t owner_of(const Group& group, const std::set<std::int64_t>& taken) {
        if (const auto own = founded_by(group); own != 0 && !taken.contains(own)) {
            return own;
        }
        std::int64_t oldest = 0;
        for (const auto& record : group) {
            const auto facility = record.facility_id;
            if (facility != 0 && !taken.contains(facility) && (oldest == 0 || facility < oldest)) {
                oldest = facility;
            }
        }
        return oldest;
    }

    /// Other facilities of these records that have no record with a number elsewhere are wholly this one.
    std::int64_t unite_owners(const Group& group, std::int64_t owner, const std::set<std::int64_t>& taken) {
        std::set<std::int64_t> others;
        std::set<SourceKey> members;
        for (const auto& record : group) {
            members.insert(key_of(record));
            if (record.facility_id != 0 && record.facility_id != owner && !taken.contains(record.facility_id)) {
                others.insert(record.facility_id);
            }
        }
        for (const auto other : others) {
            const auto records = records_of(other);
            if (std::all_of(records.begin(), records.end(),
                            [&](const MatchRecord& r) { return !has_identifier(r) || members.contains(key_of(r)); })) {
                owner = facilities.unite(owner, other);
            }
        }
        return owner;
    }

    /// Returns the facility that the group belongs to; 0 when it went to review.
    std::int64_t decide_group(const Group& group, const std::set<std::int64_t>& taken) {
        auto owner = owner_of(group, taken);
        const bool is_split = owner == 0 && std::any_of(group.begin(), group.end(), [](const auto& r) { return r.facility_id != 0; });
        if (owner != 0) {
            owner = unite_owners(group, owner, taken);
        }
        std::string by_name;
        const bool is_changed = std::any_of(group.begin(), group.end(), [this](const auto& r) { return changed.contains(key_of(r)); });
        if (is_changed && !is_split) {
            const auto verdict = look_by_name(group, owner);
            if (verdict.likeness == Likeness::same) {
                owner = owner == 0 ? verdict.facility : facilities.unite(owner, verdict.facility);
                by_name = verdict.reason;
            } else if (verdict.likeness == Likeness::unsure && owner == 0) {
                for (const auto& record : group) {
                    put_in_review(record, verdict);
                }
                return 0;
            }
        }
        const bool is_new = owner == 0;
        if (is_new) {
            report.facilities_split += is_split ? 1 : 0;
            owner = facilities.found(group.front());
        }
        for (const auto& record : group) {
            auto reasons = match_reasons(group, record);
            if (!by_name.empty()) {
                reasons.push_back(by_name);
            }
            facilities.link(record, owner, "identifier", reasons);
            count(record, is_new && key_of(record) == key_of(group.front()) ? &ImportReport::founded : &ImportReport::linked);
            decided.insert(key_of(record));
            note_reviews(record);
        }
        facilities.refresh(owner);
        return owner;
    }

    // ---- by name ----

    struct Verdict {
        Likeness likeness = Likeness::different;
        std::int64_t facility = 0;
        std::vector<std::int64_t> candidates;
        std::string reason;
    };

    /// How records that are one facility (`owner`, or none yet) relate to the other facilities of their names.
    Verdict look_by_name(const Group& group, std::int64_t owner) {
        std::set<std::int64_t> others;
        for (const auto& name : names_of(group)) {
            of_name.bind(":municipality", name.first).bind(":name_key", name.second);
            while (of_name.step()) {
                others.insert(of_name.integer(0));
            }
            of_name.reset();
        }
        others.erase(owner);
        if (others.empty()) {
            return {};
        }
        // What the owner has from elsewhere has a say in what is impossible.
        auto all = group;
        if (owner != 0) {
            for (auto& record : records_of(owner)) {
                all.push_back(std::move(record));
            }
        }
        Verdict verdict;
        for (const auto facility : others) {
            const auto judgement = judge(group, all, records_of(facility));
            if (judgement.likeness == Likeness::same || judgement.likeness == Likeness::unsure) {
                verdict.candidates.push_back(facility);
                verdict.likeness = judgement.likeness;
                verdict.reason = judgement.reason;
                verdict.facility = facility;
            }
        }
        if (verdict.candidates.size() > 1) {
            verdict.likeness = Likeness::unsure;
            verdict.reason = "several of this name";
        }
        return verdict;
    }

    /// Names in the municipality; a record without a name is like no other.
    static std::set<Name> names_of(const Group& group) {
        std::set<Name> names;
        for (const auto& record : group) {
            if (!record.name_key.empty()) {
                names.emplace(record.located.municipality, record.name_key);
            }
        }
        return names;
    }

    /// Sure beats unsure, an impossibility beats both.
    static Judgement judge(const Group& group, const Group& all, const Group& others) {
        Judgement best;
        for (const auto& other : others) {
            for (const auto& mine : all) {
                auto judgement = judge_by_name(mine, other);
                if (judgement.likeness == Likeness::impossible) {
                    return judgement;
                }
            }
            for (const auto& mine : group) {
                auto judgement = judge_by_name(mine, other);
                if (judgement.likeness == Likeness::same ||
                    (judgement.likeness == Likeness::unsure && best.likeness == Likeness::different)) {
                    best = std::move(judgement);
                }
            }
        }
        return best;
    }

    void put_in_review(const MatchRecord& record, const Verdict& verdict) {
        facilities.put_in_review(record, verdict.candidates, verdict.reason);
        count(record, &ImportReport::in_review);
        decided.insert(key_of(record));
    }

    /// Records in review under this name may be clear, now that this one is linked.
    void note_reviews(const MatchRecord& record) {
        if (!changed.contains(key_of(record)) || record.name_key.empty()) {
            return;
        }
        reviews_of_name.bind(":municipality", record.located.municipality).bind(":name_key", record.name_key);
        while (reviews_of_name.step()) {
            reviews.emplace(reviews_of_name.integer(0), reviews_of_name.text(1));
        }
        reviews_of_name.reset();
    }

    void decide_alone(const MatchRecord& record) {
        if (!decided.insert(key_of(record)).second) {
            return;
        }
        const auto linked = facility_of(record); // the blocks before may have changed it
        const auto verdict = look_by_name({record}, linked);
        if (linked != 0) { // what was sure once stays so
            facilities.refresh(verdict.likeness == Likeness::same ? facilities.unite(linked, verdict.facility) : linked);
            count(record, &ImportReport::linked);
            return;
        }
        switch (verdict.likeness) {
        case Likeness::same:
            facilities.link(record, verdict.facility, "name", {verdict.reason});
            count(record, &ImportReport::linked);
            break;
        case Likeness::unsure: put_in_review(record, verdict); break;
        case Likeness::impossible:
        case Likeness::different:
            facilities.link(record, facilities.found(record), "founding", {});
            count(record, &ImportReport::founded);
            break;
        }
    }

    void decide(const std::set<SourceKey>& keys) {
        Group alone;
        for (const auto& [source_id, key] : keys) {
            of_key.bind(":source_id", source_id).bind(":key", key);
            for (auto& record : rows(of_key)) {
                if (has_identifier(record)) {
                    decide_block(record);
                } else {
                    alone.push_back(std::move(record));
                }
            }
        }
        std::sort(alone.begin(), alone.end(), [](const MatchRecord& a, const MatchRecord& b) {
            return std::tie(a.source, a.key) < std::tie(b.source, b.key);
        });
        for (const auto& record : alone) {
            decide_alone(record);
        }
    }
};

Matching::Matching(reg::Register& reg, ImportReport& report) : m_state(std::make_unique<State>(reg, report)) {}
Matching::~Matching() = default;

void Matching::decide(const std::set<SourceKey>& keys, const std::set<SourceKey>& counted) {
    m_state->changed = keys;
    m_state->counted = counted;
    m_state->decide(keys);
    const auto reviews = m_state->reviews;
    m_state->changed = reviews;
    m_state->decide(reviews);
}

} // namespace annai::intake
