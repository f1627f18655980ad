#include "render/page_template.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "generated/page_templates.hpp"

#include <kainjow/mustache.hpp>
#include <nlohmann/json.hpp>

#include <map>

namespace annai::render {
namespace {

namespace mustache = kainjow::mustache;

[[noreturn]] void fail(std::string_view name, const std::string& what) {
    throw base::Error(base::ErrorCode::storage, "static/templates/" + std::string(name) + ".mustache: " + what);
}

std::string_view source_of(std::string_view name) {
    for (const auto& folder : {"templates/", "templates/partials/"}) {
        const std::string path = folder + std::string(name) + ".mustache";
        for (const auto& [file, text] : templates::all) {
            if (file == path) {
                return text;
            }
        }
    }
    fail(name, "there is no such template");
}

std::string escape(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\'': out += "&#39;"; break;
        default: out += c;
        }
    }
    return out;
}

/// A text as it stands in a template: escaped, with {name} as mustache's tag.
std::string text_in_template(std::string_view text) {
    return base::replace_all(base::replace_all(escape(text), "{", "{{"), "}", "}}");
}

// Partials are put in as text before parsing: the library would parse them again at every use.
std::string expand(std::string_view name, const Dictionary& text, int depth) {
    if (depth > 8) {
        fail(name, "partials nest too deeply");
    }
    const std::string_view source = source_of(name);
    if (source.find("{{{") != std::string_view::npos || source.find("{{&") != std::string_view::npos) {
        fail(name, "unescaped tags are not allowed");
    }
    std::string out;
    for (std::size_t at = 0; at < source.size();) {
        const std::size_t open = source.find("{{", at);
        if (open == std::string_view::npos) {
            out += source.substr(at);
            break;
        }
        const std::size_t close = source.find("}}", open);
        if (close == std::string_view::npos) {
            fail(name, "a tag is not closed");
        }
        out += source.substr(at, open - at);
        const std::string_view tag = base::trim(source.substr(open + 2, close - open - 2));
        if (base::starts_with(tag, ">")) {
            std::string part = expand(base::trim(tag.substr(1)), text, depth + 1);
            while (!part.empty() && part.back() == '\n') {
                part.pop_back();
            }
            out += part;
        } else if (base::starts_with(tag, "t:")) {
            out += text_in_template(text(tag.substr(2)));
        } else {
            out += source.substr(open, close + 2 - open);
        }
        at = close + 2;
    }
    return out;
}

mustache::data to_data(const nlohmann::json& value) {
    using Kind = nlohmann::json::value_t;
    switch (value.type()) {
    case Kind::object: {
        mustache::data out;
        for (const auto& [name, member] : value.items()) {
            out[name] = to_data(member);
        }
        return out;
    }
    case Kind::array: {
        mustache::list out;
        out.reserve(value.size());
        for (const auto& member : value) {
            out.push_back(to_data(member));
        }
        return out;
    }
    case Kind::string: {
        const auto& text = value.get_ref<const std::string&>();
        return text.empty() ? mustache::data(mustache::data::type::bool_false) : mustache::data(text);
    }
    case Kind::boolean:
        return mustache::data(value.get<bool>() ? mustache::data::type::bool_true : mustache::data::type::bool_false);
    case Kind::number_integer:
    case Kind::number_unsigned:
    case Kind::number_float:
        return mustache::data(value.dump());
    case Kind::null:
    case Kind::binary:
    case Kind::discarded:
        break;
    }
    return mustache::data(mustache::data::type::bool_false);
}

/// A parsed template. Rendering writes into the object, so each thread keeps its own.
mustache::mustache& parsed(std::string_view name, const Dictionary& text) {
    thread_local std::map<std::string, mustache::mustache, std::less<>> cache;
    const std::string key = text.language() + "/" + std::string(name);
    auto found = cache.find(key);
    if (found == cache.end()) {
        found = cache.emplace(key, mustache::mustache(expanded_template(name, text))).first;
        if (!found->second.is_valid()) {
            const std::string message = found->second.error_message();
            cache.erase(found);
            fail(name, message);
        }
    }
    return found->second;
}

} // namespace

std::string expanded_template(std::string_view name, const Dictionary& text) {
    return expand(name, text, 0);
}

std::string render_template(std::string_view name, const Dictionary& text, const nlohmann::json& view) {
    std::string out;
    out.reserve(64 * 1024);
    parsed(name, text).render(to_data(view), [&out](const std::string& piece) { out += piece; });
    return out;
}

} // namespace annai::render
