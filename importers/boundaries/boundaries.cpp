#include "boundaries.hpp"

#include "base/error.hpp"
#include "polygons.hpp"
#include "settings.hpp"
#include "town_lists.hpp"

#include <array>
#include <fstream>
#include <string>
#include <string_view>

namespace annai::importers::boundaries {
namespace {

using facility::ImportOptions;
using namespace std::string_view_literals;

enum class Content { vectors, table, zip, gzip };

/// What the first bytes say; the rest is the reader's to judge.
Content content_of(const std::filesystem::path& file) {
    std::array<char, 64> bytes{};
    std::ifstream stream(file, std::ios::binary);
    stream.read(bytes.data(), bytes.size());
    std::string_view head(bytes.data(), static_cast<std::size_t>(stream.gcount()));
    if (head.starts_with("PK")) {
        return Content::zip;
    }
    if (head.starts_with("\x1f\x8b")) {
        return Content::gzip;
    }
    for (const auto magic : {"SQLite format 3"sv, "fgb"sv, "\x00\x00\x27\x0a"sv}) {
        if (head.starts_with(magic)) {
            return Content::vectors;
        }
    }
    if (head.starts_with("\xef\xbb\xbf")) {
        head.remove_prefix(3);
    }
    const auto first = head.find_first_not_of(" \t\r\n");
    const bool markup = first != std::string_view::npos && (head[first] == '{' || head[first] == '<');
    return markup ? Content::vectors : Content::table;
}

class Boundaries : public facility::Importer {
public:
    std::string name() const override { return "boundaries"; }
    std::string help() const override {
        return "Areas: polygons (N03, GeoJSON, Shapefile, GeoPackage, KML) or lists of towns (CSV, XLSX)";
    }
    facility::ImportKind kind() const override { return facility::ImportKind::areas; }
    std::vector<facility::OptionInfo> options() const override { return setting_infos(); }

    facility::SourceInfo source(const ImportOptions& options) const override {
        const auto settings = read_settings(options);
        facility::SourceInfo info;
        info.code = "boundaries:" + (settings.kind.empty() ? "municipality" : settings.kind);
        info.title = "区域（境界・町字一覧）";
        if (settings.kind.empty() || settings.kind == "municipality" || settings.kind == "prefecture") {
            info.title = "国土数値情報 行政区域データ";
            info.licence = "国土数値情報 利用規約";
            info.attribution = "「国土数値情報（行政区域データ）」（国土交通省）を加工して作成";
            info.url = "https://nlftp.mlit.go.jp/ksj/";
        }
        return info;
    }

    void read(const std::filesystem::path& file, const ImportOptions& options, facility::ImportSink& sink) const override {
        const auto settings = read_settings(options);
        bool began = false;
        switch (content_of(file)) {
        case Content::vectors: read_polygons(file, settings, sink, began); break;
        case Content::table: read_town_lists(file, settings, sink); break;
        case Content::zip: // a workbook, an archive of tables or one of vector files
            if (!is_town_list(file, settings)) {
                read_polygons(file, settings, sink, began);
            } else {
                read_town_lists(file, settings, sink);
            }
            break;
        case Content::gzip:
            try {
                read_polygons(file, settings, sink, began);
            } catch (const base::Error& error) {
                if (began || error.code() != base::ErrorCode::bad_source) {
                    throw;
                }
                read_town_lists(file, settings, sink);
            }
            break;
        }
    }
};

} // namespace

std::unique_ptr<facility::Importer> make_importer() {
    return std::make_unique<Boundaries>();
}

} // namespace annai::importers::boundaries
