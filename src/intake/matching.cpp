#include "intake/matching.hpp"

#include "base/calendar.hpp"
#include "base/hash.hpp"
#include "intake/personal.hpp"

#include "generated/queries_intake.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace annai::intake {

namespace sql = queries::intake;

struct Matching::State {
    reg::Register& reg;
    ImportReport& report;
    sqlite::Database& database;
    std::set<SourceKey> counted;
    std::set<SourceKey> decided;
    std::string now = base::now_utc();
    sqlite::Statement block = database.prepare(sql::block_of_identifier);
    sqlite::Statement of_key = database.prepare(sql::record_of_key);
    sqlite::Statement of_name = database.prepare(sql::records_of_name);
    sqlite::Statement link = database.prepare(sql::link_upsert);
    sqlite::Statement unlink = database.prepare(sql::link_delete);
    sqlite::Statement links_left = database.prepare(sql::facility_links_left);
    sqlite::Statement review = database.prepare(sql::review_upsert);
    sqlite::Statement review_done = database.prepare(sql::review_delete);
    sqlite::Statement found = database.prepare(sql::facility_insert);
    sqlite::Statement founding = database.prepare(sql::facility_founding);
    sqlite::Statement by_public_id = database.prepare(sql::facility_by_public_id);
    sqlite::Statement rename = database.prepare(sql::facility_rename);
    sqlite::Statement names = database.prepare(sql::facility_record_names);
    sqlite::Statement merge = database.prepare(sql::facility_merge);
    sqlite::Statement redirect = database.prepare(sql::facility_redirect);

    State(reg::Register& r, ImportReport& rep) : reg(r), report(rep), database(r.database()) {}

    static std::vector<MatchRecord> rows(sqlite::Statement& statement) {
        std::vector<MatchRecord> records;
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

    bool is_founding(std::int64_t facility, const MatchRecord& record) {
        founding.bind(":id", facility);
        const bool same = founding.step() && founding.view(0) == record.source && founding.view(1) == record.key;
        founding.reset();
        return same;
    }

    std::string public_id_of(std::int64_t facility) {
        founding.bind(":id", facility);
        founding.step();
        auto id = founding.text(2);
        founding.reset();
        return id;
    }

    /// Ten characters from the founding record's source and key; longer when they are taken (design §7.1).
    std::string new_public_id(const MatchRecord& record) {
        const std::string seed = record.source + "\n" + record.key;
        for (std::size_t length = 10;; length += 2) {
            auto id = base::sha256_base32(seed, length);
            by_public_id.bind(":public_id", id);
            const bool taken = by_public_id.step();
            by_public_id.reset();
            if (!taken) {
                return id;
            }
            if (length > 40) {
                // The same record founded a facility before and has left it: a new one needs a new seed.
                return new_public_id_again(record);
            }
        }
    }

    std::string new_public_id_again(const MatchRecord& record) {
        for (int attempt = 2;; ++attempt) {
            auto id = base::sha256_base32(record.source + "\n" + record.key + "\n" + std::to_string(attempt), 10);
            by_public_id.bind(":public_id", id);
            const bool taken = by_public_id.step();
            by_public_id.reset();
            if (!taken) {
                return id;
            }
        }
    }

    std::int64_t found_facility(const MatchRecord& record) {
        found.bind(":public_id", new_public_id(record))
            .bind(":founding_source", record.source)
            .bind(":founding_key", record.key)
            .bind(":name", record.name)
            .bind(":name_key", record.name_key)
            .bind(":municipality", record.located.municipality)
            .bind(":created_at", now);
        found.step();
        const auto id = found.integer(0);
        found.reset();
        return id;
    }

    void set_link(const MatchRecord& record, std::int64_t facility, const std::string& method,
                  const std::vector<std::string>& reasons) {
        link.bind(":source_id", record.source_id)
            .bind(":key", record.key)
            .bind(":facility_id", facility)
            .bind(":method", method)
            .bind(":reasons", nlohmann::json(reasons).dump())
            .run();
        review_done.bind(":source_id", record.source_id).bind(":key", record.key).run();
    }

    void count(const MatchRecord& record, std::int64_t ImportReport::* what) {
        if (counted.erase({record.source_id, record.key}) > 0) {
            report.*what += 1;
        }
    }

    void refresh(std::int64_t facility) {
        names.bind(":id", facility);
        if (names.step()) {
            const auto record = match_record(facility::record_from_json(nlohmann::json::parse(names.view(0))),
                                             located_from_json(nlohmann::json::parse(names.view(1))));
            names.reset();
            rename.bind(":id", facility)
                .bind(":name", record.name)
                .bind(":name_key", record.name_key)
                .bind(":municipality", record.located.municipality)
                .run();
        }
        names.reset();
    }

    void merge_into(std::int64_t from, std::int64_t target) {
        redirect.bind(":id", from).bind(":target", target).run();
        merge.bind(":id", from).bind(":target", target).run();
        reg.remember("matching", "merged", target, {{"merged", public_id_of(from)}});
        report.facilities_merged += 1;
    }

    /// Facilities that lost their last record have become part of where the records went.
    void close_empty(std::int64_t facility, std::int64_t target) {
        links_left.bind(":id", facility);
        links_left.step();
        const bool empty = links_left.integer(0) == 0;
        links_left.reset();
        if (empty) {
            merge_into(facility, target);
        }
    }

    /// Which of the facilities that a group's records are linked to it keeps; 0 = none yet.
    std::int64_t owner_of(const std::vector<MatchRecord>& records, const std::vector<std::size_t>& group,
                          const std::set<std::int64_t>& taken) {
        std::int64_t owner = 0;
        for (const auto at : group) {
            const auto facility = records[at].facility_id;
            if (facility != 0 && !taken.contains(facility) && (owner == 0 || facility < owner)) {
                owner = facility;
            }
        }
        return owner;
    }

    void decide_block(const std::string& scheme, const std::string& value) {
        block.bind(":scheme", scheme).bind(":value", value);
        const auto records = rows(block);
        auto groups = group_by_place(records);
        // A facility whose records now stand at two places stays with its founding record.
        const auto holds_founding = [&](const std::vector<std::size_t>& group) {
            return std::any_of(group.begin(), group.end(), [&](std::size_t at) {
                return records[at].facility_id != 0 && is_founding(records[at].facility_id, records[at]);
            });
        };
        std::stable_partition(groups.begin(), groups.end(), holds_founding);
        std::set<std::int64_t> taken;
        for (const auto& group : groups) {
            auto owner = owner_of(records, group, taken);
            bool is_new = false;
            if (owner == 0) {
                const bool was_linked = std::any_of(group.begin(), group.end(),
                                                    [&](std::size_t at) { return records[at].facility_id != 0; });
                if (!was_linked) {
                    if (group_by_name(records, group)) {
                        continue;
                    }
                } else {
                    report.facilities_split += 1;
                }
                owner = found_facility(records[group.front()]);
                is_new = true;
            }
            taken.insert(owner);
            link_group(records, group, scheme, owner, is_new);
        }
    }

    void link_group(const std::vector<MatchRecord>& records, const std::vector<std::size_t>& group,
                    const std::string& scheme, std::int64_t owner, bool is_new) {
        for (const auto at : group) {
            const auto& record = records[at];
            std::vector<std::string> reasons{scheme};
            for (const auto other : group) {
                const auto reason = other == at ? std::string() : same_place(record, records[other]);
                if (!reason.empty() && std::find(reasons.begin(), reasons.end(), reason) == reasons.end()) {
                    reasons.push_back(reason);
                }
            }
            set_link(record, owner, "identifier", reasons);
            count(record, is_new && at == group.front() ? &ImportReport::founded : &ImportReport::linked);
            decided.insert({record.source_id, record.key});
        }
        for (const auto at : group) {
            if (records[at].facility_id != 0 && records[at].facility_id != owner) {
                close_empty(records[at].facility_id, owner);
            }
        }
        refresh(owner);
    }

    /// A group that is new to the register may be a facility known from another source under the same name.
    bool group_by_name(const std::vector<MatchRecord>& records, const std::vector<std::size_t>& group) {
        const auto& first = records[group.front()];
        const auto verdict = look_by_name(first);
        if (verdict.likeness == Likeness::different) {
            return false;
        }
        for (const auto at : group) {
            if (verdict.likeness == Likeness::same) {
                set_link(records[at], verdict.facility, "name", {verdict.reason});
                count(records[at], &ImportReport::linked);
            } else {
                put_in_review(records[at], verdict.candidates, verdict.reason);
            }
            decided.insert({records[at].source_id, records[at].key});
        }
        return true;
    }

    struct Verdict {
        Likeness likeness = Likeness::different;
        std::int64_t facility = 0;
        std::vector<std::int64_t> candidates;
        std::string reason;
    };

    Verdict look_by_name(const MatchRecord& record) {
        of_name.bind(":municipality", record.located.municipality).bind(":name_key", record.name_key);
        std::map<std::int64_t, Judgement> judgements; // one a facility: sure beats unsure, a contradiction beats both
        std::set<std::int64_t> excluded;
        for (const auto& other : rows(of_name)) {
            const auto judgement = judge_by_name(record, other);
            auto& best = judgements[other.facility_id];
            if (judgement.reason == "other identifier" || judgement.reason == "two rows of one list") {
                excluded.insert(other.facility_id);
            } else if (judgement.likeness == Likeness::same ||
                       (judgement.likeness == Likeness::unsure && best.likeness == Likeness::different)) {
                best = judgement;
            }
        }
        Verdict verdict;
        for (const auto& [facility, judgement] : judgements) {
            if (excluded.contains(facility) || judgement.likeness == Likeness::different) {
                continue;
            }
            verdict.candidates.push_back(facility);
            verdict.likeness = judgement.likeness;
            verdict.reason = judgement.reason;
            verdict.facility = facility;
        }
        if (verdict.candidates.size() > 1) {
            verdict.likeness = Likeness::unsure;
            verdict.reason = "several of this name";
        }
        return verdict;
    }

    void put_in_review(const MatchRecord& record, const std::vector<std::int64_t>& candidates, const std::string& reason) {
        nlohmann::json ids = nlohmann::json::array();
        for (const auto candidate : candidates) {
            ids.push_back(public_id_of(candidate));
        }
        unlink.bind(":source_id", record.source_id).bind(":key", record.key).run();
        review.bind(":source_id", record.source_id)
            .bind(":key", record.key)
            .bind(":candidates", ids.dump())
            .bind(":reasons", nlohmann::json::array({reason}).dump())
            .bind(":since", now)
            .run();
        count(record, &ImportReport::in_review);
    }

    void decide_alone(const MatchRecord& record) {
        if (record.facility_id != 0) {
            count(record, &ImportReport::linked);
            refresh(record.facility_id);
            return;
        }
        const auto verdict = look_by_name(record);
        switch (verdict.likeness) {
        case Likeness::same:
            set_link(record, verdict.facility, "name", {verdict.reason});
            count(record, &ImportReport::linked);
            break;
        case Likeness::unsure: put_in_review(record, verdict.candidates, verdict.reason); break;
        case Likeness::different:
            set_link(record, found_facility(record), "founding", {});
            count(record, &ImportReport::founded);
            break;
        }
    }
};

Matching::Matching(reg::Register& reg, ImportReport& report) : m_state(std::make_unique<State>(reg, report)) {}
Matching::~Matching() = default;

void Matching::decide(const std::set<SourceKey>& keys, const std::set<SourceKey>& counted) {
    auto& state = *m_state;
    state.counted = counted;
    std::vector<MatchRecord> alone;
    std::set<facility::Identifier> blocks;
    for (const auto& [source_id, key] : keys) {
        state.of_key.bind(":source_id", source_id).bind(":key", key);
        for (auto& record : State::rows(state.of_key)) {
            bool in_block = false;
            for (const auto& identifier : record.identifiers) {
                if (identifies_a_facility(identifier.scheme)) {
                    blocks.insert(identifier);
                    in_block = true;
                }
            }
            if (!in_block) {
                alone.push_back(std::move(record));
            }
        }
    }
    for (const auto& identifier : blocks) {
        state.decide_block(identifier.scheme, identifier.value);
    }
    std::sort(alone.begin(), alone.end(), [](const MatchRecord& a, const MatchRecord& b) {
        return std::tie(a.source, a.key) < std::tie(b.source, b.key);
    });
    for (const auto& record : alone) {
        state.decide_alone(record);
    }
}

} // namespace annai::intake
