#include "data_fixture.hpp"
#include "support/archive.hpp"

#include <doctest/doctest.h>

#include <algorithm>

// Input that cannot be used. Each: an exit status, a message that names the file (and the place in it) and says what
// to do, and a register that is as it was.

using namespace annai;
using namespace annai::tests;

namespace {

std::string care_rows() {
    return bytes_of(source_dir() / "importers/sample_region/care/jigyosho_110.csv");
}

std::string with(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

const std::string mapping_begin = "[source]\ncode = \"bad\"\ntitle = \"一覧\"\n[record]\nkey = [\"No\"]\n[kinds]\nfixed = [\"clinic\"]\n";

struct BadInput {
    std::string name;
    std::vector<std::string> words; ///< {file} stands for the file written for the case
    int status;
    std::vector<std::string> said;
    std::string file, bytes;
};

std::vector<BadInput> bad_inputs() {
    const std::vector<std::string> care{"import", "mhlw_care", "{file}"};
    const auto list = [](const std::string& mapping) {
        return std::vector<std::string>{"import", "listing", "--mapping", mapping, "{file}"};
    };
    const std::string whole_zip = zip({{"jigyosho_110.csv", care_rows()}});
    const std::string whole_gz = gzip(care_rows());
    const std::string rows = "No,名称,所在地\n1,あ,い\n";
    return {
        // the file as a whole
        {"bytes that are no text in any encoding", care, 3, {"bad.csv", "Line 1", "CSV UTF-8"}, "bad.csv", care_rows().substr(0, 200) + "\xE9\xFF\x80\n"},
        {"EUC-JP", care, 3, {"bad.csv", "Line 1", "CSV UTF-8"}, "bad.csv", "\xBB\xF6\xB6\xC8\xBD\xEA\xC8\xD6\xB9\xE6,\xCC\xBE\xBE\xCE\xA5\xF4\xFD\xFE\n1,2\n"},
        {"a truncated zip", care, 3, {"bad.zip", "not downloaded completely", "once more"}, "bad.zip", whole_zip.substr(0, whole_zip.size() / 2)},
        {"a damaged zip", care, 3, {"bad.zip"}, "bad.zip", zip({{"a.csv", care_rows(), false, false, true}})},
        {"an encrypted zip", care, 3, {"bad.zip"}, "bad.zip", zip({{"a.csv", care_rows(), false, true, false}})},
        {"a truncated gz", care, 3, {"bad.csv.gz", "ends too early", "once more"}, "bad.csv.gz", whole_gz.substr(0, whole_gz.size() / 2)},
        {"a workbook that is none", care, 3, {"none.xlsx"}, "none.xlsx", "this is no workbook\n"},
        {"a zip without a table in it", care, 3, {"bad.zip"}, "bad.zip", zip({{"readme.txt", "nothing here"}})},
        {"an empty file", care, 3, {"bad.csv", "empty"}, "bad.csv", ""},
        {"a web page instead of a file", care, 3, {"bad.csv"}, "bad.csv", "<!DOCTYPE html>\n<html><body>404</body></html>\n"},
        {"a file that is not there", {"import", "mhlw_care", "/nowhere/jigyosho_110.csv"}, 3, {"/nowhere/jigyosho_110.csv", "no such file", "check the name"}, "", ""},
        {"a directory", {"import", "mhlw_care", "/usr"}, 3, {"/usr", "is a directory", "name the files"}, "", ""},
        {"the same file twice", {"import", "mhlw_care", "{file}", "{file}"}, 3, {"good.csv", "twice"}, "good.csv", care_rows() + "\n"},
        // its columns and rows
        {"a missing column", care, 3, {"bad.csv", "line 1", "事業所番号"}, "bad.csv", with(care_rows(), ",事業所番号,", ",")},
        {"a renamed column", care, 3, {"bad.csv", "line 1", "事業所番号", "事業所No"}, "bad.csv", with(care_rows(), ",事業所番号,", ",事業所No,")},
        {"a quote that is never closed", care, 3, {"bad.csv", "line 3", "never closed"}, "bad.csv", care_rows().substr(0, care_rows().find('\n', 700) + 1).substr(0, care_rows().find('\n') + 1) + "1,2,3\n\"4,5\n6,7\n"},
        {"a list of addresses that is none", {"import", "addresses", "{file}"}, 3, {"bad.csv", "header"}, "bad.csv", rows},
        {"boundaries that are none", {"import", "boundaries", "{file}"}, 3, {"bad.geojson"}, "bad.geojson", "{\"type\": \"FeatureCollection\", \"features\": ["},
        // how the command is used
        {"an unknown source", {"import", "mhlw_cars", "{file}"}, 2, {"mhlw_cars", "mhlw_care", "listing"}, "good.csv", care_rows()},
        {"an unknown option of a source", {"import", "mhlw_care", "--option", "kind=x", "{file}"}, 2, {"kind", "--help"}, "good.csv", care_rows()},
        {"an option that is no name=value", {"import", "mhlw_care", "--option", "kind", "{file}"}, 2, {"kind", "name=value"}, "good.csv", care_rows()},
        {"an unknown switch", {"import", "mhlw_care", "--nonsense", "{file}"}, 2, {"--nonsense", "--help"}, "good.csv", care_rows()},
        {"a value that an option does not have", {"import", "boundaries", "--option", "kind=nonsense", "{file}"}, 2, {"kind", "nonsense", "municipality"}, "b.geojson", "{\"type\":\"FeatureCollection\",\"features\":[]}"},
        {"a day that does not exist", {"import", "mhlw_care", "--as-of", "2026-02-30", "{file}"}, 2, {"--as-of", "2026-02-30", "2026-06-01"}, "good.csv", care_rows()},
        {"a day that is none", {"import", "mhlw_care", "--as-of", "soon", "{file}"}, 2, {"--as-of", "soon"}, "good.csv", care_rows()},
        {"no file at all", {"import", "mhlw_care"}, 2, {"files", "--help"}, "", ""},
        {"a mapping where none belongs", {"import", "mhlw_care", "--mapping", "{file}", "{file}"}, 2, {"--mapping", "listing"}, "good.csv", care_rows()},
        // lists and their mappings: here the file is the mapping or the list
        {"a list without a mapping", {"import", "listing", "{file}"}, 2, {"--mapping", "annai propose"}, "list.csv", rows},
        {"a mapping that is not there", list("/nowhere/m.toml"), 3, {"/nowhere/m.toml"}, "list.csv", rows},
    };
}

/// A mapping → what is said about it. The list has the columns No, 名称, 所在地.
struct BadMapping {
    std::string name, text;
    std::vector<std::string> said;
};

const std::vector<BadMapping> bad_mappings{
    {"no TOML", "[source]\ncode = \"x\n", {"m.toml:2"}},
    {"an unknown key", "[source]\ncode = \"x\"\ntitle = \"t\"\nnonsense = 1\n", {"m.toml:4", "nonsense", "licence"}},
    {"an unknown section", mapping_begin + "[values]\nname = \"名称\"\n[nonsense]\na = 1\n", {"m.toml:10", "nonsense"}},
    {"a field that does not exist", mapping_begin + "[values]\nname = \"名称\"\nnames = \"名称\"\n", {"m.toml:10", "names"}},
    {"a column that the list lacks", mapping_begin + "[values]\nname = \"施設名\"\n", {"list.csv", "施設名", "m.toml:9", "名称"}},
    {"a kind that does not exist", "[source]\ncode = \"x\"\ntitle = \"t\"\n[record]\nkey = [\"No\"]\n[kinds]\nfixed = [\"clinics\"]\n[values]\nname = \"名称\"\n", {"m.toml:7", "clinics"}},
    {"a capability that does not exist", mapping_begin + "[values]\nname = \"名称\"\n[[capability]]\ncode = \"ventilators\"\ncolumn = \"所在地\"\n", {"m.toml:11", "ventilators"}},
    {"a field with personal data among the facts", mapping_begin + "[values]\nname = \"名称\"\ndoctor_name = \"所在地\"\n", {"m.toml:10", "doctor_name", "person"}},
};

} // namespace

TEST_CASE("input that cannot be used is refused with its name, its place and a remedy, and changes nothing") {
    const Sample sample;
    const auto before = register_digest(sample.data());
    const auto status = status_of(sample.data());
    for (const auto& input : bad_inputs()) {
        CAPTURE(input.name);
        const TemporaryFolder folder;
        const auto file = input.file.empty() ? std::filesystem::path() : folder.file(input.file, input.bytes);
        auto words = input.words;
        std::replace(words.begin(), words.end(), std::string("{file}"), file.string());
        const auto ended = sample.run(words);
        CAPTURE(ended.err);
        CHECK(ended.status == input.status);
        CHECK(ended.out == "");
        for (const auto& text : input.said) {
            CAPTURE(text);
            CHECK(ended.err.find(text) != std::string::npos);
        }
        for (const std::string never : {"not foreseen", "terminate called", "std::", "json.exception", "AddressSanitizer", "runtime error"}) {
            CAPTURE(never);
            CHECK_FALSE(ended.said(never));
        }
    }
    CHECK(register_digest(sample.data()) == before);
    CHECK(status_of(sample.data()) == status);
}

TEST_CASE("a mapping with a fault is refused with file and line, and changes nothing") {
    const Sample sample;
    const auto before = register_digest(sample.data());
    const auto list = sample.beside().file("list.csv", "No,名称,所在地\n1,あ医院,案内県見本市中央一丁目1\n");
    for (const auto& mapping : bad_mappings) {
        CAPTURE(mapping.name);
        const auto file = sample.beside().file("m.toml", mapping.text);
        const auto ended = sample.run({"import", "listing", "--mapping", file.string(), list.string()});
        CAPTURE(ended.err);
        CHECK(ended.status == 3);
        for (const auto& text : mapping.said) {
            CAPTURE(text);
            CHECK(ended.err.find(text) != std::string::npos);
        }
    }
    CHECK(register_digest(sample.data()) == before);
}

TEST_CASE("too many rows that cannot be used stop an import before anything is changed, and are listed") {
    const Sample sample;
    const auto before = register_digest(sample.data());
    std::string rows = "No,名称,所在地\n";
    for (int i = 0; i < 60; ++i) {
        rows += std::to_string(i) + (i % 2 == 0 ? ",,案内県見本市中央一丁目1\n" : ",あ医院,案内県見本市中央一丁目1\n");
    }
    const auto list = sample.beside().file("list.csv", rows);
    const auto mapping = sample.beside().file("m.toml", mapping_begin + "[values]\nname = \"名称\"\n[address]\ntext = \"所在地\"\n");
    const auto refused = sample.run({"import", "listing", "--mapping", mapping.string(), list.string()});
    CHECK(refused.status == 3);
    CHECK(refused.said("30 of 60 rows"));
    CHECK(refused.said("--accept-rejects"));
    CHECK(refused.said("rejected rows: "));
    CHECK(register_digest(sample.data()) == before);
    CHECK(sample.run({"import", "listing", "--mapping", mapping.string(), "--accept-rejects", list.string()}).status == 0);
}

TEST_CASE("a list that cannot be read is refused by propose, too") {
    const TemporaryFolder folder;
    for (const auto& [name, bytes] : {std::pair<std::string, std::string>{"empty.csv", ""}, {"none.xlsx", "no workbook"}, {"none.zip", "PK\x03\x04"}}) {
        CAPTURE(name);
        const auto ended = annai_run(folder.path(), {"propose", folder.file(name, bytes).string()});
        CHECK(ended.status == 3);
        CHECK(ended.said(name));
    }
    CHECK(annai_run(folder.path(), {"propose", (folder / "nowhere.csv").string()}).status == 3);
}

TEST_CASE("without a data folder every command says how to make one, and makes none") {
    const TemporaryFolder folder;
    const auto data = folder / "nowhere";
    const auto file = folder.file("a.csv", care_rows()).string();
    const std::vector<std::vector<std::string>> commands{{"import", "mhlw_care", file}, {"publish"}, {"status"}, {"serve"}, {"export", (folder / "all.csv").string()}, {"export", "--everything", (folder / "all.db").string()}};
    for (const auto& words : commands) {
        CAPTURE(words[0]);
        const auto ended = annai_run(data, words);
        CHECK(ended.status == 4);
        CHECK(ended.said(data.string()));
        CHECK(ended.said("annai --data"));
        CHECK_FALSE(std::filesystem::exists(data));
    }
}
