#include "site_fixture.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

// The public addresses, as a table: what is asked, the status, what must and what must not be in the answer.

using namespace annai;
using namespace annai::tests;

namespace {

struct Scenario {
    std::string target;
    int status;
    std::string type;
    std::vector<std::string> must_contain;
    std::vector<std::string> must_not_contain;
};

const std::string page = "text/html; charset=utf-8";
const std::string json = "application/json";
const std::string geojson = "application/geo+json";
const std::string problem = "application/problem+json";

// Never in any answer: markup out of data, what the templates left open, the other side's machinery.
const std::vector<std::string> never{"<i> &", "{{", "}}}", "nlohmann", "std::", "json.exception", "SQLITE", "/tmp/", "public.db", "sort_key"};

const std::vector<Scenario> scenarios{
    // pages
    {"/", 200, page, {"<!DOCTYPE html>", "lang=\"ja\"", "119", "/facilities", "見本市"}, {"chikaku234"}},
    {"/about", 200, page, {"出典：見本", "CC BY 4.0", "119", "掲載は推薦ではありません"}, {}},
    {"/facilities", 200, page, {"近く診療所", "ひがし訪問看護", "みなみ薬局 &lt;i&gt; &amp; ", "位置なし相談所", "119"}, {"しまい医院"}},
    {"/facilities?kind=pharmacy", 200, page, {"みなみ薬局"}, {"近く診療所"}},
    {"/facilities?kind=pharmacy&kind=clinic", 200, page, {"みなみ薬局", "近く診療所"}, {"ひがし訪問看護"}},
    {"/facilities?kind=&area=&q=&capability=", 200, page, {"近く診療所", "みなみ薬局"}, {}},
    {"/facilities?q=%E3%81%B2%E3%81%8C%E3%81%97", 200, page, {"ひがし訪問看護"}, {"近く診療所"}},
    {"/facilities?q=%E3%83%92%E3%82%AC%E3%82%B7", 200, page, {"ひがし訪問看護"}, {"近く診療所"}},
    {"/facilities?q=%3Cscript%3Ealert(1)%3C/script%3E", 200, page, {"&lt;script&gt;alert(1)"}, {"<script>alert"}},
    {"/facilities?area=31201", 200, page, {"近く診療所"}, {"位置なし相談所"}},
    {"/facilities?capability=nursing_visit", 200, page, {"ひがし訪問看護"}, {"みなみ薬局"}},
    {"/facilities?bbox=134.2,35.45,134.4,35.55", 200, page, {"ひがし訪問看護"}, {"近く診療所"}},
    {"/facilities/chikaku234", 200, page, {"近く診療所", "0857-00-0001", "出典", "119", "2026"}, {"ひがし訪問看護"}},
    {"/facilities/minami2345", 200, page, {"みなみ薬局 &lt;i&gt; &amp; "}, {}},
    {"/facilities/nowhere234", 200, page, {"位置なし相談所"}, {}},
    {"/facilities/higashi234", 200, page, {"契約"}, {}},
    // data
    {"/facilities.json", 200, json, {"\"total\":4", "\"edition\":1", "出典：見本"}, {"shimai2345"}},
    {"/facilities.json?limit=1", 200, json, {"\"total\":4", "cursor="}, {}},
    {"/facilities.geojson", 200, geojson, {"\"numberMatched\":4", "\"geometry\":null", "[134.1,35.5]"}, {"\"crs\""}},
    {"/facilities.csv", 200, "text/csv; charset=utf-8", {"名称（かな）", "近く診療所", "0857-00-0001"}, {"しまい医院", "後方支援・緊急一時入院", "受入可能人数"}},
    {"/facilities/chikaku234.json", 200, json, {"\"id\":\"chikaku234\""}, {}},
    {"/facilities/chikaku234.geojson", 200, geojson, {"\"type\":\"Feature\"", "[134.1,35.5]"}, {}},
    {"/clusters?zoom=3", 200, geojson, {"\"count\":3"}, {}},
    {"/clusters?zoom=18", 200, geojson, {"chikaku234", "higashi234", "minami2345"}, {"nowhere234"}},
    {"/clusters?zoom=18&kind=clinic", 200, geojson, {"chikaku234"}, {"higashi234"}},
    {"/areas.geojson", 200, geojson, {"municipality:31201", "\"facilities\":3"}, {}},
    {"/areas.geojson?kind=daily_living_area", 200, geojson, {"\"features\":["}, {"31201"}},
    {"/areas.geojson?bbox=130,33,131,34", 200, geojson, {"\"features\":["}, {"31201"}},
    {"/healthz", 200, json, {"\"status\":\"ok\"", "\"edition\":1"}, {}},
    {"/static/css/base.css", 200, "text/css; charset=utf-8", {":root"}, {}},
    {"/static/js/main.js", 200, "text/javascript; charset=utf-8", {}, {}},
    {"/static/favicon.svg", 200, "image/svg+xml", {"<svg"}, {}},
    // facilities that are gone, have moved, or never were
    {"/facilities/shimai2345", 410, page, {"119"}, {"しまい医院"}},
    {"/facilities/shimai2345.json", 410, problem, {"\"status\":410"}, {}},
    {"/facilities/zzzzzzzzzz", 404, page, {"見つかりません", "119"}, {"zzzzzzzzzz"}},
    {"/facilities/zzzzzzzzzz.json", 404, problem, {"\"status\":404"}, {"zzzzzzzzzz"}},
    {"/facilities/chikaku234.xml", 404, page, {}, {"近く診療所"}},
    {"/facilities/", 404, page, {}, {}},
    {"/facilities/..%2f..%2fregister.db", 404, page, {}, {"SQLite"}},
    {"/facilities/%00chikaku234", 404, page, {}, {"近く診療所"}},
    {"/facilities/%27%20OR%201=1--", 404, page, {}, {"近く診療所"}},
    {"/nowhere", 404, page, {"見つかりません"}, {}},
    {"/nowhere.json", 404, problem, {"\"status\":404"}, {}},
    {"/healthz/", 404, page, {}, {}},
    {"/static/", 404, page, {}, {}},
    {"/static/../annai.toml", 404, page, {}, {}},
    {"/static/%2e%2e/annai.toml", 404, page, {}, {}},
    {"//facilities", 404, page, {}, {}},
    // parameters that are none
    {"/?q=a", 400, page, {"119"}, {}},
    {"/facilities?nonsense=1", 400, page, {"119"}, {"近く診療所"}},
    {"/facilities?bbox=1,2,3", 400, page, {"bbox"}, {}},
    {"/facilities?q=%00", 400, page, {}, {}},
    {"/facilities?q=%ff%fe", 400, page, {}, {}},
    {"/facilities?%ff=1", 400, page, {}, {}},
    {"/facilities?need=nothing", 400, page, {}, {}},
    {"/facilities?capability=ventilator:nothing", 400, page, {}, {}},
    {"/facilities/chikaku234?x=1", 400, page, {}, {}},
};

/// Address → the parameter that the answer must blame.
const std::vector<std::pair<std::string, std::string>> blamed{
    {"/facilities.json?nonsense=1", "nonsense"},
    {"/facilities.json?bbox=1,2", "bbox"},
    {"/facilities.json?bbox=a,b,c,d", "bbox"},
    {"/facilities.json?bbox=nan,nan,nan,nan", "bbox"},
    {"/facilities.json?bbox=135,36,134,35", "bbox"},
    {"/facilities.json?bbox=-200,0,0,1e999", "bbox"},
    {"/facilities.json?bbox=1,2,3,4&bbox=1,2,3,5", "bbox"},
    {"/facilities.json?limit=99999", "limit"},
    {"/facilities.json?limit=0", "limit"},
    {"/facilities.json?limit=-1", "limit"},
    {"/facilities.json?limit=1.5", "limit"},
    {"/facilities.json?limit=99999999999999999999", "limit"},
    {"/facilities.json?cursor=xx", "cursor"},
    {"/facilities.json?cursor=chikaku234.%27--", "cursor"},
    {"/facilities.json?cursor=%00", "cursor"},
    {"/facilities.json?kind=nothing", "kind"},
    {"/facilities.json?capability=nothing", "capability"},
    {"/facilities.json?notified=1", "notified"},
    {"/facilities.json?notified=maybe&capability=ventilator", "notified"},
    {"/facilities.json?q=%00", "q"},
    {"/facilities.json?q=%ff", "q"},
    {"/facilities.json?q=a&q=b", "q"},
    {"/facilities.geojson?bbox=1", "bbox"},
    {"/facilities.csv?limit=no", "limit"},
    {"/facilities/chikaku234.json?x=1", "x"},
    {"/clusters", "zoom"},
    {"/clusters?zoom=99", "zoom"},
    {"/clusters?zoom=a", "zoom"},
    {"/clusters?zoom=3&bbox=1", "bbox"},
    {"/areas.geojson?nonsense=1", "nonsense"},
    {"/areas.geojson?bbox=1", "bbox"},
};

} // namespace

TEST_CASE("every public address answers as the table says") {
    for (const auto& scenario : scenarios) {
        CAPTURE(scenario.target);
        const auto answer = small_site().get(scenario.target);
        CHECK(answer.status == scenario.status);
        CHECK(answer.header("content-type") == scenario.type);
        for (const auto& text : scenario.must_contain) {
            CAPTURE(text);
            CHECK(answer.has(text));
        }
        for (const auto& text : scenario.must_not_contain) {
            CAPTURE(text);
            CHECK_FALSE(answer.has(text));
        }
        if (scenario.target.find("/static/") != 0) {
            for (const auto& text : never) {
                CAPTURE(text);
                CHECK_FALSE((scenario.type == page && answer.has(text)));
                CHECK(answer.head.find(text) == std::string::npos);
            }
        }
    }
}

TEST_CASE("a parameter that cannot be understood is named, with what is allowed") {
    for (const auto& [target, parameter] : blamed) {
        CAPTURE(target);
        const auto answer = small_site().get(target);
        CHECK(answer.status == 400);
        CHECK(answer.header("content-type") == problem);
        CHECK(answer.header("cache-control") == "no-store");
        const auto body = nlohmann::json::parse(answer.body);
        CHECK(body.value("parameter", "") == parameter);
        CHECK(body.value("status", 0) == 400);
        CHECK(body.value("title", "") == "bad_request");
        CHECK(body.value("detail", "").size() > parameter.size() + 4);
    }
}

TEST_CASE("an unknown facility and one that this audience may not see answer alike") {
    // What the audience may not see is not in its edition: to the server the two are one.
    const auto one = small_site().get("/facilities/zzzzzzzzzz");
    const auto other = small_site().get("/facilities/hidden2345");
    CHECK(one.status == other.status);
    CHECK(one.head == other.head);
    CHECK(one.body == other.body);
}

TEST_CASE("a facility that was merged leads to the one that remains, in the same format") {
    const auto answer = small_site().get("/facilities/former0001");
    CHECK(answer.status == 301);
    CHECK(answer.header("location") == "/facilities/chikaku234");
    CHECK(small_site().get("/facilities/former0001.json").header("location") == "/facilities/chikaku234.json");
    CHECK(small_site().get("/facilities/former0001.geojson").header("location") == "/facilities/chikaku234.geojson");
}

TEST_CASE("a location never carries a line break out of the address") {
    const auto answer = small_site().get("/facilities/former0001%0d%0aX-Evil:%201");
    CHECK(answer.status == 404);
    CHECK(answer.header("x-evil") == "");
}

TEST_CASE("the CSV opens with a byte order mark, for spreadsheets, and is offered as a file") {
    const auto answer = small_site().get("/facilities.csv");
    CHECK(answer.body.rfind("\xEF\xBB\xBF", 0) == 0);
    CHECK(answer.body.find("\xEF\xBB\xBF", 3) == std::string::npos);
    CHECK(answer.header("content-disposition") == "attachment; filename=\"facilities.csv\"");
    CHECK(small_site().get("/facilities.csv?bbox=1").header("content-disposition") == "");
}

TEST_CASE("the pages of a list add up to its total, each facility once") {
    for (const std::string format : {".json", ".geojson", ".csv"}) {
        CAPTURE(format);
        std::string target = "/facilities" + format + "?limit=1";
        std::set<std::string> names;
        int pages = 0;
        while (!target.empty() && pages < 10) {
            const auto answer = small_site().get(target);
            REQUIRE(answer.status == 200);
            ++pages;
            for (const std::string name : {"近く診療所", "ひがし訪問看護", "みなみ薬局", "位置なし相談所"}) {
                if (answer.has(name)) {
                    CHECK(names.insert(name).second);
                }
            }
            const auto link = answer.header("link");
            target = link.empty() ? "" : link.substr(1, link.find('>') - 1);
            if (!link.empty()) {
                CHECK(link.find(">; rel=\"next\"") != std::string::npos);
            }
        }
        CHECK(pages == 4);
        CHECK(names.size() == 4);
    }
}
