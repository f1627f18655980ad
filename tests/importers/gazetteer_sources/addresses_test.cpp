#include "importers/addresses/addresses.hpp"

#include "recording_sink.hpp"

using namespace annai;
using tests::contains;
using tests::error_of;
using tests::RecordingSink;

namespace {

std::filesystem::path sample(const std::string& name) {
    return tests::source_dir() / "importers" / "addresses" / "sample" / name;
}

facility::ImportOptions mlit() {
    facility::ImportOptions options;
    options.options["publisher"] = "mlit";
    return options;
}

RecordingSink read(const std::filesystem::path& file, const facility::ImportOptions& options = {}) {
    RecordingSink sink;
    importers::addresses::make_importer()->read(file, options, sink);
    return sink;
}

} // namespace

TEST_CASE("each published layout of addresses is read from its header") {
    tests::check_golden(read(sample("geolonia.csv")).text, sample("geolonia.golden"));
    tests::check_golden(read(sample("mlit_town.csv"), mlit()).text, sample("mlit_town.golden"));
    tests::check_golden(read(sample("mlit_block.csv"), mlit()).text, sample("mlit_block.golden"));
}

TEST_CASE("every row of a list of addresses is a point, ignored or rejected") {
    for (const auto* name : {"geolonia.csv", "mlit_town.csv", "mlit_block.csv"}) {
        CAPTURE(name);
        const auto sink = read(sample(name), std::string(name) == "geolonia.csv" ? facility::ImportOptions{} : mlit());
        CHECK_GT(sink.rows, 0);
        CHECK_EQ(sink.rows, sink.used + sink.ignored_rows + sink.rejected_rows);
    }
}

TEST_CASE("addresses in the publisher's zip are read and what travels along is not") {
    const auto plain = read(sample("mlit_town.csv"), mlit());
    const auto zipped = read(sample("mlit_town.zip"), mlit());
    CHECK_EQ(zipped.rows, plain.rows);
    REQUIRE_EQ(zipped.points.size(), plain.points.size());
    CHECK_EQ(zipped.points.front().town, plain.points.front().town);
}

TEST_CASE("the edition of Geolonia's list with codes and readings is Geolonia's all the same") {
    const tests::TemporaryFolder folder;
    const auto sink = read(folder.file(
        "latest.csv", "都道府県コード,都道府県名,都道府県名カナ,市区町村コード,市区町村名,大字町丁目コード,大字町丁目名,緯度,経度\n"
                      "01,北海道,ホッカイドウ,1101,札幌市中央区,011010001001,旭ケ丘一丁目,43.04223,141.319722\n"));
    REQUIRE_EQ(sink.points.size(), 1);
    CHECK_EQ(sink.points[0].municipality_code, "01101");
}

TEST_CASE("a missing column of a list of addresses is named") {
    const tests::TemporaryFolder folder;
    const auto renamed = folder.file("a.csv", "都道府県名,市区町村名,大字町丁目名,小字・通称名,北緯,経度\n鳥取県,倉吉市,上井,,35.4,133.8\n");
    CHECK(contains(error_of([&] { read(renamed); }), "緯度"));
    const auto block = folder.file("b.csv", "都道府県名,市区町村名,大字・丁目名,街区符号・地番,緯度,経度,更新後履歴フラグ\nx,x,x,1,35,134,0\n");
    CHECK(contains(error_of([&] { read(block, mlit()); }), "代表フラグ"));
    const auto other = folder.file("c.csv", "名前,電話\nあ,0858\n");
    CHECK(contains(error_of([&] { read(other); }), "位置参照情報"));
}

TEST_CASE("a file of the other publisher is refused, because its attribution differs") {
    CHECK(contains(error_of([&] { read(sample("mlit_town.csv")); }), "publisher=mlit"));
    CHECK(contains(error_of([&] { read(sample("geolonia.csv"), mlit()); }), "publisher=geolonia"));
    facility::ImportOptions wrong;
    wrong.options["publisher"] = "google";
    CHECK(contains(error_of([&] { read(sample("geolonia.csv"), wrong); }, base::ErrorCode::bad_request), "mlit"));
}

TEST_CASE("the attribution is that of the publisher") {
    const auto importer = importers::addresses::make_importer();
    CHECK(contains(importer->source({}).attribution, "Geolonia"));
    CHECK(contains(importer->source(mlit()).attribution, "国土交通省"));
    CHECK_NE(importer->source({}).code, importer->source(mlit()).code);
}

TEST_CASE("the addresses of the sample region are read whole") {
    const auto folder = tests::source_dir() / "importers" / "sample_region" / "addresses";
    for (const auto* name : {"99_towns.csv", "99_blocks.csv"}) {
        CAPTURE(name);
        const auto sink = read(folder / name, mlit());
        CHECK_GT(sink.used, 0);
        CHECK_EQ(sink.rejected_rows, 0);
        CHECK_EQ(sink.rows, sink.used + sink.ignored_rows);
    }
}

TEST_CASE("the published national list of addresses is read without a reject") {
    const auto data = tests::shared_data("the published national list of addresses is read without a reject");
    if (!data) {
        return;
    }
    const auto sink = read(*data / "addresses" / "geolonia_addresses_2024-01-15.csv.gz");
    CHECK_EQ(sink.rows, 277676);
    CHECK_EQ(sink.ignored_rows, 469);
    CHECK_EQ(sink.rejected_rows, 0);
}
