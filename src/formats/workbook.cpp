#include "formats/workbook.hpp"

#include "base/text.hpp"
#include "formats/csv_table.hpp"
#include "formats/workbook_parts.hpp"
#include "formats/xml_pieces.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <optional>
#include <string_view>
#include <utility>

namespace annai::formats {

namespace {

constexpr std::size_t most_columns = 16'384;
constexpr const char* save_as_xlsx = "Open it in Excel and save it with 「名前を付けて保存」→「Excel ブック (.xlsx)」.";

/// "C5" → 2; nothing where there are no letters.
std::optional<std::size_t> column_of(std::string_view reference) {
    std::size_t column = 0;
    for (const char c : reference) {
        if (c < 'A' || c > 'Z' || column > most_columns) {
            break;
        }
        column = column * 26 + static_cast<std::size_t>(c - 'A') + 1;
    }
    return column == 0 ? std::nullopt : std::optional(column - 1);
}

class SheetTable final : public Table {
public:
    SheetTable(const ZipFile& zip, const WorkbookParts& parts, const WorkbookSheet& sheet)
        : m_name(zip.name() + "/" + sheet.name), m_parts(parts),
          m_pieces([&zip, part = sheet.part] { return zip.open(*part); }, m_name, "row") {
        m_has_row = read(m_row);
    }

    const std::string& name() const override { return m_name; }
    const std::string& encoding() const override { return m_encoding; }
    bool has_rows() const { return m_has_row; }

    bool next(Row& row) override {
        if (!m_has_row) {
            return false;
        }
        row.line = m_row.line;
        row.cells.swap(m_row.cells);
        m_has_row = read(m_row); // one ahead, to know an empty sheet before it is handed over
        return true;
    }

private:
    bool read(Row& row) {
        for (std::string_view piece = m_pieces.next(); !piece.empty(); piece = m_pieces.next()) {
            if (!m_document.load_buffer(piece.data(), piece.size(), pugi::parse_default | pugi::parse_ws_pcdata_single,
                                        pugi::encoding_utf8)) {
                fail(fmt::format("Row {}", m_line + 1));
            }
            const pugi::xml_node element = m_document.document_element();
            m_line = element.attribute("r").as_llong(m_line + 1);
            row.line = m_line;
            read_cells(element, row.cells);
            if (!is_empty_row(row.cells)) {
                return true;
            }
        }
        return false;
    }

    void read_cells(const pugi::xml_node& element, std::vector<std::string>& cells) const {
        cells.clear();
        for (const pugi::xml_node& node : element.children()) {
            if (local_name(node.name()) != "c") {
                continue;
            }
            const std::size_t column = column_of(node.attribute("r").value()).value_or(cells.size());
            if (column >= most_columns) {
                fail(fmt::format("Row {}", m_line));
            }
            if (column >= cells.size()) {
                cells.resize(column + 1);
            }
            cells[column] = text_of(node);
        }
        while (!cells.empty() && cells.back().empty()) {
            cells.pop_back();
        }
    }

    std::string text_of(const pugi::xml_node& cell) const {
        const std::string_view type = cell.attribute("t").value();
        std::string_view value;
        for (const pugi::xml_node& node : cell.children()) {
            const std::string_view name = local_name(node.name());
            if (name == "v") {
                value = node.child_value();
            } else if (name == "is") {
                return string_item_text(node);
            }
        }
        if (type == "s") {
            const auto index = base::to_integer(base::trim(value));
            if (!index || *index < 0 || static_cast<std::size_t>(*index) >= m_parts.strings.size()) {
                fail(fmt::format("Cell {}", cell.attribute("r").value()));
            }
            return std::string(m_parts.strings[static_cast<std::size_t>(*index)]);
        }
        if (type == "b") {
            return value == "1" ? "TRUE" : "FALSE";
        }
        if (type == "d") { // ISO 8601 as text, which Excel writes only when asked to
            return std::string(value.substr(0, value.ends_with("T00:00:00") ? value.size() - 9 : value.size()));
        }
        if (type == "str" || type == "e") {
            return decode_escapes(std::string(value));
        }
        const auto style = cell.attribute("s").as_uint();
        const NumberFormat format = style < m_parts.formats.size() ? m_parts.formats[style] : NumberFormat{};
        return number_text(base::trim(value), format, m_parts.days_from_1904);
    }

    [[noreturn]] void fail(const std::string& where) const {
        throw bad_file(m_name, fmt::format("{} cannot be read; the file is damaged. {}", where, save_as_xlsx));
    }

    std::string m_name;
    std::string m_encoding = "XLSX";
    const WorkbookParts& m_parts;
    XmlPieces m_pieces;
    pugi::xml_document m_document;
    Row m_row;
    std::int64_t m_line = 0;
    bool m_has_row = false;
};

} // namespace

bool is_workbook(const ZipFile& zip) {
    if (zip.find("xl/workbook.bin") != nullptr) {
        throw bad_file(zip.name(), fmt::format("This is a binary workbook (.xlsb). {}", save_as_xlsx));
    }
    if (zip.find("META-INF/manifest.xml") != nullptr && zip.find("content.xml") != nullptr) {
        throw bad_file(zip.name(), fmt::format("This is an OpenDocument file. {}", save_as_xlsx));
    }
    if (zip.find("xl/workbook.xml") != nullptr) {
        return true;
    }
    if (zip.find("[Content_Types].xml") == nullptr) {
        return false;
    }
    if (zip.find("word/document.xml") != nullptr || zip.find("ppt/presentation.xml") != nullptr) {
        throw bad_file(zip.name(), "This is an Office document without a table. Copy its table into Excel and save that as .xlsx.");
    }
    return true;
}

void read_workbook(const std::filesystem::path& file, const std::string& name,
                   const std::function<void(Table&)>& on_table) {
    const ZipFile zip(file, name, workbook_limit);
    const WorkbookParts parts = read_workbook_parts(zip);
    bool any = false;
    for (const WorkbookSheet& sheet : parts.sheets) {
        SheetTable table(zip, parts, sheet);
        if (table.has_rows()) {
            any = true;
            on_table(table);
        }
    }
    if (!any) {
        throw bad_file(name, "No visible sheet of the workbook has any rows.");
    }
}

} // namespace annai::formats
