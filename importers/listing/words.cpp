#include "words.hpp"

#include "base/text.hpp"

#include <initializer_list>

namespace annai::importers::listing {

using facility::CapabilityInfo;
using facility::Vocabulary;

namespace {

struct Meaning {
    const char* meaning;
    std::initializer_list<const char*> cells;
};

Words words_of(std::initializer_list<Meaning> meanings) {
    Words words;
    for (const Meaning& meaning : meanings) {
        for (const char* cell : meaning.cells) {
            words[base::fold(cell)] = meaning.meaning;
        }
    }
    return words;
}

std::string without_brackets(std::string_view text, std::string& inside) {
    const std::string tidied = base::tidy(text);
    for (const auto& [open, close] : {std::pair<const char*, const char*>{"(", ")"}, {"（", "）"}, {"[", "]"}, {"【", "】"}, {"_", ""}, {":", ""}}) {
        const std::size_t at = tidied.find(open);
        if (at == std::string::npos || at == 0) {
            continue;
        }
        const std::size_t begin = at + std::string_view(open).size();
        const std::size_t end = *close == '\0' ? tidied.size() : tidied.rfind(close);
        if (end != std::string::npos && end > begin) {
            inside = tidied.substr(begin, end - begin);
            return tidied.substr(0, at);
        }
    }
    return tidied;
}

} // namespace

const Words& answer_words() {
    static const Words words = words_of({
        {"yes", {"○", "〇", "◯", "◎", "⚪", "可", "可能", "有", "有り", "あり", "はい", "対応可", "対応可能", "対応", "実施", "yes", "y", "1"}},
        {"conditional", {"△", "▲", "要相談", "応相談", "相談", "条件付き", "条件付", "一部", "一部可", "一部対応"}},
        {"no", {"×", "✕", "✖", "╳", "不可", "無", "無し", "なし", "いいえ", "対応不可", "非対応", "未対応", "未実施", "no", "n", "0"}},
        {"", {"", "-", "－", "―", "ー", "未回答", "無回答", "回答なし", "不明"}},
    });
    return words;
}

const Words& basis_words() {
    static const Words words = words_of({
        {"record", {"record", "実績あり", "実績"}},
        {"self_reported", {"self_reported", "本人回答", "回答", "自己申告"}},
        {"notified", {"notified", "届出あり", "届出"}},
        {"planned", {"planned", "今後予定", "予定"}},
        {"coordinator", {"coordinator", "調整者確認", "確認済", "確認済み"}},
    });
    return words;
}

const Words& status_words() {
    static const Words words = words_of({
        {"open", {"open", "", "営業中", "開設中", "開院中", "運営中"}},
        {"suspended", {"suspended", "休止", "休止中", "休業", "休業中", "休院", "休院中"}},
        {"closed", {"closed", "廃止", "廃業", "閉院", "閉鎖", "閉所"}},
        {"moved", {"moved", "移転"}},
    });
    return words;
}

const Words& consent_words() {
    static const Words words = words_of({
        {"", {""}},
        {"public", {"public", "住民にも可", "公開可", "一般公開可", "住民にも公開可"}},
        {"professional", {"professional", "関係者のみ", "関係者のみ可", "専門職のみ"}},
        {"none", {"none", "掲載しない", "掲載不可", "不可", "公開不可", "非公開"}},
    });
    return words;
}

std::optional<std::string> kind_of(std::string_view text) {
    static const Words words = [] {
        Words all;
        const Vocabulary& vocabulary = Vocabulary::get();
        for (const facility::CareService& service : vocabulary.care_services()) {
            all[base::fold(service.label)] = service.kind;
        }
        for (const facility::FacilityKind& kind : vocabulary.kinds()) {
            all[base::fold(kind.label)] = kind.code;
            all[base::fold(kind.code)] = kind.code;
        }
        return all;
    }();
    const auto found = words.find(base::fold(text));
    return found == words.end() ? std::nullopt : std::optional(found->second);
}

const CapabilityInfo* capability_of(std::string_view text) {
    static const std::map<std::string, const CapabilityInfo*> by_label = [] {
        std::map<std::string, const CapabilityInfo*> all;
        for (const CapabilityInfo& capability : Vocabulary::get().capabilities()) {
            all.emplace(base::fold(capability.label), &capability);
            all.emplace(base::fold(capability.code), &capability);
        }
        return all;
    }();
    const auto found = by_label.find(base::fold(text));
    return found == by_label.end() ? nullptr : found->second;
}

std::optional<std::string> qualifier_of(const CapabilityInfo& capability, std::string_view text) {
    const std::string wanted = base::fold(text);
    for (const facility::Qualifier& qualifier : capability.qualifiers) {
        if (base::fold(qualifier.code) == wanted || base::fold(qualifier.label) == wanted) {
            return qualifier.code;
        }
    }
    return std::nullopt;
}

std::optional<CapabilityName> capability_name(std::string_view text) {
    if (const CapabilityInfo* whole = capability_of(text)) {
        return CapabilityName{whole, {}};
    }
    const std::size_t slash = text.find('/');
    std::string inside;
    std::string outside;
    if (slash != std::string_view::npos) {
        outside = std::string(text.substr(0, slash));
        inside = std::string(text.substr(slash + 1));
    } else {
        outside = without_brackets(text, inside);
    }
    if (const CapabilityInfo* capability = capability_of(outside); capability != nullptr && !inside.empty()) {
        const auto qualifier = qualifier_of(*capability, inside);
        return qualifier ? std::optional(CapabilityName{capability, *qualifier}) : std::nullopt;
    }
    // A qualifier's label alone (皮膚科, 自宅) is never taken for it: it may stand for something else.
    return std::nullopt;
}

Words folded(const std::vector<std::pair<std::string, std::string>>& pairs) {
    Words words;
    for (const auto& [key, value] : pairs) {
        words[base::fold(key)] = value;
    }
    return words;
}

} // namespace annai::importers::listing
