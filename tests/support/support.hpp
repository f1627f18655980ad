#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <unistd.h>

namespace annai::tests {

/// A folder of its own for one test, removed afterwards. With ANNAI_KEEP_TEST_DATA=1 it stays, and
/// its path is printed.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "annai-test-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) {
            throw std::runtime_error("no temporary folder can be made");
        }
        m_path = pattern;
    }
    ~TemporaryFolder() {
        if (std::getenv("ANNAI_KEEP_TEST_DATA") != nullptr) {
            std::cerr << "kept: " << m_path << "\n";
            return;
        }
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    std::filesystem::path operator/(const std::string& name) const { return m_path / name; }

    /// Writes a file into the folder and returns its path.
    std::filesystem::path file(const std::string& name, const std::string& bytes) const {
        std::filesystem::create_directories((m_path / name).parent_path());
        std::ofstream(m_path / name, std::ios::binary) << bytes;
        return m_path / name;
    }

private:
    std::filesystem::path m_path;
};

inline std::filesystem::path source_dir() {
    return ANNAI_SOURCE_DIR;
}

/// The published files that development is checked against, or nothing: say so and return.
/// ANNAI_SHARED_DATA names the folder; otherwise ../shared/data beside the checkout.
inline std::optional<std::filesystem::path> shared_data(const char* test) {
    const char* named = std::getenv("ANNAI_SHARED_DATA");
    const std::filesystem::path folder = named != nullptr ? named : source_dir() / ".." / "shared" / "data";
    if (std::filesystem::is_directory(folder)) {
        return folder;
    }
    std::cout << "SKIPPED (no published data at " << folder.string() << "): " << test << std::endl;
    return std::nullopt;
}

} // namespace annai::tests
