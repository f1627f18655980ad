#include "render/page_text.hpp"

#include "base/calendar.hpp"
#include "base/text.hpp"
#include "generated/page_words.hpp"

#include <nlohmann/json.hpp>

namespace annai::render {

Dictionary::Dictionary(std::string language, std::string_view json)
    : m_language(std::move(language)),
      m_texts(nlohmann::json::parse(json).get<std::map<std::string, std::string, std::less<>>>()) {}

const Dictionary& Dictionary::of(std::string_view language) {
    static const auto dictionaries = [] {
        std::map<std::string, Dictionary, std::less<>> all;
        for (const auto& [file, json] : words::all) { // "lang/ja.json"
            std::string code(file.substr(file.find_last_of('/') + 1));
            code.resize(code.find('.'));
            all.emplace(code, Dictionary(code, json));
        }
        return all;
    }();
    const auto found = dictionaries.find(language);
    return found != dictionaries.end() ? found->second : dictionaries.find("ja")->second;
}

std::string Dictionary::operator()(std::string_view key) const {
    const auto found = m_texts.find(key);
    return found != m_texts.end() ? found->second : std::string(key);
}

std::string Dictionary::operator()(std::string_view key,
                                   std::initializer_list<std::pair<std::string_view, std::string_view>> values) const {
    // One pass over the text, so that a value that holds "{name}" is not replaced in turn.
    const std::string pattern = (*this)(key);
    std::string out;
    for (std::size_t at = 0; at < pattern.size();) {
        const std::size_t open = pattern.find('{', at);
        const std::size_t close = open == std::string::npos ? open : pattern.find('}', open);
        if (close == std::string::npos) {
            out += pattern.substr(at);
            break;
        }
        out += pattern.substr(at, open - at);
        const auto name = std::string_view(pattern).substr(open + 1, close - open - 1);
        for (const auto& [known, value] : values) {
            if (known == name) {
                out += value;
            }
        }
        at = close + 1;
    }
    return out;
}

std::string Dictionary::date(std::string_view iso) const {
    const auto date = base::parse_iso_date(iso);
    if (!date) {
        return std::string(iso);
    }
    return (*this)("format.date", {{"year", std::to_string(static_cast<int>(date->year()))},
                                   {"month", std::to_string(static_cast<unsigned>(date->month()))},
                                   {"day", std::to_string(static_cast<unsigned>(date->day()))}});
}

std::string Dictionary::month(std::string_view iso) const {
    const auto date = base::parse_iso_date(iso);
    if (!date) {
        return std::string(iso);
    }
    return (*this)("format.month", {{"year", std::to_string(static_cast<int>(date->year()))},
                                    {"month", std::to_string(static_cast<unsigned>(date->month()))}});
}

std::string Dictionary::number(std::int64_t value) const {
    std::string digits = std::to_string(value);
    const std::size_t first = value < 0 ? 1 : 0;
    for (std::size_t at = digits.size(); at > first + 3;) {
        at -= 3;
        digits.insert(at, ",");
    }
    return digits;
}

} // namespace annai::render
