#include "formats/number_format.hpp"
#include "formats/reading.hpp"
#include "formats/workbook_parts.hpp"
#include "support/archive.hpp"
#include "support/support.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace annai;
using namespace annai::tests;

namespace {

const std::string relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

struct SheetToMake {
    std::string name;
    std::string rows; ///< what stands in sheetData
    std::string attributes = {};
};

/// The styles of cells in these workbooks: s="0" none, "1" built-in date, "2" Japanese era, "3" ten digits, "4" time of day.
const std::string styles = R"(<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="3">
<numFmt numFmtId="176" formatCode="[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="177" formatCode="0000000000"/>
<numFmt numFmtId="178" formatCode="h:mm;@"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>
<xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="178"/></cellXfs></styleSheet>)";

std::string workbook(const std::vector<SheetToMake>& sheets, const std::string& shared_strings = {}, const std::string& properties = {}) {
    std::string list;
    std::string targets = "<Relationship Id=\"s\" Type=\"" + relations + "styles\" Target=\"styles.xml\"/>";
    std::vector<ZipMemberToMake> parts{
        {"[Content_Types].xml", "<Types/>"},
        {"_rels/.rels", "<Relationships><Relationship Id=\"w\" Type=\"" + relations + "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
        {"xl/styles.xml", styles}};
    int number = 0;
    for (const SheetToMake& sheet : sheets) {
        const std::string id = std::to_string(++number);
        list += "<sheet name=\"" + sheet.name + "\" sheetId=\"" + id + "\" " + sheet.attributes + " r:id=\"rId" + id + "\"/>";
        targets += "<Relationship Id=\"rId" + id + "\" Type=\"" + relations + "worksheet\" Target=\"worksheets/sheet" + id + ".xml\"/>";
        parts.push_back({"xl/worksheets/sheet" + id + ".xml",
                         "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet><sheetData>" + sheet.rows + "</sheetData></worksheet>"});
    }
    if (!shared_strings.empty()) {
        targets += "<Relationship Id=\"t\" Type=\"" + relations + "sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>";
        parts.push_back({"xl/sharedStrings.xml", "<sst>" + shared_strings + "</sst>"});
    }
    parts.push_back({"xl/workbook.xml", "<workbook xmlns:r=\"x\">" + properties + "<sheets>" + list + "</sheets></workbook>"});
    parts.push_back({"xl/_rels/workbook.xml.rels", "<Relationships>" + targets + "</Relationships>"});
    return zip(parts);
}

std::vector<formats::Row> rows_of(const std::string& bytes) {
    const TemporaryFolder folder;
    return read_table(folder.file("a.xlsx", bytes)).rows;
}

std::string shown(const std::string& number, const std::string& code) {
    return formats::number_text(number, formats::parse_number_format(code), false);
}

} // namespace

TEST_CASE("Shared strings are joined from their runs, without readings") {
    const auto rows = rows_of(workbook({{"Sheet1", R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>3</v></c></row>)"}},
                                       "<si><t>山田医院</t><rPh sb=\"0\" eb=\"2\"><t>ヤマダ</t></rPh><phoneticPr fontId=\"1\"/></si>"
                                       "<si><r><rPr/><t>訪問</t></r><r><t xml:space=\"preserve\"> 看護</t></r><rPh><t>ホウモン</t></rPh></si>"
                                       "<si/><si><t>一行目_x000D_\n二行目 &amp; _x005F_x000D_</t></si>"));
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].cells == Cells{"山田医院", "訪問 看護", "一行目\r\n二行目 & _x000D_"});
}

TEST_CASE("Cells stand where their reference says, and rows keep their numbers") {
    const auto rows = rows_of(workbook({{"Sheet1", R"(<row r="2"><c r="A2" t="inlineStr"><is><t>題名</t></is></c></row><row r="3" spans="1:3"/>
<row r="5"><c r="C5" t="str"><f>A1</f><v>x</v></c><c r="AA5"><v>1</v></c><c r="AB5" s="1"/></row><row><c t="b"><v>1</v></c><c><v>2</v></c></row>)"}}));
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].line == 2);
    CHECK(rows[1].line == 5);
    CHECK(rows[1].cells.size() == 27);
    CHECK(rows[1].cells[0].empty());
    CHECK(rows[1].cells[2] == "x");
    CHECK(rows[1].cells[26] == "1");
    CHECK(rows[2].line == 6);
    CHECK(rows[2].cells == Cells{"TRUE", "2"});
}

TEST_CASE("Numbers are text as a person reads it: long ones whole, dates as dates") {
    const auto rows = rows_of(workbook({{"Sheet1", R"(<row r="1"><c r="A1"><v>3171100021</v></c><c r="B1"><v>3.171100021E9</v></c><c r="C1"><v>5.0</v></c>
<c r="D1"><v>36.204824000000002</v></c><c r="E1" s="1"><v>46174</v></c><c r="F1" s="2"><v>46174.75</v></c><c r="G1" s="3"><v>170100123</v></c>
<c r="H1" s="4"><v>0.375</v></c><c r="I1"><v>46174</v></c><c r="J1" s="1" t="inlineStr"><is><t>令和8年</t></is></c></row>)"}}));
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].cells == Cells{"3171100021", "3171100021", "5", "36.204824", "2026-06-01", "2026-06-01", "0170100123", "09:00",
                                 "46174", "令和8年"});
    const auto of_1904 = rows_of(workbook({{"Sheet1", R"(<row r="1"><c r="A1" s="1"><v>44712</v></c></row>)"}}, "", "<workbookPr date1904=\"1\"/>"));
    CHECK(of_1904[0].cells == Cells{"2026-06-01"});
}

TEST_CASE("Number formats are told apart by what they do to a number") {
    CHECK(shown("46174.375", "yyyy/m/d h:mm") == "2026-06-01 09:00");
    CHECK(shown("46174", "yyyy/m/d h:mm") == "2026-06-01");
    CHECK(shown("46174", "[$-ja-JP-x-gannen]ggge\"年\"m\"月\"d\"日\"") == "2026-06-01");
    CHECK(shown("46174", "m\"月\"") == "2026-06-01");
    CHECK(shown("0.99999999", "h:mm") == "00:00");
    CHECK(shown("1.0625", "[h]:mm") == "25:30");
    CHECK(shown("0.5625", "h:mm AM/PM") == "13:30");
    CHECK(shown("0.00001157407", "h:mm:ss") == "00:00:01");
    CHECK(shown("12", "[Red]0.00") == "12");
    CHECK(shown("12", "General") == "12");
    CHECK(shown("0.5", "0%") == "0.5");
    CHECK(shown("1234", "#,##0\"日\"") == "1234");
    CHECK(shown("1200", "0.00E+00") == "1200");
    CHECK(shown("60", "yyyy/m/d") == "60"); // the 29 February 1900 that never was
    CHECK(shown("59", "yyyy/m/d") == "1900-02-28");
    CHECK(shown("61", "yyyy/m/d") == "1900-03-01");
    CHECK(shown("-1", "yyyy/m/d") == "-1");
    CHECK(shown("99999999", "yyyy/m/d") == "99999999");
    CHECK(shown("0.00000125", "General") == "0.00000125");
    CHECK(shown("0.30000000000000004", "General") == "0.3");
}

TEST_CASE("Escapes for characters that XML cannot hold are undone once") {
    CHECK(formats::decode_escapes("a_x000D_b") == "a\rb");
    CHECK(formats::decode_escapes("_x005F_x000D_") == "_x000D_");
    CHECK(formats::decode_escapes("_xD83D_") == "_xD83D_");
    CHECK(formats::decode_escapes("_x00") == "_x00");
    CHECK(formats::decode_escapes("my_xyz_file") == "my_xyz_file");
}

TEST_CASE("Every visible sheet that has rows is a table, also inside a zip and gzipped") {
    const std::string row = R"(<row r="1"><c r="A1"><v>1</v></c></row>)";
    const std::string bytes = workbook({{"一覧", row}, {"控え", row, "state=\"hidden\""}, {"空", ""}, {"追加", row}, {"x", row, "state=\"veryHidden\""}});
    const TemporaryFolder folder;
    const auto tables = read_tables(folder.file("list.xlsx", bytes));
    REQUIRE(tables.size() == 2);
    CHECK(tables[0].name == "list.xlsx/一覧");
    CHECK(tables[0].encoding == "XLSX");
    CHECK(tables[1].name == "list.xlsx/追加");
    CHECK(read_tables(folder.file("x.zip", zip({{"list.xlsx", bytes}, {"a.csv", "a,b\n"}}))).at(2).name == "x.zip/list.xlsx/追加");
    CHECK(read_tables(folder.file("x.gz", gzip(bytes))).size() == 2);
    CHECK(has(refusal(folder.file("e.xlsx", workbook({{"空", ""}}))), "No visible sheet"));
}

TEST_CASE("Elements with a prefix, as some programs write them, are read") {
    const std::string bytes = zip({{"[Content_Types].xml", "<Types/>"},
                                   {"xl/workbook.xml", "<x:workbook><x:sheets><x:sheet name=\"S\" sheetId=\"1\" rel:id=\"a\"/></x:sheets></x:workbook>"},
                                   {"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"a\" Type=\"" + relations + "worksheet\" Target=\"s.xml\"/></Relationships>"},
                                   {"xl/s.xml", "<x:worksheet><x:sheetData><x:row r=\"1\"><x:c r=\"A1\" t=\"inlineStr\"><x:is><x:t>あ</x:t></x:is></x:c>"
                                                "<x:c r=\"B1\"><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>"}});
    CHECK(rows_of(bytes)[0].cells == Cells{"あ", "2"});
}

TEST_CASE("A sheet with many rows is read piece by piece") {
    std::string rows;
    for (int i = 1; i <= 20000; ++i) {
        const std::string n = std::to_string(i);
        rows += "<row r=\"" + n + "\"><c r=\"A" + n + "\"><v>" + std::to_string(i * 7919) + "</v></c><c r=\"B" + n +
                "\" t=\"inlineStr\"><is><t>訪問看護" + n + "</t></is></c></row>";
    }
    const auto read = rows_of(workbook({{"Sheet1", rows}}));
    REQUIRE(read.size() == 20000);
    CHECK(read[19999].line == 20000);
    CHECK(read[12344].cells == Cells{std::to_string(12345 * 7919), "訪問看護12345"});
}

TEST_CASE("Damaged workbooks and their relatives are refused with the way out") {
    const TemporaryFolder folder;
    const auto message = [&](const std::string& bytes) { return refusal(folder.file("a.xlsx", bytes)); };
    CHECK(has(message(workbook({{"S", R"(<row r="1"><c r="A1" t="s"><v>7</v></c></row>)"}})), "Cell A1"));
    CHECK(has(message(workbook({{"S", R"(<row r="1"><c r="A1"><v>1</c></row>)"}})), "Row 1"));
    CHECK(has(message(workbook({{"S", R"(<row r="1"><c r="ZZZZ1"><v>1</v></c></row>)"}})), "Row 1"));
    CHECK(has(message(workbook({{"S", R"(<row r="1"><c r="A1"><v>1</v>)"}})), "damaged"));
    CHECK(has(message(workbook({{"S", "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>\x95\x61</v></c></row>"}})), "no UTF-8"));
    CHECK(has(message(zip({{"[Content_Types].xml", "<Types/>"}, {"xl/workbook.bin", "x"}})), ".xlsb"));
    CHECK(has(message(zip({{"content.xml", "x"}, {"META-INF/manifest.xml", "x"}})), "OpenDocument"));
    CHECK(has(message(zip({{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", "x"}})), "Office document"));
    CHECK(has(message(zip({{"[Content_Types].xml", "<Types/>"}})), "no list of sheets"));
}
