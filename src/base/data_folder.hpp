#pragma once

#include <filesystem>
#include <string>

namespace annai::base {

/// Where everything lies (--data DIR). One place for the names, so that no folder invents its own.
struct DataFolder {
    std::filesystem::path root;

    std::filesystem::path settings() const { return root / "annai.toml"; }
    std::filesystem::path register_db() const { return root / "register.db"; }
    std::filesystem::path gazetteer_db() const { return root / "gazetteer.db"; }
    std::filesystem::path files() const { return root / "files"; }       ///< the files as they came
    std::filesystem::path rejects() const { return root / "rejects"; }   ///< rows that could not be used
    std::filesystem::path staging() const { return root / "staging"; }   ///< imports under way
    std::filesystem::path editions() const { return root / "editions"; }
    std::filesystem::path manifest() const { return root / "editions" / "manifest.json"; }
    /// Held by import, publish and migration, never by the server (design §7.7).
    std::filesystem::path writer_lock() const { return root / "writer.lock"; }
    std::filesystem::path edition(const std::string& audience, long long number) const {
        return editions() / audience / std::to_string(number) / (audience + ".db");
    }
};

} // namespace annai::base
