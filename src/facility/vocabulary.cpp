#include "facility/vocabulary.hpp"

#include "base/delimited_text.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "generated/codes.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <utility>

namespace annai::facility {

namespace {

/// One row of a vocabulary file, its cells by the name of their column.
class Row {
public:
    Row(std::string_view file, const std::vector<std::string>& header, const base::DelimitedRow& row)
        : m_file(file), m_header(header), m_row(row) {
        if (row.cells.size() != header.size()) {
            fail("has " + std::to_string(row.cells.size()) + " cells where the header has " +
                 std::to_string(header.size()));
        }
    }

    [[noreturn]] void fail(const std::string& what) const {
        throw base::Error(base::ErrorCode::storage, "schema/codes/" + std::string(m_file) + ", line " +
                                                        std::to_string(m_row.line) + " " + what +
                                                        ". Correct the row and build again.");
    }

    const std::string& text(std::string_view column) const {
        const auto found = std::find(m_header.begin(), m_header.end(), column);
        if (found == m_header.end()) {
            fail("has no column " + std::string(column));
        }
        return m_row.cells[static_cast<std::size_t>(found - m_header.begin())];
    }
    const std::string& code() const {
        const auto& value = text("code");
        if (value.empty()) {
            fail("has no code");
        }
        return value;
    }
    int number(std::string_view column) const {
        const auto value = base::to_integer(text(column));
        if (!value || *value < 0 || *value > 100000) {
            fail("has no number in " + std::string(column) + ": \"" + text(column) + "\"");
        }
        return static_cast<int>(*value);
    }
    bool yes(std::string_view column) const {
        const auto& value = text(column);
        if (!value.empty() && value != "yes") {
            fail("says neither yes nor nothing in " + std::string(column));
        }
        return value == "yes";
    }
    Visibility visibility() const {
        const auto value = visibility_of(text("visibility"));
        if (!value) {
            fail("has an unknown visibility: \"" + text("visibility") + "\"");
        }
        return *value;
    }
    std::vector<std::string> list(std::string_view column) const {
        const auto& value = text(column);
        return value.empty() ? std::vector<std::string>() : base::split(value, "|");
    }

private:
    std::string_view m_file;
    const std::vector<std::string>& m_header;
    const base::DelimitedRow& m_row;
};

void for_each_row(std::string_view file, std::string_view bytes, const std::function<void(const Row&)>& use) {
    const auto rows = base::read_delimited(bytes);
    if (rows.empty()) {
        throw base::Error(base::ErrorCode::storage, "schema/codes/" + std::string(file) + " is empty.");
    }
    for (std::size_t i = 1; i < rows.size(); ++i) {
        use(Row(file, rows.front().cells, rows[i]));
    }
}

template <class Item> const Item* find_code(const std::vector<Item>& items, std::string_view code) {
    const auto found = std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.code == code; });
    return found == items.end() ? nullptr : &*found;
}

template <class Item> void add(std::vector<Item>& items, Item item, const Row& row) {
    if (find_code(items, item.code) != nullptr) {
        row.fail("repeats the code " + item.code);
    }
    items.push_back(std::move(item));
}

/// "tppv=気管切開下=tracheostomy|nppv=マスク式=mask"
std::vector<Qualifier> qualifiers_of(const Row& row) {
    std::vector<Qualifier> qualifiers;
    for (const auto& text : row.list("qualifiers")) {
        const auto parts = base::split(text, "=");
        if (parts.size() != 3 || parts[0].empty() || parts[1].empty() || parts[2].empty()) {
            row.fail("has a qualifier that is not code=label=English: \"" + text + "\"");
        }
        add(qualifiers, Qualifier{parts[0], parts[1], parts[2]}, row);
    }
    return qualifiers;
}

} // namespace

const char* word(Audience audience) {
    switch (audience) {
    case Audience::everybody: return "public";
    case Audience::professional: return "professional";
    case Audience::coordinator: break;
    }
    return "coordinator";
}

std::optional<Audience> audience_of(std::string_view text) {
    for (const auto audience : {Audience::everybody, Audience::professional, Audience::coordinator}) {
        if (text == word(audience)) {
            return audience;
        }
    }
    return std::nullopt;
}

std::optional<Visibility> visibility_of(std::string_view text) {
    using Entry = std::pair<std::string_view, Visibility>;
    static constexpr std::array words{Entry{"public", Visibility::everybody},
                                      Entry{"public_by_consent", Visibility::public_by_consent},
                                      Entry{"professional", Visibility::professional},
                                      Entry{"coordinator", Visibility::coordinator}};
    for (const auto& [name, visibility] : words) {
        if (text == name) {
            return visibility;
        }
    }
    return std::nullopt;
}

bool applies_to(const CapabilityInfo& capability, const FacilityKind& kind) {
    return capability.kinds.empty() ||
           std::any_of(capability.kinds.begin(), capability.kinds.end(),
                       [&](const std::string& code) { return code == kind.code || code == kind.group; });
}

Vocabulary::Vocabulary() {
    for_each_row("kind_groups.csv", codes::kind_groups_csv, [this](const Row& row) {
        add(m_kind_groups, KindGroup{row.code(), row.text("label"), row.text("label_en")}, row);
    });
    for_each_row("facility_kinds.csv", codes::facility_kinds_csv, [this](const Row& row) {
        add(m_kinds,
            FacilityKind{row.code(), row.text("label"), row.text("plain"), row.text("label_en"), row.text("group"),
                         row.text("serves"), row.text("start"), row.text("service_code")},
            row);
    });
    for_each_row("fields.csv", codes::fields_csv, [this](const Row& row) {
        add(m_fields,
            FieldInfo{row.code(), row.text("label"), row.text("label_en"), row.text("group"), row.visibility(),
                      row.yes("personal"), row.text("type")},
            row);
    });
    for_each_row("scenes.csv", codes::scenes_csv, [this](const Row& row) {
        add(m_scenes, Scene{row.code(), row.text("label"), row.text("label_en")}, row);
    });
    for_each_row("capability_groups.csv", codes::capability_groups_csv, [this](const Row& row) {
        add(m_groups, CapabilityGroup{row.code(), row.text("label"), row.text("label_en")}, row);
    });
    for_each_row("capabilities.csv", codes::capabilities_csv, [this](const Row& row) {
        add(m_capabilities,
            CapabilityInfo{row.code(), row.text("label"), row.text("plain"), row.text("label_en"), row.text("group"),
                           row.list("kinds"), qualifiers_of(row), row.visibility(), row.text("question"),
                           row.number("half_life_days"), row.list("scenes")},
            row);
    });
    for_each_row("care_services.csv", codes::care_services_csv, [this](const Row& row) {
        add(m_care_services, CareService{row.code(), row.text("label"), row.text("kind")}, row);
    });
    for_each_row("area_kinds.csv", codes::area_kinds_csv, [this](const Row& row) {
        add(m_area_kinds, AreaKind{row.code(), row.text("label"), row.text("label_en"), row.number("rank")}, row);
    });
    for_each_row("needs.csv", codes::needs_csv, [this](const Row& row) {
        add(m_needs,
            Need{row.code(), row.text("label"), row.text("label_en"), row.text("hint"), row.list("kinds"),
                 row.list("capabilities"), row.list("first_door"), row.text("first_door_text")},
            row);
    });
    std::set<std::pair<std::string, std::string>> pairs;
    for_each_row("precedence.csv", codes::precedence_csv, [&](const Row& row) {
        if (!pairs.emplace(row.text("field_group"), row.text("source_kind")).second) {
            row.fail("repeats a field group and kind of source");
        }
        m_precedence.push_back(Precedence{row.text("field_group"), row.text("source_kind"), row.number("rank"),
                                          row.number("max_age_days"), row.yes("is_union")});
    });
}

const Vocabulary& Vocabulary::get() {
    static const Vocabulary vocabulary;
    return vocabulary;
}

const FacilityKind* Vocabulary::kind(std::string_view code) const {
    return find_code(m_kinds, code);
}

const FieldInfo* Vocabulary::field(std::string_view code) const {
    return find_code(m_fields, code);
}

const CapabilityInfo* Vocabulary::capability(std::string_view code) const {
    return find_code(m_capabilities, code);
}

const CareService* Vocabulary::care_service(std::string_view code) const {
    return find_code(m_care_services, code);
}

const CareService* Vocabulary::care_service_by_label(std::string_view label) const {
    // Asked once a row of a national file, so the 35 labels are folded once. There is one Vocabulary only.
    static const auto by_label = [this] {
        std::map<std::string, const CareService*> folded;
        for (const auto& service : m_care_services) {
            folded.emplace(base::fold(service.label), &service);
        }
        return folded;
    }();
    const auto found = by_label.find(base::fold(label));
    return found == by_label.end() ? nullptr : found->second;
}

const AreaKind* Vocabulary::area_kind(std::string_view code) const {
    return find_code(m_area_kinds, code);
}

const Need* Vocabulary::need(std::string_view code) const {
    return find_code(m_needs, code);
}

} // namespace annai::facility
