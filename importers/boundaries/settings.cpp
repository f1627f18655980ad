#include "settings.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "facility/vocabulary.hpp"
#include "names.hpp"

#include <algorithm>

namespace annai::importers::boundaries {
namespace {

[[noreturn]] void fail(const std::string& option, const std::string& message) {
    throw base::Error(base::ErrorCode::bad_request, message).about(option);
}

} // namespace

std::vector<facility::OptionInfo> setting_infos() {
    return {
        {"kind", "what the areas are, as in area_kinds.csv (default for polygons: municipality)"},
        {"code-attribute", "attribute or column that holds the area's code"},
        {"name-attribute", "attribute or column that holds the area's name"},
        {"parent-attribute", "attribute or column that holds the code of the area it belongs to"},
        {"code-from", "attribute (default) or file-name: 31201.json is the area 31201"},
        {"code-prefix", "put before each code, to make codes unique that begin anew in each municipality"},
        {"municipality", "lists of towns: five-digit code of the municipality, where no column has it"},
        {"municipality-column", "lists of towns: column with the municipality's code"},
        {"town-column", "lists of towns: column with the town (町・字)"},
        {"note-column", "lists of towns: column with remarks"},
        {"encoding", "of a Shapefile's attributes where it does not state one: CP932, UTF-8"},
    };
}

std::string area_kind(std::string_view code_or_label) {
    const auto wanted = base::fold(code_or_label);
    for (const auto& kind : facility::Vocabulary::get().area_kinds()) {
        if (base::fold(kind.code) == wanted || base::fold(kind.label) == wanted) {
            return kind.code;
        }
    }
    return {};
}

std::string area_kinds() {
    std::string all;
    for (const auto& kind : facility::Vocabulary::get().area_kinds()) {
        all += (all.empty() ? "" : ", ") + kind.code + " (" + kind.label + ")";
    }
    return all;
}

Settings read_settings(const facility::ImportOptions& options) {
    const auto infos = setting_infos();
    for (const auto& [name, value] : options.options) {
        if (std::none_of(infos.begin(), infos.end(), [&](const auto& info) { return info.name == name; })) {
            fail(name, "the import of boundaries has no option " + name);
        }
    }
    const auto value = [&](const char* name) {
        const auto found = options.options.find(name);
        return found == options.options.end() ? std::string{} : found->second;
    };
    Settings out;
    if (const auto kind = value("kind"); !kind.empty()) {
        out.kind = area_kind(kind);
        if (out.kind.empty()) {
            fail("kind", "kind=" + kind + " is not known; it is one of: " + area_kinds());
        }
    }
    if (const auto from = value("code-from"); !from.empty()) {
        if (from != "attribute" && from != "file-name") {
            fail("code-from", "code-from=" + from + " is not known; it is attribute or file-name");
        }
        out.code_from_file_name = from == "file-name";
    }
    if (const auto municipality = value("municipality"); !municipality.empty()) {
        const auto code = municipality_code(municipality);
        if (!code) {
            fail("municipality", "municipality=" + municipality + " is no municipality's code; it has five digits, as 31203");
        }
        out.municipality = *code;
    }
    out.code_attribute = value("code-attribute");
    out.name_attribute = value("name-attribute");
    out.parent_attribute = value("parent-attribute");
    out.town_column = value("town-column");
    out.municipality_column = value("municipality-column");
    out.note_column = value("note-column");
    out.code_prefix = value("code-prefix");
    out.encoding = value("encoding");
    return out;
}

} // namespace annai::importers::boundaries
