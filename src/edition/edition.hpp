#pragma once

#include "sqlite/database.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace annai::edition {

/// The edition schema this program reads and writes; a file with another is refused (design §7.6).
inline constexpr int schema_version = 1;

/// A source whose statements are in the edition, with the texts its licence asks for.
struct SourceNote {
    std::string code, title, licence, attribution, url, as_of;
};

struct Info {
    std::int64_t number = 0;
    std::string audience;     ///< "public" "professional" "coordinator"
    std::string published_at; ///< UTC, "2026-06-01T03:04:05Z"
    std::string date;         ///< the same day in Japan, "2026-06-01"
    std::int64_t facilities = 0;
    std::vector<SourceNote> sources;
    const SourceNote* source(const std::string& code) const;
};

/// One edition, open. Shared by all threads; each borrows a connection of its own. The file is immutable.
/// When the last reference goes, so do the connections.
class Edition {
public:
    /// Throws not_found, or storage when the file is no edition or of an unknown schema.
    static std::shared_ptr<const Edition> open(const std::filesystem::path& file);

    const Info& info() const { return m_info; }
    const std::filesystem::path& file() const { return m_file; }

    /// A connection for as long as the object lives; returns to the pool afterwards.
    class Connection {
    public:
        Connection(const Edition& edition, std::unique_ptr<sqlite::Database> database);
        ~Connection();
        Connection(Connection&&) noexcept = default;
        Connection(const Connection&) = delete;
        Connection& operator=(const Connection&) = delete;
        Connection& operator=(Connection&&) = delete;
        sqlite::Database& operator*() const& { return *m_database; }
        sqlite::Database* operator->() const& { return m_database.get(); }
        // A statement of a connection that has gone back would share it with another thread.
        sqlite::Database& operator*() const&& = delete;
        sqlite::Database* operator->() const&& = delete;

    private:
        const Edition* m_edition;
        std::unique_ptr<sqlite::Database> m_database;
    };
    Connection connect() const;

private:
    Edition() = default;
    Info m_info;
    std::filesystem::path m_file;
    mutable std::mutex m_mutex;
    mutable std::vector<std::unique_ptr<sqlite::Database>> m_idle;
};

// The body of a facility in an edition (column facility.body) is one JSON object; members without
// content are absent. Codes only: labels come from the vocabulary and the language's dictionary.
//
// {
//   "id": "k3v9…",  "name": "…",  "name_kana": "…",  "kinds": ["home_help", …],
//   "status": "open" | "needs_check" (要確認: gone from its newest list) | "closed" | "moved" | "suspended",
//   "status_note": "…",
//   "address": {"text": "鳥取県…", "building": "…", "municipality": "31201", "municipality_name": "鳥取市"},
//   "position": {"lat": 35.1, "lon": 134.2, "method": "stated" | "gazetteer",
//                "level": "exact" | "block" | "chome" | "town" | "municipality",
//                "accuracy_m": 300, "approximate": true, "drawn_apart": true},   absent: not located
//   "fields": {"phone": {"value": "0857-…" or null (there is none), "source": "mhlw_care", "date": "2026-06-01"}, "fax": …},
//   "capabilities": [{"code": "ventilator", "qualifier": "tppv", "answer": "yes|conditional|no|unknown",
//                     "basis": "record|self_reported|notified|planned|coordinator", "date": "2026-06-01",
//                     "period": "…", "note": "…", "source": "listing:x"}],
//   "services": [{"kinds": ["home_help"], "name": "…", "phone": "…", "source": …, "date": …}],  of a facility whose
//                services have names or telephones of their own
//   "hours": [{"purpose": "office", "kinds": ["home_help"], "days": "月火水木金", "open": "08:30", "close": "17:30", "note": "…", "source": …, "date": …}],
//   "coverage": [{"type": "municipality", "value": "31201", "condition": "…", "source": …, "date": …}],
//   "areas": [{"kind": "daily_living_area", "code": "…", "name": "…", "split": true}],
//   "night_for_contracted": true,          契約した方の夜間対応あり (public edition only)
//   "persons": [{"role": "…", "name": "…", "phone": "…", "email": "…", "note": "…"}],   never in a public edition
//   "sources": ["mhlw_care", …],           every source used above; texts in Info::sources
//   "confirmed": "2026-06-01"              the newest date of any statement
// }

} // namespace annai::edition
