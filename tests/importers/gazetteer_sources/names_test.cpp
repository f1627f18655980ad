#include "importers/boundaries/names.hpp"
#include "importers/boundaries/town_cell.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace annai::importers::boundaries;

namespace {

std::vector<std::string> names_of(const std::string& cell) {
    std::vector<std::string> out;
    for (const auto& entry : towns_in(cell)) {
        out.push_back(entry.note.empty() ? entry.town : entry.town + " [" + entry.note + "]");
    }
    return out;
}

using Names = std::vector<std::string>;

} // namespace

TEST_CASE("prefecture and county are taken off a municipality's name and nothing else") {
    CHECK_EQ(municipality_name("鳥取県岩美郡岩美町"), "岩美町");
    CHECK_EQ(municipality_name("鳥取県鳥取市"), "鳥取市");
    CHECK_EQ(municipality_name("北海道札幌市中央区"), "札幌市中央区");
    CHECK_EQ(municipality_name("余市郡余市町"), "余市町");
    CHECK_EQ(municipality_name("福島県郡山市"), "郡山市");
    CHECK_EQ(municipality_name("大和郡山市"), "大和郡山市");
    CHECK_EQ(municipality_name("岐阜県郡上市"), "郡上市");
    CHECK_EQ(municipality_name("蒲郡市"), "蒲郡市");
    CHECK_EQ(municipality_name("千代田区"), "千代田区");
}

TEST_CASE("a municipality's code is five digits, or six with a right check digit") {
    CHECK_EQ(municipality_code("31302"), "31302");
    CHECK_EQ(municipality_code("313025"), "31302");
    CHECK_EQ(municipality_code("３１３０２"), "31302");
    CHECK_EQ(municipality_code("1101"), "01101");
    CHECK_EQ(municipality_code("443221"), "44322"); // 11 - 0 = 11 ends in 1
    CHECK_EQ(municipality_code("312011"), "31201");
    CHECK_FALSE(municipality_code("313024"));
    CHECK_EQ(municipality_code("99201"), "99201"); // the fictional prefecture of the sample region
    CHECK_FALSE(municipality_code("48201"));
    CHECK_FALSE(municipality_code("00201"));
    CHECK_FALSE(municipality_code("31.02"));
    CHECK_FALSE(municipality_code(""));
    CHECK_EQ(prefecture_code("北海道"), "01");
    CHECK_EQ(prefecture_code("沖縄県"), "47");
    CHECK_FALSE(prefecture_code("鳥取市"));
}

TEST_CASE("a cell of several towns is taken apart") {
    CHECK_EQ(names_of("上井、清谷・小田\n海田西町"), Names{"上井", "清谷", "小田", "海田西町"});
    CHECK_EQ(names_of("上井町１～３丁目"), Names{"上井町1丁目", "上井町2丁目", "上井町3丁目"});
    CHECK_EQ(names_of("上井町1丁目〜2丁目"), Names{"上井町1丁目", "上井町2丁目"});
    CHECK_EQ(names_of("福庭町1・2丁目、堺町2丁目"), Names{"福庭町1丁目", "福庭町2丁目", "堺町2丁目"});
    CHECK_EQ(names_of("福庭町1丁目・2丁目"), Names{"福庭町1丁目", "福庭町2丁目"});
}

TEST_CASE("what a cell says about a part of a town is its note") {
    CHECK_EQ(names_of("清谷（1番地〜50番地、60番地）、小田"), Names{"清谷 [1番地〜50番地、60番地]", "小田"});
    CHECK_EQ(names_of("余戸谷町の一部"), Names{"余戸谷町 [一部]"});
    CHECK_EQ(names_of("余戸谷町一部（東側）"), Names{"余戸谷町 [一部（東側）]"});
    CHECK_EQ(names_of("全域"), Names{""});
    CHECK(names_of("  ").empty());
    CHECK_EQ(names_of("5-3"), Names{"5-3"});
    CHECK_EQ(names_of("1～9999丁目").size(), 1);
}
