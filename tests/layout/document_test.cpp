#include "sources.hpp"

#include "app/settings.hpp"

#include <doctest/doctest.h>

#include <regex>

// What an operator or a program can rely on stands in the README.

using namespace annai::tests;

TEST_CASE("every setting stands in the README") {
    const auto readme = text_of(source_dir() / "README.md");
    CHECK(annai::app::setting_infos().size() > 5);
    for (const auto& setting : annai::app::setting_infos()) {
        CAPTURE(setting.key);
        CHECK(readme.find(setting.key) != std::string::npos);
    }
    CHECK(readme.find("site.emergency") != std::string::npos);
}

TEST_CASE("every route stands in the README") {
    const auto readme = text_of(source_dir() / "README.md");
    const auto routes = text_of(source_dir() / "src/http/public/routes.cpp");
    static const std::regex row(R"re(Route\{"([^"]+)")re");
    std::size_t count = 0;
    for (std::sregex_iterator at(routes.begin(), routes.end(), row), end; at != end; ++at) {
        const std::string path = (*at)[1];
        CAPTURE(path);
        // A word of its own: "/facilities" is not documented by "/facilities.json".
        const std::string plain = std::regex_replace(path, std::regex(R"([.\/])"), R"(\$&)");
        CHECK(std::regex_search(readme, std::regex("(^|[^a-z/])" + plain + (path.ends_with("/") ? "" : "($|[^a-z./])"))));
        ++count;
    }
    CHECK(count >= 10);
}

TEST_CASE("every subcommand stands in the README") {
    const auto readme = text_of(source_dir() / "README.md");
    static const std::regex command(R"re(add_subcommand\("([a-z]+)")re");
    std::size_t count = 0;
    for (const auto& file : project_files("src/app")) {
        const auto text = text_of(source_dir() / file);
        for (std::sregex_iterator at(text.begin(), text.end(), command), end; at != end; ++at) {
            CAPTURE((*at)[1].str());
            CHECK(readme.find((*at)[1].str()) != std::string::npos);
            ++count;
        }
    }
    CHECK(count >= 8);
}
