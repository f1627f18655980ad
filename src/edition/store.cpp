#include "edition/store.hpp"

#include "base/error.hpp"
#include "base/log.hpp"
#include "edition/manifest.hpp"

namespace annai::edition {

Store::Store(base::DataFolder folder, std::string audience)
    : m_folder(std::move(folder)), m_audience(std::move(audience)), m_follows(true) {}

Store::Store(std::shared_ptr<const Edition> edition) : m_edition(std::move(edition)) {}

std::shared_ptr<const Edition> Store::current() {
    const std::lock_guard lock(m_mutex);
    const auto now = std::chrono::steady_clock::now();
    if (m_follows && (m_looked == std::chrono::steady_clock::time_point{} || now - m_looked > std::chrono::milliseconds(500))) {
        m_looked = now;
        look_for_new();
    }
    return m_edition;
}

void Store::look_again() {
    const std::lock_guard lock(m_mutex);
    m_looked = {};
}

void Store::look_for_new() {
    std::error_code none;
    const auto changed = std::filesystem::last_write_time(m_folder.manifest(), none);
    if (none || changed == m_seen) {
        return;
    }
    try {
        const auto manifest = read_manifest(m_folder);
        const auto file = manifest ? manifest->editions.find(m_audience) : std::map<std::string, std::string>::const_iterator{};
        if (manifest && file != manifest->editions.end()) {
            auto edition = Edition::open(m_folder.editions() / file->second);
            if (!m_edition || m_edition->info().number != edition->info().number) {
                base::log_info("edition {} ({}) is now served: {} facilities", edition->info().number, m_audience,
                               edition->info().facilities);
            }
            m_edition = std::move(edition);
        }
        m_seen = changed;
    } catch (const base::Error& error) {
        base::log_error("the new edition cannot be served, the old one stays: {} {}", error.what(), error.detail());
        m_seen = changed;
    }
}

} // namespace annai::edition
