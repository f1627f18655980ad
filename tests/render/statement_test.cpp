#include "page_fixture.hpp"
#include "render/page_statements.hpp"

#include <doctest/doctest.h>

using namespace annai;
using nlohmann::json;

namespace {

const base::CivilDate today = base::parse_iso_date("2026-11-20").value();

json statement(const std::string& text) {
    return json::parse(text);
}

json only_row(const render::PageParts& parts, const json& said) {
    const auto rows = render::statement_rows(parts, {&said}, today, nullptr);
    REQUIRE(rows.size() == 1);
    return rows[0];
}

} // namespace

TEST_CASE("a notification or a plan is never shown as a yes, whatever its row claims") {
    CHECK(render::sign_of(statement(R"({"answer":"yes","basis":"notified"})")) == "notified");
    CHECK(render::sign_of(statement(R"({"answer":"yes","basis":"planned"})")) == "planned");
    CHECK(render::sign_of(statement(R"({"answer":"yes","basis":"record"})")) == "yes");
    CHECK(render::sign_of(statement(R"({"answer":"conditional","basis":"self_reported"})")) == "conditional");
    CHECK(render::sign_of(statement(R"({"answer":"no","basis":"self_reported"})")) == "no");
    CHECK(render::sign_of(statement(R"({"answer":"perhaps","basis":"self_reported"})")) == "unknown");
    CHECK(render::sign_of(json::object()) == "unknown");
}

TEST_CASE("the word always stands with the sign, with basis, date and age") {
    const tests::Pages pages;
    const auto context = pages.context();
    const render::PageParts parts(context);
    const auto fresh = only_row(
        parts, statement(R"({"code":"nursing_visit","answer":"yes","basis":"self_reported","date":"2026-09-15"})"));
    CHECK(fresh["sign"] == "●");
    CHECK(fresh["word"] == "対応あり");
    CHECK(fresh["meta"] == "本人回答・2026年9月15日確認");
    CHECK(fresh["is_old"] == false);
    CHECK(fresh["label"] == "看護師さんが家に来る");
    CHECK(fresh["term"] == "訪問看護");

    const auto old = only_row(
        parts, statement(R"({"code":"nursing_visit","answer":"yes","basis":"record","period":"2024年度","date":"2025-03-31"})"));
    CHECK(old["meta"] == "実績あり・期間：2024年度・2025年3月31日確認");
    CHECK(old["is_old"] == true);

    const auto conditional = only_row(parts, statement(R"({"code":"nursing_visit","answer":"conditional","basis":"record"})"));
    CHECK(conditional["condition"] == "条件は電話でお確かめください");
    const auto explained = only_row(parts, statement(R"({"code":"nursing_visit","answer":"conditional","basis":"record","note":"平日のみ"})"));
    CHECK(explained["condition"] == "平日のみ");

    const auto notified = only_row(
        parts, statement(R"({"code":"contact_24h","qualifier":"own_patients","answer":"unknown","basis":"notified","date":"2026-10-01"})"));
    CHECK(notified["word"] == "届出あり（実施は未確認）");
    CHECK(notified["meta"] == "2026年10月1日時点");
    CHECK(tests::has(notified["label"], "かかりつけの方"));
}

TEST_CASE("a capability that the vocabulary does not know is shown by its code, not dropped and not trusted") {
    const tests::Pages pages;
    const auto context = pages.context();
    const render::PageParts parts(context);
    const auto view = only_row(parts, statement(R"({"code":"<b>","qualifier":"<i>","answer":"yes","basis":"record"})"));
    CHECK(view["label"] == "<b>（<i>）");
    CHECK(view["is_old"] == false);
}

TEST_CASE("qualifiers of which the same is said stand in one row, a difference makes another") {
    const tests::Pages pages;
    const auto context = pages.context();
    const render::PageParts parts(context);
    const auto body = json::parse(R"({"capabilities":[
        {"code":"terminal_care","qualifier":"paid_home","answer":"no","basis":"self_reported","date":"2026-09-15"},
        {"code":"terminal_care","answer":"yes","basis":"self_reported","date":"2026-09-15"},
        {"code":"terminal_care","qualifier":"home","answer":"yes","basis":"self_reported","date":"2026-09-15"},
        {"code":"terminal_care","qualifier":"group_home","answer":"yes","basis":"self_reported","date":"2026-09-15"},
        {"code":"terminal_care","qualifier":"tokuyo","answer":"yes","basis":"self_reported","date":"2026-08-01"},
        {"code":"stoma","answer":"yes","basis":"self_reported","date":"2026-09-15"}]})");
    const auto rows = render::picked_rows(parts, body, today, [](const json& said) { return said.value("code", "") == "terminal_care"; });
    REQUIRE(rows.size() == 3);
    CHECK(rows[0]["word"] == "対応あり");
    CHECK(rows[0]["label"] == "最期まで家や施設で過ごす（自宅・グループホーム）");
    CHECK(rows[1]["label"] == "最期まで家や施設で過ごす（特別養護老人ホーム）");
    CHECK(rows[2]["word"] == "対応なし");
    CHECK(rows[2]["label"] == "最期まで家や施設で過ごす（有料老人ホーム・サ高住）");
}

TEST_CASE("what is not answered is counted as unconfirmed, without what professionals alone are asked") {
    const tests::Pages pages;
    const auto context = pages.context();
    const render::PageParts parts(context);
    std::size_t count = 0;
    const std::string view = render::unstated_view(parts, tests::Pages::nursing_station(), count).dump();
    CHECK(count > 5);
    CHECK(tests::has(view, "リハビリの先生が家に来る"));
    CHECK(!tests::has(view, "看護師さんが家に来る\""));
    CHECK(!tests::has(view, "男性の職員"));

    tests::Pages desk;
    desk.edition.audience = "professional";
    const auto for_professionals = desk.context();
    std::size_t more = 0;
    const std::string theirs = render::unstated_view(render::PageParts(for_professionals), tests::Pages::nursing_station(), more).dump();
    CHECK(more > count);
    CHECK(tests::has(theirs, "男性職員"));
}
