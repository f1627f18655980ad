#include "importers/listing/hours_text.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace annai::importers::listing;

TEST_CASE("days are read from ranges, lists and words") {
    CHECK(days_of("月〜金") == "月火水木金");
    CHECK(days_of("月～土") == "月火水木金土");
    CHECK(days_of("月-金") == "月火水木金");
    CHECK(days_of("月曜日から金曜日") == "月火水木金");
    CHECK(days_of("月・水・金") == "月水金");
    CHECK(days_of("月水金") == "月水金");
    CHECK(days_of("平日") == "月火水木金");
    CHECK(days_of("平日・土曜日") == "月火水木金土");
    CHECK(days_of("土日祝") == "土日祝");
    CHECK(days_of("土・日・祝日") == "土日祝");
    CHECK(days_of("毎日") == "月火水木金土日祝");
    CHECK(days_of("年中無休") == "月火水木金土日祝");
    CHECK(days_of("金〜月") == "月金土日");
    CHECK(days_of("月〜土（祝日除く）") == "月火水木金土");
    CHECK(days_of("毎日（祝日を除く）") == "月火水木金土日");
    CHECK(days_of("月〜金（水を除く）") == "月火木金");
}

TEST_CASE("days with words that are not understood are not read at all") {
    for (const char* text : {"", "第2土曜", "月〜金（年末年始を除く）", "隔週水曜", "月〜", "〜金", "要相談", "祝〜金", "日中"}) {
        CAPTURE(text);
        CHECK_FALSE(days_of(text).has_value());
    }
}

TEST_CASE("times are read from the ways people write them") {
    CHECK(time_of("9:00") == "09:00");
    CHECK(time_of("９：３０") == "09:30");
    CHECK(time_of("9時") == "09:00");
    CHECK(time_of("9時半") == "09:30");
    CHECK(time_of("17時15分") == "17:15");
    CHECK(time_of("午後1時") == "13:00");
    CHECK(time_of("午後12時30分") == "12:30");
    CHECK(time_of("午前9:00") == "09:00");
    CHECK(time_of("0900") == "09:00");
    CHECK(time_of("17:30:00") == "17:30");
    CHECK(time_of("0.375") == "09:00");
    CHECK(time_of("24:00") == "24:00");
    for (const char* text : {"", "25:00", "9:60", "午後13時", "24:30", "昼", "9-17", "900分"}) {
        CAPTURE(text);
        CHECK_FALSE(time_of(text).has_value());
    }
}

TEST_CASE("hours in words are read when all of them are understood") {
    const auto hours = hours_of("月〜金 9:00-12:00, 13:00-17:30; 土 9:00-12:00", "consultation");
    REQUIRE(hours.has_value());
    REQUIRE(hours->size() == 3);
    CHECK((*hours)[0] == annai::facility::HoursStatement{"consultation", "月火水木金", "09:00", "12:00", ""});
    CHECK((*hours)[1] == annai::facility::HoursStatement{"consultation", "月火水木金", "13:00", "17:30", ""});
    CHECK((*hours)[2] == annai::facility::HoursStatement{"consultation", "土", "09:00", "12:00", ""});
    const auto lines = hours_of("平日：9時～17時半\n土曜：午前9時から午後1時まで", "office");
    REQUIRE(lines.has_value());
    REQUIRE(lines->size() == 2);
    CHECK((*lines)[1] == annai::facility::HoursStatement{"office", "土", "09:00", "13:00", ""});
    const auto days = hours_of("毎日", "office");
    REQUIRE(days.has_value());
    CHECK((*days)[0] == annai::facility::HoursStatement{"office", "月火水木金土日祝", "", "", ""});
    const auto always = hours_of("年中無休24時間", "phone");
    REQUIRE(always.has_value());
    CHECK((*always)[0] == annai::facility::HoursStatement{"phone", "月火水木金土日祝", "00:00", "24:00", ""});
    const auto night = hours_of("毎日 22:00〜6:00", "office");
    REQUIRE(night.has_value());
    CHECK((*night)[0].close == "06:00"); // past midnight, as it was written
}

TEST_CASE("hours in words that are understood in part only are not read") {
    for (const char* text : {"9:00-17:00", "月〜金 9:00-17:00（第2水曜休み）", "要相談", "月〜金 9:00-", "月〜金 9:00-17:00 要予約",
                             "第1月曜 9:00-12:00", ""}) {
        CAPTURE(text);
        CHECK_FALSE(hours_of(text, "office").has_value());
    }
}

TEST_CASE("a text of any length is refused or read, and never brings the program down") {
    std::string ranges;
    for (int i = 0; i < 100000; ++i) {
        ranges += "9";
    }
    CHECK_FALSE(hours_of("月 " + ranges, "office").has_value());
    CHECK_FALSE(days_of("月(" + ranges + "除く)").has_value());
    CHECK_FALSE(time_of(ranges).has_value());
}
