#include "page_fixture.hpp"
#include "render/page_parts.hpp"

#include <doctest/doctest.h>

using namespace annai;
using nlohmann::json;
using tests::fault_of;
using tests::has;
using tests::Pages;
using tests::times;

namespace {

const std::string hostile = R"(<script>alert(1)</script>"><img src=x onerror='alert(2)'>{{name}}{{t:about.title}}&amp;)";

json hostile_body() {
    json body = Pages::nursing_station();
    for (const char* member : {"name", "name_kana", "status_note"}) {
        body[member] = hostile;
    }
    body["status"] = "moved";
    body["address"] = {{"text", hostile}, {"building", hostile}};
    body["fields"] = {{"phone", {{"value", "0858\"><script>"}, {"source", hostile}, {"date", hostile}}},
                      {"url", {{"value", "javascript:alert(1)"}}},
                      {"operator_name", {{"value", hostile}}},
                      {"closed_days", {{"value", hostile}}}};
    body["capabilities"] = {{{"code", hostile}, {"qualifier", hostile}, {"answer", "yes"}, {"basis", hostile}, {"note", hostile}},
                            {{"code", "nursing_visit"}, {"qualifier", hostile}, {"answer", "yes"}, {"basis", "record"}, {"note", hostile}, {"period", hostile}}};
    body["hours"] = {{{"purpose", hostile}, {"days", "月" + hostile}, {"open", hostile}, {"close", hostile}, {"note", hostile}}};
    body["coverage"] = {{{"type", "town"}, {"value", hostile}, {"condition", hostile}}};
    body["areas"] = {{{"kind", "daily_living_area"}, {"name", hostile}, {"split", true}}};
    body["persons"] = {{{"role", hostile}, {"name", hostile}, {"phone", hostile}, {"email", "a@b\"onclick=x"}}};
    return body;
}

} // namespace

TEST_CASE("every page carries the emergency line, the rule, the sources and the edition") {
    const Pages pages;
    render::ListView list;
    list.areas = pages.areas;
    for (const auto& page : {render::start_page(pages.context(), pages.areas), render::list_page(pages.context(), list),
                             render::facility_page(pages.context(), Pages::nursing_station().dump()), render::about_page(pages.context()),
                             render::message_page(pages.context(), 404, "error.not_found", "")}) {
        CHECK(fault_of(page) == "");
        CHECK(has(page, "<html lang=\"ja\">"));
        CHECK(has(page, R"(命にかかわるときは<a href="tel:119">119</a></strong>。かかりつけがある方は渡された緊急連絡先へ)"));
        CHECK(has(page, R"(<a href="tel:%237119">#7119</a>)"));
        CHECK(has(page, "診断や治療の可否を示すものではありません。掲載は推薦ではありません。情報は2026年11月時点"));
        CHECK(has(page, "出典：厚生労働省"));
        CHECK(has(page, "第7版（2026年11月18日公開）"));
        CHECK(times(page, "<h1") == 1);
        CHECK(times(page, "<main id=\"main\"") == 1);
        CHECK(has(page, "href=\"#main\""));
        CHECK(!has(page, "{{"));
    }
}

TEST_CASE("the check of these tests finds what it looks for") {
    CHECK(fault_of("<p title=\"a\">x</p>") == "");
    for (const char* bad : {"<p>", "</p>", "<p></b>", "<p onclick=\"x\"></p>", "<a href=\"javascript:x\"></a>", "<a href=\"\"></a>",
                            "<script></script>", "<script src=\"https://x\"></script>", "<p style=\"x\"></p>", "<img>", "<p a\"b></p>", "<p"}) {
        CHECK_MESSAGE(fault_of(bad) != "", bad);
    }
}

TEST_CASE("hostile text in an edition stays text on every page") {
    Pages pages;
    pages.site.region = hostile;
    pages.site.contact = hostile;
    pages.site.notice = hostile;
    pages.site.tile_url = "javascript:alert(1)//{z}/{x}/{y}";
    pages.site.emergency = {{hostile, "#7119\"><script>", hostile}};
    pages.edition.sources.push_back({"x", hostile, hostile, hostile, "data:text/html,<script>alert(1)</script>", hostile});
    pages.areas.front().name = hostile;
    render::ListView list;
    list.areas = pages.areas;
    list.query.areas = {"31203", hostile};
    list.query.text = hostile;
    list.need = hostile;
    list.page.total = 1;
    list.page.next = hostile;
    list.page.hits = {Pages::hit(hostile_body())};
    list.notified = 3;
    for (const std::string audience : {"public", "professional"}) {
        pages.edition.audience = audience;
        const auto facility = render::facility_page(pages.context(), hostile_body().dump());
        for (const auto& page : {render::start_page(pages.context(), pages.areas), render::list_page(pages.context(), list), facility,
                                 render::about_page(pages.context()), render::message_page(pages.context(), 400, hostile, hostile)}) {
            CHECK(fault_of(page) == "");
            CHECK(!has(page, "<script>"));
            CHECK(!has(page, "<img"));
            CHECK(!has(page, "href=\"javascript"));
            CHECK(!has(page, "href=\"data:"));
            CHECK(!has(page, "data-tiles=\"javascript"));
        }
        CHECK(has(facility, "&lt;script&gt;alert(1)"));
        CHECK(has(facility, "{{name}}")); // a template's tag in a value is text
        CHECK(has(facility, "javascript:alert(1)")); // shown, not linked
    }
}

TEST_CASE("only web addresses, telephone numbers and mail addresses become links") {
    CHECK(render::safe_url("https://example.jp/a?b=c#d") == "https://example.jp/a?b=c#d");
    CHECK(render::safe_url("HTTP://example.jp") == "HTTP://example.jp");
    for (const char* bad : {"", "javascript:alert(1)", " https://a.jp", "https://a.jp/ b", "java\nscript:x", "data:text/html,x", "//a.jp",
                            "https:", "https://", "http:/a.jp", "ftp://a.jp", "https://a.jp/\"x", "https://a.jp/<x>", "https:\\\\a.jp"}) {
        CHECK_MESSAGE(!render::safe_url(bad), bad);
    }
    CHECK(render::telephone_href("0858-00-1234") == "tel:0858001234");
    CHECK(render::telephone_href("(0858)00-1234") == "tel:0858001234");
    CHECK(render::telephone_href("0858-00-1234（代表）") == "tel:0858001234");
    CHECK(render::telephone_href("+81-858-00-1234") == "tel:+81858001234");
    CHECK(render::telephone_href("#7119") == "tel:%237119");
    CHECK(render::telephone_href("119") == "tel:119");
    for (const char* bad : {"", "なし", "12345", "1", "#", "内線 12", "javascript:0", "99999999999999"}) {
        CHECK_MESSAGE(!render::telephone_href(bad), bad);
    }
    CHECK(render::mail_href("a@example.jp") == "mailto:a@example.jp");
    CHECK(!render::mail_href("a@example.jp\"onclick=x"));
}

TEST_CASE("a facility's page says what is known, what is not, and from where") {
    const Pages pages;
    const auto page = render::facility_page(pages.context(), Pages::nursing_station().dump());
    CHECK(has(page, "看護師さんが家に来る"));
    CHECK(has(page, "href=\"tel:0858001234\""));
    CHECK(has(page, "<h3>訪問のしかた</h3>"));
    CHECK(has(page, "届出あり（実施は未確認）</span></span>\n  <span class=\"statement-text\"><span class=\"statement-label\">夜も昼も連絡がつく"));
    CHECK(has(page, "主治医（かかりつけのお医者さん）に相談してください"));
    CHECK(has(page, "丁目のおおよその位置（建物の位置ではありません）。誤差はおよそ300m"));
    CHECK(has(page, "<dt>駐車場</dt><dd>なし"));
    CHECK(has(page, "href=\"https://example.jp/\" rel=\"noopener noreferrer\""));
    CHECK(has(page, "臨時休診あり。電話で確認"));
    CHECK(has(page, "もっとも新しい情報の日付：2026年9月15日"));
    CHECK(has(page, "<li id=\"source-1\">"));
    CHECK(has(page, "情報がちがうとき：見本町 福祉課 0857-00-0000"));
    CHECK(!has(page, "banner"));
    CHECK(!has(page, "name=\"robots\""));
}

TEST_CASE("every source reference on a facility's page leads to a source of the list") {
    const Pages pages;
    const auto page = render::facility_page(pages.context(), Pages::nursing_station().dump());
    std::size_t references = 0;
    for (std::size_t at = page.find("href=\"#source-"); at != std::string::npos; at = page.find("href=\"#source-", at + 1)) {
        const std::string id = page.substr(at + 7, page.find('"', at + 7) - at - 7);
        CHECK(has(page, "<li id=\"" + id + "\">"));
        ++references;
    }
    CHECK(references >= 4);
}

TEST_CASE("no telephone and an unknown telephone are two things") {
    const Pages pages;
    auto body = Pages::nursing_station();
    body["fields"]["phone"]["value"] = nullptr;
    CHECK(has(render::facility_page(pages.context(), body.dump()), "電話はありません"));
    body["fields"].erase("phone");
    CHECK(has(render::facility_page(pages.context(), body.dump()), "電話番号は確認できていません"));
}

TEST_CASE("a facility that needs a check, rests, closed or moved says so first") {
    const Pages pages;
    auto body = Pages::nursing_station();
    for (const auto& [status, words] : {std::pair{"needs_check", "要確認：新しい名簿に載っていません"}, {"suspended", "休止中です"},
                                        {"closed", "閉鎖しました"}, {"moved", "移転しました"}}) {
        body["status"] = status;
        body["status_note"] = "見本町2-3へ";
        const auto page = render::facility_page(pages.context(), body.dump());
        CHECK(has(page, words));
        CHECK(has(page, "見本町2-3へ"));
        CHECK(page.find(words) < page.find("id=\"phone-heading\""));
    }
}

TEST_CASE("persons are for professionals, even where a public body should hold some") {
    Pages pages;
    auto body = Pages::nursing_station();
    body["persons"] = {{{"role", "窓口担当者"}, {"name", "見本 花子"}, {"phone", "0858-00-9999"}}};
    body["fields"]["fax"] = {{"value", "0858-00-8888"}};
    CHECK(!has(render::facility_page(pages.context(), body.dump()), "見本 花子"));
    pages.edition.audience = "professional";
    const auto page = render::facility_page(pages.context(), body.dump());
    CHECK(has(page, "見本 花子"));
    CHECK(has(page, "href=\"tel:0858009999\""));
    CHECK(has(page, "0858-00-8888"));
    CHECK(has(page, "name=\"robots\" content=\"noindex\""));
}

TEST_CASE("a list shows the answers that were asked for, and notifications apart") {
    const Pages pages;
    render::ListView list;
    list.areas = pages.areas;
    list.query.capabilities = {{"nursing_visit", ""}};
    list.page.total = 1;
    list.page.hits = {Pages::hit(Pages::nursing_station())};
    list.notified = 23;
    const auto page = render::list_page(pages.context(), list);
    CHECK(fault_of(page) == "");
    CHECK(has(page, "1件あります"));
    CHECK(has(page, "本人回答・2026年9月15日確認"));
    CHECK(!has(page, "夜も昼も連絡がつく</span>"));
    CHECK(has(page, "届出あり・実施は未確認　23件"));
    CHECK(has(page, "notified=1"));
    CHECK(has(page, "位置はおおよそ"));
    CHECK(has(page, "href=\"/facilities/k3v9abcd23\""));

    list.query.notified = true;
    const auto notified = render::list_page(pages.context(), list);
    CHECK(has(notified, "届出あり・実施は未確認の一覧です"));
    CHECK(!has(notified, "届出だけの23件を見る"));
}

TEST_CASE("a list without a hit says that nothing was found, not that nobody does it") {
    const Pages pages;
    render::ListView list;
    list.areas = pages.areas;
    list.query.areas = {"31203"};
    list.query.text = "ないない";
    const auto page = render::list_page(pages.context(), list);
    CHECK(has(page, "あてはまるものは見つかっていません"));
    CHECK(has(page, "「対応していない」という意味ではありません"));
    CHECK(has(page, "「倉吉市」を外してさがす"));
    CHECK(has(page, "kind=community_support_center&amp;area=31203"));
    CHECK(!has(page, "<ol class=\"cards\">"));
    CHECK(!has(page, "0件"));
}

TEST_CASE("the first door comes before the list, on its first page only") {
    const Pages pages;
    render::ListView list;
    list.areas = pages.areas;
    list.need = "where_to_ask";
    render::apply_need(list.query, list.need);
    auto door = Pages::nursing_station();
    door["name"] = "見本地域包括支援センター";
    list.first_door = {Pages::hit(door)};
    list.page.total = 60;
    list.page.hits = {Pages::hit(Pages::nursing_station())};
    list.page.next = "a+b/c=";
    const auto page = render::list_page(pages.context(), list);
    CHECK(page.find("見本地域包括支援センター") < page.find("みほん訪問看護ステーション"));
    CHECK(has(page, "次の50件"));
    CHECK(has(page, "need=where_to_ask&amp;cursor=a%2Bb%2Fc%3D"));
    list.query.limit = 20;
    CHECK(has(render::list_page(pages.context(), list), "need=where_to_ask&amp;limit=20&amp;cursor="));
    list.is_first_page = false;
    const auto next = render::list_page(pages.context(), list);
    CHECK(!has(next, "見本地域包括支援センター"));
    CHECK(has(next, "最初のページへ"));
}

TEST_CASE("the filter shows what was chosen and keeps what it has no field for") {
    const Pages pages;
    render::ListView list;
    list.areas = pages.areas;
    list.query.areas = {"31203"};
    list.query.kinds = {"hospital"};
    list.query.capabilities = {{"terminal_care", ""}, {"ventilator", "tppv"}};
    list.query.bbox = base::BoundingBox{133.5, 35.25, 134, 35.5};
    const auto page = render::list_page(pages.context(), list);
    CHECK(has(page, "<option value=\"31203\" selected>倉吉市</option>"));
    CHECK(has(page, "value=\"daily_living_area:99101-2\""));
    CHECK(!has(page, "日南町"));
    CHECK(has(page, "name=\"kind\" value=\"hospital\" checked>"));
    CHECK(has(page, "name=\"kind\" value=\"clinic\">"));
    CHECK(has(page, "name=\"capability\" value=\"terminal_care\" checked>"));
    CHECK(has(page, "<input type=\"hidden\" name=\"capability\" value=\"ventilator:tppv\">"));
    CHECK(has(page, "<input type=\"hidden\" name=\"bbox\" value=\"133.5,35.25,134,35.5\">"));
    CHECK(!has(page, "value=\"liaison_center\"")); // serves professionals only
}

TEST_CASE("the start page leads by need, words, area and kind, and says when nothing is published") {
    const Pages pages;
    const auto page = render::start_page(pages.context(), pages.areas);
    CHECK(has(page, "href=\"/facilities?need=doctor_at_home\""));
    CHECK(has(page, "href=\"/facilities?area=31203\""));
    CHECK(has(page, "href=\"/facilities?area=daily_living_area:99101-2\""));
    CHECK(!has(page, "日南町"));
    CHECK(has(page, "href=\"/facilities?kind=hospital\""));
    CHECK(has(page, "name=\"q\""));
    CHECK(has(page, "1,234件すべてを見る"));

    Pages empty;
    empty.edition = {};
    const auto nothing = render::start_page(empty.context(), {});
    CHECK(fault_of(nothing) == "");
    CHECK(has(nothing, "まだ情報が公開されていません"));
    CHECK(!has(nothing, "need="));
    CHECK(has(nothing, "掲載は推薦ではありません。</p>"));
}

TEST_CASE("a body that cannot be read is an error, a member of the wrong type is not") {
    const Pages pages;
    CHECK_THROWS(render::facility_page(pages.context(), "not json"));
    CHECK_THROWS(render::facility_page(pages.context(), "[]"));
    const auto page = render::facility_page(
        pages.context(), R"({"id":1,"name":[],"kinds":"x","status":7,"address":3,"position":{"lat":"x"},"fields":[1],"capabilities":[1,{}],"hours":[null],"coverage":{},"areas":[[]],"sources":[2],"night_for_contracted":"yes"})");
    CHECK(fault_of(page) == "");
}
