#include "importers/boundaries/boundaries.hpp"

#include "recording_sink.hpp"

#include <set>

using namespace annai;
using tests::contains;
using tests::error_of;
using tests::RecordingSink;

namespace {

std::filesystem::path sample(const std::string& name) {
    return tests::source_dir() / "importers" / "boundaries" / "sample" / name;
}

facility::ImportOptions with(std::map<std::string, std::string> values) {
    facility::ImportOptions options;
    options.options = std::move(values);
    return options;
}

RecordingSink read(const std::filesystem::path& file, const facility::ImportOptions& options = {}) {
    RecordingSink sink;
    importers::boundaries::make_importer()->read(file, options, sink);
    return sink;
}

const std::string square = R"({"type":"Polygon","coordinates":[[[134,35],[134.1,35],[134.1,35.1],[134,35.1],[134,35]]]})";

std::string collection(const std::string& properties, const std::string& geometry = square) {
    return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":)" + properties + R"(,"geometry":)" +
           geometry + "}]}";
}

} // namespace

TEST_CASE("municipalities of N03 are read with their parts, and what is no municipality is told apart") {
    const auto sink = read(sample("n03.geojson"));
    tests::check_golden(sink.text, sample("n03.golden"));
    CHECK_EQ(sink.rows, sink.used + sink.ignored_rows + sink.rejected_rows);
    CHECK_EQ(sink.areas.at(0).code, sink.areas.at(1).code); // two parts, two statements
}

TEST_CASE("the file's name is the code where no attribute is") {
    const auto sink = read(sample("31302.json"));
    REQUIRE_EQ(sink.areas.size(), 2);
    CHECK_EQ(sink.areas[1].code, "31302");
    CHECK_EQ(sink.areas[1].name, "岩美町");
    CHECK_EQ(sink.areas[1].parent_code, "31");
}

TEST_CASE("lists of towns become areas without polygons") {
    const auto sink = read(sample("living_areas.csv"));
    tests::check_golden(sink.text, sample("living_areas.golden"));
    for (const auto& area : sink.areas) {
        CHECK(area.wkb.empty());
    }
}

TEST_CASE("an unknown kind of area is an error that lists the valid ones") {
    const auto message = error_of([&] { read(sample("31302.json"), with({{"kind", "planet"}})); }, base::ErrorCode::bad_request);
    CHECK(contains(message, "daily_living_area"));
    CHECK(contains(message, "secondary_medical_area"));
    CHECK_EQ(read(sample("31302.json"), with({{"kind", "ブロック"}})).areas.at(0).kind, "block");
}

TEST_CASE("options that nobody knows and bad values are refused") {
    CHECK(contains(error_of([&] { read(sample("31302.json"), with({{"colour", "red"}})); }, base::ErrorCode::bad_request), "colour"));
    CHECK(contains(error_of([&] { read(sample("31302.json"), with({{"code-from", "x"}})); }, base::ErrorCode::bad_request), "file-name"));
    CHECK(contains(error_of([&] { read(sample("living_areas.csv"), with({{"municipality", "31"}})); }, base::ErrorCode::bad_request),
                   "five digits"));
}

TEST_CASE("attributes are chosen by options, and one that no feature has is named") {
    const tests::TemporaryFolder folder;
    const auto file = folder.file("school.geojson", collection(R"({"A32_001":"s1","A32_002":"東中学校","A32_003":"31203"})"));
    const auto options = with({{"kind", "junior_high_school_district"}, {"code-attribute", "A32_001"}, {"name-attribute", "A32_002"},
                               {"parent-attribute", "A32_003"}, {"code-prefix", "31203-"}});
    const auto sink = read(file, options);
    REQUIRE_EQ(sink.areas.size(), 1);
    CHECK_EQ(sink.areas[0].kind, "junior_high_school_district");
    CHECK_EQ(sink.areas[0].code, "31203-s1");
    CHECK_EQ(sink.areas[0].name, "東中学校");
    CHECK_EQ(sink.areas[0].parent_code, "31203");

    auto wrong = options;
    wrong.options["code-attribute"] = "A32_009";
    const auto message = error_of([&] { read(file, wrong); });
    CHECK(contains(message, "A32_009"));
    CHECK(contains(message, "A32_002"));
    CHECK(contains(error_of([&] { read(file, with({{"kind", "block"}})); }), "name-attribute"));
    const auto no_code = folder.file("town.geojson", collection(R"({"name":"岩美町"})"));
    CHECK(contains(error_of([&] { read(no_code); }), "code-attribute"));
}

TEST_CASE("an area without a code goes by its name, except municipalities") {
    const tests::TemporaryFolder folder;
    const auto file = folder.file("areas.geojson", collection(R"({"name":"東圏域"})"));
    CHECK_EQ(read(file, with({{"kind", "daily_living_area"}})).areas.at(0).code, "東圏域");
}

TEST_CASE("prefectures take their code from their name") {
    const tests::TemporaryFolder folder;
    const auto file = folder.file("p.geojson", collection(R"({"N03_001":"鳥取県","N03_004":null,"N03_007":null})"));
    const auto sink = read(file, with({{"kind", "prefecture"}}));
    REQUIRE_EQ(sink.areas.size(), 1);
    CHECK_EQ(sink.areas[0].code, "31");
    CHECK_EQ(sink.areas[0].name, "鳥取県");
}

TEST_CASE("the ward of a designated city is named with its city in both layouts of N03") {
    const tests::TemporaryFolder folder;
    const auto file = folder.file(
        "n.geojson", collection(R"({"N03_001":"静岡県","N03_003":null,"N03_004":"浜松市","N03_005":"中央区","N03_007":"22138"})"));
    CHECK_EQ(read(file).areas.at(0).name, "浜松市中央区");
}

TEST_CASE("a list of towns without the municipality's code takes it from the option or names the column") {
    const tests::TemporaryFolder folder;
    const auto file = folder.file("list.csv", "中学校区,町名\n東中学校区,上井\n");
    CHECK(contains(error_of([&] { read(file); }), "市区町村コード"));
    const auto sink = read(file, with({{"municipality", "312037"}}));
    REQUIRE_EQ(sink.towns.size(), 1);
    CHECK_EQ(sink.towns[0].kind, "junior_high_school_district"); // its header says so
    CHECK_EQ(sink.towns[0].municipality_code, "31203");
    const auto unclear = folder.file("list2.csv", "区域名,市区町村コード,町名\n東,31203,上井\n");
    CHECK(contains(error_of([&] { read(unclear); }), "kind"));
}

TEST_CASE("a list of municipalities gives whole municipalities to an area") {
    const tests::TemporaryFolder folder;
    const auto file = folder.file("medical.csv", "二次医療圏,市区町村コード\n中部,31203\n中部,31364\n");
    const auto sink = read(file);
    REQUIRE_EQ(sink.towns.size(), 2);
    CHECK_EQ(sink.towns[1].kind, "secondary_medical_area");
    CHECK_EQ(sink.towns[1].municipality_code, "31364");
    CHECK(sink.towns[1].town.empty());
    CHECK_EQ(sink.areas.size(), 1);
}

TEST_CASE("a file that is neither map nor list is refused") {
    const tests::TemporaryFolder folder;
    CHECK_FALSE(error_of([&] { read(folder.file("x.json", "{\"a\":1}")); }).empty());
    CHECK_FALSE(error_of([&] { read(folder.file("x.zip", "PK\x03\x04 nothing")); }).empty());
    CHECK_FALSE(error_of([&] { read(folder / "missing.geojson"); }).empty());
}

TEST_CASE("the areas of the sample region are read whole") {
    const auto folder = tests::source_dir() / "importers" / "sample_region" / "boundaries";
    const auto polygons = read(folder / "municipalities.geojson");
    CHECK_EQ(polygons.rejected_rows, 0);
    CHECK_GE(polygons.areas.size(), 2);
    const auto lists = read(folder / "town_lists.csv");
    CHECK_EQ(lists.rejected_rows, 0);
    CHECK_GT(lists.towns.size(), 10);
}

TEST_CASE("the published boundaries of a prefecture and of the country are read") {
    const auto data = tests::shared_data("the published boundaries of a prefecture and of the country are read");
    if (!data) {
        return;
    }
    std::set<std::string> codes;
    for (const auto& entry : std::filesystem::directory_iterator(*data / "boundaries" / "tottori")) {
        const auto sink = read(entry.path());
        CHECK_EQ(sink.rejected_rows, 0);
        CHECK_EQ(sink.ignored_rows, 0);
        for (const auto& area : sink.areas) {
            codes.insert(area.code + area.name);
        }
    }
    CHECK_EQ(codes.size(), 19);
    CHECK(codes.contains("31302岩美町"));
    CHECK(codes.contains("31201鳥取市"));

    const auto national = read(*data / "boundaries" / "n03_japan_simplified.geojson");
    CHECK_EQ(national.rows, 1897);
    CHECK_EQ(national.ignored_rows, 3); // 所属未定地
    CHECK_EQ(national.rejected_rows, 0);
}
