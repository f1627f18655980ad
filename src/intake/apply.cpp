#include "intake/apply.hpp"

#include "base/error.hpp"
#include "base/hash.hpp"
#include "intake/matching.hpp"
#include "intake/personal.hpp"

#include "generated/queries_intake.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>

namespace annai::intake {
namespace {

namespace sql = queries::intake;
using base::Error;
using base::ErrorCode;

/// How long contact persons are kept when nothing renews them (design §6: each class has a retention time).
constexpr std::chrono::years contact_retention{3};

/// What a record is found by when another has no number.
void save_name(sqlite::Statement& statement, const SourceKey& key, const facility::SourceRecord& record, const Located& located) {
    statement.bind(":source_id", key.first)
        .bind(":key", key.second)
        .bind(":municipality", located.municipality)
        .bind(":name_key", name_key(record.value("name")))
        .run();
}

struct Scope {
    std::string part, region;
    std::int64_t records = 0;
};

class Applying {
public:
    Applying(reg::Register& reg, const ApplyInput& input, ImportReport& report)
        : m_reg(reg), m_database(reg.database()), m_input(input), m_report(report) {}

    void run() {
        for (const auto& scope : scopes()) {
            apply_scope(scope);
        }
        Matching(m_reg, m_report).decide(m_to_decide, m_to_decide);
        for (const auto& key : m_unchanged) {
            m_in_review.bind(":source_id", m_input.source_id).bind(":key", key);
            (m_in_review.step() ? m_report.in_review : m_report.linked) += 1;
            m_in_review.reset();
        }
    }

private:
    std::vector<Scope> scopes() {
        std::vector<Scope> found;
        auto statement = m_database.prepare(sql::staged_scopes);
        while (statement.step()) {
            found.push_back({statement.text(0), statement.text(1), statement.integer(2)});
        }
        return found;
    }

    std::string newest_release(const Scope& scope) {
        auto statement = m_database.prepare(sql::release_newest);
        statement.bind(":source_id", m_input.source_id).bind(":part", scope.part).bind(":region", scope.region);
        return statement.step() ? statement.text(0) : std::string();
    }

    void apply_scope(const Scope& scope) {
        ScopeReport done;
        done.part = scope.part;
        done.region = scope.region;
        done.records = scope.records;
        done.as_of = m_input.as_of;
        done.as_of_basis = m_input.as_of_basis;
        const auto newest = newest_release(scope);
        done.history = m_input.as_of < newest;
        const auto release = begin_release(scope, done.history);
        if (done.history) {
            keep_history(scope, release, done);
        } else {
            end_missing(scope, release, done);
            take_records(scope, release, done);
            keep_old_date(release, newest, done);
            m_report.records += scope.records;
        }
        m_report.scopes.push_back(done);
    }

    std::int64_t begin_release(const Scope& scope, bool history) {
        if (!history) {
            m_database.prepare(sql::release_supersede)
                .bind(":source_id", m_input.source_id)
                .bind(":part", scope.part)
                .bind(":region", scope.region)
                .run();
        }
        auto statement = m_database.prepare(sql::release_insert);
        statement.bind(":import_id", m_input.import_id)
            .bind(":source_id", m_input.source_id)
            .bind(":part", scope.part)
            .bind(":region", scope.region)
            .bind(":as_of", m_input.as_of)
            .bind(":as_of_basis", m_input.as_of_basis)
            .bind(":state", history ? "history" : "current");
        statement.step();
        return statement.integer(0);
    }

    /// The same content does not become newer by being read again: a date that is only the day of the import
    /// is used when something has changed.
    void keep_old_date(std::int64_t release, const std::string& newest, ScopeReport& done) {
        if (m_input.as_of_basis != "import" || newest.empty() || done.added + done.changed + done.missing > 0) {
            return;
        }
        done.as_of = newest;
        m_database.prepare(sql::release_as_of).bind(":id", release).bind(":as_of", newest).run();
    }

    void end_missing(const Scope& scope, std::int64_t release, ScopeReport& done) {
        auto before = m_database.prepare(sql::records_in_scope);
        before.bind(":source_id", m_input.source_id).bind(":part", scope.part).bind(":region", scope.region);
        before.step();
        const auto known = before.integer(0);
        std::vector<std::pair<std::int64_t, std::string>> gone;
        auto missing = m_database.prepare(sql::missing_in_scope);
        missing.bind(":source_id", m_input.source_id).bind(":part", scope.part).bind(":region", scope.region);
        while (missing.step()) {
            gone.emplace_back(missing.integer(0), missing.text(1));
        }
        missing.reset();
        done.missing = static_cast<std::int64_t>(gone.size());
        if (!m_input.accept_missing && done.missing > 5 && done.missing * 5 > known) {
            throw Error(ErrorCode::conflict,
                        fmt::format("{} of the {} records known for {} in {} do not stand in this file, so nothing was "
                                    "changed. If the file is only a part, import the whole; if they are really gone, repeat "
                                    "with --accept-missing",
                                    done.missing, known, scope.part, scope.region));
        }
        for (const auto& [id, key] : gone) {
            m_end.bind(":id", id).bind(":release", release).bind(":ended", "missing").bind(":latest", true).run();
        }
    }

    void take_records(const Scope& scope, std::int64_t release, ScopeReport& done) {
        auto staged = m_database.prepare(sql::staged_in_scope);
        staged.bind(":source_id", m_input.source_id).bind(":part", scope.part).bind(":region", scope.region);
        while (staged.step()) {
            const auto key = staged.text(0);
            const bool known = !staged.is_null(8);
            const bool stands = known && staged.is_null(11);
            if (stands && staged.view(9) == staged.view(1)) {
                done.unchanged += 1;
                m_unchanged.push_back(key);
                continue;
            }
            if (known) {
                m_end.bind(":id", staged.integer(8)).bind(":release", release).bind(":ended", "changed").bind(":latest", false).run();
                done.changed += 1;
            } else {
                done.added += 1;
            }
            insert(staged, scope, release, true);
            save_identifiers(staged, key);
            save_personal(staged, key);
            m_to_decide.insert({m_input.source_id, key});
        }
    }

    void keep_history(const Scope& scope, std::int64_t release, ScopeReport& done) {
        auto staged = m_database.prepare(sql::staged_in_scope);
        staged.bind(":source_id", m_input.source_id).bind(":part", scope.part).bind(":region", scope.region);
        while (staged.step()) {
            m_version.bind(":source_id", m_input.source_id).bind(":key", staged.view(0)).bind(":hash", staged.view(1));
            const bool known = m_version.step();
            m_version.reset();
            if (known) {
                done.unchanged += 1;
            } else {
                insert(staged, scope, release, false);
                done.added += 1;
            }
        }
    }

    void insert(sqlite::Statement& staged, const Scope& scope, std::int64_t release, bool latest) {
        m_insert.bind(":source_id", m_input.source_id)
            .bind(":key", staged.view(0))
            .bind(":part", scope.part)
            .bind(":region", scope.region)
            .bind(":hash", staged.view(1))
            .bind(":facts", staged.view(2))
            .bind(":located", staged.view(4))
            .bind(":file_hash", staged.view(5))
            .bind(":file", staged.view(6))
            .bind(":line", staged.integer(7))
            .bind(":release", release)
            .bind(":latest", latest);
        if (latest) {
            m_insert.bind_null(":until_release").bind_null(":ended");
        } else {
            m_insert.bind(":until_release", release).bind(":ended", "history");
        }
        m_insert.run();
    }

    void save_identifiers(sqlite::Statement& staged, const std::string& key) {
        m_clear_identifiers.bind(":source_id", m_input.source_id).bind(":key", key).run();
        const auto record = facility::record_from_json(nlohmann::json::parse(staged.view(2)));
        const auto located = located_from_json(nlohmann::json::parse(staged.view(4)));
        save_name(m_name, {m_input.source_id, key}, record, located);
        for (const auto& identifier : record.identifiers) {
            m_identifier.bind(":scheme", identifier.scheme)
                .bind(":value", identifier.value)
                .bind(":source_id", m_input.source_id)
                .bind(":key", key)
                .run();
        }
    }

    void save_personal(sqlite::Statement& staged, const std::string& key) {
        if (staged.is_null(3)) {
            m_no_personal.bind(":source_id", m_input.source_id).bind(":key", key).run();
            return;
        }
        const auto today = base::today();
        auto until = today + contact_retention;
        if (!until.ok()) { // 29 February
            until = until.year() / std::chrono::March / 1;
        }
        m_personal.bind(":source_id", m_input.source_id)
            .bind(":key", key)
            .bind(":body", staged.view(3))
            .bind(":digest", base::sha256_hex(staged.view(3)))
            .bind(":recorded_at", base::now_utc())
            .bind(":retain_until", base::to_iso(until))
            .run();
    }

    reg::Register& m_reg;
    sqlite::Database& m_database;
    const ApplyInput& m_input;
    ImportReport& m_report;
    std::vector<std::string> m_unchanged;
    std::set<SourceKey> m_to_decide;
    sqlite::Statement m_insert = m_database.prepare(sql::record_insert);
    sqlite::Statement m_end = m_database.prepare(sql::record_end);
    sqlite::Statement m_version = m_database.prepare(sql::record_version_known);
    sqlite::Statement m_clear_identifiers = m_database.prepare(sql::identifiers_clear);
    sqlite::Statement m_identifier = m_database.prepare(sql::identifier_insert);
    sqlite::Statement m_name = m_database.prepare(sql::record_name_upsert);
    sqlite::Statement m_personal = m_database.prepare(sql::personal_upsert);
    sqlite::Statement m_no_personal = m_database.prepare(sql::personal_delete);
    sqlite::Statement m_in_review = m_database.prepare(sql::review_exists);
};

} // namespace

void apply_records(reg::Register& reg, const ApplyInput& input, ImportReport& report) {
    Applying(reg, input, report).run();
}

void relocate_all(reg::Register& reg, const Locator& locator, ImportReport& report) {
    std::set<SourceKey> moved;
    auto& database = reg.database();
    auto update = database.prepare(sql::record_relocate);
    auto name = database.prepare(sql::record_name_upsert);
    std::vector<std::pair<std::int64_t, std::string>> changes;
    {
        auto records = database.prepare(sql::records_latest);
        while (records.step()) {
            const auto record = facility::record_from_json(nlohmann::json::parse(records.view(3)));
            const auto located = locator.locate(record);
            auto text = to_json(located).dump();
            if (text != records.view(4)) {
                const SourceKey key{records.integer(1), records.text(2)};
                changes.emplace_back(records.integer(0), std::move(text));
                save_name(name, key, record, located);
                moved.insert(key);
            }
        }
    }
    for (const auto& [id, located] : changes) {
        update.bind(":id", id).bind(":located", located).run();
    }
    report.relocated += static_cast<std::int64_t>(changes.size());
    if (!moved.empty()) {
        ImportReport uncounted;
        Matching(reg, uncounted).decide(moved, {});
        report.facilities_merged += uncounted.facilities_merged;
        report.facilities_split += uncounted.facilities_split;
    }
}

} // namespace annai::intake
