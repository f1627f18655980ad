#include "layouts.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <utility>
#include <vector>

namespace annai::importers::addresses {
namespace {

using formats::cell;
using formats::Columns;

const std::vector<std::string> lat_names{"緯度", "緯度（代表点）"};
const std::vector<std::string> lon_names{"経度", "経度（代表点）"};
const std::vector<std::string> prefecture_names{"都道府県名"};
const std::vector<std::string> city_names{"市区町村名"};

/// The columns that all layouts share.
struct Common {
    std::size_t prefecture, city, town, lat, lon;

    Common(const Columns& columns, const std::vector<std::string>& town_names)
        : prefecture(columns.require(prefecture_names)), city(columns.require(city_names)), town(columns.require(town_names)),
          lat(columns.require(lat_names)), lon(columns.require(lon_names)) {}

    ReadRow read(const formats::Row& row) const {
        ReadRow out;
        out.point.prefecture = base::tidy(cell(row, prefecture));
        out.point.city = base::tidy(cell(row, city));
        out.point.town = base::tidy(cell(row, town));
        out.lat = std::string(base::trim(cell(row, lat)));
        out.lon = std::string(base::trim(cell(row, lon)));
        // A header in the middle of a file: parts were joined with their headers.
        if (out.point.prefecture == "都道府県名") {
            out.ignored = "見出し行の繰り返し";
        }
        return out;
    }
};

/// A five-digit code, or "" for what is none.
std::string code_in(const formats::Row& row, std::size_t column) {
    auto code = std::string(base::trim(cell(row, column)));
    if (code.size() == 4) {
        code.insert(0, "0"); // a spreadsheet took the leading zero
    }
    return code.size() == 5 && base::to_integer(code) ? code : std::string{};
}

/// Geolonia 住所データ: 都道府県名,市区町村名,大字町丁目名,小字・通称名,緯度,経度; other editions have codes and readings too.
class Geolonia : public Layout {
public:
    explicit Geolonia(const Columns& columns)
        : m_common(columns, {"大字町丁目名"}), m_code(columns.find({"市区町村コード"})),
          m_block(m_code == Columns::npos ? columns.require({"小字・通称名"}) : columns.find({"小字・通称名"})) {}

    Publisher publisher() const override { return Publisher::geolonia; }

    ReadRow read(const formats::Row& row) const override {
        auto out = m_common.read(row);
        out.point.municipality_code = code_in(row, m_code);
        out.point.block = base::tidy(cell(row, m_block));
        if (out.point.town == "(大字なし)" || out.point.town == "（大字なし）") {
            out.point.town = std::exchange(out.point.block, {});
        }
        if (out.ignored.empty() && out.lat.empty() && out.lon.empty()) {
            out.ignored = "座標がない";
        }
        return out;
    }

private:
    Common m_common;
    std::size_t m_code, m_block;
};

/// 位置参照情報 大字・町丁目レベル
class Town : public Layout {
public:
    explicit Town(const Columns& columns)
        : m_common(columns, {"大字町丁目名", "大字・町丁目名"}), m_code(columns.require({"市区町村コード"})) {}

    Publisher publisher() const override { return Publisher::mlit; }

    ReadRow read(const formats::Row& row) const override {
        auto out = m_common.read(row);
        out.point.municipality_code = code_in(row, m_code);
        return out;
    }

private:
    Common m_common;
    std::size_t m_code;
};

/// 位置参照情報 街区レベル
class Block : public Layout {
public:
    explicit Block(const Columns& columns)
        : m_common(columns, {"大字・丁目名", "大字・町丁目名", "大字町丁目名"}), m_small_town(columns.find({"小字・通称名"})),
          m_block(columns.require({"街区符号・地番"})), m_representative(columns.require({"代表フラグ"})),
          m_before(columns.find({"更新前履歴フラグ"})), m_after(columns.require({"更新後履歴フラグ"})) {}

    Publisher publisher() const override { return Publisher::mlit; }

    ReadRow read(const formats::Row& row) const override {
        auto out = m_common.read(row);
        out.point.block = base::tidy(cell(row, m_block));
        out.point.block_is_number = true;
        const auto flag = [&](std::size_t index) { return base::trim(cell(row, index)); };
        if (!out.ignored.empty()) {
            return out;
        }
        if (flag(m_after) == "3" || flag(m_before) == "3") {
            out.ignored = "廃止された街区・地番";
        } else if (flag(m_representative) == "0") {
            out.ignored = "代表点でない";
        } else if (out.point.town.empty()) {
            out.ignored = "大字・丁目名がない";
        } else if (out.point.block.empty()) {
            out.ignored = "街区符号・地番がない";
        } else if (!cell(row, m_small_town).empty()) {
            // The numbers of a 小字 begin anew: without its name they would stand for another parcel.
            out.point.block_is_number = false;
            out.point.block = base::tidy(cell(row, m_small_town)) + out.point.block;
        }
        return out;
    }

private:
    Common m_common;
    std::size_t m_small_town, m_block, m_representative, m_before, m_after;
};

} // namespace

std::unique_ptr<Layout> recognise(const formats::Row& header, const std::string& file) {
    const Columns columns(header, file);
    const auto has = [&](const char* name) { return columns.find({name}) != Columns::npos; };
    // Told by columns that only this layout has; several, so that one may be renamed and still be named.
    if (has("街区符号・地番") || has("代表フラグ") || has("座標系番号")) {
        return std::make_unique<Block>(columns);
    }
    if (has("都道府県名カナ") || has("市区町村名ローマ字")) {
        return std::make_unique<Geolonia>(columns);
    }
    if (has("市区町村コード") || has("大字町丁目コード") || has("原典資料コード")) {
        return std::make_unique<Town>(columns);
    }
    if (has("大字町丁目名") || has("小字・通称名")) {
        return std::make_unique<Geolonia>(columns);
    }
    throw base::Error(base::ErrorCode::bad_source,
                      file + ": the first row is no header of a known list of addresses (Geolonia 住所データ; 位置参照情報 "
                             "大字・町丁目レベル or 街区レベル). Hand in the file as it was published, with its header row.");
}

} // namespace annai::importers::addresses
