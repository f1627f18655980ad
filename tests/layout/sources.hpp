#pragma once

#include "support/support.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace annai::tests {

inline std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Files of the project below a folder, as paths from the project's root; without what is built or installed.
inline std::vector<std::string> project_files(const std::string& below = "") {
    static const std::set<std::string> left_out{".git", "build", "data", "node_modules", ".cache", "test-results", "playwright-report"};
    namespace fs = std::filesystem;
    std::vector<std::string> files;
    const auto root = fs::canonical(source_dir());
    const auto begin = below.empty() ? root : fs::canonical(root / below);
    fs::recursive_directory_iterator entry(begin, fs::directory_options::follow_directory_symlink);
    for (; entry != fs::recursive_directory_iterator(); ++entry) {
        const bool in_root = entry.depth() == 0 && below.empty();
        const auto name = entry->path().filename().string();
        if (entry->is_directory() && left_out.contains(name) && (name != "data" || in_root)) {
            entry.disable_recursion_pending();
        } else if (entry->is_regular_file()) {
            files.push_back((std::filesystem::path(below) / entry->path().lexically_relative(begin)).string());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

inline bool is_source(const std::string& file) {
    return file.ends_with(".cpp") || file.ends_with(".hpp");
}

} // namespace annai::tests
