#pragma once

#include "edition/edition.hpp"
#include "search/search.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace annai::render {

/// What the operator sets for the site (settings file, [site] and [map]).
struct Site {
    std::string title;             ///< あんない
    std::string region;            ///< 見本地域 (架空の町)
    std::string notice;            ///< a line on top of every page, e.g. that this is a trial; may be empty
    std::string contact;           ///< who runs it, one line of text
    std::string tile_url;          ///< "" = no base map; else a Leaflet template
    std::string tile_attribution;
    /// Lines under 命にかかわるときは119: only what operates in the area (design §6).
    struct EmergencyNumber { std::string label, number, note; };
    std::vector<EmergencyNumber> emergency;
};

struct PageContext {
    const Site& site;
    const edition::Info& edition;
    std::string language = "ja";
    std::string path; ///< of this page, with its query string
};

/// All pages are complete without JavaScript; text comes from static/lang/<language>.json, everything is
/// escaped by the templates (static/templates/*.mustache).
std::string start_page(const PageContext& context, const std::vector<search::Area>& areas);

/// What `need=CODE` adds to a question: the need's kinds where the question names no kind, and its capabilities.
/// The list's links rely on it. An unknown code adds nothing.
void apply_need(search::FacilityQuery& query, const std::string& need);

struct ListView {
    search::FacilityQuery query;
    search::Page page;
    std::int64_t notified = 0;       ///< how many have only a notification for the capabilities asked for
    std::string need;                ///< code of needs.csv the visitor came by, or ""
    std::vector<search::Hit> first_door; ///< facilities of the need's first door, at most three
    std::vector<search::Area> areas; ///< for the filter
    bool is_first_page = true;
};
std::string list_page(const PageContext& context, const ListView& view);

/// `body` as in edition.hpp.
std::string facility_page(const PageContext& context, const std::string& body);

/// "About the data": sources, licences, dates, what the signs mean.
std::string about_page(const PageContext& context);

/// 400, 404, 410, 429, 500 …: what happened in plain words and what to do next. `key` is a key of the dictionary
/// ("error.not_found"), `detail` a message that may be shown (may be empty).
std::string message_page(const PageContext& context, int status, const std::string& key, const std::string& detail);

} // namespace annai::render
