#include "intake/facilities.hpp"

#include "base/calendar.hpp"
#include "base/hash.hpp"

#include "generated/queries_intake.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace annai::intake {

namespace sql = queries::intake;

Facilities::Facilities(reg::Register& reg, ImportReport& report)
    : m_reg(reg), m_report(report), m_now(base::now_utc()), m_insert(reg.database().prepare(sql::facility_insert)),
      m_founding(reg.database().prepare(sql::facility_founding)),
      m_by_public_id(reg.database().prepare(sql::facility_by_public_id)), m_link(reg.database().prepare(sql::link_upsert)),
      m_unlink(reg.database().prepare(sql::link_delete)), m_move(reg.database().prepare(sql::links_move)), m_merge(reg.database().prepare(sql::facility_merge)),
      m_redirect(reg.database().prepare(sql::facility_redirect)), m_review(reg.database().prepare(sql::review_upsert)),
      m_review_done(reg.database().prepare(sql::review_delete)), m_names(reg.database().prepare(sql::facility_record_names)),
      m_rename(reg.database().prepare(sql::facility_rename)) {}

bool Facilities::is_taken(const std::string& public_id) {
    m_by_public_id.bind(":public_id", public_id);
    const bool taken = m_by_public_id.step();
    m_by_public_id.reset();
    return taken;
}

/// Ten characters from the founding record's source and key; longer when they are taken: by another record, or
/// because this one founded a facility before and has left it.
std::string Facilities::new_public_id(const MatchRecord& record) {
    const std::string seed = record.source + "\n" + record.key;
    for (std::size_t length = 10; length <= 40; length += 2) {
        auto id = base::sha256_base32(seed, length);
        if (!is_taken(id)) {
            return id;
        }
    }
    for (int attempt = 2;; ++attempt) {
        auto id = base::sha256_base32(seed + "\n" + std::to_string(attempt), 10);
        if (!is_taken(id)) {
            return id;
        }
    }
}

std::int64_t Facilities::found(const MatchRecord& record) {
    m_insert.bind(":public_id", new_public_id(record))
        .bind(":founding_source", record.source)
        .bind(":founding_key", record.key)
        .bind(":name", record.name)
        .bind(":municipality", record.located.municipality)
        .bind(":created_at", m_now);
    m_insert.step();
    const auto id = m_insert.integer(0);
    m_insert.reset();
    return id;
}

bool Facilities::is_founding(std::int64_t facility, const MatchRecord& record) {
    m_founding.bind(":id", facility);
    const bool same = m_founding.step() && m_founding.view(0) == record.source && m_founding.view(1) == record.key;
    m_founding.reset();
    return same;
}

std::string Facilities::public_id_of(std::int64_t facility) {
    m_founding.bind(":id", facility);
    auto id = m_founding.step() ? m_founding.text(2) : std::string();
    m_founding.reset();
    return id;
}

void Facilities::link(const MatchRecord& record, std::int64_t facility, const std::string& method,
                      const std::vector<std::string>& reasons) {
    m_link.bind(":source_id", record.source_id)
        .bind(":key", record.key)
        .bind(":facility_id", facility)
        .bind(":method", method)
        .bind(":reasons", nlohmann::json(reasons).dump())
        .run();
    m_review_done.bind(":source_id", record.source_id).bind(":key", record.key).run();
}

void Facilities::put_in_review(const MatchRecord& record, const std::vector<std::int64_t>& candidates,
                               const std::string& reason) {
    nlohmann::json ids = nlohmann::json::array();
    for (const auto candidate : candidates) {
        ids.push_back(public_id_of(candidate));
    }
    m_unlink.bind(":source_id", record.source_id).bind(":key", record.key).run();
    m_review.bind(":source_id", record.source_id)
        .bind(":key", record.key)
        .bind(":candidates", ids.dump())
        .bind(":reasons", nlohmann::json::array({reason}).dump())
        .bind(":since", m_now)
        .run();
}

void Facilities::merge(std::int64_t from, std::int64_t target) {
    m_redirect.bind(":id", from).bind(":target", target).run();
    m_merge.bind(":id", from).bind(":target", target).run();
    m_reg.remember("matching", "merged", target, {{"merged", public_id_of(from)}});
    m_report.facilities_merged += 1;
}

std::int64_t Facilities::unite(std::int64_t a, std::int64_t b) {
    const auto target = std::min(a, b);
    const auto from = std::max(a, b);
    m_move.bind(":id", from).bind(":target", target).run();
    merge(from, target);
    refresh(target);
    return target;
}

void Facilities::refresh(std::int64_t facility) {
    m_names.bind(":id", facility);
    if (m_names.step()) {
        const auto name = facility::record_from_json(nlohmann::json::parse(m_names.view(0))).value("name");
        const auto located = located_from_json(nlohmann::json::parse(m_names.view(1)));
        m_rename.bind(":id", facility).bind(":name", name).bind(":municipality", located.municipality).run();
    }
    m_names.reset();
}

} // namespace annai::intake
