#include "intake/report.hpp"

#include "base/error.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace annai::intake {

std::int64_t ImportReport::missing() const {
    std::int64_t sum = 0;
    for (const auto& scope : scopes) {
        sum += scope.missing;
    }
    return sum;
}

void ImportReport::check() const {
    if (rows_read != rows_in_records + rows_ignored + rows_rejected) {
        throw base::Error(base::ErrorCode::storage,
                          fmt::format("the accounting of {} does not balance: {} rows read, but {} in records + {} ignored "
                                      "+ {} rejected; nothing was changed; please report this",
                                      source, rows_read, rows_in_records, rows_ignored, rows_rejected));
    }
    if (records != linked + founded + in_review) {
        throw base::Error(base::ErrorCode::storage,
                          fmt::format("the accounting of {} does not balance: {} records, but {} linked + {} new + {} in "
                                      "review; nothing was changed; please report this",
                                      source, records, linked, founded, in_review));
    }
}

nlohmann::json to_json(const ImportReport& report) {
    nlohmann::json scopes = nlohmann::json::array();
    for (const auto& scope : report.scopes) {
        scopes.push_back({{"part", scope.part},
                          {"region", scope.region},
                          {"as_of", scope.as_of},
                          {"as_of_basis", scope.as_of_basis},
                          {"history", scope.history},
                          {"records", scope.records},
                          {"added", scope.added},
                          {"changed", scope.changed},
                          {"unchanged", scope.unchanged},
                          {"missing", scope.missing}});
    }
    nlohmann::json remarks = nlohmann::json::object();
    for (const auto& [code, noticed] : report.remarks) {
        remarks[code] = {{"count", noticed.count}, {"place", noticed.place}, {"example", noticed.example}};
    }
    return {{"source", report.source},
            {"dry_run", report.dry_run},
            {"nothing_new", report.nothing_new},
            {"rows",
             {{"read", report.rows_read},
              {"in_records", report.rows_in_records},
              {"ignored", report.rows_ignored},
              {"rejected", report.rows_rejected}}},
            {"ignored", report.ignored},
            {"remarks", remarks},
            {"records",
             {{"total", report.records},
              {"linked", report.linked},
              {"new", report.founded},
              {"in_review", report.in_review}}},
            {"positions",
             {{"stated", report.positions_stated},
              {"geocoded", report.positions_geocoded},
              {"unknown", report.positions_unknown},
              {"stated_refused", report.stated_refused}}},
            {"facilities", {{"merged", report.facilities_merged}, {"split", report.facilities_split}}},
            {"points",
             {{"total", report.points}, {"added", report.points_added}, {"changed", report.points_changed}}},
            {"areas", {{"total", report.areas}, {"towns", report.towns_in_areas}}},
            {"relocated", report.relocated},
            {"scopes", scopes}};
}

nlohmann::json to_kept_json(const ImportReport& report) {
    auto json = to_json(report);
    for (auto& remark : json["remarks"]) {
        remark.erase("example");
    }
    return json;
}

std::string to_text(const ImportReport& report) {
    std::string out;
    const auto line = [&out](const std::string& text) { out += text + "\n"; };
    if (report.nothing_new) {
        line(fmt::format("{}: these files were imported before; nothing was changed", report.source));
        return out;
    }
    line(fmt::format("{}{}", report.source, report.dry_run ? " (dry run: nothing was changed)" : ""));
    line(fmt::format("  rows read {} = in records {} + ignored {} + rejected {}", report.rows_read,
                     report.rows_in_records, report.rows_ignored, report.rows_rejected));
    for (const auto& [reason, count] : report.ignored) {
        line(fmt::format("    ignored {:>6}  {}", count, reason));
    }
    if (report.points > 0) {
        line(fmt::format("  reference points {} (added {}, changed {})", report.points, report.points_added,
                         report.points_changed));
    }
    if (report.areas > 0) {
        line(fmt::format("  areas {}, towns in lists {}", report.areas, report.towns_in_areas));
    }
    if (report.relocated > 0) {
        line(fmt::format("  positions improved for {} records", report.relocated));
    }
    if (!report.scopes.empty()) {
        line(fmt::format("  records {} = linked {} + new facilities {} + in review {}", report.records, report.linked,
                         report.founded, report.in_review));
        line(fmt::format("  positions: as stated {}, from the address {}, unknown {}", report.positions_stated,
                         report.positions_geocoded, report.positions_unknown));
        for (const auto& [flag, count] : report.stated_refused) {
            line(fmt::format("    stated position not used {:>6}  {}", count, flag));
        }
        for (const auto& scope : report.scopes) {
            line(fmt::format("  {} {}  as of {} ({}): {} records, added {}, changed {}, unchanged {}, missing {}{}",
                             scope.part, scope.region, scope.as_of, scope.as_of_basis, scope.records, scope.added,
                             scope.changed, scope.unchanged, scope.missing,
                             scope.history ? "; older than what is known: kept as history" : ""));
        }
    }
    if (std::any_of(report.scopes.begin(), report.scopes.end(), [](const auto& scope) { return scope.as_of_basis == "import"; })) {
        line("  the files state no date, so the day of the import is shown as theirs; give --as-of if you know better");
    }
    for (const auto& [code, noticed] : report.remarks) {
        line(fmt::format("  noticed {:>6}  {} ({}: {})", noticed.count, code, noticed.place, noticed.example));
    }
    return out;
}

} // namespace annai::intake
