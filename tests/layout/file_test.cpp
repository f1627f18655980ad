#include "sources.hpp"

#include <doctest/doctest.h>

// The files themselves.

using namespace annai::tests;

TEST_CASE("no source file is longer than 500 lines") {
    std::size_t checked = 0;
    for (const std::string top : {"src", "importers", "tests", "cmake"}) {
        for (const auto& file : project_files(top)) {
            if (is_source(file)) {
                const auto text = text_of(source_dir() / file);
                CAPTURE(file);
                CHECK(std::count(text.begin(), text.end(), '\n') <= 500);
                ++checked;
            }
        }
    }
    CHECK(checked > 150);
}

TEST_CASE("every header guards itself with #pragma once") {
    for (const std::string top : {"src", "importers", "tests"}) {
        for (const auto& file : project_files(top)) {
            if (file.ends_with(".hpp")) {
                CAPTURE(file);
                CHECK(text_of(source_dir() / file).starts_with("#pragma once\n"));
            }
        }
    }
}

TEST_CASE("every source file is built: a folder's CMakeLists.txt names it") {
    for (const std::string top : {"src", "importers"}) {
        for (const auto& file : project_files(top)) {
            if (!file.ends_with(".cpp")) {
                continue;
            }
            auto folder = std::filesystem::path(file).parent_path();
            while (!std::filesystem::exists(source_dir() / folder / "CMakeLists.txt")) {
                folder = folder.parent_path();
            }
            CAPTURE(file);
            const auto name = std::filesystem::path(file).lexically_relative(folder).string();
            CHECK(text_of(source_dir() / folder / "CMakeLists.txt").find(name) != std::string::npos);
        }
    }
}

TEST_CASE("no file names a folder of the machine on which it was written") {
    std::vector<std::string> machine{"/home" + std::string("/"), "/root" + std::string("/"), "/Users" + std::string("/"),
                                     "/tmp/b-" + std::string(), "/work" + std::string("/")};
    const auto here = std::filesystem::canonical(source_dir()).string() + "/";
    machine.push_back(here);
    for (const auto& file : project_files()) {
        if (file.starts_with("static/vendor/") || file.ends_with("package-lock.json") || file == "tests/layout/file_test.cpp") {
            continue;
        }
        const auto text = text_of(source_dir() / file);
        for (const auto& path : machine) {
            for (auto at = text.find(path); at != std::string::npos; at = text.find(path, at + 1)) {
                // "tests/work/" is a folder of a project; only a path from the root is meant.
                const char before = at == 0 ? ' ' : text[at - 1];
                const bool from_root = std::isalnum(static_cast<unsigned char>(before)) == 0 && std::string("._-}*~)").find(before) == std::string::npos;
                CAPTURE(file);
                CAPTURE(text.substr(at, 40));
                CHECK_FALSE(from_root);
            }
        }
    }
}
