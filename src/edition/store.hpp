#pragma once

#include "base/data_folder.hpp"
#include "edition/edition.hpp"

#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace annai::edition {

/// The current edition of one audience, for a running server: notices a new manifest within half a second
/// and hands out the new edition from then on; requests under way keep theirs.
class Store {
public:
    /// Follows the manifest of a data folder.
    Store(base::DataFolder folder, std::string audience);
    /// Serves one file for good.
    explicit Store(std::shared_ptr<const Edition> edition);

    /// Null when nothing was published yet. A manifest or file that cannot be read leaves the last good
    /// edition in place and is logged.
    std::shared_ptr<const Edition> current();

    /// The next current() looks at once: for a reader whose edition was removed before it had opened all that it needs.
    void look_again();

private:
    void look_for_new();

    base::DataFolder m_folder;
    std::string m_audience;
    bool m_follows = false;
    std::mutex m_mutex;
    std::shared_ptr<const Edition> m_edition;
    std::chrono::steady_clock::time_point m_looked;
    std::filesystem::file_time_type m_seen;
};

} // namespace annai::edition
