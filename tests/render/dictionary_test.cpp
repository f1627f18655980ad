#include "facility/vocabulary.hpp"
#include "render/page_template.hpp"
#include "render/page_text.hpp"
#include "support/support.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

using namespace annai;

namespace {

std::string read(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

std::set<std::string> all_matches(const std::string& text, const std::regex& pattern) {
    std::set<std::string> found;
    for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at) {
        found.insert((*at)[1]);
    }
    return found;
}

std::string templates() {
    std::string all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(tests::source_dir() / "static/templates")) {
        all += entry.is_regular_file() ? read(entry.path()) : std::string();
    }
    return all;
}

std::string sources() {
    std::string all;
    for (const auto& entry : std::filesystem::directory_iterator(tests::source_dir() / "src/render")) {
        all += entry.path().extension() == ".cpp" ? read(entry.path()) : std::string();
    }
    return all;
}

/// Keys that are put together while a page is made.
std::set<std::string> composed_keys() {
    std::set<std::string> keys;
    const auto add = [&keys](const std::string& prefix, const std::vector<std::string>& ends, const std::string& after = "") {
        for (const auto& end : ends) {
            keys.insert(prefix + end + after);
        }
    };
    const std::vector<std::string> signs{"yes", "conditional", "no", "unknown", "notified", "planned"};
    add("sign.", signs);
    add("answer.", signs);
    add("about.sign_", signs);
    const std::vector<std::string> bases{"record", "self_reported", "notified", "planned", "coordinator"};
    add("basis.", bases);
    add("about.basis_", bases);
    const std::vector<std::string> states{"needs_check", "suspended", "closed", "moved"};
    add("status.", states);
    add("banner.", states);
    add("banner.", states, "_text");
    add("place.", {"block", "chome", "town", "municipality"});
    add("hours.", {"office", "consultation", "visit", "phone"});
    const std::vector<std::string> errors{"bad_request", "forbidden", "not_found", "gone", "method_not_allowed",
                                          "too_many_requests", "internal", "not_published"};
    add("error.", errors);
    add("error.", errors, ".hint");
    for (const auto& kind : facility::Vocabulary::get().kinds()) {
        keys.insert("begin." + kind.start);
    }
    return keys;
}

} // namespace

TEST_CASE("every text that a template, the code or the vocabulary asks for is in the dictionary") {
    const auto& text = render::Dictionary::of("ja");
    for (const auto& key : all_matches(templates(), std::regex(R"(\{\{t:([^}]+)\}\})"))) {
        CHECK_MESSAGE(text.has(key), "template: " << key);
    }
    for (const auto& key : all_matches(sources(), std::regex(R"re(text\("([a-z_.]+[a-z])")re"))) {
        CHECK_MESSAGE(text.has(key), "code: " << key);
    }
    for (const auto& key : composed_keys()) {
        CHECK_MESSAGE(text.has(key), "composed: " << key);
    }
}

TEST_CASE("the dictionary has no text that nothing asks for") {
    const auto in_templates = all_matches(templates(), std::regex(R"(\{\{t:([^}]+)\}\})"));
    const auto in_code = all_matches(sources(), std::regex(R"re("([a-z_.]+)")re"));
    const auto composed = composed_keys();
    for (const auto& [key, value] : render::Dictionary::of("ja").texts()) {
        CHECK_MESSAGE((in_templates.contains(key) || in_code.contains(key) || composed.contains(key)), key);
        CHECK_MESSAGE(!value.empty(), key);
    }
}

TEST_CASE("words for people stand in the dictionary, never in a template") {
    const std::string all = templates();
    REQUIRE(all.size() > 10000);
    CHECK(std::all_of(all.begin(), all.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
}

TEST_CASE("a value put into a text is not itself read as a text") {
    const auto& text = render::Dictionary::of("ja");
    CHECK(text("layout.title", {{"page", "{site}"}, {"site", "あんない"}}) == "{site}｜あんない");
    CHECK(text("no.such.key") == "no.such.key");
    CHECK(render::Dictionary::of("xx").language() == "ja");
}

TEST_CASE("dates and numbers are written as people write them") {
    const auto& text = render::Dictionary::of("ja");
    CHECK(text.date("2026-06-01") == "2026年6月1日");
    CHECK(text.month("2026-11-18") == "2026年11月");
    CHECK(text.date("令和8年ごろ") == "令和8年ごろ");
    CHECK(text.number(0) == "0");
    CHECK(text.number(999) == "999");
    CHECK(text.number(1000) == "1,000");
    CHECK(text.number(1234567) == "1,234,567");
    CHECK(text.number(-1234) == "-1,234");
}

TEST_CASE("every template can be put together, and asks for nothing unescaped") {
    const auto& text = render::Dictionary::of("ja");
    for (const auto& entry : std::filesystem::directory_iterator(tests::source_dir() / "static/templates")) {
        if (entry.is_regular_file()) {
            const auto whole = render::expanded_template(entry.path().stem().string(), text);
            CHECK(whole.find("{{{") == std::string::npos);
            CHECK(whole.find("{{&") == std::string::npos);
            CHECK(whole.find("{{>") == std::string::npos);
            CHECK(whole.find("{{t:") == std::string::npos);
        }
    }
    CHECK_THROWS(render::expanded_template("no_such_template", text));
}
