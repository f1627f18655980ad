#include "facility/contact.hpp"
#include "facility/place_text.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace annai::facility;

TEST_CASE("a telephone number is made regular whatever dashes, widths and brackets it was written with") {
    const char* shapes[] = {"0858-26-1211",   "０８５８－２６－１２１１", "0858‐26‐1211",   "0858−26−1211", "0858ー26ー1211",
                            "（0858）26-1211", "(0858)26-1211",           "0858(26)1211",   "0858 -26-1211", "0858　26-1211",
                            "TEL 0858-26-1211", "0858-26-1211(",          " 0858-26-1211 ", "+81-858-26-1211"};
    for (const char* shape : shapes) {
        CAPTURE(shape);
        const Phone phone = tidy_phone(shape);
        CHECK(phone.value == "0858-26-1211");
        CHECK(phone.note == "");
        CHECK(phone.well_formed);
    }
}

TEST_CASE("words and second numbers beside a telephone number are kept apart from it") {
    CHECK(tidy_phone("0857-84-3700(代表)").value == "0857-84-3700");
    CHECK(tidy_phone("0857-84-3700(代表)").note == "代表");
    CHECK(tidy_phone("0857-84-3700（24時間対応）").value == "0857-84-3700");
    CHECK(tidy_phone("0857-84-3700、090-1330-8880").value == "0857-84-3700");
    CHECK(tidy_phone("0857-84-3700、090-1330-8880").note == "090-1330-8880");
    CHECK(tidy_phone("24時間対応 0857-84-3700").value == "0857-84-3700");
    CHECK(tidy_phone("0857-84-3700 内線12").note == "内線12");
}

TEST_CASE("digits without dashes are grouped only where the groups are certain") {
    CHECK(tidy_phone("0857843700").value == "0857843700");
    CHECK(tidy_phone("0857843700").well_formed);
    CHECK(tidy_phone("09013308880").value == "090-1330-8880");
    CHECK(tidy_phone("0120123456").value == "0120-123-456");
    CHECK(tidy_phone("0312345678").value == "03-1234-5678");
}

TEST_CASE("a zero that a spreadsheet took is put back, for no telephone number begins with another digit") {
    CHECK(tidy_phone("859215611").value == "0859215611");
    CHECK(tidy_phone("859215611").well_formed);
    CHECK(tidy_phone("9013308880").value == "090-1330-8880");
}

TEST_CASE("a number with the wrong count of digits stays as stated and is said to be malformed") {
    for (const char* shape : {"26-1211", "0858027-0461", "0857-84-37001", "0857-84-370"}) {
        CAPTURE(shape);
        CHECK(tidy_phone(shape).value == shape);
        CHECK_FALSE(tidy_phone(shape).well_formed);
    }
    CHECK(tidy_phone("84-3700").value == "84-3700");
}

TEST_CASE("what is no telephone number at all becomes a note") {
    for (const char* shape : {"未定", "なし", "準備中", "000-0000-0000", "119"}) {
        CAPTURE(shape);
        CHECK(tidy_phone(shape).value == "");
        CHECK(tidy_phone(shape).note == shape);
        CHECK_FALSE(tidy_phone(shape).well_formed);
    }
    CHECK(tidy_phone("").well_formed);
}

TEST_CASE("a web address gets a scheme and certain slips are mended") {
    CHECK(tidy_url("www.kyudai.co.jp/lifecare/").url == "http://www.kyudai.co.jp/lifecare/");
    CHECK(tidy_url("jinpukai.jp").url == "http://jinpukai.jp");
    CHECK(tidy_url("https：//www.med-wel.jp").url == "https://www.med-wel.jp");
    CHECK(tidy_url("http;//www.nojima-hospital.jp/").url == "http://www.nojima-hospital.jp/");
    CHECK(tidy_url("http//mmwc.co.jp/").url == "http://mmwc.co.jp/");
    CHECK(tidy_url("http:/www.kohoen.jp").url == "http://www.kohoen.jp");
    CHECK(tidy_url("http:www.loh.co.jp").url == "http://www.loh.co.jp");
    CHECK(tidy_url("//azumaen.net").url == "http://azumaen.net");
    CHECK(tidy_url("httpps://lifecares.jimdofree.com").url == "https://lifecares.jimdofree.com");
    CHECK(tidy_url("Http：//yuraku-houki.net/").url == "http://yuraku-houki.net/");
    CHECK(tidy_url("http://yonago‐machinaka.net").url == "http://yonago-machinaka.net");
    CHECK(tidy_url("http://www.ｗellness-web.co.jp").url == "http://www.wellness-web.co.jp");
    CHECK(tidy_url("httpd-server.jp").url == "http://httpd-server.jp");
    CHECK(tidy_url("https://example.jp:8443/a?b=c#d").url == "https://example.jp:8443/a?b=c#d");
}

TEST_CASE("an e-mail address in the place of a web address is told apart") {
    CHECK(tidy_url("masatami.hs@asupiosu.or.jp").email == "masatami.hs@asupiosu.or.jp");
    CHECK(tidy_url("qqud6rm9k＠air.ocn.ne.jp").email == "qqud6rm9k@air.ocn.ne.jp");
    CHECK(tidy_url("masatami.hs@asupiosu.or.jp").url == "");
    CHECK_FALSE(is_email("a@b"));
    CHECK_FALSE(is_email("a@@b.jp"));
    CHECK_FALSE(is_email("@b.jp"));
}

TEST_CASE("what is no address on the web never becomes a link") {
    for (const char* text : {"現在準備中", "javascript:alert(1)", "http;//www,ymc-net,or,jp/", "yuinosato@orange.com.ne,jp",
                             "http://www.hiezunet@orange.ocn.ne.jp", "http://", "ftp://example.jp/\"onclick", "192.168",
                             "SAUDE(サウージ)│鳥取市(saude-llc.com)", "kyudai,co.jp", "data:text/html,<b>", "http://a b"}) {
        CAPTURE(text);
        CHECK(tidy_url(text).url == "");
        CHECK_FALSE(tidy_url(text).well_formed);
    }
}

TEST_CASE("a building is said once, and not within the address") {
    AddressParts parts = split_building("鳥取県米子市安倍２００番地１平成ビル　１階", "平成ビル　１階");
    CHECK(parts.text == "鳥取県米子市安倍200番地1");
    CHECK(parts.building == "平成ビル 1階");
    parts = split_building("鳥取県八頭郡若桜町若桜1247-1若桜町地域福祉センター・ドリーミー 若桜町地域福祉センター・ドリーミー", "");
    CHECK(parts.text == "鳥取県八頭郡若桜町若桜1247-1");
    CHECK(parts.building == "若桜町地域福祉センター・ドリーミー");
    parts = split_building("倉吉市上井町1丁目13", "");
    CHECK(parts.text == "倉吉市上井町1丁目13");
    CHECK(parts.building == "");
    parts = split_building("倉吉市福祉センター内（上井1丁目）", "福祉センター内");
    CHECK(parts.text == "倉吉市福祉センター内(上井1丁目)");
    CHECK(parts.building == "");
    parts = split_building("倉吉市上井1", "上井ビル2階");
    CHECK(parts.building == "上井ビル2階");
}

TEST_CASE("positions that cannot be true are flagged and kept") {
    CHECK(stated_position("35.4790463", "134.2393473")->flag == "");
    CHECK(stated_position("0.000000000000000", "0.000000000000000")->flag == "zero");
    CHECK(stated_position("53.41291", "-8.24388999999996")->flag != "");
    CHECK(stated_position("36.204824", "138.252924")->flag == "centroid");
    CHECK(stated_position("22.6947932", "120.3608455")->flag == "foreign");
    CHECK(stated_position("134.2393473", "35.4790463")->flag == "swapped");
    CHECK(stated_position("北緯35度", "134.2")->flag == "unreadable");
    CHECK(stated_position("35.4", "")->flag == "unreadable");
    CHECK_FALSE(stated_position("", " ").has_value());
}

TEST_CASE("a municipality code is read with and without its check digit, and without its leading zero") {
    CHECK(municipality_code("312011") == "31201");
    CHECK(municipality_code("３１２０１１") == "31201");
    CHECK(municipality_code("31201") == "31201");
    CHECK(municipality_code("11002") == "01100"); // 札幌市, 011002
    CHECK(municipality_code("23213") == "23213"); // 西尾市 …
    CHECK(municipality_code("23213", "02") == "02321"); // … or 鰺ヶ沢町
    CHECK_FALSE(municipality_code("312012").has_value());
    CHECK_FALSE(municipality_code("3120").has_value());
    CHECK_FALSE(municipality_code("882011").has_value());
    CHECK_FALSE(municipality_code("").has_value());
}

TEST_CASE("corporate numbers and office numbers are checked, not trusted") {
    CHECK(is_corporate_number("1270001005937"));
    CHECK_FALSE(is_corporate_number("0003170102226"));
    CHECK_FALSE(is_corporate_number("1270001005938"));
    CHECK_FALSE(is_corporate_number("127000100593"));
    CHECK(office_number("31b0100049") == "31B0100049");
    CHECK(office_number("３１７１１００１２３") == "3171100123");
    CHECK_FALSE(office_number("8871100123").has_value());
    CHECK_FALSE(office_number("317110012").has_value());
    CHECK_FALSE(office_number("317110012あ").has_value());
    CHECK(prefecture_name("31201") == "鳥取県");
    CHECK(prefecture_code("北海道") == "01");
    CHECK(prefecture_name("48") == "");
}
