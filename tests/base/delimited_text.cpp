#include "base/delimited_text.hpp"

#include "base/error.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>

using namespace annai::base;

namespace {

using Cells = std::vector<std::string>;

std::string message_of(const std::string& text) {
    try {
        read_delimited(text);
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::bad_source);
        return error.what();
    }
    return "no error";
}

} // namespace

TEST_CASE("Quotes, doubled quotes and delimiters inside quotes are read") {
    const auto rows = read_delimited("a,\"b,c\",\"say \"\"hi\"\"\"\r\n1,,3\r\n");
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].cells == Cells{"a", "b,c", "say \"hi\""});
    CHECK(rows[1].cells == Cells{"1", "", "3"});
}

TEST_CASE("A row knows the line on which it begins, whatever line breaks stand before it") {
    const auto rows = read_delimited("h\r\n\"two\r\nlines\",x\n\n\r\n\"three\n\nlines\"\rlast");
    REQUIRE(rows.size() == 4);
    CHECK(rows[0].line == 1);
    CHECK(rows[1].line == 2);
    CHECK(rows[1].cells == Cells{"two\r\nlines", "x"});
    CHECK(rows[2].line == 6);
    CHECK(rows[3].line == 9);
    CHECK(rows[3].cells == Cells{"last"});
}

TEST_CASE("Unicode line separators inside a field are text") {
    const auto rows = read_delimited("a\u2028b,c\u0085d\n\"e\u2029f\"\n");
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].cells == Cells{"a\u2028b", "c\u0085d"});
    CHECK(rows[1].line == 2);
}

TEST_CASE("How the bytes are cut into pieces makes no difference") {
    const std::string text = "\"a\r\nb\",\"c\"\"d\"\r\n\r\n病院,\"x\"\r\n";
    const auto whole = read_delimited(text);
    std::vector<DelimitedRow> pieces;
    DelimitedReader reader([&](DelimitedRow&& row) { pieces.push_back(std::move(row)); });
    for (const char c : text) {
        reader.feed(std::string_view(&c, 1));
    }
    reader.finish();
    REQUIRE(pieces.size() == whole.size());
    for (std::size_t i = 0; i < whole.size(); ++i) {
        CHECK(pieces[i].line == whole[i].line);
        CHECK(pieces[i].cells == whole[i].cells);
    }
    CHECK(whole[1].line == 4);
}

TEST_CASE("A last row without a line break is a row, and a byte order mark is no part of the first cell") {
    const auto rows = read_delimited("\xEF\xBB\xBF" "a\tb\n1\t2", '\t');
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].cells == Cells{"a", "b"});
    CHECK(rows[1].cells == Cells{"1", "2"});
    CHECK(read_delimited("").empty());
    CHECK(read_delimited("\n\r\n \n").empty());
}

TEST_CASE("A stray quote inside an unquoted field is text") {
    CHECK(read_delimited("5\"x,b\n")[0].cells == Cells{"5\"x", "b"});
}

TEST_CASE("A quote that is never closed is an error that names the line where it opens") {
    CHECK(message_of("a,b\n\"x\ny\",\"open\nmore\n").find("line 3") != std::string::npos);
    CHECK(message_of("a\n\n\"" + std::string(3U << 20, 'x')).find("line 3") != std::string::npos);
    CHECK(message_of("a\n\"" + std::string(2U << 20, 'x') + "\"").find("1 MiB") != std::string::npos);
}

TEST_CASE("NUL bytes are refused") {
    CHECK(message_of(std::string("a,b\nc\0d\n", 8)).find("Line 2 contains NUL") != std::string::npos);
}

TEST_CASE("An exception of the one who takes the rows comes through") {
    DelimitedReader reader([](DelimitedRow&&) { throw std::logic_error("enough"); });
    CHECK_THROWS_AS(reader.feed("a\nb\n"), std::logic_error);
}
