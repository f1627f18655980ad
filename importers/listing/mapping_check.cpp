#include "mapping_check.hpp"

#include "base/text.hpp"
#include "facility/place_text.hpp"
#include "facility/vocabulary.hpp"
#include "words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace annai::importers::listing {

using facility::Vocabulary;

namespace {

template <class Items> std::vector<std::string> codes_of(const Items& items) {
    std::vector<std::string> codes;
    for (const auto& item : items) {
        codes.push_back(item.code);
    }
    return codes;
}

bool is_code(std::string_view text, std::string_view marks) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || marks.find(c) != std::string_view::npos;
    });
}

} // namespace

void read_source(Section& section, facility::SourceInfo& source) {
    const std::string code = section.required_text("code");
    if (!is_code(code, "-_")) {
        section.fail("code", fmt::format("\"{}\" may hold letters, digits, - and _ only", code));
    }
    source.code = "listing:" + code;
    source.title = section.required_text("title");
    source.licence = section.text("licence").value_or("");
    source.attribution = section.text("attribution").value_or("");
    source.url = section.text("url").value_or("");
    source.published = section.flag("published").value_or(false);
    source.source_kind = section.text("kind").value_or("listing");
    check_one_of(section, "kind", source.source_kind, {"listing", "survey", "coordinator", "open_data"});
    section.finish();
}

void check_answer_word(const Section& section, const std::string& key, const std::string& cell, const std::string& answer) {
    if (base::fold(cell).empty()) {
        section.fail(key, "an empty cell says nothing and cannot be mapped to an answer");
    }
    if (answer != "yes" && answer != "conditional" && answer != "no" && answer != "unknown" && !answer.empty()) {
        section.fail(key, fmt::format("\"{}\" = \"{}\": the answer must be yes, conditional, no, unknown, "
                                      "or \"\" for a cell that says nothing",
                                      cell, answer));
    }
}

void check_cell_name(const Section& section, const std::string& cell) {
    const std::size_t letters = cell.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    const auto row = letters == std::string::npos ? std::nullopt : base::to_integer(std::string_view(cell).substr(letters));
    if (letters == 0 || letters > 2 || letters == std::string::npos || !row || *row < 1) {
        section.fail("as_of_cell", fmt::format("\"{}\" is not a cell; write A2", cell));
    }
}

void check_region(const Section& section, const std::string& region) {
    const bool prefecture = region.size() == 2 && !facility::prefecture_name(region).empty();
    const auto municipality = region.size() == 5 ? facility::municipality_code(region) : std::nullopt;
    if (!prefecture && (!municipality || *municipality != region)) {
        section.fail("region", fmt::format("\"{}\" must be a two-digit prefecture code or a five-digit municipality code", region));
    }
}

void check_scheme(const Section& section, const std::string& scheme) {
    const std::vector<std::string> schemes{"kaigo_office", "medical_institution", "iryo_net", "corporate_number"};
    const bool own = base::starts_with(scheme, "local_") && scheme.size() > 6 && is_code(scheme, "_");
    if (!own && std::find(schemes.begin(), schemes.end(), scheme) == schemes.end()) {
        section.fail(scheme, fmt::format("is no scheme of identifiers; valid: {}, or your own beginning with local_",
                                         nearest(scheme, schemes)));
    }
}

std::string check_kind(const Section& section, const std::string& key, const std::string& kind) {
    if (Vocabulary::get().kind(kind) == nullptr) {
        section.fail(key, fmt::format("\"{}\" is no kind of facility; nearest: {}", kind,
                                      nearest(kind, codes_of(Vocabulary::get().kinds()))));
    }
    return kind;
}

void check_field(const Section& section, const std::string& field) {
    const facility::FieldInfo* info = Vocabulary::get().field(field);
    if (info == nullptr) {
        section.fail(field, fmt::format("is no field; nearest: {}", nearest(field, codes_of(Vocabulary::get().fields()))));
    }
    if (field == "address") {
        section.fail(field, "the address stands in [address] text");
    }
    if (info->personal) {
        section.fail(field, fmt::format("{} is personal data: state it with [[person]] role = \"{}\"", info->label, info->label));
    }
}

void check_capability(const Section& section, const std::string& key, const std::string& code, const std::string& qualifier) {
    const facility::CapabilityInfo* info = Vocabulary::get().capability(code);
    if (info == nullptr) {
        section.fail(key, fmt::format("\"{}\" is no capability; nearest: {}", code,
                                      nearest(code, codes_of(Vocabulary::get().capabilities()))));
    }
    const auto known = [&](const facility::Qualifier& one) { return one.code == qualifier; };
    if (!qualifier.empty() && std::none_of(info->qualifiers.begin(), info->qualifiers.end(), known)) {
        section.fail(key, fmt::format("{} ({}) has no qualifier \"{}\"; valid: {}", code, info->label, qualifier,
                                      info->qualifiers.empty() ? "none" : nearest(qualifier, codes_of(info->qualifiers), 40)));
    }
}

void check_words(const Section& section, const std::string& key, Value& value, const Words& words, const std::string& valid) {
    const auto is_meaning = [&](const std::string& text) {
        return text.empty() || std::any_of(words.begin(), words.end(), [&](const auto& pair) { return pair.second == text; });
    };
    if (value.fixed && (value.fixed->empty() || !is_meaning(*value.fixed))) {
        section.fail(key, fmt::format("\"{}\" must be one of {}", *value.fixed, valid));
    }
    if (value.map) {
        for (const auto& [cell, meaning] : *value.map) {
            if (!is_meaning(meaning)) {
                section.fail(key, fmt::format("map: \"{}\" = \"{}\" must be one of {}", cell, meaning, valid));
            }
        }
    }
}

void check_one_of(const Section& section, const std::string& key, const std::string& value,
                  const std::vector<std::string>& valid) {
    if (std::find(valid.begin(), valid.end(), value) == valid.end()) {
        section.fail(key, fmt::format("\"{}\" is not known; valid: {}", value, nearest(value, valid, valid.size())));
    }
}

void check_whole(const Section& root, const Mapping& mapping) {
    if (mapping.key.empty() && !mapping.address.stated()) {
        root.fail("record", "key = \"name+address\" needs [address] text");
    }
    // Open data are notifications as often as anything: what they state must be said.
    const bool answers = !mapping.capabilities.empty() || mapping.known_columns || mapping.long_form;
    bool all_based = mapping.long_form ? mapping.long_form->basis.stated() : true;
    for (const CapabilityColumn& column : mapping.capabilities) {
        all_based = all_based && column.basis.stated();
    }
    all_based = all_based && (!mapping.known_columns || mapping.known.basis.stated());
    if (mapping.source.source_kind == "open_data" && answers && !all_based) {
        root.fail("source", "with kind = \"open_data\" every answer needs a basis (a notification is not a yes)");
    }
}

} // namespace annai::importers::listing
