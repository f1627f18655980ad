#include "section.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace annai::importers::listing {

namespace {

std::size_t edit_distance(const std::u32string& a, const std::u32string& b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        row[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t corner = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t up = row[j];
            row[j] = std::min({up + 1, row[j - 1] + 1, corner + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            corner = up;
        }
    }
    return row[b.size()];
}

} // namespace

std::string nearest(const std::string& given, std::vector<std::string> valid, std::size_t limit) {
    const std::u32string wanted = base::to_code_points(given);
    std::vector<std::pair<std::size_t, std::string>> ranked;
    ranked.reserve(valid.size());
    for (std::string& word : valid) {
        const bool inside = !given.empty() && word.find(given) != std::string::npos;
        ranked.emplace_back(inside ? 0 : edit_distance(wanted, base::to_code_points(word)), std::move(word));
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::string> shown;
    for (std::size_t i = 0; i < std::min(limit, ranked.size()); ++i) {
        shown.push_back(ranked[i].second);
    }
    return fmt::format("{}{}", fmt::join(shown, ", "), ranked.size() > limit ? ", …" : "");
}

Section::Section(std::string file, std::string name, const Node& table)
    : m_file(std::move(file)), m_name(std::move(name)), m_line(table.line),
      m_members([&]() -> const Node::Table& {
          if (table.table() == nullptr) {
              throw base::Error(base::ErrorCode::bad_source,
                                fmt::format("{}:{}: {} must be a table, not a single value", m_file, m_line, m_name));
          }
          return *table.table();
      }()) {}

const Node* Section::find(const std::string& key) {
    m_asked.insert(key);
    const auto found = std::find_if(m_members.begin(), m_members.end(), [&](const auto& pair) { return pair.first == key; });
    return found == m_members.end() ? nullptr : &found->second;
}

int Section::line(const std::string& key) const {
    const auto found = std::find_if(m_members.begin(), m_members.end(), [&](const auto& pair) { return pair.first == key; });
    return found == m_members.end() ? m_line : found->second.line;
}

void Section::fail(const std::string& key, const std::string& message) const {
    const std::string where = m_name.empty() ? key : key.empty() ? m_name : m_name + " " + key;
    throw base::Error(base::ErrorCode::bad_source, fmt::format("{}:{}: {}: {}", m_file, line(key), where, message)).about(key);
}

bool Section::has(const std::string& key) {
    return find(key) != nullptr;
}

std::optional<std::string> Section::text(const std::string& key) {
    const Node* node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    if (node->text() == nullptr) {
        fail(key, "must be a text in quotes");
    }
    return *node->text();
}

std::string Section::required_text(const std::string& key) {
    const auto value = text(key);
    if (!value || base::trim(*value).empty()) {
        fail(key, "is required");
    }
    return *value;
}

std::optional<bool> Section::flag(const std::string& key) {
    const Node* node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    const bool* flag = std::get_if<bool>(&node->value);
    if (flag == nullptr) {
        fail(key, "must be true or false, without quotes");
    }
    return *flag;
}

std::optional<std::int64_t> Section::integer(const std::string& key) {
    const Node* node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    const std::int64_t* number = std::get_if<std::int64_t>(&node->value);
    if (number == nullptr) {
        fail(key, "must be a whole number, without quotes");
    }
    return *number;
}

std::vector<std::string> Section::texts(const std::string& key) {
    const Node* node = find(key);
    std::vector<std::string> all;
    if (node == nullptr) {
        return all;
    }
    if (node->text() != nullptr) {
        all.push_back(*node->text());
        return all;
    }
    if (node->array() == nullptr) {
        fail(key, "must be a text or a list of texts");
    }
    for (const Node& item : *node->array()) {
        if (item.text() == nullptr) {
            fail(key, "must be a list of texts in quotes");
        }
        all.push_back(*item.text());
    }
    return all;
}

std::vector<std::pair<std::string, std::string>> Section::text_map(const std::string& key) {
    std::vector<std::pair<std::string, std::string>> all;
    if (const auto members = table(key)) {
        for (const auto& [word, value] : members->members()) {
            if (value.text() == nullptr) {
                members->fail(word, "must be a text in quotes");
            }
            all.emplace_back(word, *value.text());
        }
    }
    return all;
}

std::optional<Section> Section::table(const std::string& key) {
    const Node* node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    return Section(m_file, m_name.empty() ? "[" + key + "]" : m_name + " " + key, *node);
}

std::vector<Section> Section::tables(const std::string& key) {
    std::vector<Section> all;
    const Node* node = find(key);
    if (node == nullptr) {
        return all;
    }
    if (node->array() == nullptr) {
        fail(key, "is written with double brackets: [[" + key + "]]");
    }
    for (const Node& item : *node->array()) {
        all.emplace_back(m_file, "[[" + key + "]]", item);
    }
    return all;
}

void Section::finish() const {
    for (const auto& [key, value] : m_members) {
        if (!m_asked.contains(key)) {
            fail(key, fmt::format("is not known here; valid: {}", nearest(key, {m_asked.begin(), m_asked.end()}, 40)));
        }
    }
}

} // namespace annai::importers::listing
