#include "publish/statements.hpp"

#include <doctest/doctest.h>

using namespace annai;
using facility::Audience;
using facility::ConsentStatement;
using facility::FacilityStatus;
using namespace tests;

namespace {

facility::SourceRecord being(FacilityStatus status, const std::string& note = "") {
    auto record = called("東町医院");
    record.status = status;
    record.status_note = note;
    return record;
}

publish::Statement gone(publish::Statement statement) {
    statement.missing = true;
    return statement;
}

facility::SourceRecord of_kind(const std::string& kind) {
    auto record = called("東町医院");
    record.kinds = {kind};
    return record;
}

} // namespace

TEST_CASE("a facility that stands in its newest list is open") {
    CHECK(body_of({open_data(called("東町医院"))})["status"] == "open");
}

TEST_CASE("a facility that is gone from the only list it stood in is to be checked, and is shown as it was last known") {
    auto record = called("東町医院");
    record.values["phone"] = "0857-11-1111";
    record.capabilities = {{"home_visit", "", facility::Answer::yes, facility::Basis::self_reported, {}, "", ""}};
    const auto body = body_of({gone(open_data(record))});
    CHECK(body["status"] == "needs_check");
    CHECK(field_of(body, "phone") == "0857-11-1111");
    CHECK(body["capabilities"].size() == 1);
}

TEST_CASE("a service that is gone while others stand puts the facility to be checked") {
    const auto body = body_of({open_data(of_kind("home_nursing")), gone(open_data(of_kind("day_care")))});
    CHECK(body["status"] == "needs_check");
    CHECK(body["kinds"].size() == 2);
    CHECK(body_of({open_data(of_kind("home_nursing")), listing(of_kind("day_care"))})["status"] == "open");
}

TEST_CASE("gone from the newest list, a facility is to be checked although an older list still has it") {
    CHECK(body_of({gone(open_data(called("東町医院"), 100)), listing(called("東町医院"), 400)})["status"] == "needs_check");
    // The other way round the newer list has confirmed it since.
    CHECK(body_of({open_data(called("東町医院"), 100), gone(listing(called("東町医院"), 400))})["status"] == "open");
}

TEST_CASE("what a record claimed that is gone from its list is no answer while another stands") {
    auto record = called("東町医院");
    record.capabilities = {{"home_visit", "", facility::Answer::yes, facility::Basis::self_reported, {}, "", ""}};
    CHECK_FALSE(body_of({open_data(called("東町医院"), 10), gone(listing(record, 400))}).contains("capabilities"));
}

TEST_CASE("values of a record that is gone give way to those of any other") {
    auto mine = called("東町医院");
    mine.values["phone"] = "0857-11-1111";
    auto other = called("東町医院");
    other.values["phone"] = "0857-22-2222";
    CHECK(field_of(body_of({gone(listing(mine, 10)), open_data(other, 400)}), "phone") == "0857-22-2222");
}

TEST_CASE("a closed facility leads nowhere for every audience, though older and newer lists still have it") {
    for (const auto audience : all_audiences) {
        CHECK(body_of({open_data(called("東町医院"), 10), listing(being(FacilityStatus::closed), 200)}, audience) == "closed");
    }
}

TEST_CASE("that it is closed holds for those too who may not see who said so") {
    const std::vector<publish::Statement> statements{open_data(called("東町医院")),
                                                     survey(being(FacilityStatus::closed, "院長の病気のため"), ConsentStatement::none)};
    for (const auto audience : all_audiences) {
        CHECK(body_of(statements, audience) == "closed");
    }
    // But a facility that an audience sees nothing of stays unknown to it: 404, never 410.
    CHECK(body_of({survey(being(FacilityStatus::closed), ConsentStatement::none)}, Audience::everybody).is_null());
}

TEST_CASE("a closure ends when its own source takes it back") {
    CHECK(body_of({open_data(called("東町医院")), gone(listing(being(FacilityStatus::closed), 60))})["status"] == "open");
}

TEST_CASE("moved and suspended are shown with their note, the newest word first") {
    auto body = body_of({open_data(called("東町医院"), 10), listing(being(FacilityStatus::moved, "湖山町北へ"), 100)});
    CHECK(body["status"] == "moved");
    CHECK(body["status_note"] == "湖山町北へ");
    body = body_of({listing(being(FacilityStatus::moved, "湖山町北へ"), 300), open_data(being(FacilityStatus::suspended, "4月まで休止"), 50)});
    CHECK(body["status"] == "suspended");
    // A reopening that its list states by the row as such.
    CHECK(body_of({listing(called("東町医院"), 10)})["status"] == "open");
}

TEST_CASE("that it has moved is a statement: not shown to those who may not see it") {
    const std::vector<publish::Statement> statements{open_data(called("東町医院")),
                                                     survey(being(FacilityStatus::moved, "湖山町北へ"), ConsentStatement::professional)};
    CHECK(body_of(statements, Audience::everybody)["status"] == "open");
    CHECK_FALSE(body_of(statements, Audience::everybody).contains("status_note"));
    CHECK(body_of(statements, Audience::professional)["status"] == "moved");
}
