#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>

// The words of the pages: static/lang/<language>.json, compiled into the program.

namespace annai::render {

class Dictionary {
public:
    /// The dictionary of a language; Japanese where there is none.
    static const Dictionary& of(std::string_view language);

    bool has(std::string_view key) const { return m_texts.contains(key); }

    /// The text of a key; the key itself where the dictionary lacks it (a test finds those).
    std::string operator()(std::string_view key) const;

    /// The same with {name} replaced.
    std::string operator()(std::string_view key,
                           std::initializer_list<std::pair<std::string_view, std::string_view>> values) const;

    const std::string& language() const { return m_language; }
    const std::map<std::string, std::string, std::less<>>& texts() const { return m_texts; }

    // What is written the same way on every page.
    std::string date(std::string_view iso) const;  ///< 2026年6月1日; as given when it is no date
    std::string month(std::string_view iso) const; ///< 2026年6月
    std::string number(std::int64_t value) const;  ///< 12,345

private:
    Dictionary(std::string language, std::string_view json);
    std::string m_language;
    std::map<std::string, std::string, std::less<>> m_texts;
};

} // namespace annai::render
