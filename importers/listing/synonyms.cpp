#include "synonyms.hpp"

#include "base/text.hpp"
#include "facility/vocabulary.hpp"
#include "words.hpp"

#include <initializer_list>
#include <map>

namespace annai::importers::listing {

namespace {

struct Names {
    Target target;
    std::initializer_list<const char*> headers;
};

const std::map<std::string, Target>& targets() {
    static const std::map<std::string, Target> all = [] {
        const std::initializer_list<Names> names{
            {{"values", "name"},
             {"施設名", "施設名称", "施設の名称", "名称", "事業所名", "事業所名称", "事業所の名称", "医療機関名", "医療機関名称", "機関名",
              "病院名", "診療所名", "薬局名", "薬局名称", "ステーション名", "団体名", "会の名称", "店舗名", "正式名称", "窓口の名称", "窓口名", "相談窓口名", "センター名", "サービス名", "サービス名称"}},
            {{"values", "name_kana"},
             {"フリガナ", "カナ", "施設名カナ", "施設名フリガナ", "事業所名カナ", "事業所名フリガナ", "名称カナ", "名称フリガナ",
              "名称_カナ", "よみ", "よみがな", "読み", "読み仮名", "医療機関名カナ", "施設名(カナ)", "名称(カナ)"}},
            {{"values", "operator_name"},
             {"運営法人", "運営法人名", "法人名", "法人名称", "法人の名称", "開設者", "開設者名", "運営主体", "設置主体", "経営主体",
              "事業者名", "運営事業者", "運営", "主催", "主催者", "設置者"}},
            {{"values", "phone"}, {"電話番号", "電話", "TEL", "連絡先", "代表電話", "電話番号(代表)", "連絡先電話番号", "お問い合わせ先"}},
            {{"values", "fax"}, {"FAX", "FAX番号", "ファックス", "ファクス", "ファクシミリ", "ファックス番号"}},
            {{"values", "email"}, {"メール", "メールアドレス", "E-mail", "Eメール", "mail", "電子メール"}},
            {{"values", "url"}, {"URL", "ホームページ", "HP", "ウェブサイト", "ホームページアドレス", "ホームページURL", "webサイト"}},
            {{"values", "capacity"}, {"定員", "利用定員", "入所定員"}},
            {{"values", "specialities"}, {"診療科", "診療科目", "標榜科", "標榜診療科"}},
            {{"values", "closed_days"}, {"休診日", "定休日", "休業日", "休み", "休診・休業日", "休館日"}},
            {{"values", "description"}, {"内容", "活動内容", "サービス内容", "事業内容"}},
            {{"values", "eligibility"}, {"対象", "対象者", "利用対象者"}},
            {{"values", "how_to_apply"}, {"申込方法", "利用方法", "申し込み"}},
            {{"values", "fees"}, {"費用", "利用料", "料金", "参加費"}},
            {{"address", "text"}, {"所在地", "住所", "所在地住所", "事業所所在地", "施設所在地", "活動場所", "場所", "開催場所", "会場"}},
            {{"address", "building"}, {"方書", "方書(ビル名等)", "ビル名", "建物名", "建物名等"}},
            {{"address", "prefecture"}, {"都道府県", "都道府県名"}},
            {{"address", "city"}, {"市区町村", "市区町村名", "市町村", "市町村名"}},
            {{"address", "municipality_code"},
             {"市区町村コード", "市町村コード", "全国地方公共団体コード", "都道府県コード又は市区町村コード", "都道府県コード又は市町村コード"}},
            {{"position", "lat"}, {"緯度", "lat", "latitude", "所在地座標(緯度)"}},
            {{"position", "lon"}, {"経度", "lon", "lng", "longitude", "所在地座標(経度)"}},
            {{"identifiers", "kaigo_office"}, {"事業所番号", "介護事業所番号", "介護保険事業所番号", "指定事業所番号", "介護保険番号"}},
            {{"identifiers", "corporate_number"}, {"法人番号"}},
            {{"identifiers", "medical_institution"}, {"医療機関コード", "医療機関番号", "保険医療機関番号", "保険医療機関コード"}},
            {{"kinds", "column"},
             {"種別", "種類", "サービス種別", "サービス種類", "サービスの種類", "施設種別", "施設の種類", "事業種別", "機関種別", "区分"}},
            {{"record", "key"}, {"管理番号", "ID", "施設ID", "施設コード", "施設番号", "整理番号"}},
            {{"values", "hours_note"}, {"開催日時", "開催日", "活動日時", "活動日"}},
            {{"hours", "consultation"}, {"診療時間", "診察時間"}},
            {{"hours", "office"}, {"営業時間", "診療・営業時間", "開所時間", "利用時間", "サービス提供時間", "受付時間", "開設時間"}},
            {{"coverage", "text"},
             {"訪問地域", "訪問エリア", "訪問可能地域", "対応地域", "対応エリア", "実施地域", "通常の事業の実施地域", "サービス提供地域", "提供地域"}},
            {{"person", "窓口担当者"}, {"担当者", "担当者名", "担当者氏名", "窓口担当者", "連絡担当者", "窓口担当者氏名"}},
            {{"person", "管理者"}, {"管理者", "管理者名", "管理者氏名"}},
            {{"person", "医師"}, {"医師名", "院長名", "院長", "担当医師"}},
            {{"long", "capability"}, {"項目", "対応項目", "機能", "機能名", "対応できること"}},
            {{"long", "qualifier"}, {"細目", "内訳"}},
            {{"long", "answer"}, {"回答", "対応", "対応可否", "可否", "対応の可否"}},
            {{"long", "basis"}, {"根拠", "確認の根拠"}},
            {{"long", "date"}, {"回答日", "確認日", "基準日", "日付"}},
            {{"long", "note"}, {"条件", "条件等"}},
            {{"long", "period"}, {"期間", "実績期間"}},
            {{"status", "column"}, {"状況", "運営状況", "稼働状況", "休止廃止", "休廃止"}},
            {{"consent", "column"}, {"掲載の可否", "掲載可否", "公開の可否", "公開可否", "掲載の同意", "掲載同意", "公開範囲"}},
        };
        std::map<std::string, Target> map;
        for (const Names& one : names) {
            for (const char* header : one.headers) {
                map.emplace(base::fold(header), one.target);
            }
        }
        for (const facility::FieldInfo& field : facility::Vocabulary::get().fields()) {
            const bool plain = !field.personal && field.visibility != facility::Visibility::coordinator;
            if (plain && field.code != "note" && field.code != "address" && field.code != "operator_number") {
                map.emplace(base::fold(field.label), Target{"values", field.code});
            }
        }
        return map;
    }();
    return all;
}

} // namespace

std::optional<Target> target_of(std::string_view header) {
    const auto found = targets().find(base::fold(header));
    if (found != targets().end()) {
        return found->second;
    }
    if (const auto name = capability_name(header)) {
        return Target{"capabilities", name->capability->code + (name->qualifier.empty() ? "" : "/" + name->qualifier)};
    }
    return std::nullopt;
}

} // namespace annai::importers::listing
