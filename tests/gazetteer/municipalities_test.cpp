#include "gazetteer/municipalities.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace annai::gazetteer;

TEST_CASE("a municipality's code is found with and without its county, in old and new characters") {
    CHECK_EQ(code_of("鳥取県", "鳥取市"), "31201");
    CHECK_EQ(code_of("鳥取県", "岩美郡岩美町"), "31302");
    CHECK_EQ(code_of("鳥取県", "岩美町"), "31302");
    CHECK_EQ(code_of("千葉県", "鎌ヶ谷市"), "12224");
    CHECK_EQ(code_of("茨城県", "龍ヶ崎市"), "08208");
    CHECK_EQ(code_of("高知県", "高岡郡檮原町"), "39405");
    CHECK_EQ(code_of("北海道", "余市郡余市町"), "01408");
}

TEST_CASE("designated cities have codes of their own beside their wards'") {
    CHECK_EQ(code_of("北海道", "札幌市中央区"), "01101");
    CHECK_EQ(code_of("北海道", "札幌市"), "01100");
    CHECK_EQ(code_of("大阪府", "大阪市"), "27100");
    CHECK_EQ(code_of("福岡県", "福岡市"), "40130");
    CHECK_EQ(code_of("静岡県", "浜松市天竜区"), "22140"); // formed anew in 2024
    CHECK_EQ(code_of("東京都", "千代田区"), "13101");
}

TEST_CASE("namesakes need their prefecture") {
    CHECK_EQ(code_of("", "鳥取市"), "31201");
    CHECK_EQ(code_of("", "府中市"), "");
    CHECK_EQ(code_of("広島県", "府中市"), "34208");
    CHECK_EQ(code_of("東京都", "府中市"), "13206");
    CHECK_EQ(code_of("鳥取県", "府中市"), "");
    CHECK_EQ(code_of("北海道", "古宇郡泊村"), "01403");
}

TEST_CASE("a code gives its name and prefecture") {
    CHECK_EQ(name_of("31302"), "岩美郡岩美町");
    CHECK_EQ(name_of("313025"), "岩美郡岩美町");
    CHECK_EQ(name_of("99999"), "");
    CHECK_EQ(name_of(""), "");
    CHECK_EQ(prefecture_of("31"), "鳥取県");
    CHECK_EQ(prefecture_of("01101"), "北海道");
    CHECK_EQ(prefecture_of("48"), "");
    CHECK_EQ(prefecture_of(""), "");
    REQUIRE(municipality_of("31302") != nullptr);
    CHECK_EQ(municipality_of("31302")->short_name(), "岩美町");
}

TEST_CASE("the table of municipalities is whole, sorted and without doubles") {
    std::set<std::string> codes;
    std::set<std::string> prefectures;
    int cities = 0;
    std::string last;
    for (const auto& row : municipalities()) {
        CHECK_EQ(row.code.size(), 5);
        CHECK_LT(last, row.code);
        last = row.code;
        if (row.code.starts_with("99")) {
            continue; // the fictional prefecture of the sample region
        }
        codes.insert(row.code);
        prefectures.insert(row.prefecture);
        cities += row.city.ends_with("市") && row.ward.empty() ? 1 : 0;
        if (row.ward.empty()) {
            CHECK_EQ(code_of(row.prefecture, row.name()), row.code);
        }
    }
    CHECK_EQ(prefectures.size(), 47);
    CHECK_EQ(cities, 792); // 市 of Japan, the designated ones included
}
