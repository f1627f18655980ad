#include "sources.hpp"

#include <doctest/doctest.h>

#include <map>
#include <regex>

// Who may include whom. A static library with an undeclared dependency still links, so the includes themselves are read.

using namespace annai::tests;

namespace {

using Folders = std::set<std::string>;

Folders operator+(Folders folders, const Folders& more) {
    folders.insert(more.begin(), more.end());
    return folders;
}

const Folders domain{"base", "formats", "facility"};
const Folders reading = domain + Folders{"sqlite", "gazetteer", "edition", "search", "render"};
const Folders writing{"register", "intake", "publish"};

/// Folder → what it may include besides itself. http is what both sides share; importers are no folder of src.
const std::map<std::string, Folders> allowed{
    {"base", {}},
    {"formats", {"base"}},
    {"facility", {"base"}},
    {"sqlite", domain},
    {"gazetteer", domain + Folders{"sqlite"}},
    {"edition", domain + Folders{"sqlite", "gazetteer"}},
    {"search", domain + Folders{"sqlite", "gazetteer", "edition"}},
    {"render", domain + Folders{"sqlite", "gazetteer", "edition", "search"}},
    {"register", domain + Folders{"sqlite"}},
    {"intake", domain + Folders{"sqlite", "gazetteer", "register"}},
    {"publish", reading + Folders{"register", "intake"}},
    {"http", {"base"}},
    {"http/public", {"base", "facility", "gazetteer", "edition", "search", "render", "http"}},
    {"app", reading + writing + Folders{"http", "http/public", "importers"}},
    {"importers", domain},
};

/// Embedded files that belong to the register and may not be seen by what answers.
const std::map<std::string, Folders> owners{
    {"queries_register", writing}, {"register_schema", {"register"}}, {"queries_intake", {"intake"}}, {"queries_publish", {"publish"}},
};

/// Part of a header's name → the one folder that may see it.
const std::map<std::string, std::string> third_party{
    {"sqlite3", "sqlite"},   {"spatialite", "sqlite"}, {"httplib", "http"}, {"gdal", "formats"},      {"ogr_", "formats"},
    {"cpl_", "formats"},     {"archive", "formats"},   {"pugixml", "formats"}, {"csv.h", "base"},  {"kainjow", "render"},
    {"CLI/", "app"},         {"spdlog", "base"},       {"sodium", "base"},
};

std::string folder_of(const std::string& path) { // "http/public/routes.hpp" → "http/public"
    const auto first = path.substr(0, path.find('/'));
    return first == "http" && path.starts_with("http/public/") ? "http/public" : first;
}

struct Include {
    std::string file, folder, name;
    bool quoted;
};

std::vector<Include> includes() {
    static const std::regex line(R"re(^[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)[">])re", std::regex::multiline);
    std::vector<Include> found;
    for (const std::string top : {"src", "importers"}) {
        for (const auto& file : project_files(top)) {
            if (!is_source(file)) {
                continue;
            }
            const auto text = text_of(source_dir() / file);
            for (std::sregex_iterator at(text.begin(), text.end(), line), end; at != end; ++at) {
                const auto folder = top == "importers" ? "importers" : folder_of(file.substr(4));
                found.push_back({file, folder, (*at)[2], (*at)[1] == "\""});
            }
        }
    }
    return found;
}

} // namespace

TEST_CASE("a folder includes only the folders that the design allows it") {
    std::size_t checked = 0;
    for (const auto& include : includes()) {
        if (!include.quoted || include.name.starts_with("generated/")) {
            continue;
        }
        const auto beside = std::filesystem::path(include.file).parent_path() / include.name;
        const bool is_beside = include.name.find('/') == std::string::npos && std::filesystem::exists(source_dir() / beside);
        const auto target = is_beside ? include.folder : folder_of(include.name);
        CAPTURE(include.file);
        CAPTURE(include.name);
        REQUIRE(allowed.contains(include.folder));
        CHECK((target == include.folder || allowed.at(include.folder).contains(target)));
        ++checked;
    }
    CHECK(checked > 300);
}

TEST_CASE("an importer includes no other importer; only their list names them all") {
    for (const auto& include : includes()) {
        if (include.folder == "importers" && include.name.starts_with("importers/") && !include.file.starts_with("importers/registry.")) {
            CAPTURE(include.file);
            const auto own = std::filesystem::path(include.file).parent_path().string() + "/";
            CHECK(include.name.starts_with(own));
        }
    }
}

TEST_CASE("the statements and tables of the register are embedded into the register's side only") {
    for (const auto& include : includes()) {
        for (const auto& [name, folders] : owners) {
            if (include.name == "generated/" + name + ".hpp") {
                CAPTURE(include.file);
                CHECK(folders.contains(include.folder));
            }
        }
    }
}

TEST_CASE("a third party's headers are seen by one folder") {
    std::size_t seen = 0;
    for (const auto& include : includes()) {
        for (const auto& [name, folder] : third_party) {
            if (!include.quoted && include.name.starts_with(name)) {
                CAPTURE(include.file);
                CAPTURE(include.name);
                CHECK(include.folder == folder);
                ++seen;
            }
        }
    }
    CHECK(seen >= third_party.size());
}

TEST_CASE("a header that others include shows no third party but JSON and formatting") {
    static const std::regex listed(R"re(HEADERS([^)]*?)(LINKS|PRIVATE_LINKS|SOURCES|\)))re");
    std::set<std::string> headers;
    for (const std::string top : {"src", "importers"}) {
        for (const auto& file : project_files(top)) {
            if (!file.ends_with("CMakeLists.txt")) {
                continue;
            }
            const auto text = text_of(source_dir() / file);
            for (std::sregex_iterator at(text.begin(), text.end(), listed), end; at != end; ++at) {
                std::istringstream names((*at)[1]);
                for (std::string name; names >> name;) {
                    headers.insert((std::filesystem::path(file).parent_path() / name).string());
                }
            }
        }
    }
    CHECK(headers.size() > 40);
    for (const auto& header : headers) {
        CAPTURE(header);
        CHECK(std::filesystem::exists(source_dir() / header));
    }
    for (const auto& include : includes()) {
        const bool is_third_party = !include.quoted && (include.name.ends_with(".h") || include.name.ends_with(".hpp"));
        if (headers.contains(include.file) && is_third_party) {
            CAPTURE(include.file);
            CAPTURE(include.name);
            CHECK((include.name.starts_with("nlohmann/json") || include.name.starts_with("fmt/")));
        }
    }
}
