#include "addresses.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "layouts.hpp"

#include <optional>

namespace annai::importers::addresses {
namespace {

using facility::ImportOptions;
using facility::RowPlace;

Publisher publisher_of(const ImportOptions& options) {
    const auto given = options.options.find("publisher");
    if (given == options.options.end() || given->second == "geolonia") {
        return Publisher::geolonia;
    }
    if (given->second == "mlit") {
        return Publisher::mlit;
    }
    throw base::Error(base::ErrorCode::bad_request,
                      "publisher=" + given->second + " is not known; it is geolonia (default) or mlit").about("publisher");
}

/// The position, or the reason in `reason`.
std::optional<base::Position> position_of(const ReadRow& row, std::string& reason, std::string& column) {
    const auto lat = base::to_number(row.lat);
    const auto lon = base::to_number(row.lon);
    column = lat ? "経度" : "緯度";
    if (!lat || !lon) {
        reason = "緯度・経度が数値ではありません。十進の度で記入してください";
        return std::nullopt;
    }
    const base::Position position{*lat, *lon};
    if (!base::in_japan(position)) {
        column = "緯度";
        reason = base::in_japan({*lon, *lat}) ? "緯度と経度が入れ替わっています" : "緯度・経度が日本の範囲にありません";
        return std::nullopt;
    }
    return position;
}

class Addresses : public facility::Importer {
public:
    std::string name() const override { return "addresses"; }
    std::string help() const override {
        return "Reference points of addresses: Geolonia 住所データ, or 位置参照情報 (大字・町丁目 or 街区)";
    }
    facility::ImportKind kind() const override { return facility::ImportKind::reference_points; }
    std::vector<facility::OptionInfo> options() const override {
        return {{"publisher", "geolonia (default) or mlit (国土交通省 位置参照情報): whose file it is, for the attribution"}};
    }

    facility::SourceInfo source(const ImportOptions& options) const override {
        facility::SourceInfo info;
        if (publisher_of(options) == Publisher::geolonia) {
            info.code = "addresses:geolonia";
            info.title = "Geolonia 住所データ";
            info.licence = "CC BY 4.0";
            info.attribution = "「Geolonia 住所データ」（株式会社Geolonia、CC BY 4.0）を加工して作成";
            info.url = "https://geolonia.github.io/japanese-addresses/";
        } else {
            info.code = "addresses:mlit";
            info.title = "位置参照情報";
            info.licence = "位置参照情報ダウンロードサービス利用約款";
            info.attribution = "「位置参照情報」（国土交通省）を加工して作成";
            info.url = "https://nlftp.mlit.go.jp/isj/";
        }
        return info;
    }

    void read(const std::filesystem::path& file, const ImportOptions& options, facility::ImportSink& sink) const override {
        const auto publisher = publisher_of(options);
        formats::for_each_table(file, [&](formats::Table& table) { read_table(table, publisher, sink); });
    }

private:
    static void read_table(formats::Table& table, Publisher publisher, facility::ImportSink& sink) {
        formats::Row row;
        if (!table.next(row)) {
            return;
        }
        const auto width = row.cells.size();
        const auto layout = recognise(row, table.name());
        if (layout->publisher() != publisher) {
            const std::string right = publisher == Publisher::geolonia ? "mlit" : "geolonia";
            throw base::Error(base::ErrorCode::bad_source, table.name() + " is of another publisher, whose attribution differs; repeat "
                                                                          "the command with --option publisher=" + right)
                .about("publisher");
        }
        while (table.next(row)) {
            read_row(row, width, *layout, {table.name(), row.line}, sink);
        }
    }

    static void read_row(const formats::Row& row, std::size_t width, const Layout& layout, const RowPlace& place,
                         facility::ImportSink& sink) {
        sink.row_read(place);
        const auto reject = [&](const std::string& column, const std::string& reason) {
            sink.rejected({place, column, reason, row.cells});
        };
        if (row.cells.size() != width) {
            reject("", "列の数が見出しと合いません。引用符とコンマを確かめてください");
            return;
        }
        auto read = layout.read(row);
        if (!read.ignored.empty()) {
            sink.ignored(place, read.ignored);
            return;
        }
        for (const auto& [column, value] : {std::pair{"都道府県名", &read.point.prefecture}, std::pair{"市区町村名", &read.point.city}}) {
            if (value->empty()) {
                reject(column, std::string(column) + "が空です");
                return;
            }
        }
        std::string reason;
        std::string column;
        const auto position = position_of(read, reason, column);
        if (!position) {
            reject(column, reason);
            return;
        }
        read.point.position = *position;
        read.point.place = place;
        sink.reference_point(std::move(read.point));
    }
};

} // namespace

std::unique_ptr<facility::Importer> make_importer() {
    return std::make_unique<Addresses>();
}

} // namespace annai::importers::addresses
