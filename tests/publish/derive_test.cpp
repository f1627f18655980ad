#include "publish/statements.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace annai;
using facility::Audience;
using facility::ConsentStatement;
using namespace tests;

namespace {

facility::SourceRecord with_phone(const std::string& phone) {
    auto record = called("東町医院");
    record.values["phone"] = phone;
    return record;
}

facility::SourceRecord at(const std::string& town_key) {
    auto record = called("東町医院");
    record.address = {town_key + "1", "", "鳥取県", "鳥取市", "31201"};
    return record;
}

publish::Statement placed(publish::Statement statement, const std::string& town_key, const std::string& level, base::Position position) {
    statement.located.municipality = "31201";
    statement.located.town_key = town_key;
    statement.located.level = level;
    statement.located.position = position;
    statement.located.method = level == "exact" ? "stated" : "gazetteer";
    return statement;
}

/// The codes of a body's fields or capabilities.
std::set<std::string> codes_in(const nlohmann::json& body, const char* member) {
    std::set<std::string> codes;
    const auto found = body.find(member);
    if (found != body.end()) {
        for (const auto& [code, value] : found->items()) {
            codes.insert(found->is_array() ? value["code"].get<std::string>() : code);
        }
    }
    return codes;
}

bool includes(const std::set<std::string>& more, const std::set<std::string>& fewer) {
    return std::includes(more.begin(), more.end(), fewer.begin(), fewer.end());
}

} // namespace

TEST_CASE("a field comes from the source that goes first, with its source and date") {
    const auto body = body_of({open_data(with_phone("0857-11-1111"), 10), listing(with_phone("0857-22-2222"), 300)});
    CHECK(field_of(body, "phone") == "0857-22-2222"); // a list kept here goes before open data, though it is older
    CHECK(body["fields"]["phone"]["source"] == "list");
    CHECK(body["fields"]["phone"]["date"] == days_ago(300));
}

TEST_CASE("among equals the newer statement is shown") {
    const auto body = body_of({open_data(with_phone("0857-11-1111"), 400), open_data(with_phone("0857-22-2222"), 20)});
    CHECK(field_of(body, "phone") == "0857-22-2222");
}

TEST_CASE("a statement that is out of date gives way, unless there is no other") {
    CHECK(field_of(body_of({open_data(with_phone("0857-11-1111"), 10), listing(with_phone("0857-22-2222"), 1200)}), "phone") == "0857-11-1111");
    CHECK(field_of(body_of({listing(with_phone("0857-22-2222"), 1200)}), "phone") == "0857-22-2222");
    CHECK(publish::is_outdated("contact", "listing", days_ago(1096)));
    CHECK_FALSE(publish::is_outdated("contact", "listing", days_ago(1095)));
    CHECK_FALSE(publish::is_outdated("contact", "open_data", days_ago(20000))); // no maximum age
}

TEST_CASE("absent says nothing, null says that there is none") {
    auto none = called("東町医院");
    none.values["fax"] = std::nullopt;
    auto fax = called("東町医院");
    fax.values["fax"] = "0857-33-3333";
    CHECK(field_of(body_of({open_data(fax, 10), listing(none)}, Audience::professional), "fax").is_null());
    CHECK(field_of(body_of({open_data(fax, 10), listing(called("東町医院"))}, Audience::professional), "fax") == "0857-33-3333");
}

TEST_CASE("the order of the statements does not change what is derived") {
    auto other = with_phone("0857-22-2222");
    other.values["name"] = "東町医院デイケア";
    other.kinds = {"day_care"};
    const std::vector<publish::Statement> forth{open_data(with_phone("0857-11-1111")), listing(other), open_data(other, 60)};
    const std::vector<publish::Statement> back{forth[2], forth[1], forth[0]};
    for (const auto audience : all_audiences) {
        CHECK(body_of(forth, audience) == body_of(back, audience));
    }
}

TEST_CASE("what is not published and has no consent reaches nobody but the coordinator") {
    for (const auto consent : {ConsentStatement::not_stated, ConsentStatement::none}) {
        const std::vector<publish::Statement> statements{survey(with_phone("0857-11-1111"), consent)};
        CHECK(body_of(statements, Audience::everybody).is_null());
        CHECK(body_of(statements, Audience::professional).is_null());
        CHECK(field_of(body_of(statements, Audience::coordinator), "phone") == "0857-11-1111");
    }
}

TEST_CASE("consent for professionals shows to them, consent for everybody to all") {
    const std::vector<publish::Statement> some{survey(with_phone("0857-11-1111"), ConsentStatement::professional)};
    CHECK(body_of(some, Audience::everybody).is_null());
    CHECK(field_of(body_of(some, Audience::professional), "phone") == "0857-11-1111");
    const std::vector<publish::Statement> all{survey(with_phone("0857-11-1111"), ConsentStatement::everybody)};
    CHECK(field_of(body_of(all, Audience::everybody), "phone") == "0857-11-1111");
}

TEST_CASE("a facility that declines keeps even a published record from both audiences") {
    auto declined = with_phone("0857-11-1111");
    declined.consent = ConsentStatement::none;
    CHECK(body_of({listing(declined)}, Audience::everybody).is_null());
    CHECK(body_of({listing(declined)}, Audience::professional).is_null());
}

TEST_CASE("what an audience may not see has no influence on what it sees") {
    auto hidden = with_phone("0857-99-9999");
    hidden.values["name"] = "秘密の名";
    hidden.values["name_kana"] = "ひみつ";
    hidden.kinds = {"hospital"};
    hidden.capabilities = {{"home_visit", "", facility::Answer::no, facility::Basis::self_reported, {}, "", ""}};
    auto shown = with_phone("0857-11-1111");
    shown.capabilities = {{"home_visit", "", facility::Answer::yes, facility::Basis::self_reported, {}, "", ""}};
    const auto alone = body_of({open_data(shown)});
    CHECK(body_of({open_data(shown), survey(hidden, ConsentStatement::professional, 1)}) == alone);
    const auto professional = body_of({open_data(shown), survey(hidden, ConsentStatement::professional, 1)}, Audience::professional);
    CHECK(professional["name"] == "秘密の名");
    CHECK(professional["kinds"] == nlohmann::json({"hospital", "clinic"}));
}

TEST_CASE("a field for professionals is never public, whatever was agreed") {
    auto record = called("東町医院");
    for (const auto* code : {"fax", "phone_direct", "phone_24h", "email", "capacity", "requests", "manager_name"}) {
        record.values[code] = "x";
    }
    record.values["remarks"] = "調整者だけ";
    const std::vector<publish::Statement> statements{survey(record, ConsentStatement::everybody)};
    CHECK_FALSE(body_of(statements, Audience::everybody).contains("fields"));
    const auto professional = body_of(statements, Audience::professional);
    CHECK(field_of(professional, "phone_24h") == "x");
    CHECK(field_of(professional, "remarks") == "(absent)");
    CHECK(field_of(body_of(statements, Audience::coordinator), "remarks") == "調整者だけ");
}

TEST_CASE("a field that is public by consent needs the consent, even from a published source") {
    auto record = called("東町医院");
    record.values["doctor_name"] = "鳥取 太郎";
    CHECK(field_of(body_of({open_data(record)}), "doctor_name") == "(absent)");
    CHECK(field_of(body_of({open_data(record)}, Audience::professional), "doctor_name") == "鳥取 太郎");
    CHECK(field_of(body_of({survey(record, ConsentStatement::everybody)}), "doctor_name") == "鳥取 太郎");
    CHECK(field_of(body_of({survey(record, ConsentStatement::professional), open_data(called("東町医院"))}), "doctor_name") == "(absent)");
}

TEST_CASE("persons are never public and end with the row that stated them") {
    auto record = called("東町医院");
    record.persons = {{"窓口担当者", "鳥取 花子", "0857-11-1112", "", ""}};
    CHECK_FALSE(body_of({survey(record, ConsentStatement::everybody)}, Audience::everybody).contains("persons"));
    CHECK(body_of({survey(record, ConsentStatement::everybody)}, Audience::professional)["persons"][0]["name"] == "鳥取 花子");
    auto gone = listing(record);
    gone.missing = true;
    CHECK_FALSE(body_of({open_data(called("東町医院")), gone}, Audience::professional).contains("persons"));
}

TEST_CASE("the name is that of the source that goes first; its reading may come from another under the same name") {
    auto with_kana = called("東町　医院");
    with_kana.values["name_kana"] = "ひがしまちいいん";
    auto body = body_of({open_data(with_kana), listing(called("東町医院"))});
    CHECK(body["name"] == "東町医院");
    CHECK(body["name_kana"] == "ひがしまちいいん");
    with_kana.values["name"] = "東町医院訪問看護";
    body = body_of({open_data(with_kana), listing(called("東町医院"))});
    CHECK_FALSE(body.contains("name_kana"));
}

TEST_CASE("a statement without a name adds to a facility that has one, and is no facility by itself") {
    auto nameless = with_phone("0857-11-1111");
    nameless.values.erase("name");
    CHECK(body_of({survey(nameless, ConsentStatement::everybody)}).is_null());
    const auto body = body_of({open_data(called("東町医院")), survey(nameless, ConsentStatement::everybody)});
    CHECK(body["name"] == "東町医院");
    CHECK(field_of(body, "phone") == "0857-11-1111");
}

TEST_CASE("the services of a facility are told apart by name and telephone where they differ") {
    auto visits = with_phone("0857-11-1111");
    visits.kinds = {"home_nursing"};
    auto day = with_phone("0857-22-2222");
    day.values["name"] = "東町医院デイサービス";
    day.kinds = {"day_care"};
    const auto body = body_of({open_data(visits), open_data(day)});
    REQUIRE(body["services"].size() == 2);
    CHECK(body["kinds"] == nlohmann::json({"home_nursing", "day_care"})); // the vocabulary's order
    CHECK_FALSE(body_of({open_data(visits)}).contains("services"));
    auto same = day;
    same.values = visits.values;
    CHECK_FALSE(body_of({open_data(visits), open_data(same)}).contains("services"));
}

TEST_CASE("the address is completed with the municipality and prefecture that the source stated apart") {
    auto record = called("岩美医院");
    record.address = {"大字浦富1", "2階", "鳥取県", "岩美郡岩美町", "31302"};
    CHECK(body_of({open_data(record)})["address"]["text"] == "鳥取県岩美郡岩美町大字浦富1");
    CHECK(body_of({open_data(record)})["address"]["building"] == "2階");
    record.address.text = "岩美町大字浦富1"; // without its 郡
    CHECK(body_of({open_data(record)})["address"]["text"] == "鳥取県岩美町大字浦富1");
    record.address = {"八百屋町1", "", "愛知県", "蒲郡市", "23214"}; // a 市 whose name has the character
    CHECK(body_of({open_data(record)})["address"]["text"] == "愛知県蒲郡市八百屋町1");
    record.address = {"市場1", "", "愛知県", "蒲郡市", "23214"};
    CHECK(body_of({open_data(record)})["address"]["text"] == "愛知県蒲郡市市場1");
}

TEST_CASE("the position is the best one at the address that is shown") {
    const auto located_of = [](const std::vector<publish::Statement>& statements) {
        return publish::derive({"x", statements}, Audience::everybody)->located;
    };
    const auto town = placed(listing(at("東町1丁目")), "東町1丁目", "chome", {35.505, 134.240});
    const auto exact = placed(open_data(at("東町1丁目")), "東町1丁目", "exact", {35.5051, 134.2401});
    CHECK(located_of({town, exact}).level == "exact");
    // The list knows that it has moved; the open data is exact about the place before.
    const auto moved = placed(listing(at("湖山町北")), "湖山町北", "town", {35.520, 134.180});
    CHECK(located_of({moved, exact}).town_key == "湖山町北");
    CHECK(body_of({moved, exact})["address"]["text"] == "鳥取県鳥取市湖山町北1");
    // An address that cannot be found contradicts nothing.
    CHECK(located_of({placed(listing(at("知らない町")), "", "municipality", {35.5, 134.2}), exact}).level == "exact");
}

TEST_CASE("hours of a service come from one source as a whole") {
    auto mine = called("東町医院");
    mine.kinds = {"home_nursing"};
    mine.hours = {{"office", "月火水木金", "09:00", "17:00", ""}};
    auto older = mine;
    older.hours = {{"office", "月火水木金土", "08:30", "18:00", ""}};
    auto day = called("東町医院");
    day.kinds = {"day_care"};
    day.hours = {{"office", "土日", "10:00", "16:00", ""}};
    const auto hours = body_of({open_data(older), listing(mine), open_data(day)})["hours"];
    REQUIRE(hours.size() == 2);
    CHECK(hours[0]["days"] == "月火水木金");
    CHECK(hours[1]["days"] == "土日");
}

TEST_CASE("coverage is the union of what the sources say") {
    auto a = called("東町医院");
    a.coverage = {{"municipality", "31201", ""}, {"radius_km", "10", ""}};
    auto b = called("東町医院");
    b.coverage = {{"municipality", "31201", ""}, {"municipality", "31203", "応相談"}};
    CHECK(body_of({open_data(a), listing(b)})["coverage"].size() == 3);
}

TEST_CASE("the newest date of any statement that is seen is the day of confirmation") {
    CHECK(body_of({open_data(called("東町医院"), 100), listing(called("東町医院"), 30)})["confirmed"] == days_ago(30));
    CHECK(body_of({open_data(called("東町医院"), 100), survey(called("東町医院"), ConsentStatement::none, 1)})["confirmed"] == days_ago(100));
    CHECK(body_of({open_data(called("東町医院"), 100), listing(called("東町医院"))})["sources"] == nlohmann::json({"care", "list"}));
}

TEST_CASE("a higher audience never sees less") {
    // Records with something of everything, in every state of publication and consent.
    std::vector<publish::Statement> statements;
    int i = 0;
    for (const bool published : {true, false}) {
        for (const auto consent : {ConsentStatement::not_stated, ConsentStatement::none, ConsentStatement::professional, ConsentStatement::everybody}) {
            auto record = called("事業所" + std::to_string(++i));
            for (const auto& field : facility::Vocabulary::get().fields()) {
                if (i % 2 == 0 && field.code != "name") {
                    record.values[field.code] = field.code + std::to_string(i);
                }
            }
            for (const auto& capability : facility::Vocabulary::get().capabilities()) {
                record.capabilities.push_back({capability.code, "", i % 3 == 0 ? facility::Answer::no : facility::Answer::yes, facility::Basis::self_reported, {}, "", ""});
            }
            record.hours = {{"office", "月", "09:00", "10:0" + std::to_string(i), ""}};
            record.coverage = {{"radius_km", std::to_string(i), ""}};
            record.consent = consent;
            statements.push_back(statement_of(record, "s" + std::to_string(i), "listing", published, i));
        }
    }
    for (unsigned subset = 1; subset < (1U << statements.size()); ++subset) {
        std::vector<publish::Statement> some;
        for (std::size_t at = 0; at < statements.size(); ++at) {
            if ((subset >> at & 1U) != 0) {
                some.push_back(statements[at]);
            }
        }
        nlohmann::json lower;
        for (const auto audience : all_audiences) {
            const auto body = body_of(some, audience);
            if (!lower.is_null()) {
                REQUIRE_FALSE(body.is_null());
                REQUIRE(includes(codes_in(body, "fields"), codes_in(lower, "fields")));
                REQUIRE(includes(codes_in(body, "capabilities"), codes_in(lower, "capabilities")));
                REQUIRE(body["sources"].size() >= lower["sources"].size());
                REQUIRE(body["coverage"].size() >= lower["coverage"].size());
            }
            lower = body;
        }
    }
}

TEST_CASE("what was shown by consent ends with the row that stated the consent; a published row that is gone stays, to be checked") {
    auto gone = survey(called("東町医院"), ConsentStatement::everybody);
    gone.missing = true;
    CHECK(body_of({gone}).is_null());
    CHECK(body_of({gone}, Audience::professional).is_null());
    CHECK_FALSE(body_of({gone}, Audience::coordinator).is_null());
    auto published = open_data(called("東町医院"));
    published.missing = true;
    CHECK(body_of({published})["status"] == "needs_check");
}
