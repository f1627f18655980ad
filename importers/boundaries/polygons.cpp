#include "polygons.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/vectors.hpp"
#include "names.hpp"

#include <map>
#include <optional>
#include <set>
#include <utility>

namespace annai::importers::boundaries {
namespace {

using facility::RowPlace;
using formats::VectorFeature;

const std::vector<std::string> code_names{"N03_007", "市区町村コード", "全国地方公共団体コード", "行政区域コード", "区域コード",
                                          "コード", "code", "CODE"};
const std::vector<std::string> name_names{"name", "NAME", "名称", "区域名", "圏域名", "市区町村名"};

const std::string* attribute(const VectorFeature& feature, const std::string& name) {
    const auto found = feature.attributes.find(name);
    return found == feature.attributes.end() ? nullptr : &found->second;
}

std::string text_of(const VectorFeature& feature, const std::string& name) {
    const auto* value = attribute(feature, name);
    return value != nullptr ? base::tidy(*value) : std::string{};
}

/// "31201" of "tottori.zip/31201.json"
std::string stem_of(const std::string& file) {
    const auto slash = file.find_last_of('/');
    const auto name = slash == std::string::npos ? file : file.substr(slash + 1);
    return name.substr(0, name.find('.'));
}

/// OGC WKB of a polygon (3) or multipolygon (6) that is not empty, in either byte order.
bool is_polygon(const std::string& wkb) {
    constexpr std::size_t empty = 9; // byte order, type, no rings
    if (wkb.size() <= empty) {
        return false;
    }
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(wkb[at]); };
    const unsigned type = byte(0) == 1 ? byte(1) : byte(4);
    return type == 3 || type == 6;
}

class PolygonReader {
public:
    PolygonReader(const Settings& settings, facility::ImportSink& sink)
        : m_settings(settings), m_kind(settings.kind.empty() ? "municipality" : settings.kind), m_sink(sink) {}

    void read(const VectorFeature& feature) {
        const RowPlace place{feature.file, feature.id + 1}; // the how manieth it is
        m_sink.row_read(place);
        note_attributes(feature);
        if (feature.geometry_type.empty()) {
            m_sink.ignored(place, "図形がない");
            return;
        }
        if (feature.geometry_type.find("Point") != std::string::npos || feature.geometry_type.find("Line") != std::string::npos) {
            m_sink.ignored(place, "面の図形でない（" + feature.geometry_type + "）");
            return;
        }
        if (text_of(feature, "N03_004") == "所属未定地") {
            m_sink.ignored(place, "所属未定地");
            return;
        }
        facility::AreaStatement area;
        area.kind = m_kind;
        area.name = name_of(feature);
        if (area.name.empty()) {
            reject(feature, place, m_settings.name_attribute, "区域の名前がありません");
            return;
        }
        const auto code = code_of(feature, area.name);
        if (!code) {
            reject(feature, place, m_code_column, "区域コードがないか、正しくありません（市区町村は5桁、検査数字つきは6桁）");
            return;
        }
        if (!is_polygon(feature.wkb)) {
            reject(feature, place, "", "図形が壊れています（面になりません）。GISソフトで修復してください");
            return;
        }
        area.code = m_settings.code_prefix + *code;
        area.parent_code = parent_of(feature, *code);
        area.wkb = feature.wkb;
        area.place = place;
        const auto& first_name = m_names.emplace(area.code, area.name).first->second;
        if (first_name != area.name) {
            m_sink.remark(place, "area_name_differs", area.code + ": " + first_name + " / " + area.name);
            area.name = first_name;
        }
        m_sink.area(std::move(area));
    }

    /// An attribute that no feature of the file has is the whole file's error, not each feature's.
    void require_attributes() const {
        if (m_file.empty()) {
            return;
        }
        for (const auto& [option, name] : {std::pair{"code-attribute", &m_settings.code_attribute},
                                           std::pair{"name-attribute", &m_settings.name_attribute},
                                           std::pair{"parent-attribute", &m_settings.parent_attribute}}) {
            if (!name->empty() && !m_attributes.contains(*name)) {
                fail("has no attribute " + *name, option);
            }
        }
        if (m_settings.name_attribute.empty() && !m_attributes.contains("N03_001") && first_of(name_names).empty()) {
            fail("has no attribute known to hold the area's name", "name-attribute");
        }
        if (m_kind == "municipality" && m_names.empty() && m_code_column.empty()) {
            fail("has no attribute known to hold the area's code", "code-attribute");
        }
    }

private:
    void note_attributes(const VectorFeature& feature) {
        m_file = feature.file;
        for (const auto& [name, value] : feature.attributes) {
            m_attributes.insert(name);
        }
        if (m_settings.code_from_file_name) {
            return;
        }
        // An attribute without a value is not there at all: what was found once is kept.
        if (m_code_column.empty()) {
            m_code_column = m_settings.code_attribute.empty() ? first_of(code_names) : m_settings.code_attribute;
        }
    }

    std::string first_of(const std::vector<std::string>& names) const {
        for (const auto& name : names) {
            if (m_attributes.contains(name)) {
                return name;
            }
        }
        return {};
    }

    [[noreturn]] void fail(const std::string& what, const std::string& option) const {
        std::string all;
        for (const auto& name : m_attributes) {
            all += (all.empty() ? "" : ", ") + name;
        }
        throw base::Error(base::ErrorCode::bad_source, m_file + " " + what + "; it has: " + (all.empty() ? "none" : all) +
                                                           ". Name the right one with --option " + option + "=NAME")
            .about(option);
    }

    static bool has_n03(const VectorFeature& feature) { return attribute(feature, "N03_001") != nullptr; }

    std::string name_of(const VectorFeature& feature) const {
        std::string name;
        if (!m_settings.name_attribute.empty()) {
            name = text_of(feature, m_settings.name_attribute);
        } else if (has_n03(feature)) {
            name = n03_name(feature);
        } else {
            name = text_of(feature, first_of(name_names));
        }
        return m_kind == "municipality" ? municipality_name(name) : name;
    }

    /// N03_003 is the county (岩美郡) or the designated city (札幌市), N03_004 the municipality or ward. From 2024
    /// on the ward stands in N03_005.
    std::string n03_name(const VectorFeature& feature) const {
        if (m_kind == "prefecture") {
            return text_of(feature, "N03_001");
        }
        const auto county_or_city = text_of(feature, "N03_003");
        const auto city = text_of(feature, "N03_004");
        return (county_or_city.ends_with("市") ? county_or_city : std::string{}) + city + text_of(feature, "N03_005");
    }

    std::optional<std::string> code_of(const VectorFeature& feature, const std::string& name) const {
        const auto written = m_code_column.empty() ? stem_of(feature.file) : text_of(feature, m_code_column);
        if (m_kind == "municipality") {
            return municipality_code(written);
        }
        if (m_kind == "prefecture") {
            if (const auto code = prefecture_code(name)) {
                return code;
            }
        }
        if (m_code_column.empty() && !m_settings.code_from_file_name) {
            return name; // areas without codes: school districts, living areas
        }
        return written.empty() ? std::nullopt : std::optional(written);
    }

    std::string parent_of(const VectorFeature& feature, const std::string& code) const {
        if (!m_settings.parent_attribute.empty()) {
            return text_of(feature, m_settings.parent_attribute);
        }
        return m_kind == "municipality" ? code.substr(0, 2) : std::string{};
    }

    void reject(const VectorFeature& feature, const RowPlace& place, const std::string& column, const std::string& reason) {
        std::vector<std::string> row;
        for (const auto& [name, value] : feature.attributes) {
            row.push_back(name + "=" + value);
        }
        m_sink.rejected({place, column, reason, std::move(row)});
    }

    const Settings& m_settings;
    std::string m_kind;
    facility::ImportSink& m_sink;
    std::map<std::string, std::string> m_names; ///< by code, as first seen
    std::set<std::string> m_attributes;
    std::string m_code_column; ///< "" = the file's name (or, for areas without codes, the area's)
    std::string m_file;
};

} // namespace

void read_polygons(const std::filesystem::path& file, const Settings& settings, facility::ImportSink& sink, bool& began) {
    PolygonReader reader(settings, sink);
    formats::for_each_feature(file, settings.encoding, [&](const VectorFeature& feature) {
        began = true;
        reader.read(feature);
    });
    reader.require_attributes();
}

} // namespace annai::importers::boundaries
