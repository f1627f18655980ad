#include "toml_file.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>

namespace annai::importers::listing {

namespace {

Node convert(const toml::node& from, const std::string& name) {
    Node node;
    node.line = static_cast<int>(from.source().begin.line);
    if (const toml::table* table = from.as_table()) {
        Node::Table members;
        for (const auto& [key, value] : *table) {
            members.emplace_back(std::string(key.str()), convert(value, name));
            members.back().second.line = static_cast<int>(key.source().begin.line);
        }
        // toml++ sorts by key; the order of the file is what people expect to see followed.
        std::stable_sort(members.begin(), members.end(),
                         [](const auto& a, const auto& b) { return a.second.line < b.second.line; });
        node.value = std::move(members);
    } else if (const toml::array* array = from.as_array()) {
        Node::Array items;
        for (const toml::node& item : *array) {
            items.push_back(convert(item, name));
        }
        node.value = std::move(items);
    } else if (const auto* text = from.as_string()) {
        node.value = text->get();
    } else if (const auto* flag = from.as_boolean()) {
        node.value = flag->get();
    } else if (const auto* number = from.as_integer()) {
        node.value = number->get();
    } else if (const auto* date = from.as_date()) {
        const toml::date& day = date->get();
        node.value = fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day);
    } else {
        throw base::Error(base::ErrorCode::bad_source,
                          fmt::format("{}:{}: a mapping holds text, whole numbers, true/false and dates only; put the value in quotes",
                                      name, node.line));
    }
    return node;
}

} // namespace

Node parse_toml(const std::string& text, const std::string& name) {
    try {
        std::string_view body = text;
        if (base::starts_with(body, "\xEF\xBB\xBF")) {
            body.remove_prefix(3);
        }
        return convert(toml::parse(body), name);
    } catch (const toml::parse_error& error) {
        throw base::Error(base::ErrorCode::bad_source,
                          fmt::format("{}:{}: this is not TOML: {}", name, error.source().begin.line, error.description()));
    }
}

Node read_toml(const std::filesystem::path& file) {
    const std::string text = base::read_file(file, 1U << 20);
    if (!base::is_utf8(text)) {
        throw base::Error(base::ErrorCode::bad_source,
                          file.filename().string() + ": a mapping file must be UTF-8; save it as UTF-8");
    }
    return parse_toml(text, file.filename().string());
}

} // namespace annai::importers::listing
