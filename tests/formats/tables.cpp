#include "formats/tables.hpp"

#include "formats/reading.hpp"
#include "support/support.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace annai;
using namespace annai::tests;

TEST_CASE("Rows know their line and empty rows are passed over") {
    const TemporaryFolder folder;
    const auto table = read_table(folder.file("a.csv", "a,b\r\n\r\n,,\r\n\"x\r\ny\",1\r\n \r\nlast,2"));
    REQUIRE(table.rows.size() == 3);
    CHECK(table.rows[0].line == 1);
    CHECK(table.rows[1].line == 4);
    CHECK(table.rows[2].line == 7);
    CHECK(table.rows[2].cells == Cells{"last", "2"});
}

TEST_CASE("Tabs delimit where the header has tabs and no commas") {
    const TemporaryFolder folder;
    CHECK(read_table(folder.file("a.tsv", "a\tb\n1,2\t3\n")).rows[1].cells == Cells{"1,2", "3"});
    CHECK(read_table(folder.file("b.csv", "title\na,b\n1\t2,3\n")).rows[2].cells == Cells{"1\t2", "3"});
}

TEST_CASE("A row that is shorter than the header has empty cells, and no column has none") {
    const formats::Row row{3, {"a"}};
    CHECK(formats::cell(row, 0) == "a");
    CHECK(formats::cell(row, 5).empty());
    CHECK(formats::cell(row, formats::Columns::npos).empty());
}

TEST_CASE("Columns are found by any of their names, however they are written") {
    const formats::Columns columns({4, {"ID", "　事業所名 ", "電話番号", "ＧＷ"}}, "a.csv");
    CHECK(columns.require({"事業所名"}) == 1);
    CHECK(columns.find({"TEL", "電話番号"}) == 2);
    CHECK(columns.find({"gw"}) == 3);
    CHECK(columns.find({"住所"}) == formats::Columns::npos);
}

TEST_CASE("A missing column is named together with the header that was found") {
    const formats::Columns columns({4, {"ID", "名称"}}, "a.csv");
    try {
        columns.require({"住所", "所在地"});
        FAIL("a column that is not there was found");
    } catch (const base::Error& error) {
        const std::string message = error.what();
        CHECK(error.code() == base::ErrorCode::bad_source);
        CHECK(error.field() == "住所");
        for (const char* part : {"a.csv", "line 4", "「住所」 or 「所在地」", "「ID」 「名称」"}) {
            CHECK_MESSAGE(has(message, part), message);
        }
    }
}

TEST_CASE("What is no table is refused, saying what it is") {
    const TemporaryFolder folder;
    CHECK(has(refusal(folder.path()), "folder"));
    CHECK(has(refusal(folder / "none.csv"), "no such file"));
    CHECK(has(refusal(folder.file("a.csv", "")), "empty"));
    CHECK(has(refusal(folder.file("b.csv", "%PDF-1.7 ...")), "a PDF document"));
    CHECK(has(refusal(folder.file("c.csv", "<!DOCTYPE html>\n<html><body>404")), "a web page"));
    CHECK(has(refusal(folder.file("d.csv", "{\"type\":\"FeatureCollection\"}")), "a JSON document"));
    CHECK(has(refusal(folder.file("e.csv", std::string("a,b\n1,\0\n", 8))), "e.csv: Line 2 contains NUL"));
    CHECK(has(refusal(folder.file("f.csv", "a,b\n\"open,1\n2,3\n")), "f.csv: The quoted field that begins on line 2"));
}

TEST_CASE("Old and protected workbooks are refused with the way out") {
    const TemporaryFolder folder;
    const std::string ole("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
    CHECK(has(refusal(folder.file("a.xlsx", ole + std::string(600, 'x'))), "「Excel ブック (.xlsx)」"));
    const std::string marker("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);
    CHECK(has(refusal(folder.file("b.xlsx", ole + std::string(600, 'x') + marker)), "password"));
}

TEST_CASE("The published files are read as they come") {
    const auto data = shared_data("The published files are read as they come");
    if (!data) {
        return;
    }
    const auto care = read_table(*data / "mhlw-care" / "jigyosho_130.reconstructed.tottori.csv");
    CHECK(care.encoding == "UTF-8 with BOM");
    for (const formats::Row& row : care.rows) {
        CHECK(row.cells.size() == 24);
    }
    const auto notified = read_table(*data / "bureau-notifications" / "31_tottori_2025-10.xlsx");
    CHECK(notified.rows.size() > 9000);
    CHECK(notified.rows[0].line == 2);
    CHECK(notified.rows[1].line == 4);
    CHECK(notified.rows[1].cells[0] == "項番");
}
