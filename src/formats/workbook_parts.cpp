#include "formats/workbook_parts.hpp"

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "formats/xml_pieces.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <charconv>
#include <filesystem>
#include <map>
#include <optional>
#include <utility>

namespace annai::formats {

namespace {

constexpr std::size_t small_part_limit = 64U << 20;
/// White space matters where it is all that a string holds.
constexpr unsigned xml_options = pugi::parse_default | pugi::parse_ws_pcdata_single;

pugi::xml_document parse_part(const ZipFile& zip, const ZipMember& part) {
    const std::string name = zip.name() + "/" + part.name;
    const std::string text = read_all(*zip.open(part), name, small_part_limit);
    pugi::xml_document document;
    const pugi::xml_parse_result result = document.load_buffer(text.data(), text.size(), xml_options);
    if (!result) {
        throw bad_file(zip.name(), "The workbook is damaged. Open it in Excel and save it once more as .xlsx.",
                       fmt::format("{}: {} at byte {}", part.name, result.description(), result.offset));
    }
    return document;
}

pugi::xml_node child(const pugi::xml_node& parent, std::string_view name) {
    return parent.find_child([&](const pugi::xml_node& node) { return local_name(node.name()) == name; });
}

/// id → target and type of a part's relationships.
struct Relationship {
    std::string type;
    std::string target; ///< the part's name in the zip
};
using Relationships = std::map<std::string, Relationship>;

Relationships read_relationships(const ZipFile& zip, const std::string& of_part) {
    const std::filesystem::path part(of_part);
    const std::string file = (part.parent_path() / "_rels" / (part.filename().string() + ".rels")).string();
    Relationships found;
    const ZipMember* member = zip.find(file);
    if (member == nullptr) {
        return found;
    }
    const pugi::xml_document document = parse_part(zip, *member);
    for (const pugi::xml_node& node : document.document_element().children()) {
        const std::string target = node.attribute("Target").value();
        const std::filesystem::path full =
            target.starts_with('/') ? std::filesystem::path(target.substr(1)) : part.parent_path() / target;
        found[node.attribute("Id").value()] = {node.attribute("Type").value(), full.lexically_normal().string()};
    }
    return found;
}

const Relationship* of_type(const Relationships& relationships, std::string_view ending) {
    for (const auto& [id, relationship] : relationships) {
        if (std::string_view(relationship.type).ends_with(ending)) {
            return &relationship;
        }
    }
    return nullptr;
}

/// r:id, whatever the prefix.
std::string relationship_id(const pugi::xml_node& sheet) {
    for (const pugi::xml_attribute& attribute : sheet.attributes()) {
        const std::string_view name = attribute.name();
        if (name != "id" && local_name(attribute.name()) == "id") {
            return attribute.value();
        }
    }
    return {};
}

std::vector<NumberFormat> read_formats(const ZipFile& zip, const ZipMember& part) {
    const pugi::xml_document document = parse_part(zip, part);
    std::map<unsigned, NumberFormat> own;
    for (const pugi::xml_node& format : child(document.document_element(), "numFmts").children()) {
        own[format.attribute("numFmtId").as_uint()] = parse_number_format(format.attribute("formatCode").value());
    }
    std::vector<NumberFormat> formats;
    for (const pugi::xml_node& style : child(document.document_element(), "cellXfs").children()) {
        const unsigned id = style.attribute("numFmtId").as_uint();
        const auto found = own.find(id);
        formats.push_back(found != own.end() ? found->second : builtin_number_format(id));
    }
    return formats;
}

std::optional<char32_t> escape_at(std::string_view text, std::size_t at) {
    if (text.size() < at + 7 || text[at] != '_' || text[at + 1] != 'x' || text[at + 6] != '_') {
        return std::nullopt;
    }
    unsigned code = 0;
    const auto [end, error] = std::from_chars(text.data() + at + 2, text.data() + at + 6, code, 16);
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    return error == std::errc() && end == text.data() + at + 6 && !surrogate ? std::optional<char32_t>(code) : std::nullopt;
}

} // namespace

std::string_view local_name(const char* qualified) {
    const std::string_view name(qualified);
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string decode_escapes(std::string text) {
    std::size_t at = text.find("_x");
    if (at == std::string::npos) {
        return text;
    }
    std::string decoded = text.substr(0, at);
    while (at < text.size()) {
        if (const auto code = escape_at(text, at)) {
            base::append_code_point(decoded, *code);
            at += 7;
        } else {
            decoded.push_back(text[at++]);
        }
    }
    return decoded;
}

std::string string_item_text(const pugi::xml_node& item) {
    std::string text;
    for (const pugi::xml_node& node : item.children()) {
        const std::string_view name = local_name(node.name());
        if (name == "t") {
            text += node.child_value();
        } else if (name == "r") {
            text += child(node, "t").child_value();
        }
    }
    return decode_escapes(std::move(text));
}

void SharedStrings::read(const ZipFile& zip, const ZipMember& part) {
    XmlPieces pieces([&] { return zip.open(part); }, zip.name(), "si");
    pugi::xml_document document;
    for (std::string_view piece = pieces.next(); !piece.empty(); piece = pieces.next()) {
        if (!document.load_buffer(piece.data(), piece.size(), xml_options, pugi::encoding_utf8)) {
            throw bad_file(zip.name(), "The workbook is damaged. Open it in Excel and save it once more as .xlsx.",
                           fmt::format("shared string {}", m_ends.size()));
        }
        m_text += string_item_text(document.document_element());
        m_ends.push_back(m_text.size());
    }
}

std::string_view SharedStrings::operator[](std::size_t index) const {
    const std::size_t begin = index == 0 ? 0 : m_ends[index - 1];
    return std::string_view(m_text).substr(begin, m_ends[index] - begin);
}

WorkbookParts read_workbook_parts(const ZipFile& zip) {
    const Relationships of_package = read_relationships(zip, "");
    const Relationship* document_part = of_type(of_package, "/officeDocument");
    const std::string workbook_name = document_part != nullptr ? document_part->target : "xl/workbook.xml";
    const ZipMember* workbook_part = zip.find(workbook_name);
    if (workbook_part == nullptr) {
        throw bad_file(zip.name(), "The workbook has no list of sheets. Open it in Excel and save it once more as .xlsx.");
    }
    const Relationships relationships = read_relationships(zip, workbook_name);
    const pugi::xml_document document = parse_part(zip, *workbook_part);
    const pugi::xml_node workbook = document.document_element();

    WorkbookParts parts;
    parts.days_from_1904 = child(workbook, "workbookPr").attribute("date1904").as_bool();
    for (const pugi::xml_node& sheet : child(workbook, "sheets").children()) {
        const std::string_view state = sheet.attribute("state").value();
        const auto found = relationships.find(relationship_id(sheet));
        if (state == "hidden" || state == "veryHidden" ||
            (found != relationships.end() && !std::string_view(found->second.type).ends_with("/worksheet"))) {
            continue; // a chart sheet has no rows
        }
        const ZipMember* part = found == relationships.end() ? nullptr : zip.find(found->second.target);
        const std::string name = sheet.attribute("name").value();
        if (part == nullptr) {
            throw bad_file(zip.name(), fmt::format("The sheet 「{}」 is missing. Open the file in Excel and save it once more as .xlsx.", name));
        }
        parts.sheets.push_back({name, part});
    }
    const auto part_of_type = [&](std::string_view type) {
        const Relationship* relationship = of_type(relationships, type);
        return relationship == nullptr ? nullptr : zip.find(relationship->target);
    };
    if (const ZipMember* styles = part_of_type("/styles")) {
        parts.formats = read_formats(zip, *styles);
    }
    if (const ZipMember* strings = part_of_type("/sharedStrings")) {
        parts.strings.read(zip, *strings);
    }
    return parts;
}

} // namespace annai::formats
