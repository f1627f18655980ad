#include "render/page_hours.hpp"

#include <doctest/doctest.h>

using namespace annai;
using nlohmann::json;

namespace {

base::CivilDate day(const char* iso) {
    return base::parse_iso_date(iso).value();
}

const render::Dictionary& ja() {
    return render::Dictionary::of("ja");
}

json tables(const json& body) {
    return render::hours_view(body, ja(), [](json& view, const json&) { view["meta"] = ""; });
}

/// "月〜金 8:30〜17:30|土・日・祝 …"
std::string rows(const json& table) {
    std::string out;
    for (const auto& row : table["rows"]) {
        out += (out.empty() ? "" : "|") + row["days"].get<std::string>();
        for (const auto& slot : row["slots"]) {
            out += " " + slot["slot"].get<std::string>();
        }
    }
    return out;
}

} // namespace

TEST_CASE("public holidays follow the law, with substitute days and days between two") {
    for (const char* holiday : {"2026-01-01", "2026-01-12", "2026-02-11", "2026-02-23", "2026-03-20", "2026-04-29", "2026-05-03",
                                "2026-05-04", "2026-05-05", "2026-05-06", "2026-07-20", "2026-08-11", "2026-09-21", "2026-09-22",
                                "2026-09-23", "2026-10-12", "2026-11-03", "2026-11-23", "2027-03-22", "2024-02-12", "2028-09-22"}) {
        CHECK_MESSAGE(render::is_public_holiday(day(holiday)), holiday);
    }
    for (const char* working : {"2026-05-07", "2026-11-20", "2026-09-24", "2026-06-15", "2026-12-31", "2026-03-21", "2026-10-13"}) {
        CHECK_MESSAGE(!render::is_public_holiday(day(working)), working);
    }
}

TEST_CASE("days with the same hours are one line, and what no statement names is not said to be closed") {
    const auto body = json::parse(R"({"hours":[{"purpose":"office","days":"月火水木金","open":"08:30","close":"17:30"}]})");
    const auto view = tables(body);
    REQUIRE(view.size() == 1);
    CHECK(view[0]["purpose"] == "営業時間");
    CHECK(rows(view[0]) == "月〜金 8:30〜17:30|土・日・祝 休み、または記載なし");
    CHECK(view[0]["rows"][1]["is_unknown"] == true);
}

TEST_CASE("mornings and afternoons stand together, by purpose, and nights run into the next day") {
    const auto body = json::parse(R"({"hours":[
        {"purpose":"consultation","days":"月水土","open":"09:00","close":"12:00"},
        {"purpose":"consultation","days":"月水","open":"14:00","close":"18:00"},
        {"purpose":"visit","days":"月火水木金土日祝","open":"20:00","close":"06:00"}]})");
    const auto view = tables(body);
    REQUIRE(view.size() == 2);
    CHECK(rows(view[0]) == "月 9:00〜12:00 14:00〜18:00|火 休み、または記載なし|水 9:00〜12:00 14:00〜18:00|"
                           "木・金 休み、または記載なし|土 9:00〜12:00|日・祝 休み、または記載なし");
    CHECK(rows(view[1]) == "月〜日・祝 20:00〜翌6:00");
}

TEST_CASE("hours without days, and days without hours, are said as they are") {
    const auto any = tables(json::parse(R"({"hours":[{"purpose":"phone","days":"","open":"09:00","close":"17:00"}]})"));
    CHECK(rows(any[0]) == "曜日の記載なし 9:00〜17:00");
    const auto untimed = tables(json::parse(R"({"hours":[{"purpose":"office","days":"祝","open":"","close":""}]})"));
    CHECK(rows(untimed[0]) == "月〜日 休み、または記載なし|祝日 あり（時間の記載なし）");
    CHECK(tables(json::object()).empty());
    CHECK(tables(json::parse(R"({"hours":"nonsense"})")).empty());
}

TEST_CASE("today is said of the consultation hours, and a public holiday is no weekday") {
    const auto body = json::parse(R"({"hours":[
        {"purpose":"phone","days":"月火水木金土日祝","open":"00:00","close":"23:00"},
        {"purpose":"consultation","days":"月金","open":"09:00","close":"12:00","note":"予約制"}]})");
    CHECK(render::today_line(body, ja(), day("2026-11-20")) == "きょう（金）：9:00〜12:00（予約制）");
    CHECK(render::today_line(body, ja(), day("2026-11-21")) == "きょう（土）：休み、または記載なし。電話で確認");
    CHECK(render::today_line(body, ja(), day("2026-11-23")) == "きょう（祝日）：休み、または記載なし。電話で確認");
    CHECK(render::today_line(json::object(), ja(), day("2026-11-20")).empty());
}
