#pragma once

#include "base/text.hpp"
#include "edition/manifest.hpp"
#include "edition/store.hpp"
#include "http/public/routes.hpp"
#include "http/server.hpp"
#include "publish/edition_writer.hpp"
#include "support/raw_client.hpp"
#include "support/support.hpp"

#include <nlohmann/json.hpp>

#include <memory>
#include <string>
#include <thread>

// A small site, written by the code that publishes and served by the code that serves:
//
//     lat 35.5   近く診療所 (clinic)      ひがし訪問看護 (home_nursing, 24 h for its own patients)
//     lat 35.4   みなみ薬局 <i> & 「名」     しまい医院: closed (410)   former0001 -> 近く診療所 (301)
//              134.1                  134.3
//     area 31201 見本市 holds the first three; 位置なし相談所 lies nowhere.

namespace annai::tests {

/// Runs a handler on a free port for as long as it lives.
class Running {
public:
    explicit Running(http::Handler handler, std::size_t threads = 8)
        : m_server({"127.0.0.1", 0, threads, "https://tiles.example.org"}, std::move(handler)), m_port(m_server.bind()),
          m_thread([this] { m_server.run(); }) {}
    ~Running() {
        m_server.stop();
        m_thread.join();
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    int port() const { return m_port; }

private:
    http::Server m_server;
    int m_port;
    std::thread m_thread;
};

inline publish::Derived facility(const std::string& id, const std::string& name, const std::string& kind, double lat, double lon) {
    publish::Derived derived;
    derived.public_id = id;
    derived.body = {{"id", id},
                    {"name", name},
                    {"kinds", {kind}},
                    {"status", "open"},
                    {"address", {{"text", "鳥取県見本市" + name + "前1-2"}, {"municipality", "31201"}, {"municipality_name", "見本市"}}},
                    {"fields", {{"phone", {{"value", "0857-00-0001"}, {"source", "mhlw_care"}, {"date", "2026-06-01"}}}}},
                    {"sources", {"mhlw_care"}},
                    {"confirmed", "2026-06-01"}};
    if (lat != 0) {
        derived.body["position"] = {{"lat", lat}, {"lon", lon}, {"method", "stated"}, {"level", "exact"}, {"accuracy_m", 30}};
    }
    derived.sort_key = base::reading_sort_key(name);
    derived.search_text = base::fold_loosely(name) + "\n";
    return derived;
}

inline publish::EditionContent small_content(std::int64_t number, const std::string& extra = {}) {
    publish::EditionContent content;
    content.info.number = number;
    content.info.audience = "public";
    content.info.published_at = "2026-11-20T01:02:03Z";
    content.info.date = "2026-11-20";
    content.info.sources = {{"mhlw_care", "介護サービス情報", "CC BY 4.0", "出典：見本", "https://www.example.org/", "2026-06-01"}};
    content.facilities.push_back(facility("chikaku234", "近く診療所", "clinic", 35.5, 134.1));
    content.facilities.push_back(facility("higashi234", "ひがし訪問看護", "home_nursing", 35.5, 134.3));
    content.facilities.back().body["night_for_contracted"] = true;
    content.facilities.back().body["capabilities"] = {{{"code", "nursing_visit"}, {"answer", "yes"}, {"basis", "self_reported"}, {"date", "2026-06-01"}, {"source", "mhlw_care"}}};
    content.facilities.push_back(facility("minami2345", "みなみ薬局 <i> & 「名」", "pharmacy", 35.4, 134.1));
    content.facilities.push_back(facility("nowhere234", "位置なし相談所", "community_support_center", 0, 0));
    if (!extra.empty()) {
        content.facilities.push_back(facility("tsuika2345", extra, "clinic", 35.45, 134.2));
    }
    content.areas.push_back({1, "municipality", "31201", "見本市", "31",
                             R"({"type":"Polygon","coordinates":[[[134,35.3],[134.4,35.3],[134.4,35.6],[134,35.6],[134,35.3]]]})",
                             base::BoundingBox{134, 35.3, 134.4, 35.6}, 1});
    content.areas_of = {{"chikaku234", {1}}, {"higashi234", {1}}, {"minami2345", {1}}};
    content.former_ids = {{"shimai2345", ""}, {"former0001", "chikaku234"}};
    return content;
}

class Site {
public:
    explicit Site(bool published = true)
        : m_folder{m_temporary.path()}, m_store(m_folder, "public"), m_context{m_store, {}, "build"} {
        m_context.site.title = "あんない";
        std::filesystem::create_directories(m_folder.editions());
        if (published) {
            publish(1);
        }
        m_running = std::make_unique<Running>(http::public_routes(m_context));
    }

    void publish(std::int64_t number, const std::string& extra = {}) {
        auto content = small_content(number, extra);
        content.info.published_at = "2026-11-20T01:02:" + std::to_string(10 + number) + "Z";
        publish::write_edition(m_folder.edition("public", number), content);
        edition::write_manifest(m_folder, {number, content.info.published_at, {{"public", "public/" + std::to_string(number) + "/public.db"}}});
    }

    /// A manifest that names a file which is not there.
    void point_to(const std::string& file) const { edition::write_manifest(m_folder, {9, "2026-11-20T02:00:00Z", {{"public", file}}}); }

    edition::Store& store() { return m_store; }
    void remove(std::int64_t number) const { std::filesystem::remove(m_folder.edition("public", number)); }

    Answer get(const std::string& target, const std::string& headers = {}) const { return fetch(port(), target, headers); }
    int port() const { return m_running->port(); }

private:
    TemporaryFolder m_temporary;
    base::DataFolder m_folder;
    edition::Store m_store;
    http::PublicContext m_context;
    std::unique_ptr<Running> m_running;
};

/// One for all test cases that only read.
inline const Site& small_site() {
    static const Site site;
    return site;
}

} // namespace annai::tests
