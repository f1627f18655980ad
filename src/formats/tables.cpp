#include "formats/tables.hpp"

#include "base/text.hpp"
#include "formats/byte_source.hpp"
#include "formats/csv_table.hpp"
#include "formats/file_kind.hpp"
#include "formats/temporary_folder.hpp"
#include "formats/workbook.hpp"
#include "formats/zip_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace annai::formats {

namespace {

using OnTable = std::function<void(Table&)>;

[[noreturn]] void reject(const std::string& name, const KindOfFile& kind) {
    if (kind.kind == FileKind::empty) {
        throw bad_file(name, "The file is empty.");
    }
    throw bad_file(name, fmt::format("This is {}, not a table. Hand in CSV or Excel (.xlsx), plain, gzipped or in a zip.",
                                     kind.description));
}

/// Excel's container of before 2007, which also wraps workbooks that a password protects.
[[noreturn]] void reject_office_binary(ByteSource& source, const std::string& name) {
    constexpr std::string_view marker("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);
    const std::string head = head_of(source, 16U << 20);
    if (head.find(marker) != std::string::npos) {
        throw bad_file(name, "The workbook is protected by a password. Open it in Excel, remove the password with 「ファイル」→「情報」→"
                             "「ブックの保護」, and save it once more.");
    }
    throw bad_file(name, "This is an Excel file of the old kind (.xls). Open it in Excel and save it with 「名前を付けて保存」→"
                         "「Excel ブック (.xlsx)」.");
}

std::string extension_of(const std::string& name) {
    return base::fold(std::filesystem::path(name).extension().string());
}

bool is_one_of(const std::string& extension, std::initializer_list<std::string_view> extensions) {
    return std::find(extensions.begin(), extensions.end(), extension) != extensions.end();
}

/// What travels with tables and is none: explanations, maps, the droppings of macOS and Excel.
bool travels_along(const std::string& member) {
    const std::string base_name = std::filesystem::path(member).filename().string();
    return member.starts_with("__MACOSX/") || base_name.starts_with('.') || base_name.starts_with("~$") ||
           is_one_of(extension_of(member),
                     {".txt", ".md", ".pdf", ".html", ".htm", ".xml", ".xsd", ".shp", ".shx", ".dbf", ".prj", ".cpg", ".qix", ".sbn",
                      ".sbx", ".json", ".geojson", ".gpkg", ".kml", ".gml", ".doc", ".docx", ".ppt", ".pptx", ".jpg", ".png", ".db"});
}

void unpack_workbook(ByteSource& source, const std::string& name, const OnTable& on_table) {
    const TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "workbook.xlsx";
    copy_to_file(source, file);
    if (!is_workbook(ZipFile(file, name))) {
        throw bad_file(name, "This is an archive in an archive. Unpack the outer one and hand in what is in it.");
    }
    read_workbook(file, name, on_table);
}

/// False where the member is no table.
bool read_member(const ZipFile& zip, const ZipMember& member, const OnTable& on_table) {
    const std::string name = zip.name() + "/" + member.name;
    const std::string extension = extension_of(member.name);
    const bool named_as_table = is_one_of(extension, {".csv", ".tsv", ".xlsx", ".xlsm", ".xls"});
    const std::string head = head_of(*zip.open(member), kind_head_size);
    const KindOfFile kind = kind_of(head);
    switch (kind.kind) {
    case FileKind::text:
        if (!named_as_table && head.find_first_of(",\t") == std::string::npos) {
            return false;
        }
        read_delimited_table([&] { return zip.open(member); }, name, on_table);
        return true;
    case FileKind::zip:
        unpack_workbook(*zip.open(member), name, on_table);
        return true;
    case FileKind::office_binary:
        reject_office_binary(*zip.open(member), name);
    case FileKind::gzip:
        throw bad_file(name, "This is an archive in an archive. Unpack the outer one and hand in what is in it.");
    case FileKind::empty:
    case FileKind::other:
        if (named_as_table) {
            reject(name, kind);
        }
        return false;
    }
    return false;
}

void read_archive(const ZipFile& zip, const OnTable& on_table) {
    bool any = false;
    std::vector<std::string> found;
    for (const ZipMember& member : zip.members()) {
        if (!travels_along(member.name) && read_member(zip, member, on_table)) {
            any = true;
        } else if (found.size() < 10) {
            found.push_back("「" + base::shorten(member.name, 60) + "」");
        }
    }
    if (!any) {
        throw bad_file(zip.name(), fmt::format("There is no table (CSV, .xlsx) in the archive. It has: {}.",
                                               found.empty() ? "nothing" : fmt::format("{}", fmt::join(found, " "))));
    }
}

} // namespace

void for_each_table(const std::filesystem::path& file, const OnTable& on_table) {
    require_readable_file(file);
    const std::string name = file.filename().string();
    const KindOfFile kind = kind_of(head_of(*open_plain(file), kind_head_size));
    if (kind.kind == FileKind::text) {
        read_delimited_table([&] { return open_plain(file); }, name, on_table);
    } else if (kind.kind == FileKind::zip) {
        const ZipFile zip(file, name);
        if (is_workbook(zip)) {
            read_workbook(file, name, on_table);
        } else {
            read_archive(zip, on_table);
        }
    } else if (kind.kind == FileKind::gzip) {
        const KindOfFile inner = kind_of(head_of(*open_gzip(file), kind_head_size));
        if (inner.kind == FileKind::text) {
            read_delimited_table([&] { return open_gzip(file); }, name, on_table);
        } else if (inner.kind == FileKind::zip) {
            unpack_workbook(*open_gzip(file), name, on_table);
        } else if (inner.kind == FileKind::office_binary) {
            reject_office_binary(*open_gzip(file), name);
        } else {
            reject(name, inner);
        }
    } else if (kind.kind == FileKind::office_binary) {
        reject_office_binary(*open_plain(file), name);
    } else {
        reject(name, kind);
    }
}

} // namespace annai::formats
