#pragma once

#include "publish/derive.hpp"
#include "support/region.hpp"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace annai::tests {

/// A day so many days before today, since sources grow out of date by the clock.
inline std::string days_ago(int days) {
    return base::to_iso(base::CivilDate(std::chrono::sys_days(base::today()) - std::chrono::days(days)));
}

inline publish::Statement statement_of(facility::SourceRecord record, const std::string& source, const std::string& kind,
                                       bool published, int age_in_days = 30) {
    publish::Statement statement;
    statement.source = source;
    statement.source_kind = kind;
    statement.published = published;
    statement.as_of = days_ago(age_in_days);
    statement.record = std::move(record);
    return statement;
}

/// A record with a name and nothing else.
inline facility::SourceRecord called(const std::string& name) {
    facility::SourceRecord record;
    record.key = name;
    record.kinds = {"clinic"};
    record.values["name"] = name;
    return record;
}

inline publish::Statement open_data(facility::SourceRecord record, int age_in_days = 30) {
    return statement_of(std::move(record), "care", "open_data", true, age_in_days);
}
inline publish::Statement listing(facility::SourceRecord record, int age_in_days = 30) {
    return statement_of(std::move(record), "list", "listing", true, age_in_days);
}
/// An answer to a survey: shown to nobody but as far as the facility agreed.
inline publish::Statement survey(facility::SourceRecord record, facility::ConsentStatement consent, int age_in_days = 30) {
    record.consent = consent;
    return statement_of(std::move(record), "survey", "survey", false, age_in_days);
}

inline const std::vector<facility::Audience> all_audiences{facility::Audience::everybody, facility::Audience::professional,
                                                           facility::Audience::coordinator};

/// The body for an audience; null where it sees nothing of the facility, "closed" where it is closed.
inline nlohmann::json body_of(const std::vector<publish::Statement>& statements,
                              facility::Audience audience = facility::Audience::everybody) {
    const auto derived = publish::derive({"k3v9q2w8xz", statements}, audience);
    return !derived ? nlohmann::json(nullptr) : derived->closed ? nlohmann::json("closed") : derived->body;
}

inline nlohmann::json field_of(const nlohmann::json& body, const std::string& code) {
    return body.contains("fields") && body["fields"].contains(code) ? body["fields"][code]["value"] : nlohmann::json("(absent)");
}

} // namespace annai::tests
