#pragma once

#include "base/error.hpp"
#include "facility/importer.hpp"
#include "support/support.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace annai::tests {

/// Writes down what an importer says, one line a statement, for comparison with a golden file.
class RecordingSink : public facility::ImportSink {
public:
    void row_read(const facility::RowPlace&) override { ++rows; }
    void record(facility::SourceRecord&&) override { FAIL("no importer of reference data gives records"); }
    void reference_point(facility::ReferencePoint&& p) override {
        line(fmt::format("{}:{} point {}|{}|{}|{}|{}{} {:.6f},{:.6f}", p.place.file, p.place.line, p.prefecture, p.city,
                         p.municipality_code, p.town, p.block, p.block_is_number ? " (number)" : "", p.position.lat,
                         p.position.lon));
        ++used;
        points.push_back(std::move(p));
    }
    void area(facility::AreaStatement&& a) override {
        line(fmt::format("{}:{} area {} {} {} parent={} {} bytes", a.place.file, a.place.line, a.kind, a.code, a.name,
                         a.parent_code, a.wkb.size()));
        used += a.wkb.empty() ? 0 : 1;
        areas.push_back(std::move(a));
    }
    void area_town(facility::AreaTown&& t) override {
        line(fmt::format("{}:{} town {} {} {} {}|{}|{}", t.place.file, t.place.line, t.kind, t.code, t.name,
                         t.municipality_code, t.town, t.note));
        towns.push_back(std::move(t));
    }
    void ignored(const facility::RowPlace& place, const std::string& reason) override {
        line(fmt::format("{}:{} ignored {}", place.file, place.line, reason));
        ++ignored_rows;
    }
    void rejected(facility::Reject&& reject) override {
        line(fmt::format("{}:{} rejected [{}] {}", reject.place.file, reject.place.line, reject.column, reject.reason));
        CHECK_FALSE(reject.row.empty());
        ++rejected_rows;
    }
    void remark(const facility::RowPlace& place, const facility::Remark& code, const std::string& example) override {
        line(fmt::format("{}:{} remark {} {}", place.file, place.line, code, example));
    }
    void as_of(const base::CivilDate&) override {}

    int rows = 0, used = 0, ignored_rows = 0, rejected_rows = 0;
    std::vector<facility::ReferencePoint> points;
    std::vector<facility::AreaStatement> areas;
    std::vector<facility::AreaTown> towns;
    std::string text;

private:
    void line(const std::string& words) { text += words + "\n"; }
};

/// Compares with a golden file; with ANNAI_ACCEPT=1 writes it.
inline void check_golden(const std::string& text, const std::filesystem::path& golden) {
    if (std::getenv("ANNAI_ACCEPT") != nullptr) {
        std::ofstream(golden, std::ios::binary) << text;
    }
    std::ifstream file(golden, std::ios::binary);
    REQUIRE_MESSAGE(file.good(), "missing: " << golden.string());
    std::ostringstream expected;
    expected << file.rdbuf();
    CHECK_EQ(text, expected.str());
}

/// The message of the Error that `run` throws, or "" when it throws none.
template <class Run> std::string error_of(Run run, base::ErrorCode code = base::ErrorCode::bad_source) {
    try {
        run();
    } catch (const base::Error& error) {
        CHECK_EQ(error.code(), code);
        return error.what();
    }
    return {};
}

inline bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace annai::tests
