#include "formats/zip_file.hpp"

#include "formats/windows_31j.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>
#include <clocale>
#include <locale.h>
#include <numeric>
#include <utility>

namespace annai::formats {

namespace {

constexpr const char* damaged = "The zip archive is damaged or was not downloaded completely. Get it once more.";
constexpr const char* encrypted = "The zip archive is protected by a password. Unpack it yourself and hand in the files.";
constexpr std::size_t most_members = 10'000;

/// libarchive converts names with the UTF-8 flag to the locale's encoding, and the program's locale is
/// "C": for the time of reading headers this thread has a UTF-8 locale.
class Utf8Locale {
public:
    Utf8Locale() : m_locale(newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {
        if (m_locale != nullptr) {
            m_before = uselocale(m_locale);
        }
    }
    ~Utf8Locale() {
        if (m_locale != nullptr) {
            uselocale(m_before);
            freelocale(m_locale);
        }
    }
    Utf8Locale(const Utf8Locale&) = delete;
    Utf8Locale& operator=(const Utf8Locale&) = delete;

private:
    locale_t m_locale;
    locale_t m_before = nullptr;
};

struct FreeArchive {
    void operator()(archive* handle) const { archive_read_free(handle); }
};
using ArchiveHandle = std::unique_ptr<archive, FreeArchive>;

std::string detail_of(archive* handle) {
    const char* text = archive_error_string(handle);
    return text == nullptr ? std::string() : text;
}

ArchiveHandle open_archive(const std::filesystem::path& file, const std::string& name) {
    ArchiveHandle handle(archive_read_new());
    // The reader that seeks to the list of members at the end: it alone notices at once that the end is missing.
    if (!handle || archive_read_support_format_zip_seekable(handle.get()) != ARCHIVE_OK) {
        throw base::Error(base::ErrorCode::storage, "The zip reader could not be set up.");
    }
    if (archive_read_open_filename(handle.get(), file.c_str(), 64U << 10) != ARCHIVE_OK) {
        throw bad_file(name, damaged, detail_of(handle.get()));
    }
    return handle;
}

/// The next header, or nullptr at the end.
archive_entry* next_entry(archive* handle, const std::string& name) {
    archive_entry* entry = nullptr;
    const int status = archive_read_next_header(handle, &entry);
    if (status == ARCHIVE_EOF) {
        return nullptr;
    }
    if (status < ARCHIVE_WARN || entry == nullptr) { // a warning is about a name, which to_utf8() sees to
        throw bad_file(name, damaged, detail_of(handle));
    }
    return entry;
}

class MemberSource final : public ByteSource {
public:
    MemberSource(ArchiveHandle handle, std::string name, std::shared_ptr<std::vector<std::uintmax_t>> unpacked,
                 std::size_t position, const UnpackLimit& limit)
        : m_handle(std::move(handle)), m_name(std::move(name)), m_unpacked(std::move(unpacked)), m_position(position),
          m_limit(limit) {}

    std::size_t read(char* to, std::size_t size) override {
        const la_ssize_t got = archive_read_data(m_handle.get(), to, size);
        if (got < 0) { // wrong checksums are reported as a warning here
            throw bad_file(m_name, damaged, detail_of(m_handle.get()));
        }
        m_total += static_cast<std::uintmax_t>(got);
        std::uintmax_t& most = (*m_unpacked)[m_position];
        most = std::max(most, m_total);
        m_limit.check(std::accumulate(m_unpacked->begin(), m_unpacked->end(), std::uintmax_t{0}));
        return static_cast<std::size_t>(got);
    }

private:
    ArchiveHandle m_handle;
    std::string m_name;
    std::shared_ptr<std::vector<std::uintmax_t>> m_unpacked;
    std::size_t m_position;
    UnpackLimit m_limit;
    std::uintmax_t m_total = 0;
};

} // namespace

ZipFile::ZipFile(std::filesystem::path file, std::string name)
    : m_file(std::move(file)), m_name(std::move(name)), m_limit(m_name, std::filesystem::file_size(m_file)) {
    list_members();
}

ZipFile::ZipFile(std::filesystem::path file, std::string name, std::uintmax_t limit)
    : m_file(std::move(file)), m_name(std::move(name)),
      m_limit(m_name, limit, fmt::format("more than {} MiB", limit >> 20U)) {
    list_members();
}

void ZipFile::list_members() {
    const Utf8Locale locale;
    const ArchiveHandle handle = open_archive(m_file, m_name);
    std::size_t position = 0;
    while (archive_entry* entry = next_entry(handle.get(), m_name)) {
        if (archive_entry_is_encrypted(entry) != 0) {
            throw bad_file(m_name, encrypted);
        }
        if (position == most_members) {
            throw bad_file(m_name, fmt::format("The archive has more than {} files. Hand in the tables alone.", most_members));
        }
        const char* name = archive_entry_pathname(entry);
        if (archive_entry_filetype(entry) == AE_IFREG && name != nullptr) {
            m_members.push_back({to_utf8(name), position});
        }
        ++position;
    }
    std::sort(m_members.begin(), m_members.end(),
              [](const ZipMember& a, const ZipMember& b) { return a.name < b.name; });
    m_unpacked = std::make_shared<std::vector<std::uintmax_t>>(position);
}

const ZipMember* ZipFile::find(std::string_view name) const {
    for (const ZipMember& member : m_members) {
        if (member.name == name) {
            return &member;
        }
    }
    return nullptr;
}

std::unique_ptr<ByteSource> ZipFile::open(const ZipMember& member) const {
    const Utf8Locale locale;
    const std::string name = m_name + "/" + member.name;
    ArchiveHandle handle = open_archive(m_file, m_name);
    for (std::size_t position = 0; position <= member.position; ++position) {
        if (next_entry(handle.get(), m_name) == nullptr) {
            throw bad_file(name, damaged);
        }
    }
    return std::make_unique<MemberSource>(std::move(handle), name, m_unpacked, member.position, m_limit);
}

} // namespace annai::formats
