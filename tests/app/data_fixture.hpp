#pragma once

#include "base/hash.hpp"
#include "sqlite/database.hpp"
#include "support/process.hpp"
#include "support/raw_client.hpp"
#include "support/support.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

// Data folders for the program to work on, and the program running over them.

namespace annai::tests {

/// `annai --data FOLDER --quiet …`
inline std::vector<std::string> annai_words(const std::filesystem::path& folder, const std::vector<std::string>& words) {
    std::vector<std::string> all{ANNAI, "--data", folder.string(), "--quiet"};
    all.insert(all.end(), words.begin(), words.end());
    return all;
}

inline Ended annai_run(const std::filesystem::path& folder, const std::vector<std::string>& words, const ProcessOptions& options = {}) {
    return run(annai_words(folder, words), options);
}

/// The sample region, loaded and published once for a test program. Copy it before changing anything.
inline const std::filesystem::path& sample_data() {
    static const TemporaryFolder folder;
    static const std::filesystem::path data = [] {
        const auto made = folder / "sample";
        const auto ended = annai_run(made, {"init", "--sample"});
        if (ended.status != 0) {
            throw std::runtime_error("the sample region cannot be loaded: " + ended.err);
        }
        return made;
    }();
    return data;
}

/// A copy of the sample region for one test case.
class Sample {
public:
    Sample() : m_data(m_folder / "data") { std::filesystem::copy(sample_data(), m_data, std::filesystem::copy_options::recursive); }
    const std::filesystem::path& data() const { return m_data; }
    const TemporaryFolder& beside() const { return m_folder; }
    Ended run(const std::vector<std::string>& words, const ProcessOptions& options = {}) const { return annai_run(m_data, words, options); }

private:
    TemporaryFolder m_folder;
    std::filesystem::path m_data;
};

/// What a register holds, as one hash: of all its rows, not of its pages.
inline std::string register_digest(const std::filesystem::path& data) {
    const TemporaryFolder folder;
    const auto copy = folder / "copy.db";
    {
        sqlite::Database database(data / "register.db", sqlite::OpenMode::read_write);
        database.enable_spatialite();
        database.prepare("VACUUM INTO :file").bind(":file", copy.string()).run();
    }
    return base::sha256_hex_of_file(copy);
}

inline nlohmann::json status_of(const std::filesystem::path& data) {
    return nlohmann::json::parse(annai_run(data, {"status", "--json"}).out);
}

/// The program serving on a free port.
class Served {
public:
    explicit Served(const std::vector<std::string>& words, const ProcessOptions& options = {}) : m_process(words, options) {
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
        while (m_port == 0 && m_process.is_running() && std::chrono::steady_clock::now() < until) {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            const auto said = m_process.out();
            const auto colon = said.rfind(':');
            if (said.starts_with("open http://") && said.ends_with("/\n")) {
                m_port = std::stoi(said.substr(colon + 1));
            }
        }
        if (m_port == 0) {
            throw std::runtime_error("the server does not start: " + m_process.err());
        }
    }
    static std::vector<std::string> over(const std::filesystem::path& data) { return annai_words(data, {"serve", "--port", "0"}); }

    int port() const { return m_port; }
    Answer get(const std::string& target, const std::string& headers = {}) const { return fetch(m_port, target, headers); }
    Ended stop() {
        m_process.signal(SIGTERM);
        return m_process.wait();
    }
    Process& process() { return m_process; }

private:
    Process m_process;
    int m_port = 0;
};

} // namespace annai::tests
