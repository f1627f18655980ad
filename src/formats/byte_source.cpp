#include "formats/byte_source.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <system_error>
#include <vector>

namespace annai::formats {

using base::Error;
using base::ErrorCode;

namespace {

constexpr std::uintmax_t unpacked_limit = 4ULL << 30;
constexpr std::uintmax_t ratio_limit = 100;
/// Below this an archive harms nobody, however well it is packed.
constexpr std::uintmax_t harmless = 1U << 20;

std::string name_of(const std::filesystem::path& file) {
    return file.filename().string();
}

class PlainSource final : public ByteSource {
public:
    explicit PlainSource(const std::filesystem::path& file)
        : m_name(name_of(file)), m_file(std::fopen(file.c_str(), "rbe")) {
        if (!m_file) {
            throw bad_file(m_name, fmt::format("The file cannot be opened: {}.", std::strerror(errno)));
        }
    }
    std::size_t read(char* to, std::size_t size) override {
        const std::size_t got = std::fread(to, 1, size, m_file.get());
        if (got == 0 && std::ferror(m_file.get()) != 0) {
            throw bad_file(m_name, fmt::format("The file cannot be read: {}.", std::strerror(errno)));
        }
        return got;
    }

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::string m_name;
    std::unique_ptr<std::FILE, Close> m_file;
};

class GzipSource final : public ByteSource {
public:
    explicit GzipSource(const std::filesystem::path& file)
        : m_name(name_of(file)), m_limit(m_name, std::filesystem::file_size(file)), m_file(gzopen(file.c_str(), "rbe")) {
        if (!m_file) {
            throw bad_file(m_name, fmt::format("The file cannot be opened: {}.", std::strerror(errno)));
        }
        gzbuffer(m_file.get(), 128U << 10);
    }
    std::size_t read(char* to, std::size_t size) override {
        const int got = gzread(m_file.get(), to, static_cast<unsigned>(std::min<std::size_t>(size, 1U << 30)));
        int status = Z_OK;
        const char* message = gzerror(m_file.get(), &status);
        if (got < 0 || (status != Z_OK && status != Z_STREAM_END)) {
            throw bad_file(m_name,
                           status == Z_BUF_ERROR
                               ? "The gzip file ends too early; it was not downloaded or copied completely. Get it once more."
                               : "The gzip file is damaged. Get it once more.",
                           message == nullptr ? "" : message);
        }
        m_total += static_cast<std::uintmax_t>(got);
        m_limit.check(m_total);
        return static_cast<std::size_t>(got);
    }

private:
    struct Close {
        void operator()(gzFile file) const { gzclose(file); }
    };
    std::string m_name;
    UnpackLimit m_limit;
    std::uintmax_t m_total = 0;
    std::unique_ptr<gzFile_s, Close> m_file;
};

} // namespace

Error bad_file(std::string_view name, std::string_view message, std::string detail) {
    return Error(ErrorCode::bad_source, fmt::format("{}: {}", name, message), std::move(detail));
}

UnpackLimit::UnpackLimit(std::string name, std::uintmax_t packed_size)
    : m_name(std::move(name)), m_limit(std::min(unpacked_limit, std::max(harmless, packed_size * ratio_limit))),
      m_reason("more than 4 GiB or 100 times its own size") {}

UnpackLimit::UnpackLimit(std::string name, std::uintmax_t limit, std::string_view reason)
    : m_name(std::move(name)), m_limit(limit), m_reason(reason) {}

void UnpackLimit::check(std::uintmax_t unpacked) const {
    if (unpacked > m_limit) {
        throw bad_file(m_name, fmt::format("It unpacks to {}, which no real table does. Unpack it yourself and hand in "
                                           "the tables.",
                                           m_reason));
    }
}

std::unique_ptr<ByteSource> open_plain(const std::filesystem::path& file) {
    return std::make_unique<PlainSource>(file);
}

std::unique_ptr<ByteSource> open_gzip(const std::filesystem::path& file) {
    return std::make_unique<GzipSource>(file);
}

std::string head_of(ByteSource& source, std::size_t size) {
    std::string head(size, '\0');
    std::size_t filled = 0;
    while (filled < size) {
        const std::size_t got = source.read(head.data() + filled, size - filled);
        if (got == 0) {
            break;
        }
        filled += got;
    }
    head.resize(filled);
    return head;
}

std::string read_all(ByteSource& source, std::string_view name, std::size_t limit) {
    std::string all;
    std::vector<char> buffer(64U << 10);
    while (const std::size_t got = source.read(buffer.data(), buffer.size())) {
        all.append(buffer.data(), got);
        if (all.size() > limit) {
            throw bad_file(name, fmt::format("It is larger than {} MiB, which is more than can be held in memory.", limit >> 20U));
        }
    }
    return all;
}

void copy_to_file(ByteSource& source, const std::filesystem::path& file) {
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    std::vector<char> buffer(256U << 10);
    while (const std::size_t got = source.read(buffer.data(), buffer.size())) {
        out.write(buffer.data(), static_cast<std::streamsize>(got));
        if (!out) {
            break;
        }
    }
    out.close();
    if (!out) {
        throw Error(ErrorCode::storage, fmt::format("{} cannot be written; is the disk full?", file.string()));
    }
}

void require_readable_file(const std::filesystem::path& file) {
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (!std::filesystem::exists(status)) {
        throw bad_file(file.string(), "There is no such file.");
    }
    if (std::filesystem::is_directory(status)) {
        throw bad_file(file.string(), "This is a folder; name a file in it.");
    }
    if (!std::filesystem::is_regular_file(status)) {
        throw bad_file(file.string(), "This is no ordinary file; save the data as a file first.");
    }
}

} // namespace annai::formats
