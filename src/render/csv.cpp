#include "render/csv.hpp"

#include "formats/csv_writer.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <vector>

namespace annai::render {
namespace {

using facility::Audience;
using facility::Visibility;
using facility::Vocabulary;
using nlohmann::json;

bool has_column(const facility::CapabilityInfo& capability, Audience audience) {
    switch (capability.visibility) {
    case Visibility::everybody:
    case Visibility::public_by_consent: return true;
    case Visibility::professional: return audience != Audience::everybody;
    case Visibility::coordinator: return audience == Audience::coordinator;
    }
    return false;
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) {
        out += (out.empty() ? "" : "、") + word;
    }
    return out;
}

std::string answer_words(const json& entry) {
    const auto& answer = entry.at("answer").get_ref<const std::string&>();
    const auto& basis = entry.at("basis").get_ref<const std::string&>();
    static const std::map<std::string, std::string> bases{{"record", "実績あり"},
                                                          {"self_reported", "本人回答"},
                                                          {"notified", "届出あり"},
                                                          {"planned", "今後予定"},
                                                          {"coordinator", "調整者確認"}};
    if (answer == "unknown") {
        return bases.at(basis) + "（実施は未確認 " + entry.value("date", "") + "）";
    }
    const std::string word = answer == "yes" ? "可" : answer == "conditional" ? "条件付き" : "不可";
    const auto note = entry.value("note", "");
    return word + "（" + bases.at(basis) + " " + entry.value("date", "") + (note.empty() ? "" : "；" + note) + "）";
}

std::string capability_cell(const json& body, const facility::CapabilityInfo& capability) {
    std::vector<std::string> words;
    for (const auto& entry : body.value("capabilities", json::array())) {
        if (entry.at("code") != capability.code) {
            continue;
        }
        std::string prefix;
        for (const auto& qualifier : capability.qualifiers) {
            if (qualifier.code == entry.value("qualifier", "")) {
                prefix = qualifier.label + ":";
            }
        }
        words.push_back(prefix + answer_words(entry));
    }
    return joined(words);
}

std::string field(const json& body, const char* code) {
    const auto fields = body.value("fields", json::object());
    return fields.contains(code) && fields[code]["value"].is_string() ? fields[code]["value"].get<std::string>() : "";
}

std::string status_word(const std::string& status) {
    static const std::map<std::string, std::string> words{
        {"open", ""}, {"needs_check", "要確認"}, {"moved", "移転"}, {"suspended", "休止"}, {"closed", "廃止"}};
    const auto found = words.find(status);
    return found == words.end() ? status : found->second;
}

} // namespace

std::string facilities_csv(const search::Page& page, const edition::Info& edition) {
    const auto audience = facility::audience_of(edition.audience).value_or(Audience::everybody);
    std::vector<const facility::CapabilityInfo*> columns;
    std::vector<std::string> cells{"ID", "名称", "名称（かな）", "種類", "状態", "所在地", "建物", "市区町村コード", "電話", "ホームページ",
                                   "緯度", "経度", "位置の精度", "運営法人", "最終確認日"};
    for (const auto& capability : Vocabulary::get().capabilities()) {
        if (has_column(capability, audience)) {
            columns.push_back(&capability);
            cells.push_back(capability.label);
        }
    }
    cells.emplace_back("出典");
    formats::CsvWriter writer;
    writer.row(cells);
    for (const auto& hit : page.hits) {
        const auto body = json::parse(hit.body);
        const auto address = body.value("address", json::object());
        const auto position = body.value("position", json::object());
        std::vector<std::string> kinds;
        for (const auto& code : body.at("kinds")) {
            const auto* kind = Vocabulary::get().kind(code.get<std::string>());
            kinds.push_back(kind == nullptr ? code.get<std::string>() : kind->label);
        }
        std::vector<std::string> sources;
        for (const auto& code : body.at("sources")) {
            const auto* source = edition.source(code.get<std::string>());
            sources.push_back(source == nullptr ? code.get<std::string>() : source->attribution);
        }
        cells = {body.at("id").get<std::string>(),
                 body.at("name").get<std::string>(),
                 body.value("name_kana", ""),
                 joined(kinds),
                 status_word(body.value("status", "")),
                 address.value("text", ""),
                 address.value("building", ""),
                 address.value("municipality", ""),
                 field(body, "phone"),
                 field(body, "url"),
                 position.contains("lat") ? position["lat"].dump() : "",
                 position.contains("lon") ? position["lon"].dump() : "",
                 position.contains("lat") ? (position.value("approximate", false) ? "おおよそ" : "地点") : "位置不明",
                 field(body, "operator_name"),
                 body.value("confirmed", "")};
        for (const auto* capability : columns) {
            cells.push_back(capability_cell(body, *capability));
        }
        cells.push_back(joined(sources));
        writer.row(cells);
    }
    return writer.text();
}

} // namespace annai::render
