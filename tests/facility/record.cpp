#include "facility/record.hpp"

#include "base/error.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <string>

using namespace annai::facility;
using annai::base::CivilDate;
using annai::base::Error;
using annai::base::ErrorCode;
using nlohmann::json;

namespace {

CivilDate day(int year, unsigned month, unsigned number) {
    return std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(number);
}

/// A record with something in every member.
SourceRecord full_record() {
    SourceRecord record;
    record.key = "9970100016/130";
    record.part = "130";
    record.region = "99";
    record.identifiers = {{"kaigo_office", "99B0100016"}, {"corporate_number", "0009901000019"}};
    record.kinds = {"home_nursing", "care_manager"};
    record.values = {{"name", "みほん訪問看護ステーション"}, {"fax", std::nullopt}, {"phone", "0999-00-0001"}};
    record.address = {"案内県見本市中央一丁目2番3号", "みほんビル 2階", "案内県", "見本市", "99201"};
    record.position = StatedPosition{36.70123456789, 135.3, "placeholder"};
    record.capabilities = {
        {"ventilator", "tppv", Answer::conditional, Basis::record, day(2026, 9, 1), "2025-04/2026-03", "応相談"},
        {"contact_24h", "", Answer::unknown, Basis::notified, std::nullopt, "", ""}};
    record.hours = {{"office", "月火水木金", "08:30", "17:30", "臨時休業あり"}, {"phone", "土", "", "", ""}};
    record.coverage = {{"municipality", "99201", ""}, {"radius_km", "10", "冬期除く"}};
    record.persons = {{"窓口担当者", "見本 花子", "0999-00-0002", "hanako@example.jp", "午後"}};
    record.status = FacilityStatus::moved;
    record.status_note = "架空郡例示町へ";
    record.consent = ConsentStatement::professional;
    record.file = "jigyosho_130.csv";
    record.line = 12;
    record.rows = 2;
    return record;
}

bool stores_nothing_of(const json& object, const char* name) {
    return object.find(name) == object.end();
}

} // namespace

TEST_CASE("a record survives the way through JSON text") {
    const auto record = full_record();
    const auto back = record_from_json(json::parse(to_json(record).dump()));

    CHECK(back.key == record.key);
    CHECK(back.part == record.part);
    CHECK(back.region == record.region);
    CHECK(back.values == record.values);
    CHECK(back.address == record.address);
    CHECK(back.position == record.position);
    CHECK(back.status == record.status);
    CHECK(back.status_note == record.status_note);
    CHECK(back.consent == record.consent);
    for (const auto& statement : record.capabilities) {
        CHECK(std::count(back.capabilities.begin(), back.capabilities.end(), statement) == 1);
    }
    for (const auto& hours : record.hours) {
        CHECK(std::count(back.hours.begin(), back.hours.end(), hours) == 1);
    }
    for (const auto& coverage : record.coverage) {
        CHECK(std::count(back.coverage.begin(), back.coverage.end(), coverage) == 1);
    }
    CHECK(back.persons == record.persons);
    CHECK(back.identifiers.size() == 2);
    CHECK(back.kinds.size() == 2);
    CHECK(to_json(back).dump() == to_json(record).dump());
}

TEST_CASE("an empty record survives, with nothing stored but its key") {
    SourceRecord record;
    record.key = "1";
    CHECK(to_json(record) == json{{"key", "1"}});
    const auto back = record_from_json(to_json(record));
    CHECK(back.status == FacilityStatus::open);
    CHECK(back.consent == ConsentStatement::not_stated);
    CHECK_FALSE(back.position);
    CHECK(back.values.empty());
}

TEST_CASE("equal content gives equal text, in whatever order and from whatever line it was read") {
    const auto record = full_record();
    auto other = record;
    std::reverse(other.identifiers.begin(), other.identifiers.end());
    std::reverse(other.kinds.begin(), other.kinds.end());
    std::reverse(other.capabilities.begin(), other.capabilities.end());
    std::reverse(other.hours.begin(), other.hours.end());
    std::reverse(other.coverage.begin(), other.coverage.end());
    other.file = "jigyosho_130.zip/a.csv";
    other.line = 99;
    other.rows = 1;
    CHECK(to_json(other).dump() == to_json(record).dump());
}

TEST_CASE("every difference in content shows in the text") {
    const auto before = to_json(full_record()).dump();
    const auto changed = [&](auto change) {
        auto record = full_record();
        change(record);
        return to_json(record).dump() != before;
    };
    CHECK(changed([](SourceRecord& r) { r.values["fax"] = "0999-00-0009"; }));
    CHECK(changed([](SourceRecord& r) { r.values.erase("fax"); })); // 「ない」 is not the same as unsaid
    CHECK(changed([](SourceRecord& r) { r.capabilities[0].qualifier = "nppv"; }));
    CHECK(changed([](SourceRecord& r) { r.capabilities[0].date = day(2026, 9, 2); }));
    CHECK(changed([](SourceRecord& r) { r.capabilities[1].answer = Answer::no; }));
    CHECK(changed([](SourceRecord& r) { r.hours[0].note.clear(); }));
    CHECK(changed([](SourceRecord& r) { r.persons[0].note.clear(); }));
    CHECK(changed([](SourceRecord& r) { r.consent = ConsentStatement::everybody; }));
    CHECK(changed([](SourceRecord& r) { r.status = FacilityStatus::open; }));
    CHECK(changed([](SourceRecord& r) { r.position->flag.clear(); }));
    CHECK(changed([](SourceRecord& r) { r.address.building.clear(); }));
}

TEST_CASE("a position that could not be read is kept as a flag") {
    auto record = full_record();
    const auto nan = std::numeric_limits<double>::quiet_NaN();
    record.position = StatedPosition{nan, nan, position_flag(nan, nan)};
    const auto back = record_from_json(json::parse(to_json(record).dump()));
    REQUIRE(back.position);
    CHECK(back.position->flag == "unreadable");
}

TEST_CASE("a value that is absent or none reads as empty") {
    const auto record = full_record();
    CHECK(record.value("phone") == "0999-00-0001");
    CHECK(record.value("fax").empty());
    CHECK(record.value("url").empty());
    CHECK(stores_nothing_of(to_json(record)["values"], "url"));
    CHECK(to_json(record)["values"]["fax"].is_null());
}

TEST_CASE("a text that is no stored record is a storage error") {
    const auto code_of = [](const std::string& text) {
        try {
            record_from_json(json::parse(text));
        } catch (const Error& error) {
            return error.code();
        }
        return ErrorCode::not_found;
    };
    for (const std::string text :
         {"{}", "[]", "\"x\"", "null", R"({"key": 5})", R"({"key": "a", "kinds": "clinic"})",
          R"({"key": "a", "kinds": [1]})", R"({"key": "a", "status": "asleep"})", R"({"key": "a", "consent": "all"})",
          R"({"key": "a", "values": []})", R"({"key": "a", "values": {"name": 1}})",
          R"({"key": "a", "position": {"lat": "x", "lon": 1}})",
          R"({"key": "a", "capabilities": [{"code": "tpn", "answer": "perhaps", "basis": "record"}]})",
          R"({"key": "a", "capabilities": [{"code": "tpn", "answer": "yes", "basis": "hearsay"}]})",
          R"({"key": "a", "capabilities": [{"code": "tpn", "answer": "yes", "basis": "record", "date": "2026-02-30"}]})"}) {
        CAPTURE(text);
        CHECK(code_of(text) == ErrorCode::storage);
    }
}

TEST_CASE("coordinates that point nowhere are flagged by what is wrong with them") {
    CHECK(position_flag(35.5011, 134.2351).empty());
    CHECK(position_flag(24.449, 122.934).empty());  // Yonaguni, the westernmost
    CHECK(position_flag(0, 0) == "zero");
    CHECK(position_flag(36.204824, 138.252924) == "centroid");
    CHECK(position_flag(36.2048240, 138.2529240001) == "centroid");
    CHECK(position_flag(36.2049, 138.2531).empty()); // a real place in the mountains nearby
    CHECK(position_flag(53.41291, -8.24389) == "foreign");
    CHECK(position_flag(134.2351, 35.5011) == "foreign"); // exchanged
    CHECK(position_flag(std::numeric_limits<double>::quiet_NaN(), 134) == "unreadable");
    CHECK(position_flag(35, std::numeric_limits<double>::infinity()) == "unreadable");
}

TEST_CASE("the words of consent and status read back") {
    for (const auto consent : {ConsentStatement::not_stated, ConsentStatement::none, ConsentStatement::professional,
                               ConsentStatement::everybody}) {
        CHECK(consent_of(word(consent)) == consent);
    }
    for (const auto status :
         {FacilityStatus::open, FacilityStatus::closed, FacilityStatus::moved, FacilityStatus::suspended}) {
        CHECK(status_of(word(status)) == status);
    }
    CHECK_FALSE(consent_of("everybody"));
    CHECK_FALSE(status_of(""));
}
