#include "formats/reading.hpp"
#include "support/archive.hpp"
#include "support/support.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace annai;
using namespace annai::tests;

namespace {

const std::string one = "a,b\n1,2\n";
const std::string many = [] {
    std::string text = "id,name\n";
    for (int i = 0; i < 30000; ++i) {
        text += std::to_string(i * 7919) + ",訪問看護ステーション" + std::to_string(i) + "\n";
    }
    return text;
}();

} // namespace

TEST_CASE("A gzip file is a table, under whatever name") {
    const TemporaryFolder folder;
    const auto table = read_table(folder.file("a.csv.gz", gzip(many)));
    CHECK(table.name == "a.csv.gz");
    CHECK(table.rows.size() == 30001);
    CHECK(read_table(folder.file("b.csv", gzip(one))).rows.size() == 2);
    CHECK(read_table(folder.file("c.gz", gzip("a,b\n") + gzip("1,2\n"))).rows.size() == 2);
}

TEST_CASE("A gzip file that is cut off or damaged gives no row") {
    const TemporaryFolder folder;
    const std::string whole = gzip(many);
    std::size_t rows = 1;
    CHECK(has(refusal(folder.file("a.csv.gz", whole.substr(0, whole.size() / 2)), &rows), "ends too early"));
    CHECK(rows == 0);
    CHECK(has(refusal(folder.file("b.csv.gz", whole.substr(0, whole.size() - 4)), &rows), "ends too early"));
    CHECK(rows == 0);
    std::string wrong = whole;
    wrong[wrong.size() - 6] = static_cast<char>(wrong[wrong.size() - 6] ^ 1); // the checksum
    CHECK(has(refusal(folder.file("c.csv.gz", wrong), &rows), "damaged"));
    CHECK(rows == 0);
    CHECK(has(refusal(folder.file("d.csv.gz", gzip(""))), "empty"));
}

TEST_CASE("The tables of a zip come in the order of their names, with what else it holds passed over") {
    const TemporaryFolder folder;
    const auto tables = read_tables(folder.file("x.zip", zip({{"b.csv", one},
                                                              {"a.csv", "c,d\n"},
                                                              {"readme.txt", "see a.csv, b.csv"},
                                                              {"sub/", ""},
                                                              {"sub/c.csv", "e,f\n"},
                                                              {"__MACOSX/._b.csv", std::string("\0\5\x16\7", 4)},
                                                              {"list.pdf", "%PDF-1.7"}})));
    REQUIRE(tables.size() == 3);
    CHECK(tables[0].name == "x.zip/a.csv");
    CHECK(tables[1].name == "x.zip/b.csv");
    CHECK(tables[2].name == "x.zip/sub/c.csv");
    CHECK(tables[1].rows.size() == 2);
}

TEST_CASE("Names in a zip are read with the UTF-8 flag, without it, and in Shift_JIS") {
    const TemporaryFolder folder;
    CHECK(read_table(folder.file("x.zip", zip({{"\x95\x61\x89\x40.csv", one}}))).name == "x.zip/病院.csv");
    CHECK(read_table(folder.file("x.zip", zip({{"病院.csv", one}}))).name == "x.zip/病院.csv");
    CHECK(read_table(folder.file("x.zip", zip({{"病院.csv", one, true}}))).name == "x.zip/病院.csv");
}

TEST_CASE("A zip that is cut off or damaged gives no row") {
    const TemporaryFolder folder;
    const std::string whole = zip({{"a.csv", many}});
    std::size_t rows = 1;
    CHECK(has(refusal(folder.file("a.zip", whole.substr(0, whole.size() / 2)), &rows), "Get it once more"));
    CHECK(rows == 0);
    CHECK(has(refusal(folder.file("b.zip", whole.substr(0, whole.size() - 30)), &rows), "Get it once more"));
    CHECK(rows == 0);
    CHECK(has(refusal(folder.file("c.zip", zip({{"a.csv", many, false, false, true}})), &rows), "Get it once more"));
    CHECK(rows == 0);
    std::string broken = whole;
    for (std::size_t i = broken.size() / 2; i < broken.size() / 2 + 64; ++i) {
        broken[i] = static_cast<char>(broken[i] ^ 0x55);
    }
    CHECK(has(refusal(folder.file("d.zip", broken), &rows), "Get it once more"));
    CHECK(rows == 0);
}

TEST_CASE("A zip without a table, with a password, or with another archive in it is refused") {
    const TemporaryFolder folder;
    CHECK(has(refusal(folder.file("a.zip", zip({{"readme.txt", "hello"}}))), "「readme.txt」"));
    CHECK(has(refusal(folder.file("b.zip", zip({}))), "an empty zip archive"));
    CHECK(has(refusal(folder.file("c.zip", zip({{"a.csv", one, false, true}}))), "password"));
    CHECK(has(refusal(folder.file("d.zip", zip({{"inner.zip", zip({{"a.csv", one}})}}))), "archive in an archive"));
    CHECK(has(refusal(folder.file("e.csv.gz", gzip(zip({{"a.csv", one}})))), "archive in an archive"));
    CHECK(has(refusal(folder.file("f.csv.gz", gzip(gzip(one)))), "gzip file"));
    CHECK(has(refusal(folder.file("g.zip", zip({{"a.csv", ""}}))), "g.zip/a.csv: The file is empty"));
    const std::string tar = "a.csv" + std::string(252, '\0') + "ustar" + std::string(250, '\0');
    CHECK(has(refusal(folder.file("h.tar.gz", gzip(tar))), "a tar archive"));
}

TEST_CASE("An archive that unpacks to a hundred times its size is refused") {
    const TemporaryFolder folder;
    const std::string bomb(20U << 20, 'x');
    CHECK(has(refusal(folder.file("a.zip", zip({{"a.csv", "a,b\n" + bomb}}))), "100 times"));
    CHECK(has(refusal(folder.file("a.gz", gzip("a,b\n" + bomb))), "100 times"));
}
