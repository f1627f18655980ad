#pragma once

#include "intake/match.hpp"
#include "intake/report.hpp"
#include "register/register.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace annai::intake {

/// The register's facilities as matching changes them: founded, named, linked, merged; inside the caller's
/// transaction. Counts merges in the report.
class Facilities {
public:
    Facilities(reg::Register& reg, ImportReport& report);

    /// A new facility whose public id follows from this record (design §7.1).
    std::int64_t found(const MatchRecord& record);
    bool is_founding(std::int64_t facility, const MatchRecord& record);
    std::string public_id_of(std::int64_t facility);

    void link(const MatchRecord& record, std::int64_t facility, const std::string& method,
              const std::vector<std::string>& reasons);
    void put_in_review(const MatchRecord& record, const std::vector<std::int64_t>& candidates, const std::string& reason);

    /// Two facilities turned out to be one: the older id survives and is returned, the other leads to it.
    std::int64_t unite(std::int64_t a, std::int64_t b);
    /// Takes over the name and municipality of its first record.
    void refresh(std::int64_t facility);

private:
    bool is_taken(const std::string& public_id);
    std::string new_public_id(const MatchRecord& record);
    void merge(std::int64_t from, std::int64_t target);

    reg::Register& m_reg;
    ImportReport& m_report;
    std::string m_now;
    sqlite::Statement m_insert, m_founding, m_by_public_id, m_link, m_unlink, m_move, m_merge, m_redirect,
        m_review, m_review_done, m_names, m_rename;
};

} // namespace annai::intake
