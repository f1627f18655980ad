#include "formats/csv_writer.hpp"

#include "base/delimited_text.hpp"

#include <doctest/doctest.h>

using annai::formats::CsvWriter;

namespace {

std::string one_cell(const std::string& text) {
    CsvWriter writer;
    writer.row({text});
    return writer.text().substr(3);
}

} // namespace

TEST_CASE("CSV is written for spreadsheets: a byte order mark, CRLF, quotes where needed") {
    CsvWriter writer;
    writer.row({"名称", "a,b", "say \"hi\"", "two\nlines", ""});
    CHECK(writer.text() == "\xEF\xBB\xBF名称,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\r\n");
    const auto rows = annai::base::read_delimited(writer.text());
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].cells == std::vector<std::string>{"名称", "a,b", "say \"hi\"", "two\nlines", ""});
}

TEST_CASE("What a spreadsheet would run as a formula is made harmless") {
    for (const char* formula : {"=1+1", "=HYPERLINK(\"http://example.com\")", "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(A1)", "\t=1",
                                "\r=1", "＝1+1", "＋A1", "－A1", "＠A1", "+A1", "-(1)"}) {
        CAPTURE(formula);
        CHECK(one_cell(formula).starts_with("\"'"));
    }
}

TEST_CASE("Numbers, telephone numbers and lone dashes stay as they are") {
    for (const char* harmless : {"-12", "+3.5", "-1", "+81-857-24-1151", "0857-24-1151", "-", "－", "病院", "a=b", ""}) {
        CAPTURE(harmless);
        CHECK(one_cell(harmless) == std::string(harmless) + "\r\n");
    }
}

TEST_CASE("Written text can be taken away piece by piece") {
    CsvWriter writer;
    writer.row({"a"});
    CHECK(writer.take() == "\xEF\xBB\xBF" "a\r\n");
    writer.row({"b"});
    CHECK(writer.take() == "b\r\n");
    CHECK(writer.take().empty());
}
