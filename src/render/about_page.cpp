#include "render/page_parts.hpp"

#include <algorithm>

namespace annai::render {

using nlohmann::json;

std::string about_page(const PageContext& context) {
    const PageParts parts(context);
    const auto& text = parts.text;
    const edition::Info& edition = context.edition;
    json view = parts.frame(text("about.title"));
    view["at_about"] = true;
    view["about_edition"] = edition.number == 0 ? std::string()
                                               : text("about.edition", {{"number", text.number(edition.number)},
                                                                        {"date", text.date(edition.date)},
                                                                        {"count", text.number(edition.facilities)}});
    json signs = json::array();
    for (const std::string sign : {"yes", "conditional", "no", "unknown", "notified", "planned"}) {
        signs.push_back({{"sign_class", sign}, {"sign", text("sign." + sign)}, {"word", text("answer." + sign)},
                         {"meaning", text("about.sign_" + sign)}});
    }
    view["signs"] = std::move(signs);
    json bases = json::array();
    for (const std::string basis : {"record", "self_reported", "coordinator", "notified", "planned"}) {
        bases.push_back({{"word", text("basis." + basis)}, {"meaning", text("about.basis_" + basis)}});
    }
    view["bases"] = std::move(bases);
    json sources = json::array();
    for (const auto& source : edition.sources) {
        sources.push_back({{"title", source.title.empty() ? source.code : source.title}, {"href", safe_url(source.url).value_or("")},
                           {"attribution", source.attribution}, {"licence", source.licence},
                           {"as_of", source.as_of.empty() ? std::string() : text("facility.as_of", {{"date", text.date(source.as_of)}})}});
    }
    view["has_sources"] = !sources.empty();
    view["sources"] = std::move(sources);
    view["tile_attribution"] = context.site.tile_url.empty() ? std::string() : context.site.tile_attribution;
    return parts.render("about", view);
}

std::string message_page(const PageContext& context, int status, const std::string& key, const std::string& detail) {
    const PageParts parts(context);
    json view = parts.frame(parts.text(key));
    view["no_index"] = true;
    view["status_line"] = parts.text("message.status", {{"status", std::to_string(status)}});
    view["message_title"] = parts.text(key);
    view["hint"] = parts.text.has(key + ".hint") ? parts.text(key + ".hint") : std::string();
    view["detail"] = detail;
    // The messages of the programs are English; a screen reader is to know.
    view["is_english"] = std::all_of(detail.begin(), detail.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return parts.render("message", view);
}

} // namespace annai::render
