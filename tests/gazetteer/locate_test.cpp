#include "world.hpp"

#include <doctest/doctest.h>

using namespace annai;
using gazetteer::Level;

namespace {

/// One gazetteer for all cases: they only read.
const gazetteer::Gazetteer& world() {
    static const tests::TemporaryFolder folder;
    static const gazetteer::Gazetteer opened = [] {
        tests::build(folder / "gazetteer.db", tests::small_world());
        return gazetteer::Gazetteer(folder / "gazetteer.db");
    }();
    return opened;
}

/// "level city|town|rest", or "nothing".
std::string found(const std::string& text, const std::string& city = {}, const std::string& code = {},
                  const std::string& prefecture = {}) {
    const auto match = world().locate({text, prefecture, city, code});
    return match ? std::string(word(match->level)) + " " + match->city + "|" + match->town + "|" + match->rest : "nothing";
}

} // namespace

TEST_CASE("an address is found down to its town, and the rest is handed back") {
    CHECK_EQ(found("鳥取県倉吉市上井301"), "town 倉吉市|上井|301");
    CHECK_EQ(found("鳥取県岩美郡岩美町大字浦富６４５番地"), "town 岩美郡岩美町|大字浦富|645番地");
    CHECK_EQ(found("岩美町浦富645"), "town 岩美郡岩美町|大字浦富|645");
    CHECK_EQ(found("鳥取県　東伯郡　湯梨浜町　長江　310"), "town 東伯郡湯梨浜町|大字長江|310");
    CHECK_EQ(found("鳥取市緑が丘１丁目24番17号"), "chome 鳥取市|緑ケ丘一丁目|24番17号");
}

TEST_CASE("the 丁目 is found in every way of writing it") {
    CHECK_EQ(found("倉吉市上井町1丁目8-5"), "chome 倉吉市|上井町一丁目|8-5");
    CHECK_EQ(found("倉吉市上井町二丁目8"), "chome 倉吉市|上井町二丁目|8");
    CHECK_EQ(found("鳥取市湖山町東1-117-4"), "chome 鳥取市|湖山町東一丁目|117-4");
    CHECK_EQ(found("鳥取市湖山町東4-61"), "chome 鳥取市|湖山町東四丁目|61");
    CHECK_EQ(found("札幌市中央区北1条西2-1"), "chome 札幌市中央区|北一条西二丁目|1");
    CHECK_EQ(found("大阪府堺市堺区中之町西1丁2-3"), "town 堺市堺区|中之町西一丁|2-3");
    CHECK_EQ(found("堺市堺区中之町西1-2-3"), "town 堺市堺区|中之町西一丁|2-3");
}

TEST_CASE("a number behind a town that exists without 丁目 too is a 丁目 only with two dashes") {
    CHECK_EQ(found("鳥取市的場2-1"), "town 鳥取市|的場|2-1");
    CHECK_EQ(found("鳥取市的場2-1-3"), "chome 鳥取市|的場二丁目|1-3");
    CHECK_EQ(found("鳥取市的場２丁目１番地"), "chome 鳥取市|的場二丁目|1番地");
    CHECK_EQ(found("鳥取市的場9-1-3"), "town 鳥取市|的場|9-1-3"); // there is no 九丁目
}

TEST_CASE("a 丁目 that the gazetteer does not have gives its town, with a wide radius") {
    CHECK_EQ(found("倉吉市上井町9丁目1"), "town 倉吉市|上井町|9丁目1"); // not 上井
    const auto known = world().locate({"倉吉市上井町1丁目1", "", "", ""});
    const auto unknown = world().locate({"倉吉市上井町9丁目1", "", "", ""});
    REQUIRE(known);
    REQUIRE(unknown);
    CHECK_EQ(unknown->position.lat, doctest::Approx((35.4519 + 35.4530) / 2));
    CHECK_GE(unknown->accuracy_m, 1500);
    CHECK_LT(known->accuracy_m, 500);
}

TEST_CASE("blocks and 小字 are found where the gazetteer has them") {
    CHECK_EQ(found("倉吉市上井町1丁目13番5号"), "block 倉吉市|上井町一丁目|5号");
    CHECK_EQ(found("倉吉市上井町1-14-5"), "block 倉吉市|上井町一丁目|5");
    CHECK_EQ(found("倉吉市上井町1丁目131"), "chome 倉吉市|上井町一丁目|131");
    CHECK_EQ(found("湯梨浜町はわい長瀬字三ツ江804番地1"), "block 東伯郡湯梨浜町|大字はわい長瀬|804番地1");
    CHECK_EQ(found("湯梨浜町大字長江字東蓼尾310番76"), "town 東伯郡湯梨浜町|大字長江|字東蓼尾310番76");
    CHECK_EQ(found("仙台市若林区荒井字南原田12"), "block 仙台市若林区|荒井|12"); // not 荒井南
    CHECK_EQ(found("仙台市若林区荒井南1"), "town 仙台市若林区|荒井南|1");
    const auto block = world().locate({"倉吉市上井町1丁目13番5号", "", "", ""});
    CHECK_LE(block->accuracy_m, 50);
    CHECK_EQ(block->town_key, "上井町1丁目");
}

TEST_CASE("municipalities whose names hold 市, 町, 村 or 郡 are found whole") {
    CHECK_EQ(found("三重県四日市市諏訪町1-5"), "town 四日市市|諏訪町|1-5");
    CHECK_EQ(found("千葉県市川市八幡1-1-1"), "chome 市川市|八幡一丁目|1-1");
    CHECK_EQ(found("東京都町田市原町田一丁目1"), "chome 町田市|原町田一丁目|1");
    CHECK_EQ(found("福島県郡山市朝日一丁目23-7"), "chome 郡山市|朝日一丁目|23-7");
    CHECK_EQ(found("蒲郡市港町17-1"), "town 蒲郡市|港町|17-1");
    CHECK_EQ(found("北海道余市郡余市町黒川町8"), "town 余市郡余市町|黒川町|8");
    CHECK_EQ(found("余市町黒川町8"), "town 余市郡余市町|黒川町|8");
    CHECK_EQ(found("長野県大町市大町3887"), "town 大町市|大町|3887");
    CHECK_EQ(found("埼玉県さいたま市大宮区桜木町1-10-2"), "chome さいたま市大宮区|桜木町一丁目|10-2");
}

TEST_CASE("what the text leaves out is taken from what is known apart") {
    CHECK_EQ(found("覚寺61番地17", "鳥取市"), "town 鳥取市|覚寺|61番地17");
    CHECK_EQ(found("上井町1丁目2", "", "31203"), "chome 倉吉市|上井町一丁目|2");
    CHECK_EQ(found("上井町1丁目2", "", "312037"), "chome 倉吉市|上井町一丁目|2"); // with its check digit
    CHECK_EQ(found("浦富645", "岩美町", "", "鳥取県"), "town 岩美郡岩美町|大字浦富|645");
    CHECK_EQ(found("鳥取県覚寺61", "鳥取市"), "town 鳥取市|覚寺|61");
    CHECK_EQ(found("中央区大通西1-1", "札幌市", "", "北海道"), "chome 札幌市中央区|大通西一丁目|1");
    CHECK_EQ(found("1851-2", "米子市"), "municipality 米子市||1851-2");
    CHECK_EQ(found("鳥取県岩美郡岩美町1648-27", "岩美町"), "municipality 岩美郡岩美町||1648-27");
    CHECK_EQ(found("", "", "31203"), "municipality 倉吉市||");
}

TEST_CASE("a municipality named in the text wins unless only the known one has the town") {
    CHECK_EQ(found("岩美町浦富645", "鳥取市"), "town 岩美郡岩美町|大字浦富|645");
    CHECK_EQ(found("若桜町39", "鳥取市", "31201"), "town 鳥取市|若桜町|39"); // a town of 鳥取市, not the municipality
    CHECK_EQ(found("若桜町若桜1247-1", "若桜町"), "town 八頭郡若桜町|大字若桜|1247-1");
    CHECK_EQ(found("鳥取県烏取市古海693-1", "鳥取市"), "town 鳥取市|古海|693-1"); // 烏 is a crow
    CHECK_EQ(found("米子市米子市富益町63-50", "米子市"), "town 米子市|富益町|63-50");
}

TEST_CASE("namesakes are told apart by the prefecture, the code or the town") {
    CHECK_EQ(found("鳥取県西伯郡南部町法勝寺331"), "town 西伯郡南部町|法勝寺|331");
    CHECK_EQ(found("南部町法勝寺331"), "town 西伯郡南部町|法勝寺|331");
    CHECK_EQ(found("南部町999"), "nothing");
    CHECK_EQ(found("南部町999", "", "02445"), "municipality 三戸郡南部町||999");
}

TEST_CASE("without a municipality a town is found only where one in the prefecture has it") {
    CHECK_EQ(found("鳥取県覚寺61"), "town 鳥取市|覚寺|61");
    CHECK_EQ(found("覚寺61", "", "", "鳥取県"), "town 鳥取市|覚寺|61");
    CHECK_EQ(found("覚寺61"), "nothing");
    CHECK_EQ(found("鳥取県"), "nothing");
    CHECK_EQ(found(""), "nothing");
    CHECK_EQ(found("London"), "nothing");
}

TEST_CASE("a designated city without its ward, or with one formed later, is searched as a whole") {
    CHECK_EQ(found("札幌市麻生町1丁目2"), "chome 札幌市北区|麻生町一丁目|2");
    CHECK_EQ(found("静岡県浜松市中央区高丘東1-2-3"), "chome 浜松市中区|高丘東一丁目|2-3");
    const auto city = world().locate({"北海道札幌市", "", "", ""});
    REQUIRE(city);
    CHECK_EQ(city->city, "札幌市");
    CHECK_EQ(city->municipality_code, "01100");
    CHECK_EQ(found("上町1", "", "01100"), "municipality 札幌市||上町1");
}

TEST_CASE("in Kyoto the town is the one behind the streets") {
    CHECK_EQ(found("京都市中京区寺町通御池上る上本能寺前町488"), "town 京都市中京区|上本能寺前町|488");
    CHECK_EQ(found("京都市中京区寺町通御池上ル上本能寺前町488"), "town 京都市中京区|上本能寺前町|488");
    CHECK_EQ(found("京都市中京区寺町12"), "town 京都市中京区|寺町|12");
}

TEST_CASE("町 may be missing from a name or too much") {
    CHECK_EQ(found("米子市夜見2048"), "town 米子市|夜見町|2048");
    CHECK_EQ(found("倉吉市清谷町5"), "town 倉吉市|清谷|5");
}

TEST_CASE("a building behind the number stays in the rest as it was written") {
    CHECK_EQ(found("倉吉市上井300番地ケアハウスうつぶき"), "town 倉吉市|上井|300番地ケアハウスうつぶき");
}

TEST_CASE("the towns of a municipality are listed with their keys") {
    const auto towns = world().towns_of("31203");
    REQUIRE_EQ(towns.size(), 4); // 上井, 上井町一丁目, 二丁目, 清谷; not the mean of the 丁目
    CHECK_EQ(towns[0].town_key, "上井");
    CHECK_EQ(towns[1].town_key, "上井町1丁目");
    CHECK_EQ(towns[1].municipality_code, "31203");
    CHECK(world().towns_of("99999").empty());
    CHECK_GT(world().towns_of("01100").size(), 2); // a designated city: all its wards
}

TEST_CASE("hostile text is only text") {
    CHECK_EQ(found("鳥取県倉吉市上井'; DROP TABLE place; --"), "town 倉吉市|上井|'; DROP TABLE place; --");
    CHECK_EQ(found("倉吉市上井町1丁目#13").substr(0, 5), "chome"); // not the key of a block
    CHECK_NOTHROW(found(std::string(200000, 'x')));
    CHECK_NOTHROW(found("倉吉市" + std::string(50000, '1')));
    CHECK_NOTHROW(found("倉吉市\xff\xfe\x80"));
}
