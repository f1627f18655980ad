#include "listing_support.hpp"

#include "base/file.hpp"

using namespace annai;
using namespace annai::tests;

namespace {

const std::string good = "[record]\nkey = \"name+address\"\n[values]\nname = \"施設名\"\n[address]\ntext = \"所在地\"\n";

std::string complaint(const std::string& mapping, const std::string& source = Listing::plain_source) {
    const std::string message = Listing("施設名,所在地,電話\nあ,い,\n", mapping, source).error();
    CHECK(contains(message, "list."));
    return message;
}

} // namespace

TEST_CASE("an unknown key or section is an error with its line and the valid keys") {
    const std::string section = complaint(good + "[adress]\ntext = \"所在地\"\n");
    CHECK(contains(section, "adress"));
    CHECK(contains(section, "address"));
    CHECK(contains(section, "list.toml:10"));
    const std::string key = complaint("[file]\nheaderrow = 4\n" + good);
    CHECK(contains(key, "list.toml:5"));
    CHECK(contains(key, "header_row"));
    CHECK(contains(complaint(good + "[[person]]\nrole=\"a\"\nname=\"施設名\"\nfone=\"電話\"\n"), "fone"));
    CHECK(contains(complaint(good + "[position]\nlat={ colum=\"電話\" }\nlon=\"電話\"\n"), "lat"));
}

TEST_CASE("unknown fields, kinds, capabilities, qualifiers and schemes are errors that name the nearest") {
    const std::string field = complaint("[record]\nkey=[\"施設名\"]\n[values]\nname=\"施設名\"\nphon=\"電話\"\n");
    CHECK(contains(field, "phon"));
    CHECK(contains(field, "nearest: phone"));
    CHECK(contains(complaint(good + "[kinds]\nfixed=[\"clinik\"]\n"), "clinic"));
    CHECK(contains(complaint(good + "[kinds]\ncolumn=\"電話\"\nmap={ \"a\" = \"clinik\" }\n"), "clinic"));
    CHECK(contains(complaint(good + "[[capability]]\ncode=\"ventilater\"\ncolumn=\"電話\"\n"), "ventilator"));
    CHECK(contains(complaint(good + "[[capability]]\ncode=\"ventilator\"\nqualifier=\"tpvp\"\ncolumn=\"電話\"\n"), "tppv"));
    CHECK(contains(complaint(good + "[capabilities.columns]\n\"電話\" = \"tube_feeding/gastro\"\n"), "gastrostomy"));
    CHECK(contains(complaint(good + "[identifiers]\nkaigo = \"電話\"\n"), "kaigo_office"));
    CHECK(contains(complaint(good + "[[hours]]\npurpose=\"ofice\"\ntext=\"電話\"\n"), "office"));
    CHECK(contains(complaint(good + "[[coverage]]\ntype=\"km\"\ncolumn=\"電話\"\n"), "radius_km"));
}

TEST_CASE("personal fields are refused as values, and the way to state them is named") {
    const std::string message = complaint("[record]\nkey=[\"施設名\"]\n[values]\nname=\"施設名\"\ndoctor_name=\"電話\"\n");
    CHECK(contains(message, "[[person]]"));
    CHECK(contains(message, "医師名"));
}

TEST_CASE("a column that the file lacks is an error that shows the header") {
    const std::string message = complaint(good + "[scope]\nregion_column = \"市町村コード\"\n");
    CHECK(contains(message, "市町村コード"));
    CHECK(contains(message, "「施設名」「所在地」「電話」"));
    CHECK(contains(message, "list.toml:11"));
    CHECK(contains(complaint("[record]\nkey=[\"番号\"]\n[values]\nname=\"名称\"\n"), "施設名"));
}

TEST_CASE("an empty cell cannot be mapped to an answer") {
    CHECK(contains(complaint(good + "[[capability]]\ncode=\"ventilator\"\ncolumn=\"電話\"\nanswers={ \"\" = \"no\" }\n"), "empty"));
    CHECK(contains(complaint(good + "[answers.map]\n\"○\" = \"maybe\"\n"), "conditional"));
}

TEST_CASE("sections that exclude or need each other say so") {
    CHECK(contains(complaint("[values]\nname=\"施設名\"\n"), "[record]"));
    CHECK(contains(complaint("[record]\nkey=[\"施設名\"]\n"), "name"));
    CHECK(contains(complaint("[record]\nkey=\"name+address\"\n[values]\nname=\"施設名\"\n"), "address"));
    CHECK(contains(complaint(good, "[source]\ntitle=\"b\"\n"), "code"));
    CHECK(contains(complaint(good, "[source]\ncode=\"日本\"\ntitle=\"b\"\n"), "letters"));
    CHECK(contains(complaint(good + "[scope]\nregion=\"31\"\nregion_column=\"電話\"\n"), "not both"));
    CHECK(contains(complaint(good + "[scope]\nregion=\"鳥取県\"\n"), "two-digit"));
    CHECK(contains(complaint(good + "[long]\ncapability=\"電話\"\nanswer=\"電話\"\n[[capability]]\ncode=\"ventilator\"\ncolumn=\"電話\"\n"),
                   "either long or wide"));
    CHECK(contains(complaint(good + "[[hours]]\ntext=\"電話\"\ndays=\"電話\"\n"), "either text"));
    CHECK(contains(complaint(good + "[consent]\nfixed=\"all\"\n"), "professional"));
    CHECK(contains(complaint(good + "[[capability]]\ncode=\"ventilator\"\ncolumn=\"電話\"\nbasis={ fixed=\"hearsay\" }\n"), "self_reported"));
    CHECK(contains(complaint("[file]\nas_of=\"昨日\"\n" + good), "2026-04-01"));
    CHECK(contains(complaint(good + "[source2]\n"), "source"));
}

TEST_CASE("a file that is no TOML is an error with its line") {
    const std::string message = complaint(good + "[values\n");
    CHECK(contains(message, "list.toml:10"));
    CHECK(contains(complaint(good + "[[person]]\nrole = 1.5\n"), "quotes"));
}

TEST_CASE("the whole syntax of the README loads") {
    // The README's own example, so that it cannot drift from the code.
    const std::string readme = base::read_file(source_dir() / "importers/listing/README.md");
    const std::size_t begin = readme.find("```toml\n") + 8;
    std::string example = readme.substr(begin, readme.find("\n```", begin) - begin);
    const std::size_t form = example.find("[long]");
    REQUIRE(form != std::string::npos); // it excludes the wide forms before it
    const std::size_t wide = example.find("[[capability]]");
    const std::size_t answers = example.find("[answers]");
    const auto loads = [](const std::string& text) {
        const TemporaryFolder folder;
        facility::ImportOptions options;
        options.mapping = folder.file("readme.toml", text);
        return importers::listing::make_importer()->source(options).code;
    };
    CHECK(loads(example.substr(0, form) + example.substr(answers)) == "listing:kurayoshi-2026");
    CHECK(loads(example.substr(0, wide) + example.substr(form)) == "listing:kurayoshi-2026");
}
