#include "base/error.hpp"
#include "facility/importer.hpp"
#include "facility/vocabulary.hpp"
#include "importers/addresses/addresses.hpp"
#include "importers/boundaries/boundaries.hpp"
#include "importers/listing/listing.hpp"
#include "importers/mhlw_care/mhlw_care.hpp"
#include "support/support.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <toml++/toml.h>

#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <tuple>

using namespace annai;
using facility::Answer;
using facility::Basis;
using facility::ConsentStatement;
using facility::SourceRecord;

namespace {

namespace fs = std::filesystem;

/// Everything that the sample region says, by source.
struct Sink final : facility::ImportSink {
    std::map<std::string, std::vector<SourceRecord>> records;
    std::vector<facility::ReferencePoint> points;
    std::vector<facility::AreaStatement> areas;
    std::vector<facility::AreaTown> towns;
    std::vector<std::string> rejects;
    std::map<std::string, int> remarks;
    int rows = 0, outcomes = 0;
    std::string source;
    bool counts_rows = true;

    void row_read(const facility::RowPlace&) override { ++rows; }
    void record(SourceRecord&& record) override {
        outcomes += record.rows;
        records[source].push_back(std::move(record));
    }
    void reference_point(facility::ReferencePoint&& point) override {
        ++outcomes;
        points.push_back(std::move(point));
    }
    void area(facility::AreaStatement&& area) override { areas.push_back(std::move(area)); }
    void area_town(facility::AreaTown&& town) override { towns.push_back(std::move(town)); }
    void ignored(const facility::RowPlace&, const std::string&) override { ++outcomes; }
    void rejected(facility::Reject&& reject) override {
        ++outcomes;
        rejects.push_back(reject.place.file + ":" + std::to_string(reject.place.line) + " " + reject.column + " " + reject.reason);
    }
    void remark(const facility::RowPlace&, const facility::Remark& code, const std::string&) override { ++remarks[code]; }
    void as_of(const base::CivilDate&) override {}

    std::vector<const SourceRecord*> all() const {
        std::vector<const SourceRecord*> found;
        for (const auto& [name, list] : records) {
            for (const auto& record : list) {
                found.push_back(&record);
            }
        }
        return found;
    }
};

std::unique_ptr<facility::Importer> importer(const std::string& name) {
    if (name == "addresses") {
        return importers::addresses::make_importer();
    }
    if (name == "boundaries") {
        return importers::boundaries::make_importer();
    }
    if (name == "mhlw_care") {
        return importers::mhlw_care::make_importer();
    }
    REQUIRE(name == "listing");
    return importers::listing::make_importer();
}

fs::path folder() {
    return tests::source_dir() / "importers" / "sample_region";
}

/// "care/*.csv" or one file, in the order of their names.
std::vector<fs::path> files_of(const std::string& pattern) {
    if (pattern.find('*') == std::string::npos) {
        return {folder() / pattern};
    }
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator((folder() / pattern).parent_path())) {
        files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

const Sink& sample() {
    static const Sink loaded = [] {
        Sink sink;
        const auto region = toml::parse_file((folder() / "region.toml").string());
        for (const auto& node : *region["import"].as_array()) {
            const auto& step = *node.as_table();
            facility::ImportOptions options;
            if (const auto mapping = step["mapping"].value<std::string>()) {
                options.mapping = folder() / *mapping;
            }
            if (const auto* given = step["options"].as_table()) {
                for (const auto& [key, value] : *given) {
                    options.options[std::string(key.str())] = value.value<std::string>().value_or("");
                }
            }
            const auto reader = importer(step["source"].value<std::string>().value_or(""));
            sink.source = reader->source(options).code;
            for (const auto& file : *step["files"].as_array()) {
                for (const auto& path : files_of(file.value<std::string>().value_or(""))) {
                    reader->read(path, options, sink);
                }
            }
        }
        return sink;
    }();
    return loaded;
}

} // namespace

TEST_CASE("every row of the sample region is understood") {
    const auto& all = sample();
    for (const auto& reject : all.rejects) {
        FAIL_CHECK(reject);
    }
    CHECK(all.records.size() == 7);
    CHECK(all.all().size() > 350);
}

TEST_CASE("the sample's care files hold the dirt of the published ones") {
    const auto& remarks = sample().remarks;
    for (const std::string code : {"position_zero", "position_foreign", "position_centroid", "position_blank", "url_is_email",
                                   "capacity_zero", "corporate_number_invalid", "claim_reduced"}) {
        CAPTURE(code);
        CHECK(remarks.count(code) == 1);
    }
    const auto& care = sample().records.at("mhlw_care");
    CHECK(std::any_of(care.begin(), care.end(), [](const SourceRecord& r) { return r.key.substr(0, 3) == "99B"; }));
}

TEST_CASE("keys are unique within each source, and every name says that it is no real place") {
    const std::regex mark("見本|例示|架空|試作|手本|サンプル");
    for (const auto& [source, records] : sample().records) {
        std::set<std::string> keys;
        for (const auto& record : records) {
            CAPTURE(source);
            CAPTURE(record.key);
            CHECK(keys.insert(record.key).second);
            CHECK(std::regex_search(record.value("name"), mark));
            CHECK(record.address.text.find("市") + record.address.text.find("町") != 2 * std::string::npos);
        }
    }
}

TEST_CASE("no telephone number of the sample can reach anybody") {
    const std::regex fictional("0999-?00-?[0-9]{4}|090-0000-[0-9]{4}");
    for (const auto* record : sample().all()) {
        std::vector<std::string> numbers{record->value("phone"), record->value("fax"), record->value("phone_24h")};
        for (const auto& person : record->persons) {
            numbers.push_back(person.phone);
        }
        for (const auto& number : numbers) {
            CAPTURE(number);
            CHECK((number.empty() || std::regex_match(number, fictional)));
        }
    }
}

TEST_CASE("every kind of facility is in the sample") {
    std::set<std::string> seen;
    for (const auto* record : sample().all()) {
        seen.insert(record->kinds.begin(), record->kinds.end());
    }
    for (const auto& kind : facility::Vocabulary::get().kinds()) {
        CAPTURE(kind.code);
        CHECK(seen.count(kind.code) == 1);
    }
}

TEST_CASE("every capability, and every qualifier of it, is answered yes somewhere in the sample") {
    std::set<std::pair<std::string, std::string>> yes;
    for (const auto* record : sample().all()) {
        for (const auto& statement : record->capabilities) {
            if (statement.answer == Answer::yes) {
                yes.emplace(statement.code, statement.qualifier);
            }
        }
    }
    for (const auto& capability : facility::Vocabulary::get().capabilities()) {
        CAPTURE(capability.code);
        CHECK(yes.count({capability.code, ""}) == 1);
        for (const auto& qualifier : capability.qualifiers) {
            CAPTURE(qualifier.code);
            CHECK(yes.count({capability.code, qualifier.code}) == 1);
        }
    }
}

TEST_CASE("every basis, every answer, every consent and every status is in the sample") {
    std::set<Basis> bases;
    std::set<Answer> answers;
    std::set<ConsentStatement> consents;
    std::set<facility::FacilityStatus> statuses;
    std::set<std::string> coverage;
    for (const auto* record : sample().all()) {
        for (const auto& statement : record->capabilities) {
            bases.insert(statement.basis);
            answers.insert(statement.answer);
            const bool claims_nothing = statement.basis == Basis::notified || statement.basis == Basis::planned;
            CHECK((!claims_nothing || statement.answer == Answer::unknown));
        }
        for (const auto& statement : record->coverage) {
            coverage.insert(statement.type);
        }
        consents.insert(record->consent);
        statuses.insert(record->status);
    }
    CHECK(bases.size() == 5);
    CHECK(answers.size() == 4);
    CHECK(consents.size() == 4);
    CHECK(statuses.size() == 4);
    for (const std::string type : {"municipality", "town", "former_municipality", "radius_km", "drive_minutes"}) {
        CAPTURE(type);
        CHECK(coverage.count(type) == 1);
    }
}

TEST_CASE("what only professionals may see is stated somewhere in the sample") {
    std::set<std::string> stated;
    std::set<std::string> roles;
    for (const auto* record : sample().all()) {
        for (const auto& [code, value] : record->values) {
            stated.insert(code);
        }
        for (const auto& person : record->persons) {
            roles.insert(person.role);
        }
    }
    for (const std::string field : {"fax", "phone_24h", "email", "capacity", "meeting_times", "requests", "contact_times", "vacancy"}) {
        CAPTURE(field);
        CHECK(stated.count(field) == 1);
    }
    for (const std::string role : {"窓口担当者", "直通電話", "医師"}) {
        CAPTURE(role);
        CHECK(roles.count(role) == 1);
    }
}

TEST_CASE("the sample has two municipalities, seven 日常生活圏域, and a town split between two districts") {
    std::map<std::string, int> kinds;
    for (const auto& area : sample().areas) {
        ++kinds[area.kind];
    }
    CHECK(kinds["municipality"] == 2);
    CHECK(kinds["daily_living_area"] == 7);
    CHECK(kinds["community_support_district"] == 5);
    CHECK(kinds["former_municipality"] == 1);
    std::set<std::string> split;
    for (const auto& town : sample().towns) {
        if (town.kind == "community_support_district" && town.town.find("水口") != std::string::npos) {
            split.insert(town.code);
        }
    }
    CHECK(split.size() == 2);
    CHECK(sample().points.size() > 57);
}
