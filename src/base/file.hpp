#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace annai::base {

/// The whole file; an Error (bad_source) that names it where it cannot be read or exceeds `limit` bytes.
std::string read_file(const std::filesystem::path& path, std::size_t limit = 64U << 20);

/// Writes beside the target, syncs file and folder, then renames: readers see the old file or the new one.
void write_file_atomically(const std::filesystem::path& path, std::string_view bytes);

/// An exclusive lock on a file (flock), held for the object's life and released by the system if the
/// process dies. Throws conflict with `busy_message` when another process holds it.
class FileLock {
public:
    FileLock(const std::filesystem::path& path, const std::string& busy_message);
    ~FileLock();
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

private:
    int m_descriptor = -1;
};

/// Syncs a file, and a folder, to disk.
void sync_to_disk(const std::filesystem::path& path);

} // namespace annai::base
