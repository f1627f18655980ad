#include "gazetteer/address_text.hpp"
#include "gazetteer/gazetteer.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace annai::gazetteer;

namespace {
bool alike(const std::string& a, const std::string& b) {
    return normalise_address(a) == normalise_address(b);
}
} // namespace

TEST_CASE("one town written in different ways has one key") {
    CHECK_EQ(normalise_address("上井町一丁目"), "上井町1丁目");
    CHECK(alike("上井町１丁目", "上井町一丁目"));
    CHECK(alike("二十一丁目", "21丁目"));
    CHECK(alike("百十丁目", "110丁目"));
    CHECK(alike("一〇丁目", "10丁目"));
    CHECK(alike("北一条西二丁目", "北1条西2丁目"));
    CHECK(alike("第三十四地割", "34地割"));
    CHECK(alike("大字唐川", "唐川"));
    CHECK(alike("久保泉町大字上和泉", "久保泉町上和泉"));
    CHECK(alike("常呂町字共立", "常呂町共立"));
    CHECK(alike("緑ヶ丘", "緑が丘"));
    CHECK(alike("緑ケ丘", "緑ヶ丘"));
    CHECK(alike("つつじヶ丘", "つつじが丘"));
    CHECK(alike("三ケ", "三ヶ"));
    CHECK(alike("津ノ井", "津之井"));
    CHECK(alike("津の井", "津ノ井"));
    CHECK(alike("三ッ江", "三ツ江"));
    CHECK(alike("冨士見町", "富士見町"));
    CHECK(alike("馬場埼町", "馬場崎町"));
    CHECK(alike("檮原町", "梼原町"));
    CHECK(alike("　上井　町 １丁目", "上井町1丁目"));
}

TEST_CASE("different towns keep different keys") {
    CHECK_FALSE(alike("的場", "的場一丁目"));
    CHECK_FALSE(alike("一丁目", "十一丁目"));
    CHECK_FALSE(alike("三朝", "3朝")); // a numeral that counts nothing is part of the name
    CHECK_EQ(normalise_address("三朝"), "三朝");
    CHECK_EQ(normalise_address("四日市市"), "四日市市");
    CHECK_EQ(normalise_address("八千代"), "八千代");
    CHECK_FALSE(alike("カミ町", "ガミ町")); // が only beside kanji
}

TEST_CASE("numbers are joined by one kind of dash") {
    CHECK(alike("上福原5丁目1－16", "上福原5丁目1-16"));
    CHECK(alike("西福原７ー４―１", "西福原7-4-1"));
    CHECK(alike("横手50の4", "横手50-4"));
    CHECK(alike("50番地の4", "50番地-4"));
}

TEST_CASE("text without an address does no harm") {
    CHECK_EQ(normalise_address(""), "");
    CHECK_EQ(normalise_address("字"), "字");
    CHECK_EQ(normalise_address("大字"), "");
    CHECK_NOTHROW(normalise_address("\xff\xfe bad \xe3\x81"));
    CHECK_NOTHROW(normalise_address(std::string(100000, '-')));
    CHECK_NOTHROW(normalise_address("十百十百丁目"));
    CHECK_NOTHROW(normalise_address("九九九九九九九九九九九九丁目"));
}

TEST_CASE("the rest of an address is given as it was written") {
    const auto address = read_address("上井町一丁目１３番地　ケアハウスひまわり");
    const auto town = normalise_address("上井町一丁目").size();
    CHECK_EQ(address.rest(town), "13番地 ケアハウスひまわり");
    CHECK_EQ(address.rest(address.key.size()), "");
    CHECK_EQ(address.rest(0), address.shown);
    const auto with_aza = read_address("はわい長瀬字三ツ江804番地1");
    CHECK_EQ(with_aza.rest(normalise_address("はわい長瀬").size()), "字三ツ江804番地1");
    CHECK(with_aza.after_aza.at(normalise_address("はわい長瀬").size()));
}

TEST_CASE("the way back covers every byte of the key") {
    for (const std::string text : {"鳥取県東伯郡湯梨浜町大字長江字東蓼尾310番76", "二十一丁目", "㈱ビル１Ｆ", "ｶﾞｰﾃﾞﾝ", "緑ヶ丘1-2"}) {
        const auto address = read_address(text);
        REQUIRE_EQ(address.ends.size(), address.key.size());
        REQUIRE_EQ(address.after_aza.size(), address.key.size());
        for (std::size_t i = 1; i < address.ends.size(); ++i) {
            CHECK_LE(address.ends[i - 1], address.ends[i]);
        }
        CHECK_LE(address.ends.back(), address.shown.size());
    }
}

TEST_CASE("the town of a 丁目 is what stands before its number") {
    CHECK_EQ(chome_base("上井町1丁目"), "上井町");
    CHECK_EQ(chome_base("上井町12丁目"), "上井町");
    CHECK_EQ(chome_base("中之町西1丁"), "中之町西");
    CHECK_EQ(chome_base("上井町"), "");
    CHECK_EQ(chome_base("1丁目"), "");
    CHECK_EQ(chome_base("丁目"), "");
}
