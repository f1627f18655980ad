#include "row_reader.hpp"

#include "base/text.hpp"
#include "facility/contact.hpp"
#include "facility/place_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace annai::importers::mhlw_care {

using facility::SourceRecord;
using facility::Vocabulary;

namespace {

/// The service of a file by its name: jigyosho_110.csv, archive.zip/jigyosho_110.csv.
const facility::CareService* service_of_file(const std::string& file) {
    constexpr std::string_view stem = "jigyosho_";
    const std::size_t at = file.rfind(stem);
    return at == std::string::npos ? nullptr : Vocabulary::get().care_service(file.substr(at + stem.size(), 3));
}

/// What people write for "nothing to say".
bool says_nothing(const std::string& folded) {
    static const std::set<std::string> words = [] {
        std::set<std::string> all;
        for (const char* word : {"", "特になし", "特に無し", "なし", "無し", "無", "特にありません", "ありません", "該当なし", "-", "--"}) {
            all.insert(base::fold(word));
        }
        return all;
    }();
    return words.contains(folded);
}

/// The source writes a line break as these words.
std::string without_breaks(std::string_view text) {
    return base::tidy(base::replace_all(std::string(text), "（改行）", " "));
}

} // namespace

RowReader::RowReader(const formats::Row& header, const std::string& file, const Prefectures& wanted, Seen& seen, facility::ImportSink& sink)
    : m_sink(sink), m_seen(seen), m_wanted(wanted), m_file(file), m_service_of_file(service_of_file(file)) {
    const formats::Columns found(header, file);
    const auto column = [&](const char* name) { return found.require({name}); };
    m_columns = {column("都道府県コード又は市町村コード"),
                 column("No"),
                 column("都道府県名"),
                 column("市区町村名"),
                 column("事業所名"),
                 column("事業所名カナ"),
                 column("サービスの種類"),
                 column("住所"),
                 column("方書（ビル名等）"),
                 column("緯度"),
                 column("経度"),
                 column("電話番号"),
                 column("FAX番号"),
                 column("法人番号"),
                 column("法人の名称"),
                 column("事業所番号"),
                 column("利用可能曜日"),
                 column("利用可能曜日特記事項"),
                 column("定員"),
                 column("URL"),
                 column("高齢者の方と障害者の方が同時一体的に利用できるサービス"),
                 column("備考")};
    // Not used (the law's two ways of designation), but their absence means that the format has changed.
    column("介護保険の通常の指定基準を満たしている");
    column("障害福祉の通常の指定基準を満たしている");
}

void RowReader::reject(const char* column, const std::string& reason) {
    m_sink.rejected({m_place, column, reason, m_row->cells});
}

void RowReader::read(const formats::Row& row) {
    m_row = &row;
    m_place = {m_file, row.line};
    m_sink.row_read(m_place);
    if (is_elsewhere()) {
        return m_sink.ignored(m_place, "対象外の都道府県");
    }

    SourceRecord record;
    const std::string name = without_breaks(text(m_columns.name));
    if (name.empty()) {
        return reject("事業所名", "事業所名が空です。事業所名を補ってから取り込み直してください。");
    }
    const facility::CareService* kind_of_service = service();
    if (kind_of_service == nullptr) {
        return reject("サービスの種類",
                      fmt::format("サービスの種類「{}」は35種類のどれでもなく、ファイル名（jigyosho_NNN）からも分かりません。",
                                  base::tidy(text(m_columns.service))));
    }
    const std::string office = number();
    if (office.empty()) {
        const std::string stated = base::tidy(text(m_columns.number));
        return reject("事業所番号",
                      stated.empty()
                          ? std::string("事業所番号が空です。10桁の事業所番号を補ってから取り込み直してください。")
                          : fmt::format("事業所番号「{}」が都道府県番号で始まる10桁の英数字ではありません。"
                                        "表計算ソフトで先頭の0が消えていないか確かめてください。",
                                        stated));
    }
    record.key = office + "/" + kind_of_service->code;
    const auto [first, is_new] = m_seen.try_emplace(record.key, m_place);
    if (!is_new) {
        return reject("事業所番号", fmt::format("事業所番号「{}」の「{}」は{}の{}行目に既にあります。二重の行を除いてください。",
                                            office, kind_of_service->label, first->second.file, first->second.line));
    }
    record.part = kind_of_service->code;
    record.kinds = {kind_of_service->kind};
    record.identifiers.push_back({"kaigo_office", office});
    record.values["name"] = name;
    record.file = m_file;
    record.line = row.line;
    place(record);
    values(record);
    days(record);
    m_sink.record(std::move(record));
}

/// The prefecture as place() will find it: of the municipality code, else of the name, else of the office number.
bool RowReader::is_elsewhere() const {
    if (m_wanted.empty()) {
        return false;
    }
    const std::string of_number = base::tidy(text(m_columns.number)).substr(0, 2);
    const std::string of_name = facility::prefecture_code(base::tidy(text(m_columns.prefecture)));
    const auto code = facility::municipality_code(base::tidy(text(m_columns.municipality)), of_name.empty() ? of_number : of_name);
    return !m_wanted.contains(code ? code->substr(0, 2) : !of_name.empty() ? of_name : of_number);
}

const facility::CareService* RowReader::service() {
    const std::string label = base::tidy(text(m_columns.service));
    const facility::CareService* stated = label.empty() ? nullptr : Vocabulary::get().care_service_by_label(label);
    if (stated == nullptr && m_service_of_file != nullptr) {
        remark(label.empty() ? "service_blank" : "service_label_unknown", label);
        return m_service_of_file;
    }
    if (stated != nullptr && m_service_of_file != nullptr && stated != m_service_of_file) {
        remark("service_disagrees", label);
    }
    return stated;
}

std::string RowReader::number() {
    const std::string& cell = text(m_columns.number);
    if (const auto good = facility::office_number(cell)) {
        return *good;
    }
    // A spreadsheet took the leading zero: 北海道 to 栃木県.
    const std::string short_one = base::tidy(cell);
    const bool lost_zero = short_one.size() == 9 && base::to_integer(short_one).has_value();
    if (!lost_zero) {
        return {};
    }
    const std::string whole = "0" + short_one;
    const auto beside = facility::office_number(text(m_columns.no));
    const std::string prefecture = facility::prefecture_code(base::tidy(text(m_columns.prefecture)));
    if ((beside && *beside == whole) || prefecture == whole.substr(0, 2)) {
        remark("office_number_zero", short_one);
        return whole;
    }
    return {};
}

void RowReader::place(SourceRecord& record) {
    facility::Address& address = record.address;
    const std::string of_number = record.key.substr(0, 2);
    const std::string stated_code = base::tidy(text(m_columns.municipality));
    address.prefecture = base::tidy(text(m_columns.prefecture));
    const std::string of_name = facility::prefecture_code(address.prefecture);
    const auto code = facility::municipality_code(stated_code, of_name.empty() ? of_number : of_name);
    if (code) {
        address.municipality_code = *code;
    } else {
        remark(stated_code.empty() ? "municipality_code_blank" : "municipality_code_invalid",
               stated_code.empty() ? record.value("name") : stated_code);
    }
    record.region = code ? code->substr(0, 2) : !of_name.empty() ? of_name : of_number;
    if (record.region != of_number) {
        remark("prefecture_disagrees", record.key);
    }
    if (address.prefecture.empty()) {
        address.prefecture = facility::prefecture_name(record.region);
        remark("prefecture_blank", record.value("name"));
    }
    address.city = base::tidy(text(m_columns.city));

    const facility::AddressParts parts =
        facility::split_building(without_breaks(text(m_columns.address)), without_breaks(text(m_columns.building)));
    address.text = parts.text;
    address.building = parts.building;
    if (address.text.empty()) {
        remark("address_blank", record.value("name"));
    }
    record.position = facility::stated_position(text(m_columns.lat), text(m_columns.lon));
    if (!record.position) {
        remark("position_blank", record.value("name"));
    } else if (!record.position->flag.empty()) {
        remark(("position_" + record.position->flag).c_str(), text(m_columns.lat) + "," + text(m_columns.lon));
    }
}

void RowReader::phone(SourceRecord& record, const char* field, std::size_t column) {
    const facility::Phone number = facility::tidy_phone(text(column));
    if (!number.value.empty()) {
        record.values[field] = number.value;
    }
    const std::string code(field);
    if (!number.well_formed && says_nothing(base::fold(text(column)))) {
        record.values[field] = std::nullopt; // なし: there is none
    } else if (!number.well_formed) {
        remark((code + "_shape").c_str(), text(column));
    } else if (!number.note.empty()) {
        remark((code + "_note").c_str(), text(column));
        if (code == "phone") {
            record.values["phone_note"] = number.note;
        }
    }
}

void RowReader::values(SourceRecord& record) {
    const auto put = [&](const char* field, std::size_t column) {
        const std::string value = without_breaks(text(column));
        if (!says_nothing(base::fold(value))) {
            record.values[field] = value;
        }
    };
    put("name_kana", m_columns.kana);
    put("operator_name", m_columns.operator_name);
    put("hours_note", m_columns.days_note);
    put("note", m_columns.remarks);
    put("shared_service", m_columns.shared); // なし says nothing
    phone(record, "phone", m_columns.phone);
    phone(record, "fax", m_columns.fax);

    const std::string operator_number = base::tidy(text(m_columns.operator_number));
    if (facility::is_corporate_number(operator_number)) {
        record.values["operator_number"] = operator_number;
        record.identifiers.push_back({"corporate_number", operator_number});
    } else if (!operator_number.empty()) {
        remark("corporate_number_invalid", operator_number);
    }

    const std::string capacity = base::tidy(text(m_columns.capacity));
    const auto places = base::to_integer(base::replace_all(base::replace_all(capacity, "人", ""), "名", ""));
    if (places && *places > 0) {
        record.values["capacity"] = std::to_string(*places);
    } else if (places == 0) {
        remark("capacity_zero", capacity); // the file writes 0 where there is no such thing as a capacity
    } else if (!capacity.empty()) {
        remark("capacity_shape", capacity);
    }

    const facility::Link link = facility::tidy_url(text(m_columns.url));
    if (!link.url.empty()) {
        record.values["url"] = link.url;
    }
    if (!link.email.empty()) {
        record.values["email"] = link.email;
        remark("url_is_email", link.email);
    }
    if (!link.well_formed) {
        remark("url_shape", text(m_columns.url));
    }
}

void RowReader::days(SourceRecord& record) {
    static const std::array<std::pair<const char*, const char*>, 5> words{
        {{"平日", "月火水木金"}, {"土曜日", "土"}, {"日曜日", "日"}, {"祝日", "祝"}, {"毎日", "月火水木金土日祝"}}};
    std::string all;
    const std::string stated = base::tidy(text(m_columns.days));
    std::string listed = base::replace_all(stated, "、", ",");
    for (const std::string& part : base::split(listed, "|,;/")) {
        const std::string word(base::trim(part));
        const auto known = std::find_if(words.begin(), words.end(), [&](const auto& pair) { return word == pair.first; });
        if (known != words.end()) {
            all += known->second;
        } else if (!word.empty()) {
            remark("days_unknown", stated);
        }
    }
    if (all.empty()) {
        return;
    }
    facility::HoursStatement hours;
    hours.purpose = "office";
    for (const char* day : {"月", "火", "水", "木", "金", "土", "日", "祝"}) {
        if (all.find(day) != std::string::npos) {
            hours.days += day;
        }
    }
    record.hours.push_back(std::move(hours));
}

} // namespace annai::importers::mhlw_care
