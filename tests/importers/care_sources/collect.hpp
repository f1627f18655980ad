#pragma once

#include "facility/importer.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace annai::tests {

/// Keeps what an importer hands over, and checks the contract on the way: a row is announced before its outcome.
class Collector final : public facility::ImportSink {
public:
    void row_read(const facility::RowPlace& place) override {
        ++rows;
        places.insert(place.file + ":" + std::to_string(place.line));
    }
    void record(facility::SourceRecord&& record) override {
        CHECK(places.contains(record.file + ":" + std::to_string(record.line)));
        in_records += static_cast<std::size_t>(record.rows);
        records.push_back(std::move(record));
    }
    void reference_point(facility::ReferencePoint&&) override { FAIL("no reference points here"); }
    void area(facility::AreaStatement&&) override { FAIL("no areas here"); }
    void area_town(facility::AreaTown&&) override { FAIL("no towns here"); }
    void ignored(const facility::RowPlace& place, const std::string& reason) override {
        CHECK_FALSE(reason.empty());
        ignored_rows.emplace_back(place.line, reason);
    }
    void rejected(facility::Reject&& reject) override {
        CHECK_FALSE(reject.reason.empty());
        rejects.push_back(std::move(reject));
    }
    void remark(const facility::RowPlace&, const facility::Remark& code, const std::string& example) override {
        ++remarks[code];
        examples[code] = example;
    }
    void as_of(const base::CivilDate& date) override { day = base::to_iso(date); }

    /// Rows read = rows in records + ignored + rejected (design §7.5).
    bool balances() const { return rows == in_records + ignored_rows.size() + rejects.size(); }

    const facility::SourceRecord& only() const {
        REQUIRE(records.size() == 1);
        return records.front();
    }

    std::size_t rows = 0, in_records = 0;
    std::set<std::string> places;
    std::vector<facility::SourceRecord> records;
    std::vector<facility::Reject> rejects;
    std::vector<std::pair<std::int64_t, std::string>> ignored_rows;
    std::map<std::string, int> remarks;
    std::map<std::string, std::string> examples;
    std::string day;
};

/// One line of JSON an outcome, in the order of the file: what a golden file holds.
inline std::string golden_text(const Collector& seen) {
    std::string text;
    for (const facility::SourceRecord& record : seen.records) {
        nlohmann::json line = facility::to_json(record);
        line["line"] = record.line;
        text += line.dump() + "\n";
    }
    for (const facility::Reject& reject : seen.rejects) {
        text += nlohmann::json{{"rejected", reject.place.line}, {"column", reject.column}, {"reason", reject.reason}}.dump() + "\n";
    }
    text += nlohmann::json{{"remarks", seen.remarks}, {"rows", seen.rows}}.dump() + "\n";
    return text;
}

} // namespace annai::tests
