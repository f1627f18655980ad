#include "formats/reading.hpp"
#include "formats/windows_31j.hpp"
#include "support/support.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace annai;
using namespace annai::tests;

namespace {

/// 「名称,①㈱髙﨑～－」 as Windows writes it
const std::string cp932 = "\x96\xBC\x8F\xCC,\x87\x40\x87\x8A\xFB\xFC\xFA\xB1\x81\x60\x81\x7C\r\n"
                          "\x94\x5C\x97\xCD,\xB1\xB2\xB3\r\n"; // 能力 has a 5C as its second byte

std::string utf16(const std::u16string& text, bool little) {
    std::string bytes;
    for (const char16_t unit : text) {
        const char low = static_cast<char>(static_cast<unsigned char>(unit & 0xFFU));
        const char high = static_cast<char>(static_cast<unsigned char>(unit >> 8U));
        bytes += little ? std::string{low, high} : std::string{high, low};
    }
    return bytes;
}

} // namespace

TEST_CASE("UTF-8 is read with and without a byte order mark") {
    const TemporaryFolder folder;
    const auto plain = read_table(folder.file("a.csv", "名称,住所\n𠮷田医院,鳥取市\u2028一丁目\n"));
    CHECK(plain.encoding == "UTF-8");
    CHECK(plain.name == "a.csv");
    REQUIRE(plain.rows.size() == 2);
    CHECK(plain.rows[1].cells == Cells{"𠮷田医院", "鳥取市\u2028一丁目"});
    const auto marked = read_table(folder.file("b.csv", "\xEF\xBB\xBF名称,住所\n"));
    CHECK(marked.encoding == "UTF-8 with BOM");
    CHECK(marked.rows[0].cells == Cells{"名称", "住所"});
}

TEST_CASE("windows-31j is read as Windows has it, with ①, ㈱, 髙 and ～") {
    const TemporaryFolder folder;
    const auto table = read_table(folder.file("a.csv", cp932));
    CHECK(table.encoding == "windows-31j");
    REQUIRE(table.rows.size() == 2);
    CHECK(table.rows[0].cells == Cells{"名称", "①㈱髙﨑～－"});
    CHECK(table.rows[1].cells == Cells{"能力", "ｱｲｳ"});
}

TEST_CASE("Every two-byte character of windows-31j that has a Windows meaning is read") {
    CHECK(formats::to_utf8("\xFA\x40\x81\xE6\x81\x61\x81\x91\x81\xCA\x81\x5C\x5C\x7E") == "ⅰ∵∥￠￢―\\~");
    CHECK(formats::to_utf8("\x1A\x1C\x7F\x83\x5C") == "\x1A\x1C\x7Fソ");
    CHECK(formats::to_utf8("\x82\xA0\xFF\x82") == "あ\uFFFD\uFFFD");
}

TEST_CASE("A long file in windows-31j is decided on as a whole and cut between characters") {
    const TemporaryFolder folder;
    std::string ascii_first;
    for (int i = 0; i < 20000; ++i) {
        ascii_first += "12345,abc\r\n";
    }
    for (const std::string shift : {"", "x"}) { // so that a piece ends within a character in one of the two
        std::string text = ascii_first + shift;
        for (int i = 0; i < 50000; ++i) {
            text += "\x95\x61\x89\x40";
        }
        const auto table = read_table(folder.file("a.csv", text + ",1\r\n"));
        CHECK(table.encoding == "windows-31j");
        REQUIRE(table.rows.size() == 20001);
        CHECK(table.rows.back().cells[0].size() == shift.size() + 300000);
        CHECK(table.rows.back().cells[0].ends_with("病院"));
    }
}

TEST_CASE("Excel's Unicode text, UTF-16 with tabs, is read") {
    const TemporaryFolder folder;
    const std::u16string text = u"\uFEFF名称\t住所\r\n𠮷田, 医院\t鳥取\r\n";
    const auto little = read_table(folder.file("a.txt", utf16(text, true)));
    CHECK(little.encoding == "UTF-16LE");
    REQUIRE(little.rows.size() == 2);
    CHECK(little.rows[1].cells == Cells{"𠮷田, 医院", "鳥取"});
    const auto big = read_table(folder.file("b.txt", utf16(text, false)));
    CHECK(big.encoding == "UTF-16BE");
    CHECK(big.rows[1].cells == little.rows[1].cells);
    CHECK(has(refusal(folder.file("c.txt", utf16(text, true) + "x")), "Line 3"));
}

TEST_CASE("Text that is neither UTF-8 nor windows-31j is refused with the line and the remedy") {
    const TemporaryFolder folder;
    const std::string message = refusal(folder.file("a.csv", cp932 + cp932 + "\x95\x61\xFF\x40\r\n"));
    CHECK(has(message, "a.csv"));
    CHECK(has(message, "Line 5"));
    CHECK(has(message, "CSV UTF-8"));
    CHECK(has(refusal(folder.file("b.csv", cp932 + "\x95")), "Line 3"));
}

TEST_CASE("UTF-8 with a broken byte is refused instead of being shown as nonsense") {
    const TemporaryFolder folder;
    std::size_t rows = 1;
    const std::string message =
        refusal(folder.file("a.csv", "名称,住所\n訪問看護ステーション,鳥取市\n病\xE9,x\n"), &rows);
    CHECK(has(message, "Line 3"));
    CHECK(has(message, "UTF-8"));
    CHECK(rows == 0);
    CHECK(has(refusal(folder.file("b.csv", "\xEF\xBB\xBF" "a,b\nc,\x95\x61\n")), "Line 2"));
}

TEST_CASE("UTF-8 that ends in the middle of a character is called incomplete") {
    const TemporaryFolder folder;
    for (const std::string& text : {std::string("名称,病"), std::string("\xEF\xBB\xBF" "a,病")}) {
        for (std::size_t cut = 1; cut < 3; ++cut) {
            const std::string message = refusal(folder.file("a.csv", text.substr(0, text.size() - cut)));
            CAPTURE(message);
            CHECK(has(message, "Line 1: The text ends in the middle of a character"));
        }
    }
}
