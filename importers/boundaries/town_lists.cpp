#include "town_lists.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/tables.hpp"
#include "names.hpp"
#include "town_cell.hpp"

#include <set>
#include <utility>

namespace annai::importers::boundaries {
namespace {

using facility::RowPlace;
using formats::cell;
using formats::Columns;

const std::vector<std::string> kind_names{"種別", "区域種別", "区域の種類", "エリア種別"};
const std::vector<std::string> code_names{"区域コード", "圏域コード", "校区コード", "エリアコード", "コード"};
const std::vector<std::string> name_names{"区域名", "区域", "圏域名", "圏域", "エリア名", "校区名", "校区", "ブロック名", "名称"};
const std::vector<std::string> municipality_names{"市区町村コード", "市町村コード", "全国地方公共団体コード", "団体コード"};
const std::vector<std::string> town_names{"町名", "町・字", "町字", "町字名", "町・字名", "町丁目", "町丁目名", "大字", "大字名", "大字・町名"};
const std::vector<std::string> note_names{"備考", "注記", "摘要"};
const std::vector<std::string> parent_names{"上位区域コード", "親区域コード"};

/// A column of names that says by its own header what the areas are.
const std::vector<std::pair<std::string, std::vector<std::string>>> names_by_kind{
    {"daily_living_area", {"日常生活圏域", "日常生活圏域名"}},
    {"community_support_district",
     {"地域包括支援センター担当区域", "地域包括支援センター", "地域包括支援センター名", "担当地域包括支援センター", "担当センター"}},
    {"junior_high_school_district", {"中学校区", "中学校区名"}},
    {"secondary_medical_area", {"二次医療圏", "二次医療圏名"}},
    {"medical_association_area", {"医師会", "医師会名", "医師会圏域"}},
    {"former_municipality", {"旧町村", "旧町村名", "旧市町村", "旧市町村名"}},
    {"block", {"ブロック"}},
};

/// Ends the reading of a file when enough is known; nobody sees it.
struct Known {
    bool is_town_list;
};

bool has_known_column(const Columns& columns, const Settings& settings) {
    const auto has = [&](const std::vector<std::string>& names) { return columns.find(names) != Columns::npos; };
    bool any = has(town_names) || has(name_names) || has(municipality_names) || has(code_names);
    for (const auto& [kind, names] : names_by_kind) {
        any = any || has(names);
    }
    for (const auto* name : {&settings.name_attribute, &settings.town_column}) {
        any = any || (!name->empty() && has({*name}));
    }
    return any;
}

class ListReader {
public:
    ListReader(const Settings& settings, facility::ImportSink& sink) : m_settings(settings), m_sink(sink) {}

    void read(formats::Table& table) {
        formats::Row row;
        if (!table.next(row)) {
            return;
        }
        find_columns(Columns(row, table.name()), table.name());
        m_last = {};
        while (table.next(row)) {
            read_row(row, {table.name(), row.line});
        }
    }

private:
    struct Area {
        std::string kind, code, name, parent;
    };

    void find_columns(const Columns& columns, const std::string& file) {
        const auto optional = [&](const std::string& given, const std::vector<std::string>& names) {
            return given.empty() ? columns.find(names) : columns.require({given});
        };
        m_kind = columns.find(kind_names);
        m_code = optional(m_settings.code_attribute, code_names);
        m_parent = optional(m_settings.parent_attribute, parent_names);
        m_note = optional(m_settings.note_column, note_names);
        m_town = optional(m_settings.town_column, town_names);
        m_municipality = optional(m_settings.municipality_column, municipality_names);
        m_default_kind = m_settings.kind;
        m_name = Columns::npos;
        if (!m_settings.name_attribute.empty()) {
            m_name = columns.require({m_settings.name_attribute});
        } else {
            for (const auto& [kind, names] : names_by_kind) {
                m_name = columns.find(names);
                if (m_name != Columns::npos) {
                    m_default_kind = m_default_kind.empty() ? kind : m_default_kind;
                    break;
                }
            }
        }
        if (m_name == Columns::npos) {
            m_name = columns.require(name_names);
        }
        if (m_municipality == Columns::npos && m_settings.municipality.empty()) {
            columns.require(municipality_names); // says what is missing
        }
        if (m_kind == Columns::npos && m_default_kind.empty()) {
            throw base::Error(base::ErrorCode::bad_source, file + ": nothing says what these areas are; add a column 種別 or repeat "
                                                                  "the command with --option kind=KIND, one of: " + area_kinds())
                .about("kind");
        }
    }

    void read_row(const formats::Row& row, const RowPlace& place) {
        m_sink.row_read(place);
        const auto reject = [&](const std::string& column, const std::string& reason) {
            m_sink.rejected({place, column, reason, row.cells});
        };
        Area area;
        if (!read_area(row, place, area, reject)) {
            return;
        }
        auto municipality = m_settings.municipality;
        if (const auto written = base::tidy(cell(row, m_municipality)); !written.empty()) {
            const auto code = municipality_code(written);
            if (!code) {
                reject("市区町村コード", "市区町村コードは5桁（検査数字つきは6桁）の数字で記入してください");
                return;
            }
            municipality = *code;
        }
        if (municipality.empty()) {
            reject("市区町村コード", "市区町村コードが空です");
            return;
        }
        // Without a column of towns each row says that the whole municipality belongs to the area.
        auto towns = m_town == Columns::npos ? std::vector<TownInCell>{{}} : towns_in(cell(row, m_town));
        if (towns.empty()) {
            reject("町名", "町名が空です。市区町村の全域なら「全域」と記入してください");
            return;
        }
        m_last = area;
        if (m_areas.emplace(area.kind, area.code).second) {
            m_sink.area({area.kind, area.code, area.name, area.parent, {}, place});
        }
        const auto note = base::tidy(cell(row, m_note));
        for (auto& entry : towns) {
            auto both = entry.note.empty() || note.empty() ? entry.note + note : entry.note + "。" + note;
            m_sink.area_town({area.kind, area.code, area.name, municipality, std::move(entry.town), std::move(both), place});
        }
    }

    template <class Reject> bool read_area(const formats::Row& row, const RowPlace& place, Area& area, const Reject& reject) {
        const auto kind = base::tidy(cell(row, m_kind));
        area.kind = kind.empty() ? m_default_kind : area_kind(kind);
        area.name = base::tidy(cell(row, m_name));
        area.code = base::tidy(cell(row, m_code));
        area.parent = base::tidy(cell(row, m_parent));
        if (area.name.empty() && area.code.empty() && !m_last.name.empty()) {
            // Merged cells: only the first row of an area names it.
            m_sink.remark(place, "area_carried_down", m_last.name);
            area = m_last;
            return true;
        }
        if (area.kind.empty()) {
            reject("種別", kind.empty() ? "種別が空です" : "種別「" + kind + "」は使えません。次のどれか: " + area_kinds());
            return false;
        }
        if (area.name.empty()) {
            reject("区域名", "区域名が空です");
            return false;
        }
        if (area.code.empty()) {
            area.code = area.name;
        }
        area.code = m_settings.code_prefix + area.code;
        return true;
    }

    const Settings& m_settings;
    facility::ImportSink& m_sink;
    std::size_t m_kind = 0, m_code = 0, m_name = 0, m_parent = 0, m_municipality = 0, m_town = 0, m_note = 0;
    std::string m_default_kind;
    Area m_last;
    std::set<std::pair<std::string, std::string>> m_areas;
};

} // namespace

bool is_town_list(const std::filesystem::path& file, const Settings& settings) {
    try {
        formats::for_each_table(file, [&](formats::Table& table) {
            formats::Row row;
            throw Known{table.next(row) && has_known_column(Columns(row, table.name()), settings)};
        });
    } catch (const Known& known) {
        return known.is_town_list;
    } catch (const base::Error&) {
        // The reader of vectors says what is wrong with it, if anything is.
    }
    return false;
}

void read_town_lists(const std::filesystem::path& file, const Settings& settings, facility::ImportSink& sink) {
    ListReader reader(settings, sink);
    formats::for_each_table(file, [&](formats::Table& table) { reader.read(table); });
}

} // namespace annai::importers::boundaries
