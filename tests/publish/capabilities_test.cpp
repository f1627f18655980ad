#include "publish/statements.hpp"

#include <doctest/doctest.h>

using namespace annai;
using facility::Answer;
using facility::Audience;
using facility::Basis;
using facility::CapabilityStatement;
using facility::ConsentStatement;
using namespace tests;

namespace {

facility::SourceRecord saying(const std::vector<CapabilityStatement>& statements) {
    auto record = called("東町医院");
    record.capabilities = statements;
    return record;
}

CapabilityStatement says(const std::string& code, Answer answer, const std::string& qualifier = "", Basis basis = Basis::self_reported) {
    return {code, qualifier, answer, basis, {}, "", ""};
}

nlohmann::json capabilities_of(const std::vector<publish::Statement>& statements, Audience audience = Audience::professional) {
    return body_of(statements, audience).value("capabilities", nlohmann::json::array());
}

/// "code:qualifier=answer" of each, in order.
std::vector<std::string> words(const nlohmann::json& list) {
    std::vector<std::string> found;
    for (const auto& entry : list) {
        const auto qualifier = entry.value("qualifier", "");
        found.push_back(entry["code"].get<std::string>() + (qualifier.empty() ? "" : ":" + qualifier) + "=" + entry["answer"].get<std::string>());
    }
    return found;
}

using Words = std::vector<std::string>;

} // namespace

TEST_CASE("an answer carries its basis, its source and the day on which it was true") {
    auto statement = says("home_visit", Answer::conditional, "", Basis::record);
    statement.date = day("2026-04-01");
    statement.period = "2025-04/2026-03";
    statement.note = "木曜のみ";
    auto list = capabilities_of({listing(saying({statement}))});
    REQUIRE(list.size() == 1);
    CHECK(list[0] == nlohmann::json{{"code", "home_visit"}, {"answer", "conditional"}, {"basis", "record"}, {"date", "2026-04-01"},
                                    {"period", "2025-04/2026-03"}, {"note", "木曜のみ"}, {"source", "list"}});
    statement.date.reset();
    CHECK(capabilities_of({listing(saying({statement}), 77)})[0]["date"] == days_ago(77)); // else that of the release
}

TEST_CASE("of several answers the one of the source that goes first is believed, then the newer") {
    CHECK(words(capabilities_of({open_data(saying({says("home_visit", Answer::yes)}), 1), listing(saying({says("home_visit", Answer::no)}), 300)})) ==
          Words{"home_visit=no"});
    CHECK(words(capabilities_of({listing(saying({says("home_visit", Answer::yes)}), 400), listing(saying({says("home_visit", Answer::no)}), 20)})) ==
          Words{"home_visit=no"});
    CHECK(words(capabilities_of({listing(saying({says("home_visit", Answer::yes)}), 2000), open_data(saying({says("home_visit", Answer::no)}), 20)})) ==
          Words{"home_visit=no"}); // out of date
}

TEST_CASE("a notification is never an answer and never takes the place of one") {
    const auto notified = says("home_visit", Answer::unknown, "", Basis::notified);
    CHECK(words(capabilities_of({listing(saying({notified}), 1), open_data(saying({says("home_visit", Answer::no)}), 300)})) ==
          Words{"home_visit=no", "home_visit=unknown"});
    CHECK(words(capabilities_of({open_data(saying({notified}))})) == Words{"home_visit=unknown"});
    // Of several notifications one is enough.
    CHECK(words(capabilities_of({listing(saying({notified}), 1), open_data(saying({notified}), 300)})) == Words{"home_visit=unknown"});
}

TEST_CASE("each qualifier is answered by itself") {
    CHECK(words(capabilities_of({listing(saying({says("ventilator", Answer::yes, "tppv"), says("ventilator", Answer::no, "nppv")}))})) ==
          Words{"ventilator:nppv=no", "ventilator:tppv=yes"});
}

TEST_CASE("a later no to the whole outweighs an earlier yes to a part, and not the other way round") {
    const auto yes = saying({says("ventilator", Answer::yes, "tppv")});
    const auto no = saying({says("ventilator", Answer::no)});
    CHECK(words(capabilities_of({listing(yes, 400), listing(no, 20)})) == Words{"ventilator=no"});
    CHECK(words(capabilities_of({listing(yes, 20), listing(no, 400)})) == Words{"ventilator=no", "ventilator:tppv=yes"});
    CHECK(words(capabilities_of({open_data(yes, 20), listing(no, 400)})) == Words{"ventilator=no"}); // believed more
    CHECK(words(capabilities_of({listing(saying({says("ventilator", Answer::no), says("ventilator", Answer::yes, "tppv")}))})).size() == 2);
}

TEST_CASE("treatments reach the public only by the facility's consent") {
    const auto record = saying({says("ventilator", Answer::yes), says("home_visit", Answer::yes)});
    CHECK(words(capabilities_of({listing(record)}, Audience::everybody)) == Words{"home_visit=yes"});
    CHECK(words(capabilities_of({listing(record)}, Audience::professional)) == Words{"home_visit=yes", "ventilator=yes"});
    CHECK(words(capabilities_of({survey(record, ConsentStatement::everybody)}, Audience::everybody)) == Words{"home_visit=yes", "ventilator=yes"});
    CHECK(capabilities_of({survey(record, ConsentStatement::professional), open_data(called("東町医院"))}, Audience::everybody).empty());
}

TEST_CASE("what is for professionals stays with them even by consent for everybody") {
    CHECK(capabilities_of({survey(saying({says("backup_bed", Answer::yes), says("ict_tool", Answer::yes)}), ConsentStatement::everybody)},
                          Audience::everybody).empty());
}

TEST_CASE("a night call for own patients only is public as a contract's service and nothing more") {
    const auto record = saying({says("contact_24h", Answer::yes, "own_patients"), says("house_call", Answer::yes, "own_patients")});
    const auto everybody = body_of({listing(record)}, Audience::everybody);
    CHECK(everybody["night_for_contracted"] == true);
    CHECK_FALSE(everybody.contains("capabilities"));
    const auto professional = body_of({listing(record)}, Audience::professional);
    CHECK_FALSE(professional.contains("night_for_contracted"));
    CHECK(words(professional["capabilities"]) == Words{"house_call:own_patients=yes", "contact_24h:own_patients=yes"});
    // A house call by day is no night service.
    CHECK_FALSE(body_of({listing(saying({says("house_call", Answer::yes, "own_patients")}))}).contains("night_for_contracted"));
}

TEST_CASE("the contract's night service ends with a later no") {
    const auto yes = saying({says("contact_24h", Answer::yes, "own_patients")});
    const auto no = saying({says("contact_24h", Answer::no, "own_patients")});
    CHECK_FALSE(body_of({listing(yes, 400), listing(no, 20)}).contains("night_for_contracted"));
    CHECK(body_of({listing(no, 400), listing(yes, 20)}).contains("night_for_contracted"));
    CHECK_FALSE(body_of({listing(yes, 400), listing(saying({says("contact_24h", Answer::no)}), 20)}).contains("night_for_contracted"));
}

TEST_CASE("for other patients too, a night call is an answer of its own") {
    CHECK(words(capabilities_of({listing(saying({says("contact_24h", Answer::yes, "others")}))}, Audience::everybody)) ==
          Words{"contact_24h:others=yes"});
}

TEST_CASE("a code that the vocabulary no longer has is not shown") {
    CHECK(capabilities_of({listing(saying({says("no_such_capability", Answer::yes)}))}).empty());
}

TEST_CASE("a notification stands beside the answer rather than words that nobody could read") {
    const auto unread = says("home_visit", Answer::unknown, "", Basis::self_reported);
    const auto notified = says("home_visit", Answer::unknown, "", Basis::notified);
    const auto list = capabilities_of({listing(saying({unread}), 1), open_data(saying({notified}), 300)});
    REQUIRE(list.size() == 1);
    CHECK(list[0]["basis"] == "notified");
}
