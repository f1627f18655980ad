#include "base/file.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sys/file.h>
#include <unistd.h>

namespace annai::base {
namespace {

class Descriptor {
public:
    explicit Descriptor(int value) : m_value(value) {}
    ~Descriptor() {
        if (m_value >= 0) {
            ::close(m_value);
        }
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return m_value; }

private:
    int m_value;
};

[[noreturn]] void throw_storage(const std::filesystem::path& path, const char* what) {
    const int error = errno;
    throw Error(ErrorCode::storage,
                fmt::format("{}: {} ({}); free some space or check the permissions of the folder, then repeat the command",
                            path.string(), what, std::strerror(error)));
}

} // namespace

std::string read_file(const std::filesystem::path& path, std::size_t limit) {
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) {
        throw Error(ErrorCode::bad_source, fmt::format("{}: is a directory; name a file", path.string()));
    }
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw Error(ErrorCode::bad_source, fmt::format("{}: no such file, or it may not be read", path.string()));
    }
    std::string bytes;
    char block[1 << 14];
    while (file.read(block, sizeof block) || file.gcount() > 0) {
        bytes.append(block, static_cast<std::size_t>(file.gcount()));
        if (bytes.size() > limit) {
            throw Error(ErrorCode::bad_source, fmt::format("{}: larger than {} bytes", path.string(), limit));
        }
    }
    return bytes;
}

void sync_to_disk(const std::filesystem::path& path) {
    const Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (descriptor.get() < 0 || ::fsync(descriptor.get()) != 0) {
        throw_storage(path, "cannot be synced to disk");
    }
}

void write_file_atomically(const std::filesystem::path& path, std::string_view bytes) {
    const std::filesystem::path beside = path.string() + fmt::format(".{}.new", ::getpid());
    {
        const Descriptor descriptor(::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
        if (descriptor.get() < 0) {
            throw_storage(beside, "cannot be created");
        }
        while (!bytes.empty()) {
            const auto written = ::write(descriptor.get(), bytes.data(), bytes.size());
            if (written < 0) {
                throw_storage(beside, "cannot be written");
            }
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        if (::fsync(descriptor.get()) != 0) {
            throw_storage(beside, "cannot be synced to disk");
        }
    }
    if (::rename(beside.c_str(), path.c_str()) != 0) {
        throw_storage(path, "cannot be replaced");
    }
    sync_to_disk(path.has_parent_path() ? path.parent_path() : std::filesystem::path("."));
}

FileLock::FileLock(const std::filesystem::path& path, const std::string& busy_message)
    : m_descriptor(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)) {
    if (m_descriptor < 0) {
        throw_storage(path, "cannot be opened for locking");
    }
    if (::flock(m_descriptor, LOCK_EX | LOCK_NB) != 0) {
        ::close(m_descriptor);
        throw Error(ErrorCode::conflict, busy_message);
    }
}

FileLock::~FileLock() {
    ::close(m_descriptor);
}

} // namespace annai::base
