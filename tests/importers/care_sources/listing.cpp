#include "listing_support.hpp"

using namespace annai;
using namespace annai::tests;

namespace {

const std::string name_and_address = R"(
[record]
key = "name+address"
[values]
name = "施設名"
[address]
text = "所在地"
)";

} // namespace

TEST_CASE("columns become values, and each kind of value is tidied as its field wants it") {
    const Listing listing("No,施設名,フリガナ,所在地,電話,FAX,HP,定員\n"
                          "1,架空診療所,ｶｸｳｼﾝﾘｮｳｼﾞｮ,倉吉市架空町１－２,（0858）00-0001,無,www.example.jp,19人\n",
                          R"(
[scope]
part = "home-care"
region = "31203"
[record]
key = ["No"]
[kinds]
fixed = ["clinic"]
[values]
name = "施設名"
name_kana = "ふりがな"
phone = "電話"
fax = { column = "FAX", none = ["無", "なし"] }
url = "ＨＰ"
capacity = "定員"
operator_name = { fixed = "医療法人 山陰会" }
description = { join = ["施設名", "所在地"], with = "／" }
[address]
text = "所在地"
prefecture = { fixed = "鳥取県" }
city = { fixed = "倉吉市" }
municipality_code = { fixed = "312037" }
)");
    const Collector seen = listing.read();
    const facility::SourceRecord& record = seen.only();
    CHECK(record.key == "1");
    CHECK(record.part == "home-care");
    CHECK(record.region == "31203");
    CHECK(record.kinds == std::vector<std::string>{"clinic"});
    CHECK(record.value("name") == "架空診療所");
    CHECK(record.value("name_kana") == "カクウシンリョウジョ");
    CHECK(record.value("phone") == "0858-00-0001");
    REQUIRE(record.values.contains("fax"));
    CHECK_FALSE(record.values.at("fax").has_value());
    CHECK(record.value("url") == "http://www.example.jp");
    CHECK(record.value("capacity") == "19");
    CHECK(record.value("operator_name") == "医療法人 山陰会");
    CHECK(contains(record.value("description"), "架空診療所/倉吉市架空町"));
    CHECK(record.address.prefecture == "鳥取県");
    CHECK(record.address.municipality_code == "31203");
    CHECK(record.line == 2);
    CHECK(record.consent == facility::ConsentStatement::not_stated);
    CHECK(record.status == facility::FacilityStatus::open);
}

TEST_CASE("a list is neither published nor consented to unless its mapping says so") {
    const Listing silent("施設名,所在地,電話\nあ,い,\n", name_and_address);
    CHECK_FALSE(silent.source().published);
    CHECK(silent.source().source_kind == "listing");
    CHECK(silent.source().code == "listing:test");
    const Listing open("施設名,所在地,電話\nあ,い,\n", name_and_address,
                       "[source]\ncode=\"a\"\ntitle=\"b\"\nlicence=\"CC BY 4.0\"\nattribution=\"架空市\"\npublished=true\nkind=\"open_data\"\n");
    CHECK(open.source().published);
    CHECK(open.source().licence == "CC BY 4.0");
    CHECK(open.source().attribution == "架空市");
}

TEST_CASE("a header below title rows is found, and the day stands in a title") {
    const Listing listing("架空市 在宅医療・介護資源一覧,,,\n令和8年4月1日現在,,,\n,,,\n施設名,所在地,電話,備考\nあ,い,,\nう,え,,\n",
                          "[file]\nas_of_cell = \"A2\"\n" + name_and_address);
    const Collector seen = listing.read();
    CHECK(seen.records.size() == 2);
    CHECK(seen.rows == 2);
    CHECK(seen.day == "2026-04-01");
    CHECK(seen.records[0].line == 5);
}

TEST_CASE("a stated header row is taken as it is, and a wrong one is an error that shows what stands there") {
    const std::string table = "施設名,所在地,一覧\n架空市,,\n施設名,所在地,電話\nあ,い,\n";
    CHECK(Listing(table, "[file]\nheader_row = 3\n" + name_and_address).read().records.size() == 1);
    const std::string message = Listing(table, "[file]\nheader_row = 2\n" + name_and_address).error();
    CHECK(contains(message, "施設名"));
    CHECK(contains(message, "架空市"));
}

TEST_CASE("an as-of date can be written, and a cell without one is an error") {
    CHECK(Listing("施設名,所在地\nあ,い\n", "[file]\nas_of = 2026-04-01\n" + name_and_address).read().day == "2026-04-01");
    CHECK(Listing("施設名,所在地\nあ,い\n", "[file]\nas_of = \"令和8年4月1日\"\n" + name_and_address).read().day == "2026-04-01");
    CHECK(contains(Listing("題名,\n施設名,所在地\nあ,い\n", "[file]\nas_of_cell = \"A1\"\n" + name_and_address).error(), "A1"));
}

TEST_CASE("rows that are no data are ignored with a reason") {
    const Listing listing("No,施設名,所在地\n1,あ,い\n,,小計の説明\n計,1件,\nNo,施設名,所在地\n2,う,え\n",
                          "[[skip]]\ncolumn = \"No\"\nequals = [\"計\", \"合計\"]\n[[skip]]\ncolumn = \"施設名\"\nempty = true\n" +
                              name_and_address);
    const Collector seen = listing.read();
    CHECK(seen.records.size() == 2);
    REQUIRE(seen.ignored_rows.size() == 3);
    CHECK(seen.ignored_rows[0].second == "「施設名」が空の行");
    CHECK(seen.ignored_rows[1].second == "「No」が「計」の行");
    CHECK(seen.ignored_rows[2].second == "見出しの繰り返し");
}

TEST_CASE("a key that stands twice or not at all rejects the row") {
    const Listing listing("No,施設名\n1,あ\n1,い\n,う\n2,\n", "[record]\nkey = [\"No\"]\n[values]\nname = \"施設名\"\n");
    const Collector seen = listing.read();
    CHECK(seen.records.size() == 1);
    REQUIRE(seen.rejects.size() == 3);
    CHECK(contains(seen.rejects[0].reason, "2行目に既にあります"));
    CHECK(seen.rejects[1].column == "No");
    CHECK(seen.rejects[2].column == "施設名");
    CHECK(seen.rejects[2].row == std::vector<std::string>{"2", ""});
}

TEST_CASE("name and address tell facilities apart, however they are written") {
    const Listing listing("施設名,所在地\n架空医院,倉吉市１－２\n架空医院,倉吉市3-4\n架空 医院,倉吉市1-2\n", name_and_address);
    const Collector seen = listing.read();
    CHECK(seen.records.size() == 2);
    CHECK(seen.rejects.size() == 1);
}

TEST_CASE("a key of several columns joins them") {
    const Listing listing("番号,サービス,施設名\n3170199001,訪問看護,あ\n3170199001,訪問介護,い\n",
                          "[record]\nkey = [\"番号\", \"サービス\"]\n[values]\nname = \"施設名\"\n[kinds]\ncolumn = \"サービス\"\n");
    const Collector seen = listing.read();
    REQUIRE(seen.records.size() == 2);
    CHECK(seen.records[0].key == "3170199001/訪問看護");
    CHECK(seen.records[0].kinds == std::vector<std::string>{"home_nursing"});
    CHECK(seen.records[1].kinds == std::vector<std::string>{"home_help"});
}

TEST_CASE("kinds are known by label and service, through a map, and several in a cell") {
    const Listing listing("施設名,所在地,種別\nあ,1,診療所\nい,2,\"訪問看護ステーション、訪看\"\nう,3,\"薬局\n診療所\"\n"
                          "え,4,通所介護\nお,5,謎の種別\nか,6,\n",
                          name_and_address + "[kinds]\ncolumn = \"種別\"\nmap = { \"訪看\" = \"home_nursing\" }\n");
    const Collector seen = listing.read();
    REQUIRE(seen.records.size() == 5);
    CHECK(seen.records[0].kinds == std::vector<std::string>{"clinic"});
    CHECK(seen.records[1].kinds == std::vector<std::string>{"home_nursing"});
    CHECK(seen.records[2].kinds == std::vector<std::string>{"pharmacy", "clinic"});
    CHECK(seen.records[3].kinds == std::vector<std::string>{"day_care"});
    CHECK(seen.records[4].kinds.empty());
    REQUIRE(seen.rejects.size() == 1);
    CHECK(seen.rejects[0].column == "種別");
    CHECK(contains(seen.rejects[0].reason, "謎の種別"));
}

TEST_CASE("identifiers are checked, and a false one is dropped with a remark") {
    const Listing listing("施設名,所在地,介護番号,法人番号,医療,独自\n"
                          "あ,1,31b0199001,1270001005937,0110123,A-1\nい,2,123,0003170102226,,\n",
                          name_and_address + "[identifiers]\nkaigo_office = \"介護番号\"\ncorporate_number = \"法人番号\"\n"
                                             "medical_institution = \"医療\"\nlocal_card = \"独自\"\n");
    const Collector seen = listing.read();
    REQUIRE(seen.records.size() == 2);
    REQUIRE(seen.records[0].identifiers.size() == 4);
    CHECK(seen.records[0].identifiers[0] == facility::Identifier{"kaigo_office", "31B0199001"});
    CHECK(seen.records[0].identifiers[2].value == "0110123");
    CHECK(seen.records[1].identifiers.empty());
    CHECK(seen.remarks.at("office_number_invalid") == 1);
    CHECK(seen.remarks.at("corporate_number_invalid") == 1);
}

TEST_CASE("a region column gives each row its scope") {
    const Listing listing("施設名,所在地,コード\nあ,1,312037\nい,2,31\nう,3,31203\nえ,4,どこか\n",
                          "[scope]\nregion_column = \"コード\"\n" + name_and_address);
    const Collector seen = listing.read();
    REQUIRE(seen.records.size() == 3);
    CHECK(seen.records[0].region == "31203");
    CHECK(seen.records[1].region == "31");
    CHECK(seen.records[2].region == "31203");
    CHECK(seen.rejects.at(0).column == "コード");
}

TEST_CASE("positions are read and flagged") {
    const Listing listing("施設名,所在地,緯度,経度\nあ,1,35.4,133.8\nい,2,0,0\nう,3,,\nえ,4,133.8,35.4\n",
                          name_and_address + "[position]\nlat = \"緯度\"\nlon = \"経度\"\n");
    const Collector seen = listing.read();
    REQUIRE(seen.records.size() == 4);
    CHECK(seen.records[0].position->flag == "");
    CHECK(seen.records[1].position->flag == "zero");
    CHECK_FALSE(seen.records[2].position.has_value());
    CHECK(seen.records[3].position->flag == "swapped");
}

TEST_CASE("hours are read from columns or words, and kept in the list's words where they cannot be") {
    const Listing listing("施設名,所在地,日,始,終,時間\nあ,1,月〜金,9:00,17時30分,平日 9:00-12:00\nい,2,第2土曜,9:00,12:00,応相談\nう,3,,,,\n",
                          name_and_address + "[[hours]]\npurpose = \"visit\"\ndays = \"日\"\nopen = \"始\"\nclose = \"終\"\n"
                                             "[[hours]]\npurpose = \"phone\"\ntext = \"時間\"\n");
    const Collector seen = listing.read();
    REQUIRE(seen.records.size() == 3);
    REQUIRE(seen.records[0].hours.size() == 2);
    CHECK(seen.records[0].hours[0] == facility::HoursStatement{"visit", "月火水木金", "09:00", "17:30", ""});
    CHECK(seen.records[0].hours[1] == facility::HoursStatement{"phone", "月火水木金", "09:00", "12:00", ""});
    CHECK(seen.records[1].hours[0] == facility::HoursStatement{"visit", "", "", "", "第2土曜 9:00〜12:00"});
    CHECK(seen.records[1].hours[1] == facility::HoursStatement{"phone", "", "", "", "応相談"});
    CHECK(seen.remarks.at("hours_as_note") == 2);
    CHECK(seen.records[2].hours.empty());
}

TEST_CASE("coverage comes from a column or from the mapping, with its condition") {
    const Listing listing("施設名,所在地,地域,条件,km\nあ,1,\"倉吉市、湯梨浜町\n三朝町\",冬期は応相談,16km\nい,2,,,遠く\n",
                          name_and_address + "[[coverage]]\ntype = \"municipality\"\ncolumn = \"地域\"\ncondition = \"条件\"\n"
                                             "[[coverage]]\ntype = \"radius_km\"\ncolumn = \"km\"\n"
                                             "[[coverage]]\ntype = \"town\"\nfixed = [\"上井町一丁目\"]\n");
    const Collector seen = listing.read();
    const facility::SourceRecord& record = seen.only();
    REQUIRE(record.coverage.size() == 5);
    CHECK(record.coverage[0] == facility::CoverageStatement{"municipality", "倉吉市", "冬期は応相談"});
    CHECK(record.coverage[2] == facility::CoverageStatement{"municipality", "三朝町", "冬期は応相談"});
    CHECK(record.coverage[3] == facility::CoverageStatement{"radius_km", "16", ""});
    CHECK(record.coverage[4] == facility::CoverageStatement{"town", "上井町一丁目", ""});
    CHECK(seen.rejects.at(0).column == "km");
}

TEST_CASE("personal data become persons and nothing else") {
    const Listing listing("施設名,所在地,担当,直通,メール,いつ\nあ,1,架空 花子,0858-00-0002(夕方),hanako@example.jp,15時以降\nい,2,,,,\n",
                          name_and_address + "[[person]]\nrole = \"窓口担当者\"\nname = \"担当\"\nphone = \"直通\"\nemail = \"メール\"\nnote = \"いつ\"\n");
    const Collector seen = listing.read();
    REQUIRE(seen.records.size() == 2);
    REQUIRE(seen.records[0].persons.size() == 1);
    CHECK(seen.records[0].persons[0] ==
          facility::Person{"窓口担当者", "架空 花子", "0858-00-0002", "hanako@example.jp", "15時以降 / 夕方"});
    CHECK(seen.records[1].persons.empty());
    for (const auto& [code, value] : seen.records[0].values) {
        CHECK_FALSE(contains(value.value_or(""), "花子"));
    }
}

TEST_CASE("status and consent are read through the words that are always known, and a map") {
    const Listing listing("施設名,所在地,状況,移転先,可否\nあ,1,休止,,住民にも可\nい,2,移転,倉吉市2,関係者のみ\nう,3,閉院,,掲載しない\n"
                          "え,4,,,\nお,5,とじた,,Ａ\nか,6,何か,,\nき,7,,,どうかな\n",
                          name_and_address + "[status]\ncolumn = \"状況\"\nmap = { \"とじた\" = \"closed\" }\nnote = \"移転先\"\n"
                                             "[consent]\ncolumn = \"可否\"\nmap = { \"A\" = \"public\" }\n");
    const Collector seen = listing.read();
    using facility::ConsentStatement;
    using facility::FacilityStatus;
    REQUIRE(seen.records.size() == 5);
    CHECK(seen.records[0].status == FacilityStatus::suspended);
    CHECK(seen.records[0].consent == ConsentStatement::everybody);
    CHECK(seen.records[1].status == FacilityStatus::moved);
    CHECK(seen.records[1].status_note == "倉吉市2");
    CHECK(seen.records[1].consent == ConsentStatement::professional);
    CHECK(seen.records[2].status == FacilityStatus::closed);
    CHECK(seen.records[2].consent == ConsentStatement::none);
    CHECK(seen.records[3].consent == ConsentStatement::not_stated);
    CHECK(seen.records[4].status == FacilityStatus::closed);
    CHECK(seen.records[4].consent == ConsentStatement::everybody);
    REQUIRE(seen.rejects.size() == 2);
    CHECK(seen.rejects[0].column == "状況");
    CHECK(seen.rejects[1].column == "可否");
}

TEST_CASE("consent can be fixed for the whole list") {
    const Listing listing("施設名,所在地\nあ,1\n", name_and_address + "[consent]\nfixed = \"professional\"\n");
    CHECK(listing.read().only().consent == facility::ConsentStatement::professional);
}

TEST_CASE("a cell that a value's map does not know rejects the row") {
    const Listing listing("施設名,所在地,P\nあ,1,有\nい,2,無\nう,3,？\nえ,4,\n",
                          name_and_address.substr(0, name_and_address.find("[address]")) +
                              "parking = { column = \"P\", map = { \"有\" = \"あり\", \"無\" = \"なし\" } }\n[address]\ntext = \"所在地\"\n");
    const Collector seen = listing.read();
    REQUIRE(seen.records.size() == 3);
    CHECK(seen.records[0].value("parking") == "あり");
    CHECK_FALSE(seen.records[2].values.contains("parking"));
    CHECK(seen.rejects.at(0).column == "P");
}

TEST_CASE("headers with merged cells over two rows are joined, and repeated names are numbered") {
    const Listing listing("施設,,連絡,,連絡\n名前,所在地,電話,,電話\nあ,倉吉市,0858-00-0001,,0858-00-0002\n", R"(
[file]
header_row = 1
header_rows = 2
[record]
key = "name+address"
[values]
name = "施設/名前"
phone = "連絡/電話#1"
fax = "連絡/電話#2"
[address]
text = "施設/所在地"
)");
    const facility::SourceRecord record = listing.read().only();
    CHECK(record.value("phone") == "0858-00-0001");
    CHECK(record.value("fax") == "0858-00-0002");
    const Listing twice("施設名,所在地,電話,電話\nあ,い,1,2\n", name_and_address + "[position]\nlat=\"電話\"\nlon=\"電話\"\n");
    CHECK(contains(twice.error(), "電話#2"));
}

TEST_CASE("a list in CP932 reads as the same list in UTF-8") {
    const Listing listing("\x8e\x7b\x90\xdd\x96\xbc,\x8f\x8a\x8d\xdd\x92\x6e\r\n\x89\xcb\x8b\xf3,\x91\x71\x8b\x67\x8e\x73\r\n", name_and_address);
    const facility::SourceRecord record = listing.read().only();
    CHECK(record.value("name") == "架空");
    CHECK(record.address.text == "倉吉市");
}

TEST_CASE("a workbook's sheets are chosen by name, and sheets without the columns are passed over") {
    const std::string book = xlsx({{"表紙", {{"架空市"}, {"令和8年4月1日現在"}}},
                                   {"一覧 医科", {{"一覧"}, {}, {"施設名", "所在地", "電話"}, {"あ", "い", "0858-00-0001"}}},
                                   {"一覧 歯科", {{"施設名", "所在地", "電話"}, {"う", "え", ""}, {}, {"お", "か", ""}}}});
    const Collector all = Listing(book, name_and_address, Listing::plain_source, "list.xlsx").read();
    CHECK(all.records.size() == 3);
    CHECK(all.remarks.at("sheet_skipped") == 1);
    CHECK(contains(all.records[0].file, "一覧 医科"));
    CHECK(all.records[0].line == 4);
    CHECK(all.records[2].line == 4);
    const Collector one = Listing(book, "[file]\nsheet = \"*歯科\"\n" + name_and_address, Listing::plain_source, "list.xlsx").read();
    CHECK(one.records.size() == 2);
    const std::string message =
        Listing(book, "[file]\nsheet = \"薬局*\"\n" + name_and_address, Listing::plain_source, "list.xlsx").error();
    CHECK(contains(message, "薬局*"));
    CHECK(contains(message, "一覧 医科"));
}

TEST_CASE("reading without a mapping asks for one") {
    Collector seen;
    try {
        importers::listing::make_importer()->read("list.csv", {}, seen);
        FAIL("must ask for a mapping");
    } catch (const base::Error& error) {
        CHECK(error.code() == base::ErrorCode::bad_request);
        CHECK(contains(error.what(), "--mapping"));
    }
}
