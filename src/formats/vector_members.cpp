#include "formats/vector_members.hpp"

#include "base/text.hpp"
#include "formats/byte_source.hpp"
#include "formats/file_kind.hpp"
#include "formats/zip_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

namespace annai::formats {

namespace {

namespace fs = std::filesystem;

/// In the order of preference, for archives that hold the same data in several formats, as those of
/// 国土数値情報 do.
constexpr std::array<std::string_view, 8> extensions{".gpkg", ".fgb", ".geojson", ".json", ".shp", ".gml", ".kml", ".tab"};
/// What belongs to a shapefile, a GML or a MapInfo file and is opened with it.
constexpr std::array<std::string_view, 11> companions{".shx", ".dbf", ".prj", ".cpg", ".qix", ".sbn",
                                                      ".sbx", ".xsd", ".gfs", ".map", ".dat"};
constexpr std::string_view id_extension = ".id"; // of MapInfo

std::size_t rank_of(const std::string& extension) {
    return static_cast<std::size_t>(std::find(extensions.begin(), extensions.end(), extension) - extensions.begin());
}

std::string extension_of(const fs::path& path) {
    return base::fold(path.extension().string());
}

bool is_companion(const std::string& extension) {
    return extension == id_extension || std::find(companions.begin(), companions.end(), extension) != companions.end();
}

/// The same for the same data in another format or, as 国土数値情報 has it, in a folder named for its encoding.
std::string data_key(const fs::path& member) {
    fs::path key;
    for (const fs::path& part : member.parent_path()) {
        const std::string folder = base::fold(part.string());
        if (folder != "utf-8" && folder != "utf8" && folder != "shift-jis" && folder != "shift_jis" && folder != "sjis") {
            key /= folder;
        }
    }
    return (key / base::fold(member.stem().string())).string();
}

bool is_in_utf8_folder(const fs::path& member) {
    const std::string folder = base::fold(member.parent_path().filename().string());
    return folder == "utf-8" || folder == "utf8";
}

/// Where a member goes; the parts of its path that would lead elsewhere are dropped.
fs::path place_for(const TemporaryFolder& folder, const std::string& member) {
    fs::path place = folder.path();
    for (const std::string& part : base::split(member, "/\\")) {
        if (!part.empty() && part != "." && part != "..") {
            place /= part;
        }
    }
    const std::string extension = extension_of(place); // GDAL looks for the companions in small letters
    place.replace_extension(extension);
    return place;
}

std::vector<VectorMember> unpack_archive(const ZipFile& zip, const TemporaryFolder& folder) {
    struct Choice {
        std::size_t rank;
        bool not_utf8;
        VectorMember member;
    };
    std::map<std::string, Choice> chosen;
    for (const ZipMember& member : zip.members()) {
        const fs::path path(member.name);
        const std::string extension = extension_of(path);
        const std::size_t rank = rank_of(extension);
        const bool hidden = member.name.starts_with("__MACOSX/") || path.filename().string().starts_with('.');
        if (hidden || (rank == extensions.size() && !is_companion(extension))) {
            continue;
        }
        const fs::path place = place_for(folder, member.name);
        fs::create_directories(place.parent_path());
        copy_to_file(*zip.open(member), place);
        if (rank == extensions.size()) {
            continue;
        }
        Choice choice{rank, !is_in_utf8_folder(path), {place, zip.name() + "/" + member.name}};
        const std::string key = data_key(path);
        const auto known = chosen.find(key);
        if (known == chosen.end()) {
            chosen.emplace(key, std::move(choice));
        } else if (std::pair(choice.rank, choice.not_utf8) < std::pair(known->second.rank, known->second.not_utf8)) {
            known->second = std::move(choice);
        }
    }
    std::vector<VectorMember> members;
    for (auto& [key, choice] : chosen) {
        members.push_back(std::move(choice.member));
    }
    std::sort(members.begin(), members.end(), [](const VectorMember& a, const VectorMember& b) { return a.name < b.name; });
    if (members.empty()) {
        throw bad_file(zip.name(), "There is no map data (GeoJSON, Shapefile, GeoPackage, KML, GML) in the archive.");
    }
    return members;
}

} // namespace

std::vector<VectorMember> find_vector_members(const fs::path& file, const TemporaryFolder& folder) {
    require_readable_file(file);
    const std::string name = file.filename().string();
    const KindOfFile kind = kind_of(head_of(*open_plain(file), kind_head_size));
    if (kind.kind == FileKind::empty) {
        throw bad_file(name, "The file is empty.");
    }
    if (kind.kind == FileKind::zip) {
        return unpack_archive(ZipFile(file, name), folder);
    }
    if (kind.kind != FileKind::gzip) {
        return {{file, name}};
    }
    fs::path inner = folder.path() / file.filename();
    inner.replace_extension(); // .gz
    if (inner.extension().empty()) {
        inner += ".geojson";
    }
    copy_to_file(*open_gzip(file), inner);
    if (kind_of(head_of(*open_plain(inner), kind_head_size)).kind == FileKind::zip) {
        throw bad_file(name, "This is an archive in an archive. Unpack the outer one and hand in what is in it.");
    }
    return {{inner, name}};
}

} // namespace annai::formats
