#include "render/page_parts.hpp"

#include "base/text.hpp"
#include "facility/contact.hpp"
#include "facility/vocabulary.hpp"
#include "render/page_template.hpp"

#include <algorithm>

namespace annai::render {

using nlohmann::json;

json PageParts::frame(const std::string& title) const {
    const Site& site = context.site;
    const edition::Info& edition = context.edition;
    json view = {
        {"language", text.language()},
        {"page_title", title.empty() ? site.title : text("layout.title", {{"page", title}, {"site", site.title}})},
        {"site_title", site.title},
        {"region", site.region},
        {"site_notice", site.notice},
        {"contact", site.contact},
        {"description", ""},
        {"no_index", !for_residents()},
        {"has_map", false},
        {"is_wide", false},
        {"at_start", false},
        {"at_list", false},
        {"at_about", false},
    };
    json numbers = json::array();
    for (const auto& [label, number, note] : site.emergency) {
        numbers.push_back({{"label", label}, {"number", number}, {"note", note},
                           {"href", telephone_href(number).value_or("")}});
    }
    view["has_emergency_numbers"] = !numbers.empty();
    view["emergency_numbers"] = std::move(numbers);

    view["footer_rule"] = edition.date.empty() ? text("layout.footer_rule_undated")
                                               : text("layout.footer_rule", {{"month", text.month(edition.date)}});
    json sources = json::array();
    for (const auto& source : edition.sources) {
        const json entry = {{"text", source.attribution.empty() ? source.title : source.attribution}};
        if (std::find(sources.begin(), sources.end(), entry) == sources.end()) {
            sources.push_back(entry);
        }
    }
    view["has_sources"] = !sources.empty();
    view["footer_sources"] = std::move(sources);
    view["edition_line"] = edition.number == 0 ? std::string()
                                               : text("layout.edition", {{"number", text.number(edition.number)},
                                                                         {"date", text.date(edition.date)}});
    return view;
}

std::string PageParts::render(std::string_view name, const json& view) const {
    return render_template(name, text, view);
}

std::string PageParts::joined(const std::vector<std::string>& items) const {
    const std::string separator = text("format.list_separator");
    std::string out;
    for (const auto& item : items) {
        out += (out.empty() ? "" : separator) + item;
    }
    return out;
}

void PageParts::add_map(json& view) const {
    view["has_map"] = true;
    view["tile_url"] = safe_url(base::replace_all(base::replace_all(context.site.tile_url, "{", ""), "}", ""))
                           ? context.site.tile_url
                           : std::string();
    view["tile_attribution"] = context.site.tile_attribution;
    json words;
    for (const char* key : {"map.label", "map.zoom_in", "map.zoom_out", "map.close", "map.cluster", "map.listed",
                            "map.approximate", "map.open", "map.failed"}) {
        words[std::string(key).substr(4)] = text(key);
    }
    view["map_words"] = words.dump();
}

std::optional<std::string> safe_url(std::string_view value) {
    for (const char c : value) {
        if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7f || c == '"' || c == '<' || c == '>' || c == '\\') {
            return std::nullopt;
        }
    }
    std::string scheme(value.substr(0, value.find(':')));
    for (char& c : scheme) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    const std::string_view rest = value.substr(std::min(scheme.size(), value.size()));
    if ((scheme != "http" && scheme != "https") || !base::starts_with(rest, "://") || rest.size() < 4) {
        return std::nullopt;
    }
    return std::string(value);
}

std::optional<std::string> telephone_href(std::string_view value) {
    std::string number;
    for (const char c : value) {
        if ((c >= '0' && c <= '9') || ((c == '+' || c == '#') && number.empty())) {
            number += c;
        } else if (c != '-' && c != ' ' && c != '(' && c != ')') {
            break; // "0857-22-1234（代表）"
        }
    }
    const std::size_t digits = number.size() - (!number.empty() && (number[0] == '+' || number[0] == '#') ? 1 : 0);
    const bool is_short = digits == 3 || (number.starts_with('#') && digits == 4);
    const bool is_long = (number.starts_with('0') || number.starts_with('+')) && digits >= 9 && digits <= 13;
    if (!is_short && !is_long) {
        return std::nullopt;
    }
    return "tel:" + base::replace_all(number, "#", "%23");
}

std::optional<std::string> mail_href(std::string_view value) {
    return facility::is_email(value) ? std::optional("mailto:" + url_encoded(value)) : std::nullopt;
}

std::string url_encoded(std::string_view text) {
    static const char* digits = "0123456789ABCDEF";
    std::string out;
    for (const char raw : text) {
        const auto c = static_cast<unsigned char>(raw);
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
                           c == '_' || c == '.' || c == '~' || c == '@' || c == ':';
        if (plain) {
            out += raw;
        } else {
            out += '%';
            out += digits[c >> 4];
            out += digits[c & 15];
        }
    }
    return out;
}

std::string facility_href(std::string_view id) {
    return "/facilities/" + url_encoded(id);
}

std::string text_of(const json& object, std::string_view member) {
    if (!object.is_object()) {
        return {};
    }
    const auto found = object.find(member);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

const json& list_of(const json& object, std::string_view member) {
    static const json none = json::array();
    const auto found = object.is_object() ? object.find(member) : object.end();
    return found != object.end() && found->is_array() ? *found : none;
}

const json& object_of(const json& object, std::string_view member) {
    static const json none = json::object();
    const auto found = object.is_object() ? object.find(member) : object.end();
    return found != object.end() && found->is_object() ? *found : none;
}

std::string field_value(const json& body, std::string_view code) {
    return text_of(object_of(object_of(body, "fields"), code), "value");
}

std::vector<std::string> kind_labels(const json& body, bool plain) {
    std::vector<std::string> labels;
    for (const auto& code : list_of(body, "kinds")) {
        const auto* kind = code.is_string() ? facility::Vocabulary::get().kind(code.get_ref<const std::string&>()) : nullptr;
        if (kind != nullptr) {
            labels.push_back(plain && !kind->plain.empty() ? kind->plain : kind->label);
        }
    }
    return labels;
}

void add_phone(json& view, const json& body) {
    const std::string phone = field_value(body, "phone");
    view["phone"] = phone;
    view["phone_href"] = telephone_href(phone).value_or("");
}

} // namespace annai::render
