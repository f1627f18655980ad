#pragma once

#include "render/page.hpp"
#include "render/page_text.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What several pages have in common: the frame, links that are safe to follow, facilities in short.

namespace annai::render {

/// One page being made.
struct PageParts {
    const PageContext& context;
    const Dictionary& text;

    explicit PageParts(const PageContext& page) : context(page), text(Dictionary::of(page.language)) {}

    bool for_residents() const { return context.edition.audience.empty() || context.edition.audience == "public"; }
    /// The view that head and foot need: title (of this page, "" = the site's own), numbers, sources.
    nlohmann::json frame(const std::string& title) const;
    std::string render(std::string_view name, const nlohmann::json& view) const;

    std::string joined(const std::vector<std::string>& items) const; ///< with ・
    /// What the script of the map needs: tiles and words, for partials/map_data.
    void add_map(nlohmann::json& view) const;
};

/// A web address that may become a link: http or https, no white space or control character; else nothing.
/// Values come from files that others wrote, so this is checked again here.
std::optional<std::string> safe_url(std::string_view value);
/// "tel:0857…" of a value that begins with a telephone number (also 119, #7119); else nothing.
std::optional<std::string> telephone_href(std::string_view value);
std::optional<std::string> mail_href(std::string_view value);

/// Percent-encoded for a path or a query.
std::string url_encoded(std::string_view text);
std::string facility_href(std::string_view id);

/// The member's text, "" where it is absent or of another type: what stands in an edition is shown, never trusted.
std::string text_of(const nlohmann::json& object, std::string_view member);
/// The member, or an empty array/object in its place.
const nlohmann::json& list_of(const nlohmann::json& object, std::string_view member);
const nlohmann::json& object_of(const nlohmann::json& object, std::string_view member);
/// fields.<code>.value; "" where absent or null.
std::string field_value(const nlohmann::json& body, std::string_view code);

/// Labels of the facility's kinds; `plain` in a resident's words.
std::vector<std::string> kind_labels(const nlohmann::json& body, bool plain);

/// phone and phone_href of a facility, for the templates.
void add_phone(nlohmann::json& view, const nlohmann::json& body);

} // namespace annai::render
