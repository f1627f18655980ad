#include "importers/mhlw_care/mhlw_care.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "collect.hpp"
#include "support/support.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdlib>

using namespace annai;
using annai::tests::Collector;

namespace {

const std::filesystem::path sample = tests::source_dir() / "importers/mhlw_care/sample/jigyosho_110.csv";

Collector read(const std::filesystem::path& file) {
    Collector seen;
    importers::mhlw_care::make_importer()->read(file, {}, seen);
    return seen;
}

/// The dirty sample, read once.
const Collector& dirty() {
    static const Collector seen = read(sample);
    return seen;
}

const facility::SourceRecord& record_of(const std::string& name) {
    for (const facility::SourceRecord& record : dirty().records) {
        if (record.value("name") == name) {
            return record;
        }
    }
    FAIL("no record named " << name);
    std::abort();
}

std::string flag_of(const std::string& name) {
    const auto& position = record_of(name).position;
    REQUIRE(position.has_value());
    return position->flag;
}

const std::string header =
    "都道府県コード又は市町村コード,No,都道府県名,市区町村名,事業所名,事業所名カナ,サービスの種類,住所,方書（ビル名等）,緯度,"
    "経度,電話番号,FAX番号,法人番号,法人の名称,事業所番号,利用可能曜日,利用可能曜日特記事項,定員,URL,"
    "高齢者の方と障害者の方が同時一体的に利用できるサービス,介護保険の通常の指定基準を満たしている,"
    "障害福祉の通常の指定基準を満たしている,備考";
const std::string row = "312011,3170199001,鳥取県,鳥取市,試しの家,タメシノイエ,訪問介護,鳥取県鳥取市架空町1,,35.5,134.2,"
                        "0857-00-0001,,,,3170199001,平日,,,,,,,";

} // namespace

TEST_CASE("every row of the dirty sample is a record, ignored or rejected") {
    CHECK(dirty().rows == 37);
    CHECK(dirty().records.size() == 33);
    CHECK(dirty().rejects.size() == 4);
    CHECK(dirty().balances());
}

TEST_CASE("the dirty sample gives what its golden file says") {
    const std::filesystem::path golden = tests::source_dir() / "importers/mhlw_care/sample/jigyosho_110.golden.jsonl";
    const std::string now = tests::golden_text(dirty());
    if (std::getenv("ANNAI_ACCEPT_GOLDEN") != nullptr) {
        base::write_file_atomically(golden, now);
    }
    CHECK(now == base::read_file(golden));
}

TEST_CASE("a clean row becomes a record with key, part, region, kind, identifiers and values") {
    const facility::SourceRecord& record = record_of("清潔ヘルパーステーション");
    CHECK(record.key == "3170199001/110");
    CHECK(record.part == "110");
    CHECK(record.region == "31");
    CHECK(record.kinds == std::vector<std::string>{"home_help"});
    REQUIRE(record.identifiers.size() == 2);
    CHECK(record.identifiers[0] == facility::Identifier{"kaigo_office", "3170199001"});
    CHECK(record.identifiers[1] == facility::Identifier{"corporate_number", "1270001005937"});
    CHECK(record.value("name_kana") == "セイケツヘルパーステーション");
    CHECK(record.value("operator_name") == "株式会社あんない");
    CHECK(record.value("operator_number") == "1270001005937");
    CHECK(record.value("phone") == "0857-00-0001");
    CHECK(record.value("fax") == "0857-00-0002");
    CHECK(record.value("capacity") == "20");
    CHECK(record.value("url") == "https://example.jp/seiketsu/");
    CHECK(record.address.text == "鳥取県鳥取市架空町1-001");
    CHECK(record.address.prefecture == "鳥取県");
    CHECK(record.address.city == "鳥取市");
    CHECK(record.address.municipality_code == "31201");
    REQUIRE(record.hours.size() == 1);
    CHECK(record.hours[0] == facility::HoursStatement{"office", "月火水木金土", "", "", ""});
    CHECK(record.capabilities.empty()); // a service that is offered is a kind, never an answer
}

TEST_CASE("coordinates at zero, abroad, at a default and exchanged are flagged") {
    CHECK(flag_of("清潔ヘルパーステーション") == "");
    CHECK(flag_of("ゼロ座標の家") == "zero");
    CHECK(flag_of("重心座標の家") == "centroid");
    CHECK(flag_of("逆さ座標の家") == "swapped");
    CHECK(flag_of("隣国座標の家") == "foreign");
    CHECK(flag_of("外国座標の家") != "");
    CHECK(dirty().remarks.at("position_zero") == 1);
    CHECK(dirty().remarks.at("position_swapped") == 1);
}

TEST_CASE("letters, full-width digits and lost zeros in office numbers survive or are restored") {
    CHECK(record_of("英字番号の家").key == "31B0199007/110");
    CHECK(record_of("全角番号の家").key == "3170199008/110");
    CHECK(record_of("零落ち番号の家").key == "0170199031/110");
    CHECK(record_of("零落ち番号の家").region == "01");
    CHECK(record_of("零落ち番号の家").address.municipality_code == "01100");
    CHECK(dirty().remarks.at("office_number_zero") == 1);
}

TEST_CASE("line separators inside a field are part of the text and end no row") {
    CHECK(record_of("行区切り の家").address.text == "鳥取県鳥取市架空町 1-9");
    CHECK(record_of("行区切り の家").value("hours_note") == "平日は8時から 土曜は要相談");
    CHECK(record_of("改行 の家").value("operator_name") == "有限会社\"かっこ\"");
}

TEST_CASE("telephone numbers of every shape are made regular, and the hopeless ones are remarked") {
    CHECK(record_of("全角電話の家").value("phone") == "0857-00-0011");
    CHECK(record_of("全角電話の家").value("fax") == "0857-00-0012");
    CHECK(record_of("括弧電話の家").value("phone") == "0857-00-0012");
    CHECK(record_of("代表電話の家").value("phone") == "0857-00-0013");
    CHECK(record_of("代表電話の家").value("phone_note") == "代表");
    CHECK(record_of("棒なし電話の家").value("phone") == "0857000014");
    CHECK(record_of("市内電話の家").value("phone") == "00-0015");
    CHECK(record_of("零落ち電話の家").value("phone") == "0857000016");
    CHECK_FALSE(record_of("電話未定の家").values.contains("phone"));
    CHECK(dirty().remarks.at("phone_shape") == 2);
}

TEST_CASE("a stated absence is kept as an absence, not as silence") {
    const auto& values = record_of("括弧電話の家").values;
    REQUIRE(values.contains("fax"));
    CHECK_FALSE(values.at("fax").has_value());
}

TEST_CASE("a capacity of zero is no capacity") {
    CHECK_FALSE(record_of("定員零の家").values.contains("capacity"));
    CHECK(record_of("定員語つきの家").value("capacity") == "18");
    CHECK(dirty().remarks.at("capacity_zero") == 1);
}

TEST_CASE("an e-mail address in the URL column is an e-mail address") {
    CHECK(record_of("メール欄違いの家").value("email") == "annai@example.jp");
    CHECK_FALSE(record_of("メール欄違いの家").values.contains("url"));
    CHECK(record_of("短いURLの家").value("url") == "http://www.example.jp");
    CHECK_FALSE(record_of("準備中の家").values.contains("url"));
    CHECK(dirty().examples.at("url_shape") == "現在準備中");
}

TEST_CASE("prefecture and region come from the code, the name or the office number, whichever is there") {
    CHECK(record_of("県名なしの家").address.prefecture == "鳥取県");
    CHECK(record_of("コードなしの家").region == "31");
    CHECK(record_of("コードなしの家").address.municipality_code == "");
    CHECK(record_of("検査数字違いの家").address.municipality_code == "");
    CHECK(record_of("検査数字違いの家").region == "31");
    CHECK(dirty().remarks.at("municipality_code_blank") == 1);
    CHECK(dirty().remarks.at("municipality_code_invalid") == 1);
}

TEST_CASE("a corporate number with a wrong check digit is dropped and remarked") {
    CHECK(record_of("法人番号違いの家").identifiers.size() == 1);
    CHECK_FALSE(record_of("法人番号違いの家").values.contains("operator_number"));
    CHECK(dirty().examples.at("corporate_number_invalid") == "0003170102226");
}

TEST_CASE("a building that the address repeats is said once") {
    CHECK(record_of("建物二重の家").address.text == "鳥取県鳥取市架空町1-27");
    CHECK(record_of("建物二重の家").address.building == "あんないビル 1階");
}

TEST_CASE("days are read with either separator, and words for nothing are nothing") {
    CHECK(record_of("特記なしの家").hours[0].days == "月火水木金土日祝");
    CHECK_FALSE(record_of("特記なしの家").values.contains("hours_note"));
    CHECK(record_of("曜日不明の家").hours[0].days == "月火水木金");
    CHECK(dirty().examples.at("days_unknown") == "平日|隔週");
    CHECK(record_of("半角カナの家").value("name_kana") == "ハンカクカナノイエ");
    CHECK(record_of("半角カナの家").value("shared_service") == "あり");
}

TEST_CASE("the service is told by its label, and by the file name where the label is missing") {
    CHECK(record_of("別の種類の家").key == "3170199032/120");
    CHECK(dirty().remarks.at("service_disagrees") == 1);
    CHECK(record_of("種類空白の家").key == "3170199033/110");
    CHECK(dirty().remarks.at("service_blank") == 1);
}

TEST_CASE("rows without name or usable number, and second rows of one key, are rejected with a reason") {
    const auto& rejects = dirty().rejects;
    REQUIRE(rejects.size() == 4);
    CHECK(rejects[0].column == "事業所番号");
    CHECK(rejects[0].reason.find("317019903") != std::string::npos);
    CHECK(rejects[1].column == "事業所名");
    CHECK(rejects[2].reason.find("空です") != std::string::npos);
    CHECK(rejects[3].reason.find("2行目に既にあります") != std::string::npos);
    CHECK(rejects[3].row.size() == 24);
}

TEST_CASE("UTF-8 with and without BOM, CP932, CRLF and LF all give the same record") {
    const tests::TemporaryFolder folder;
    const std::string text = header + "\r\n" + row + "\r\n";
    // "試しの家" and all else in windows-31j, made with iconv.
    const std::string cp932 = base::read_file(tests::source_dir() / "tests/importers/care_sources/data/care_cp932.csv");
    const auto plain = read(folder.file("a/jigyosho_110.csv", text)).only();
    for (const std::string& bytes : {"\xEF\xBB\xBF" + text, header + "\n" + row + "\n", cp932}) {
        const auto other = read(folder.file("b/jigyosho_110.csv", bytes)).only();
        CHECK(facility::to_json(other).dump() == facility::to_json(plain).dump());
    }
    CHECK(plain.value("name") == "試しの家");
}

TEST_CASE("extra columns are tolerated and the order of columns does not matter") {
    const tests::TemporaryFolder folder;
    const Collector seen = read(folder.file("jigyosho_110.csv", "追加," + header + ",更新日\n余分," + row + ",2026-01-01\n"));
    CHECK(seen.only().value("name") == "試しの家");
}

TEST_CASE("a missing or renamed column stops the file and names the column and what was found") {
    const tests::TemporaryFolder folder;
    for (const char* name : {"事業所番号", "定員", "備考", "緯度", "障害福祉の通常の指定基準を満たしている"}) {
        CAPTURE(name);
        const std::string renamed = base::replace_all(header, name, "別の名");
        const auto file = folder.file("jigyosho_110.csv", renamed + "\n" + row + "\n");
        try {
            read(file);
            FAIL("must not be read");
        } catch (const base::Error& error) {
            const std::string message = error.what();
            CHECK(error.code() == base::ErrorCode::bad_source);
            CHECK(message.find(name) != std::string::npos);
            CHECK(message.find("別の名") != std::string::npos);
            CHECK(message.find("jigyosho_110.csv") != std::string::npos);
        }
    }
}

TEST_CASE("a service that is none of the 35 is rejected where the file name does not help either") {
    const tests::TemporaryFolder folder;
    const std::string odd = base::replace_all(row, "訪問介護", "宇宙介護");
    const Collector seen = read(folder.file("一覧.csv", header + "\n" + odd + "\n"));
    REQUIRE(seen.rejects.size() == 1);
    CHECK(seen.rejects[0].column == "サービスの種類");
    CHECK(seen.rejects[0].reason.find("宇宙介護") != std::string::npos);
}

TEST_CASE("the source is published, open data and under CC BY 4.0") {
    const auto importer = importers::mhlw_care::make_importer();
    const facility::SourceInfo source = importer->source({});
    CHECK(importer->name() == "mhlw_care");
    CHECK(source.code == "mhlw_care");
    CHECK(source.published);
    CHECK(source.source_kind == "open_data");
    CHECK(source.licence == "CC BY 4.0");
}

TEST_CASE("of a national file only the wanted prefectures are taken; the other rows are accounted for as ignored") {
    const tests::TemporaryFolder folder;
    const std::string elsewhere = base::replace_all(base::replace_all(row, "3170199001", "3270199001"), "312011", "322016");
    const std::string no_code = base::replace_all(base::replace_all(row, "3170199001", "3270199002"), "312011,", ",");
    const auto file = folder.file("jigyosho_110.csv", header + "\n" + row + "\n" +
                                                          base::replace_all(elsewhere, "鳥取県,鳥取市", "島根県,松江市") + "\n" +
                                                          base::replace_all(no_code, "鳥取県,鳥取市", "島根県,松江市") + "\n");
    const auto importer = importers::mhlw_care::make_importer();
    facility::ImportOptions options;
    options.options["prefecture"] = "31, 33";
    Collector seen;
    importer->read(file, options, seen);
    REQUIRE(seen.records.size() == 1);
    CHECK(seen.records[0].region == "31");
    CHECK(seen.ignored_rows.size() == 2);
    CHECK(seen.balances());
    CHECK(seen.rejects.empty());
    options.options["prefecture"] = "48";
    CHECK_THROWS_AS(importer->read(file, options, seen), base::Error);
}
