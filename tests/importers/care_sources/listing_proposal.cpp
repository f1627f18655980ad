#include "listing_support.hpp"

#include "importers/listing/preview.hpp"
#include "importers/listing/propose.hpp"

using namespace annai;
using namespace annai::tests;
using importers::listing::preview;
using importers::listing::preview_text;
using importers::listing::propose_mapping;

namespace {

const std::string table = "架空市 資源一覧,,,,,,,,,,,,\n"
                          "令和8年4月1日現在,,,,,,,,,,,,\n"
                          "医療機関名,ふりがな,郵便番号,住所,ＴＥＬ,FAX,種別,緯度,経度,訪問診療,人工呼吸器（TPPV）,担当者,備考\n"
                          "架空医院,かくういいん,682-0001,倉吉市1,0858-00-0001,,診療所,35.4,133.8,○,△,架空 花子,内緒\n"
                          "架空薬局,かくうやっきょく,682-0002,倉吉市2,0858-00-0002,,薬局,35.4,133.9,×,,,\n";

} // namespace

TEST_CASE("a proposal maps what it recognises, leaves the rest as comments, and loads as it stands") {
    const TemporaryFolder folder;
    const auto file = folder.file("kaku-list.csv", table);
    const std::string proposal = propose_mapping(file);
    CHECK(contains(proposal, "name = \"医療機関名\""));
    CHECK(contains(proposal, "phone = \"TEL\""));
    CHECK(contains(proposal, "text = \"住所\""));
    CHECK(contains(proposal, "\"訪問診療\" = \"home_visit\""));
    CHECK(contains(proposal, "= \"ventilator/tppv\""));
    CHECK(contains(proposal, "header_row = 3"));
    CHECK(contains(proposal, "as_of_cell = \"A2\""));
    CHECK(contains(proposal, "published = false"));
    CHECK(contains(proposal, "#   \"郵便番号\""));
    CHECK(contains(proposal, "#   \"備考\""));
    CHECK(contains(proposal, "role = \"窓口担当者\""));

    const Listing listing(table, proposal, "", "kaku-list.csv");
    const Collector seen = listing.read();
    CHECK(seen.rejects.empty());
    REQUIRE(seen.records.size() == 2);
    CHECK(seen.day == "2026-04-01");
    CHECK(seen.records[0].value("phone") == "0858-00-0001");
    CHECK(seen.records[0].kinds == std::vector<std::string>{"clinic"});
    CHECK(seen.records[0].capabilities.size() == 2);
    CHECK(seen.records[0].consent == facility::ConsentStatement::not_stated);
    CHECK_FALSE(listing.source().published);
    for (const auto& [code, value] : seen.records[0].values) {
        CHECK_FALSE(contains(value.value_or(""), "内緒"));
    }
}

TEST_CASE("a proposal shows the words of the list that nothing knows") {
    const TemporaryFolder folder;
    const std::string proposal =
        propose_mapping(folder.file("a.csv", "施設名,所在地,種別,訪問診療\nあ,い,謎の\"\"館,☆\nう,え,診療所,○\n"));
    CHECK(contains(proposal, "謎の"));
    CHECK(contains(proposal, "# \"☆\" = \"\""));
    CHECK_FALSE(contains(proposal, "\"診療所\""));
}

TEST_CASE("a proposal takes as key what is filled and different in every row, and skips rows without a name") {
    const TemporaryFolder folder;
    const auto proposal = [&](const std::string& list) { return propose_mapping(folder.file("a.csv", list)); };
    CHECK(contains(proposal("施設名,所在地,事業所番号\nあ,い,3170199001\nう,え,3170199002\n"), "key = [\"事業所番号\"]"));
    CHECK(contains(proposal("施設名,所在地,事業所番号,種別\nあ,い,3170199001,薬局\nう,え,3170199001,診療所\n"),
                   "key = [\"事業所番号\", \"種別\"]"));
    CHECK(contains(proposal("施設名,所在地,事業所番号\nあ,い,3170199001\nう,え,\n"), "key = \"name+address\""));
    CHECK(contains(proposal("施設名,電話,ID\nあ,い,1\nう,え,1\n"), "key = [\"施設名\"]"));
    CHECK(contains(proposal("施設名,電話\nあ,い\n,合計1件\n"), "[[skip]]"));
    CHECK_FALSE(contains(proposal("施設名,電話\nあ,い\n"), "[[skip]]"));
}

TEST_CASE("a proposal for one row per facility and capability is the long form") {
    const TemporaryFolder folder;
    const auto file = folder.file("a.csv", "施設ID,施設名,項目,回答,根拠,確認日\n1,あ,人工呼吸器,○,本人回答,2026-01-05\n1,あ,看取り,☆,本人回答,\n2,い,褥瘡,×,届出あり,\n");
    const std::string proposal = propose_mapping(file);
    CHECK(contains(proposal, "[long]"));
    CHECK(contains(proposal, "key = [\"施設ID\"]"));
    CHECK(contains(proposal, "# \"☆\" = \"\""));
    CHECK(preview(file, folder.file("a.toml", proposal), 5).size() == 2);
    // 条件 and 回答日 alone make no long form.
    CHECK_FALSE(contains(propose_mapping(folder.file("b.csv", "施設名,住所,条件,回答日\nあ,い,う,\n")), "[long]"));
}

TEST_CASE("a proposal for any usual header loads, whatever characters stand in it") {
    const TemporaryFolder folder;
    for (const char* header : {"施設名,所在地,\"変な \"\"列\"\"\\x\",電話,電話", "名称,住所,緯度", "事業所名,事業所番号,サービスの種類,利用時間,訪問地域",
                               "No,施設名,状況,掲載の可否,ID", "施設名,施設名,住所,\"営業\n時間\",管理者"}) {
        CAPTURE(header);
        const std::string list = std::string(header) + "\nあ,い,う,え,お\n";
        const auto file = folder.file("a.csv", list);
        const auto mapping = folder.file("a.toml", propose_mapping(file));
        Collector seen;
        facility::ImportOptions options;
        options.mapping = mapping;
        CHECK_NOTHROW(importers::listing::make_importer()->read(file, options, seen));
        CHECK(seen.rows == 1);
        CHECK(seen.balances());
    }
}

TEST_CASE("a proposal for a workbook names the sheet with the list") {
    const TemporaryFolder folder;
    const auto file = folder.file("book.xlsx", xlsx({{"表紙", {{"架空市"}}}, {"一覧", {{"施設名", "所在地"}, {"あ", "い"}}}}));
    const std::string proposal = propose_mapping(file);
    CHECK(contains(proposal, "sheet = \"一覧\""));
    const auto records = preview(file, folder.file("a.toml", proposal), 5);
    REQUIRE(records.size() == 1);
    CHECK(records[0].value("name") == "あ");
}

TEST_CASE("a file without a facility's name in any header is an error that shows what was seen") {
    const TemporaryFolder folder;
    try {
        propose_mapping(folder.file("a.csv", "月,売上,費用\n1,2,3\n"));
        FAIL("nothing can be proposed");
    } catch (const base::Error& error) {
        CHECK(error.code() == base::ErrorCode::bad_source);
        CHECK(contains(error.what(), "売上"));
    }
}

TEST_CASE("a preview shows the first records and the rejects, and stops at the number asked for") {
    const TemporaryFolder folder;
    const auto file = folder.file("a.csv", "施設名,所在地,種別,訪問診療\n架空医院,倉吉市1,診療所,○\n架空薬局,倉吉市2,薬局,\n架空館,倉吉市3,謎,×\n");
    const auto mapping = folder.file("a.toml", propose_mapping(file));
    CHECK(preview(file, mapping, 1).size() == 1);
    CHECK(preview(file, mapping, 9).size() == 2);
    const std::string text = preview_text(file, mapping, 1);
    CHECK(contains(text, "架空医院"));
    CHECK(contains(text, "診療所"));
    CHECK(contains(text, "倉吉市1"));
    CHECK(contains(text, "訪問診療: yes / self_reported"));
    CHECK_FALSE(contains(text, "架空薬局"));
    CHECK(contains(text, "3行を読み、2件の記録"));
    CHECK(contains(text, "4行目 種別"));
}
