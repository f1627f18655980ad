#pragma once

#include "render/page.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace annai::tests {

inline bool has(const std::string& page, const std::string& text) {
    return page.find(text) != std::string::npos;
}

inline std::size_t times(const std::string& page, const std::string& text) {
    std::size_t count = 0;
    for (std::size_t at = page.find(text); at != std::string::npos; at = page.find(text, at + text.size())) {
        ++count;
    }
    return count;
}

/// The attributes of a tag's inside: `a href="/x" hidden`. Written out, as std::regex recurses at every character.
inline std::vector<std::pair<std::string, std::string>> attributes_of(const std::string& tag) {
    std::vector<std::pair<std::string, std::string>> found;
    for (std::size_t at = tag.find_first_of(" \n"); at < tag.size();) {
        const std::size_t begin = tag.find_first_not_of(" \n/", at);
        if (begin == std::string::npos) {
            break;
        }
        const std::size_t end = std::min(tag.find_first_of(" \n=", begin), tag.size());
        std::string value;
        at = end;
        if (tag.compare(end, 2, "=\"") == 0) {
            at = std::min(tag.find('"', end + 2), tag.size());
            value = tag.substr(end + 2, at - end - 2);
            ++at;
        }
        found.emplace_back(tag.substr(begin, end - begin), value);
    }
    return found;
}

/// What is unsafe about a tag, or "".
inline std::string fault_of_tag(const std::string& name, const std::string& tag) {
    const auto attributes = attributes_of(tag);
    for (const auto& [key, value] : attributes) {
        if (key.starts_with("on") || key == "style" || key == "srcdoc") {
            return "attribute " + key + " in <" + tag + ">";
        }
        const bool plain_name = std::all_of(key.begin(), key.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
        });
        if (!plain_name) {
            return "attribute '" + key + "' in <" + tag + ">"; // what breaks out of a value looks like this
        }
        bool known = key != "href" && key != "src" && key != "action";
        for (const char* start : {"/", "#", "https://", "http://", "HTTP://", "tel:", "mailto:"}) {
            known = known || value.starts_with(start);
        }
        if (!known) {
            return "address '" + value + "'";
        }
    }
    if (name == "script" && (attributes.empty() || attributes.back().first != "src" || !attributes.back().second.starts_with("/static/js/"))) {
        return "<" + tag + ">";
    }
    return name == "style" || name == "iframe" || name == "img" || name == "object" ? "<" + name + ">" : "";
}

/// What makes a page unsafe or broken, in words; "" for a good one. Reads tags as a browser does, so that escaped
/// text is no tag.
inline std::string fault_of(const std::string& page) {
    static const std::vector<std::string> without_end{"meta", "link", "input", "br", "use", "rect", "path"};
    std::vector<std::string> open;
    for (std::size_t at = page.find('<'); at != std::string::npos; at = page.find('<', at)) {
        const std::size_t end = page.find('>', at);
        if (end == std::string::npos) {
            return "a tag is not closed";
        }
        const std::string tag = page.substr(at + 1, end - at - 1);
        at = end;
        if (tag.starts_with("!DOCTYPE")) {
            continue;
        }
        const std::size_t skip = tag.starts_with("/") ? 1 : 0;
        const std::string name = tag.substr(skip, tag.find_first_of(" \n/", 1) - skip);
        if (skip == 1) {
            if (open.empty() || open.back() != name) {
                return "</" + name + "> closes " + (open.empty() ? "nothing" : "<" + open.back() + ">");
            }
            open.pop_back();
            continue;
        }
        if (const auto fault = fault_of_tag(name, tag); !fault.empty()) {
            return fault;
        }
        if (!tag.ends_with("/") && std::find(without_end.begin(), without_end.end(), name) == without_end.end()) {
            open.push_back(name);
        }
    }
    return open.empty() ? "" : "<" + open.back() + "> is not closed";
}

struct Pages {
    render::Site site{.title = "あんない", .region = "見本地域", .notice = "", .contact = "見本町 福祉課 0857-00-0000", .tile_url = "",
                      .tile_attribution = "地理院タイル", .emergency = {{"救急車を呼ぶか迷うとき", "#7119", "24時間"}}};
    edition::Info edition;
    std::vector<search::Area> areas;

    Pages() {
        edition.number = 7;
        edition.audience = "public";
        edition.date = "2026-11-18";
        edition.facilities = 1234;
        edition.sources = {{"mhlw_care", "介護サービス情報公表システム", "CC BY 4.0", "出典：厚生労働省", "https://www.mhlw.go.jp/", "2026-06-01"},
                           {"listing:survey", "見本地域の調査", "", "見本町の調査（2026年）", "javascript:alert(1)", "2026-09-15"}};
        search::Area city;
        city.kind = "municipality";
        city.code = "31203";
        city.name = "倉吉市";
        city.facilities = 201;
        city.box = base::BoundingBox{133.7, 35.35, 133.9, 35.5};
        areas.push_back(city);
        search::Area empty = city;
        empty.code = "31401";
        empty.name = "日南町";
        empty.facilities = 0;
        areas.push_back(empty);
        search::Area district;
        district.kind = "daily_living_area";
        district.code = "99101-2";
        district.name = "東部圏域";
        district.facilities = 12;
        areas.push_back(district);
    }

    render::PageContext context() const { return {site, edition, "ja", "/"}; }

    static nlohmann::json nursing_station() {
        return nlohmann::json::parse(R"({"id":"k3v9abcd23","name":"みほん訪問看護ステーション","kinds":["home_nursing"],"status":"open",
            "address":{"text":"鳥取県倉吉市見本町1-2","municipality":"31203","municipality_name":"倉吉市"},
            "position":{"lat":35.43,"lon":133.82,"method":"gazetteer","level":"chome","accuracy_m":300,"approximate":true},
            "fields":{"phone":{"value":"0858-00-1234","source":"mhlw_care","date":"2026-06-01"},
                      "url":{"value":"https://example.jp/","source":"mhlw_care","date":"2026-06-01"},
                      "parking":{"value":null,"source":"listing:survey","date":"2026-09-15"}},
            "capabilities":[{"code":"nursing_visit","answer":"yes","basis":"self_reported","date":"2026-09-15","source":"listing:survey"},
                            {"code":"contact_24h","qualifier":"own_patients","answer":"yes","basis":"notified","date":"2026-06-01","source":"mhlw_care"}],
            "hours":[{"purpose":"office","days":"月火水木金","open":"08:30","close":"17:30","source":"mhlw_care","date":"2026-06-01"}],
            "sources":["mhlw_care","listing:survey"],"confirmed":"2026-09-15"})");
    }
    static search::Hit hit(const nlohmann::json& body) { return {body.at("id").get<std::string>(), body.dump(), "{}"}; }
};

} // namespace annai::tests
