#include "base/text.hpp"

#include "base/character_forms.hpp"

#include <doctest/doctest.h>

#include <random>
#include <set>
#include <string>

using namespace annai::base;

TEST_CASE("Spellings that people take for the same are folded to the same") {
    CHECK(fold("ＡＢＣ１２３") == fold("abc123"));
    CHECK(fold("デイサービス") == fold("ﾃﾞｲｻｰﾋﾞｽ"));
    CHECK(fold("デイサービス") == fold("でいサービス"));
    CHECK(fold("カ゛ン") == fold("がん"));
    CHECK(fold("か\u3099ん") == fold("がん"));
    CHECK(fold("髙﨑医院") == fold("高崎医院"));
    CHECK(fold("濵田") == fold("浜田"));
    CHECK(fold("渡邊") == fold("渡辺"));
    CHECK(fold("渡邉") == fold("渡辺"));
    CHECK(fold("齋藤") == fold("斉藤"));
    CHECK(fold("𠮷田") == fold("吉田"));
    CHECK(fold("㈱ひまわり") == fold("(株)ひまわり"));
    CHECK(fold("神\uFE00") == fold("神")); // a variation selector
    CHECK(fold("\uFA19") == fold("神"));   // the compatibility ideograph
    CHECK(fold("医療法人　○○会\u00A0△△ 病院\u2028") == fold("医療法人○○会△△病院"));
    CHECK(fold("みすゞ") == fold("ミスヾ"));
}

TEST_CASE("Folding keeps apart what is different") {
    CHECK(fold("はは") != fold("ばば"));
    CHECK(fold("びよういん") != fold("びょういん"));
    CHECK(fold("ビル") != fold("ビール"));
    CHECK(fold("1-2") != fold("12"));
    CHECK(fold("本町") != fold("元町"));
}

TEST_CASE("Every dash is the hyphen, and the long-vowel mark is one between digits only") {
    for (const char* dash : {"-", "‐", "‑", "‒", "–", "—", "―", "−", "－", "﹣", "─", "ー", "ｰ"}) {
        CAPTURE(dash);
        CHECK(fold(std::string("１") + dash + "２") == "1-2");
    }
    CHECK(fold("センター") == "せんたー");
    CHECK(fold("7ー7ーA") == "7-7ーa");
}

TEST_CASE("Loose folding takes small kana, ヶ and が before kanji, and long vowels alike") {
    CHECK(fold_loosely("霞ヶ関") == fold_loosely("霞が関"));
    CHECK(fold_loosely("霞ケ関") == fold_loosely("霞が関"));
    CHECK(fold_loosely("ひばりヶ丘") == fold_loosely("ひばりが丘"));
    CHECK(fold_loosely("センター") == fold_loosely("センタ"));
    CHECK(fold_loosely("センタ−") == fold_loosely("センター"));
    CHECK(fold_loosely("キャッチ") == fold_loosely("キヤツチ"));
    CHECK(fold_loosely("三ッ星") == fold_loosely("三ツ星"));
    CHECK(fold_loosely("1-2") == "1-2");
}

TEST_CASE("Loose folding does not take cancer (がん) for prefecture (けん)") {
    CHECK(fold_loosely("がん") != fold_loosely("けん"));
    CHECK(fold_loosely("がん緩和ケア").find(fold_loosely("がん")) == 0);
    CHECK(fold_loosely("肺がん").find(fold_loosely("がん")) != std::string::npos);
}

TEST_CASE("Folding what is folded changes nothing") {
    const std::u32string alphabet = U"aＡ1１-－ーｰ−がカゕヶﾊﾞ゛\u3099\u309A\u0301é ´\u3000\u200B髙高﨑𠮷㈱①㍻ヴゔヾㅎ각Åﬁß\u00AD\uFE00";
    std::mt19937 random(7);
    for (int i = 0; i < 20000; ++i) {
        std::u32string codes;
        for (auto length = random() % 6 + 1; length > 0; --length) {
            codes.push_back(alphabet[random() % alphabet.size()]);
        }
        const std::string text = from_code_points(codes);
        CAPTURE(text);
        REQUIRE(fold(fold(text)) == fold(text));
        REQUIRE(tidy(tidy(text)) == tidy(text));
        REQUIRE(fold(tidy(text)) == fold(text));
        REQUIRE(tidy_numbers(tidy_numbers(text)) == tidy_numbers(text));
        REQUIRE(is_utf8(fold_loosely(text)));
    }
}

TEST_CASE("No common form is itself listed as a form of another character") {
    std::set<char32_t> commons;
    std::set<char32_t> forms;
    bool first = true;
    for (const char32_t c : character_forms) {
        if (c == U' ') {
            first = true;
            continue;
        }
        if (first) {
            CHECK_MESSAGE(commons.insert(c).second, from_code_points(std::u32string(1, c)));
        } else {
            CHECK_MESSAGE(forms.insert(c).second, from_code_points(std::u32string(1, c)));
        }
        first = false;
    }
    for (const char32_t c : forms) {
        CHECK_MESSAGE(commons.count(c) == 0, from_code_points(std::u32string(1, c)));
    }
}

TEST_CASE("Tidying makes widths alike and white space single, and leaves kanji as they are written") {
    CHECK(tidy("　ＡＢＣ　　１２３（株）") == "ABC 123(株)");
    CHECK(tidy("ﾃﾞｲｻｰﾋﾞｽ｢ﾊﾟﾝ｣") == "デイサービス「パン」");
    CHECK(tidy("ｱﾞ") == "ア\u3099");
    CHECK(tidy("ﾞ") == "゛");
    CHECK(tidy("か\u3099く") == "がく");
    CHECK(tidy("a\r\nb\u2028c\u2029d\u0085e\u00A0f\u200Bg\uFEFFh\ti") == "a b c d e f g h i");
    CHECK(tidy("\uFEFF x \u3000") == "x");
    CHECK(tidy("髙﨑\uFA19邉") == "髙﨑\uFA19邉");
    CHECK(tidy("9：00～18：00") == "9:00～18:00");
    CHECK(tidy("デイサービス") == "デイサービス");
    CHECK(tidy(" \n") == "");
    CHECK(tidy("\x01" "a") == "a");
    CHECK(tidy("a\xFF" "b") == "a\uFFFDb");
}

TEST_CASE("Dashes between digits are hyphens in telephone and house numbers") {
    CHECK(tidy_numbers("０８５７－２４－１１５１") == "0857-24-1151");
    CHECK(tidy_numbers("桟橋通２丁目７ー７") == "桟橋通2丁目7-7");
    CHECK(tidy_numbers("0857 － 24―1151") == "0857-24-1151");
    CHECK(tidy_numbers("センター1") == "センター1");
    CHECK(tidy_numbers("1 2") == "1 2");
    CHECK(tidy_numbers("0742(22)2756") == "0742(22)2756");
}

TEST_CASE("Only well-formed UTF-8 is UTF-8") {
    CHECK(is_utf8(""));
    CHECK(is_utf8("病院\u2028𠮷"));
    CHECK_FALSE(is_utf8("\xC0\x80"));         // overlong
    CHECK_FALSE(is_utf8("\xE0\x80\xAF"));     // overlong
    CHECK_FALSE(is_utf8("\xED\xA0\x80"));     // a surrogate
    CHECK_FALSE(is_utf8("\xF4\x90\x80\x80")); // beyond the last code point
    CHECK_FALSE(is_utf8("\xE7\x97"));         // cut off
    CHECK(to_code_points("a\xE7\x97") == U"a\uFFFD\uFFFD");
    CHECK(from_code_points(std::u32string{0xD800, U'a'}) == "\uFFFDa");
}

TEST_CASE("Numbers are read as a whole or not at all") {
    CHECK(to_integer("0012") == 12);
    CHECK(to_integer("-3") == -3);
    CHECK_FALSE(to_integer("12a"));
    CHECK_FALSE(to_integer(""));
    CHECK_FALSE(to_integer(" 12"));
    CHECK_FALSE(to_integer("99999999999999999999"));
    CHECK(to_number("35.5") == 35.5);
    CHECK(to_number("-0.25") == -0.25);
    CHECK_FALSE(to_number("35,5"));
    CHECK_FALSE(to_number("nan"));
    CHECK_FALSE(to_number("inf"));
    CHECK_FALSE(to_number("0x10"));
}

TEST_CASE("Texts are split at any of the separators, keeping empty parts") {
    CHECK(split("a,b;c", ",;") == std::vector<std::string>{"a", "b", "c"});
    CHECK(split("内科、外科・小児科", "、・") == std::vector<std::string>{"内科", "外科", "小児科"});
    CHECK(split(",a,", ",") == std::vector<std::string>{"", "a", ""});
    CHECK(split("", ",") == std::vector<std::string>{""});
    CHECK(replace_all("a（改行）b（改行）", "（改行）", "\n") == "a\nb\n");
    CHECK(trim(" \r\n a b\t") == "a b");
}

TEST_CASE("Long texts are shortened by characters, not bytes") {
    CHECK(shorten("訪問看護ステーション", 5) == "訪問看護…");
    CHECK(shorten("訪問看護", 4) == "訪問看護");
    CHECK(shorten("abc", 3) == "abc");
    CHECK(shorten("abc", 0) == "");
}

TEST_CASE("Readings sort as in a Japanese index") {
    CHECK(reading_sort_key("アオ") < reading_sort_key("いし"));
    CHECK(reading_sort_key("か") < reading_sort_key("が"));
    CHECK(reading_sort_key("がん") < reading_sort_key("かんご"));
    CHECK(reading_sort_key("ビョウイン") < reading_sort_key("びよういんざ"));
    CHECK(reading_sort_key("ｱｵ") < reading_sort_key("カ"));
    CHECK(reading_sort_key("") == "");
    CHECK(reading_sort_key("ア").find_first_not_of("0123456789abcdef") == std::string::npos);
}
