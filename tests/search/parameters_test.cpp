#include "search/plan.hpp"
#include "search/search.hpp"

#include "base/error.hpp"

#include <doctest/doctest.h>

using namespace annai;
using search::FacilityQuery;
using search::Parameters;
using search::parse_query;

namespace {

/// The parameter that a question is refused for, or "" when it is not.
std::string refused(const Parameters& parameters) {
    try {
        parse_query(parameters, 50);
    } catch (const base::Error& error) {
        CHECK(error.code() == base::ErrorCode::bad_request);
        CHECK(std::string(error.what()).size() > error.field().size() + 5);
        return error.field();
    }
    return "";
}

std::string repeated(const std::string& text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) {
        out += text;
    }
    return out;
}

} // namespace

TEST_CASE("a question without parameters asks for everything") {
    const auto query = parse_query({}, 50);
    CHECK_FALSE(query.bbox.has_value());
    CHECK(query.limit == 50);
    CHECK(query.kinds.empty());
    CHECK(query.text.empty());
    CHECK_FALSE(query.notified);
}

TEST_CASE("every parameter is read") {
    const auto query = parse_query({{"bbox", "133.5, 35,134.5,36"}, {"area", "31201,daily_living_area:東"}, {"kind", "hospital"}, {"kind", "clinic"},
                                    {"capability", "home_visit"}, {"capability", "ventilator:tppv"}, {"notified", "1"}, {"q", "　東町　医院 "},
                                    {"limit", "10"}, {"cursor", "abc.123"}}, 50);
    REQUIRE(query.bbox);
    CHECK(query.bbox->min_lon == 133.5);
    CHECK(query.bbox->max_lat == 36);
    CHECK(query.areas == std::vector<std::string>{"31201", "daily_living_area:東"});
    CHECK(query.kinds == std::vector<std::string>{"hospital", "clinic"});
    REQUIRE(query.capabilities.size() == 2);
    CHECK(query.capabilities[1].code == "ventilator");
    CHECK(query.capabilities[1].qualifier == "tppv");
    CHECK(query.notified);
    CHECK(query.text == "東町 医院");
    CHECK(query.limit == 10);
    CHECK(query.cursor == "abc.123");
}

TEST_CASE("empty values, as forms send them, ask for nothing") {
    const auto query = parse_query({{"bbox", ""}, {"area", ""}, {"kind", ""}, {"kind", ","}, {"capability", ""}, {"notified", ""}, {"q", " "},
                                    {"limit", ""}, {"cursor", ""}}, 20);
    CHECK(query.kinds.empty());
    CHECK(query.limit == 20);
    CHECK(query.text.empty());
}

TEST_CASE("a value given twice counts once") {
    CHECK(parse_query({{"kind", "clinic,clinic"}, {"kind", "clinic"}}, 50).kinds.size() == 1);
}

TEST_CASE("a box that is none is refused by its name") {
    for (const auto* bbox : {"1,2,3", "1,2,3,4,5", "a,35,134,36", "133,35,134,", "134,35,133,36", "133,36,134,35", "-181,35,134,36", "133,-91,134,36",
                             "133,35,181,36", "133,35,134,91", "nan,35,134,36", "133,35,inf,36", "133;35;134;36", "１３３,35,134,36", "0x10,35,134,36"}) {
        CAPTURE(bbox);
        CHECK(refused({{"bbox", bbox}}) == "bbox");
    }
    CHECK(refused({{"bbox", "-180,-90,180,90"}}).empty());
    CHECK(refused({{"bbox", "134,35,134,35"}}).empty()); // a point
}

TEST_CASE("limits are whole numbers from 1 to 5000") {
    for (const auto* limit : {"0", "-1", "5001", "x", "1.5", "1e3", "99999999999999999999"}) {
        CHECK(refused({{"limit", limit}}) == "limit");
    }
    CHECK(parse_query({{"limit", "5000"}}, 50).limit == 5000);
}

TEST_CASE("kinds, capabilities and qualifiers that do not exist are refused by their parameter") {
    CHECK(refused({{"kind", "clinic,no_such_kind"}}) == "kind");
    CHECK(refused({{"capability", "no_such_thing"}}) == "capability");
    CHECK(refused({{"capability", "ventilator:no_such_qualifier"}}) == "capability");
    CHECK(refused({{"capability", "home_visit:tppv"}}) == "capability");
    CHECK(refused({{"capability", ":tppv"}}) == "capability");
}

TEST_CASE("notified is 1 or 0 and needs a capability") {
    CHECK(refused({{"notified", "yes"}, {"capability", "home_visit"}}) == "notified");
    CHECK(refused({{"notified", "1"}}) == "notified");
    CHECK(refused({{"notified", "0"}}).empty());
}

TEST_CASE("a parameter that nobody knows is refused by its name, unless the route knows it") {
    CHECK(refused({{"kindd", "clinic"}}) == "kindd");
    CHECK(parse_query({{"zoom", "8"}}, 50, {"zoom"}).kinds.empty());
    CHECK(refused({{repeated("長", 500), "1"}}).size() < 200);
}

TEST_CASE("a parameter that says one thing may stand only once") {
    for (const auto* name : {"bbox", "limit", "notified", "q", "cursor"}) {
        const std::string value = std::string(name) == "bbox" ? "133,35,134,36" : "1";
        CHECK(refused({{name, value}, {name, value}, {"capability", "home_visit"}}) == name);
    }
}

TEST_CASE("text that is no text, or too much of it, is refused") {
    CHECK(refused({{"q", "\xff\xfe"}}) == "q");
    CHECK(refused({{"q", std::string("a\0b", 3)}}) == "q");
    CHECK(refused({{"q", repeated("医", 101)}}) == "q");
    CHECK(refused({{"q", repeated("医", 100)}}).empty());
    CHECK(refused({{"kind", "\xc0\x80"}}) == "kind");
    CHECK(refused({{"area", repeated("a", 81)}}) == "area");
    std::string many;
    for (int i = 0; i < 31; ++i) {
        many += "area" + std::to_string(i) + ",";
    }
    CHECK(refused({{"area", many}}) == "area");
}

TEST_CASE("a cursor that was not given out is refused by its name") {
    for (const auto* cursor : {"x", "abc", ".123", "a.b.c", "ABC.12", "a b.12", "' OR 1=1.--", "abc.あ"}) {
        CAPTURE(cursor);
        CHECK(refused({{"cursor", cursor}}) == "cursor");
    }
    CHECK(refused({{"cursor", "abc." + repeated("a", 5000)}}) == "cursor");
    const search::Place place{"1a2b", "k3v9q2w8xz"};
    const auto back = search::decode_cursor(search::encode_cursor(place));
    CHECK(back.sort_key == place.sort_key);
    CHECK(back.public_id == place.public_id);
}

TEST_CASE("a question survives the way through its query string, but for the page") {
    FacilityQuery query;
    query.text = "東町 & 医院=?";
    query.kinds = {"hospital", "clinic"};
    query.areas = {"31201", "daily_living_area:東 1"};
    query.capabilities = {{"ventilator", "tppv"}, {"home_visit", ""}};
    query.notified = true;
    query.cursor = "abc.123";
    const auto text = search::to_query_string(query);
    CHECK(text.find("cursor") == std::string::npos);
    CHECK(text.find(' ') == std::string::npos);
    CHECK(text.find("kind=hospital&kind=clinic") != std::string::npos);
    CHECK(text.find("capability=ventilator:tppv") != std::string::npos);
    CHECK(text.find("q=%E6%9D%B1") == 0);
    CHECK(text.find("%26") != std::string::npos); // the & of the text
    CHECK(search::to_query_string({}).empty());
}
