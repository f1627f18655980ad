#include "facility/vocabulary.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <regex>
#include <set>
#include <string>
#include <vector>

using namespace annai::facility;

namespace {

const Vocabulary& vocabulary() {
    return Vocabulary::get();
}

template <class Item> std::set<std::string> codes_of(const std::vector<Item>& items) {
    std::set<std::string> codes;
    for (const auto& item : items) {
        codes.insert(item.code);
    }
    return codes;
}

template <class Item> void check_codes_are_words(const std::vector<Item>& items) {
    static const std::regex shape("[a-z][a-z0-9_]*");
    REQUIRE_FALSE(items.empty());
    for (const auto& item : items) {
        CAPTURE(item.code);
        CHECK(std::regex_match(item.code, shape));
        CHECK_FALSE(item.label.empty());
        CHECK_FALSE(item.label_en.empty());
    }
    CHECK(codes_of(items).size() == items.size());
}

const Qualifier* qualifier(const CapabilityInfo& capability, const std::string& code) {
    const auto found = std::find_if(capability.qualifiers.begin(), capability.qualifiers.end(),
                                    [&](const Qualifier& item) { return item.code == code; });
    return found == capability.qualifiers.end() ? nullptr : &*found;
}

} // namespace

TEST_CASE("codes are unique words, with a label in Japanese and in English") {
    check_codes_are_words(vocabulary().kinds());
    check_codes_are_words(vocabulary().kind_groups());
    check_codes_are_words(vocabulary().fields());
    check_codes_are_words(vocabulary().capabilities());
    check_codes_are_words(vocabulary().capability_groups());
    check_codes_are_words(vocabulary().scenes());
    check_codes_are_words(vocabulary().area_kinds());
    check_codes_are_words(vocabulary().needs());
    for (const auto& capability : vocabulary().capabilities()) {
        if (!capability.qualifiers.empty()) {
            check_codes_are_words(capability.qualifiers);
        }
    }
}

TEST_CASE("every kind says in plain words what it is, whom it serves and how one starts") {
    const std::set<std::string> serves{"residents", "professionals", "both"};
    const std::set<std::string> starts{"via_doctor", "via_support_center", "via_care_manager", "direct"};
    const auto groups = codes_of(vocabulary().kind_groups());
    std::set<std::string> used;
    for (const auto& kind : vocabulary().kinds()) {
        CAPTURE(kind.code);
        CHECK_FALSE(kind.plain.empty());
        CHECK(groups.count(kind.group) == 1);
        CHECK(serves.count(kind.serves) == 1);
        CHECK(starts.count(kind.start) == 1);
        used.insert(kind.group);
    }
    CHECK(used == groups);
}

TEST_CASE("each of the 35 care services is one kind, and back") {
    CHECK(vocabulary().care_services().size() == 35);
    std::size_t kinds_with_service = 0;
    for (const auto& service : vocabulary().care_services()) {
        CAPTURE(service.code);
        const auto* kind = vocabulary().kind(service.kind);
        REQUIRE(kind != nullptr);
        CHECK(kind->service_code == service.code);
        CHECK(vocabulary().care_service_by_label(service.label) == &service);
    }
    for (const auto& kind : vocabulary().kinds()) {
        kinds_with_service += kind.service_code.empty() ? 0 : 1;
    }
    CHECK(kinds_with_service == 35);
    CHECK(vocabulary().care_service("130")->kind == "home_nursing");
    CHECK(vocabulary().care_service("999") == nullptr);
}

TEST_CASE("a care service is known by its label however wide its brackets are") {
    const auto* service = vocabulary().care_service_by_label("短期入所療養介護(介護医療院)");
    REQUIRE(service != nullptr);
    CHECK(service->code == "551");
    CHECK(vocabulary().care_service_by_label("訪問介護ではない") == nullptr);
}

TEST_CASE("every capability applies to known kinds, in a known group, for known scenes, and asks a question") {
    const auto groups = codes_of(vocabulary().capability_groups());
    const auto scenes = codes_of(vocabulary().scenes());
    auto targets = codes_of(vocabulary().kinds());
    targets.merge(codes_of(vocabulary().kind_groups()));
    const std::regex polite("か。|ください。");
    std::set<std::string> served;
    for (const auto& capability : vocabulary().capabilities()) {
        CAPTURE(capability.code);
        CHECK(groups.count(capability.group) == 1);
        CHECK_FALSE(capability.plain.empty());
        CHECK(std::regex_search(capability.question, polite)); // not a bare term
        CHECK(capability.half_life_days >= 30);
        for (const auto& kind : capability.kinds) {
            CAPTURE(kind);
            CHECK(targets.count(kind) == 1);
        }
        CHECK_FALSE(capability.scenes.empty());
        for (const auto& scene : capability.scenes) {
            CAPTURE(scene);
            CHECK(scenes.count(scene) == 1);
            served.insert(scene);
        }
    }
    CHECK(served == scenes);
    CHECK(scenes.size() == 6);
}

TEST_CASE("every capability that the design names is there") {
    for (const std::string code :
         {"home_visit", "house_call", "dental_home_visit", "pharmacist_home_visit", "nursing_visit", "rehab_visit",
          "nutrition_visit", "bathing_visit", "home_visit_speciality", "after_hours", "contact_24h",
          "night_house_call", "emergency_nursing_visit",
          "terminal_care", "cancer_palliative", "pain_management", "opioid_infusion", "tpn", "iv_drip",
          "tube_feeding", "tracheostomy", "ventilator", "home_oxygen", "suction", "suction_by_carer",
          "pressure_ulcer", "wound", "stoma", "urinary_catheter", "dialysis_peritoneal", "dialysis_hemo", "insulin",
          "transfusion", "infection", "swallowing", "oral_care", "denture", "caries", "special_management",
          "dementia", "intractable_disease", "disability", "pediatric", "psychiatric", "no_key_person",
          "welfare_recipient", "under_65", "scheme", "admission_terms", "night_staff", "rooms_and_fees",
          "boarding_help", "male_staff",
          "backup_bed", "respite", "discharge_desk", "dementia_admission", "deputy_doctor", "palliative_ward",
          "one_dose_packs", "crushing", "calendar_packs", "sterile_compounding", "opioids", "infusion_supply",
          "night_dispensing",
          "conference_attendance", "discharge_conference", "doctor_meeting", "preferred_channel", "ict_tool",
          "contact_person", "opinion_letter", "requests", "dementia_support_doctor", "facility_visit",
          "new_patients", "patients_capacity",
          "support_clinic", "support_hospital", "backup_hospital", "support_dental"}) {
        CAPTURE(code);
        CHECK(vocabulary().capability(code) != nullptr);
    }
}

TEST_CASE("what the design tells apart has qualifiers of its own") {
    const std::vector<std::pair<std::string, std::vector<std::string>>> expected{
        {"house_call", {"own_patients", "others"}},
        {"after_hours", {"own_patients", "others"}},
        {"contact_24h", {"own_patients", "others"}},
        {"night_house_call", {"own_patients", "others", "own_doctor", "partner", "contracted"}},
        {"emergency_nursing_visit", {"own_patients", "others"}},
        {"rehab_visit", {"pt", "ot", "st"}},
        {"terminal_care", {"home", "group_home", "tokuyo"}},
        {"tube_feeding", {"nasal", "gastrostomy", "jejunostomy"}},
        {"ventilator", {"tppv", "nppv"}},
        {"support_clinic", {"type1", "type2", "type3"}}};
    for (const auto& [code, qualifiers] : expected) {
        CAPTURE(code);
        const auto* capability = vocabulary().capability(code);
        REQUIRE(capability != nullptr);
        for (const auto& name : qualifiers) {
            CAPTURE(name);
            CHECK(qualifier(*capability, name) != nullptr);
        }
    }
}

TEST_CASE("what residents may see without consent is what the design lists") {
    const auto visibility = [](const std::string& code) { return vocabulary().field(code)->visibility; };
    for (const std::string code : {"name", "name_kana", "operator_name", "operator_number", "address", "phone", "url"}) {
        CAPTURE(code);
        CHECK(visibility(code) == Visibility::everybody);
    }
    for (const std::string code : {"fax", "phone_direct", "phone_24h", "email", "capacity", "new_patients_note",
                             "contact_times", "requests", "meeting_times", "ict_tools"}) {
        CAPTURE(code);
        CHECK(visibility(code) == Visibility::professional);
    }
    CHECK(visibility("doctor_name") == Visibility::public_by_consent);
    CHECK(visibility("remarks") == Visibility::coordinator);
    for (const std::string code : {"doctor_name", "manager_name", "phone_direct", "respondent"}) {
        CAPTURE(code);
        CHECK(vocabulary().field(code)->personal);
    }
    for (const auto& capability : vocabulary().capabilities()) {
        CAPTURE(capability.code);
        if (capability.group == "treatment") {
            CHECK(capability.visibility == Visibility::public_by_consent);
        }
    }
    for (const std::string code : {"backup_bed", "respite", "deputy_doctor", "contact_person", "conference_attendance",
                             "doctor_meeting", "requests", "patients_capacity"}) {
        CAPTURE(code);
        CHECK(vocabulary().capability(code)->visibility == Visibility::professional);
    }
}

TEST_CASE("nothing personal is public without consent") {
    for (const auto& field : vocabulary().fields()) {
        if (field.personal) {
            CAPTURE(field.code);
            CHECK(field.visibility != Visibility::everybody);
        }
    }
}

TEST_CASE("fields have a type that the pages can show") {
    const std::set<std::string> types{"text", "phone", "url", "email", "count", "date"};
    for (const auto& field : vocabulary().fields()) {
        CAPTURE(field.code);
        CHECK(types.count(field.type) == 1);
    }
}

TEST_CASE("every group of fields, and each of the lists of a record, has a precedence for every kind of source") {
    std::set<std::string> groups{"kinds", "hours", "coverage", "capabilities", "people"};
    for (const auto& field : vocabulary().fields()) {
        groups.insert(field.group);
    }
    for (const auto& group : groups) {
        std::vector<std::pair<int, std::string>> order;
        for (const auto& row : vocabulary().precedence()) {
            if (row.field_group == group) {
                order.emplace_back(row.rank, row.source_kind);
            }
        }
        std::sort(order.begin(), order.end());
        CAPTURE(group);
        REQUIRE(order.size() == 4);
        CHECK(order[0].second == "coordinator");
        CHECK(order[1].second == "survey");
        CHECK(order[2].second == "listing");
        CHECK(order[3].second == "open_data");
    }
}

TEST_CASE("every need asks for something that exists, and leads to a first door with a sentence") {
    for (const auto& need : vocabulary().needs()) {
        CAPTURE(need.code);
        CHECK_FALSE((need.kinds.empty() && need.capabilities.empty()));
        for (const auto& kind : need.kinds) {
            CAPTURE(kind);
            CHECK(vocabulary().kind(kind) != nullptr);
        }
        for (const auto& code : need.capabilities) {
            CAPTURE(code);
            const auto* capability = vocabulary().capability(code);
            REQUIRE(capability != nullptr);
            // Residents could never find anything by what they may not see.
            CHECK(capability->visibility != Visibility::professional);
            CHECK(capability->visibility != Visibility::coordinator);
        }
        for (const auto& door : need.first_door) {
            CAPTURE(door);
            const auto* kind = vocabulary().kind(door);
            REQUIRE(kind != nullptr);
            CHECK(kind->serves != "professionals");
        }
        CHECK_FALSE(need.first_door_text.empty());
    }
}

TEST_CASE("what serves professionals only is no answer to a resident's need") {
    for (const auto& need : vocabulary().needs()) {
        for (const auto& code : need.kinds) {
            CAPTURE(code);
            CHECK(vocabulary().kind(code)->serves != "professionals");
        }
    }
}

TEST_CASE("a capability applies to the kinds of the groups it names") {
    const auto applies = [](const char* capability, const char* kind) {
        return applies_to(*vocabulary().capability(capability), *vocabulary().kind(kind));
    };
    CHECK(applies("home_visit", "clinic"));
    CHECK(applies("home_visit", "hospital"));
    CHECK_FALSE(applies("home_visit", "pharmacy"));
    CHECK(applies("one_dose_packs", "pharmacy"));
    CHECK(applies("dementia", "gathering_place")); // asked of all
    CHECK(applies("tube_feeding", "community_day_care")); // day_care names the group
}

TEST_CASE("areas are ranked from large to small, each rank once") {
    const auto& kinds = vocabulary().area_kinds();
    CHECK(std::is_sorted(kinds.begin(), kinds.end(), [](const auto& a, const auto& b) { return a.rank < b.rank; }));
    CHECK(vocabulary().area_kind("prefecture")->rank < vocabulary().area_kind("municipality")->rank);
    CHECK(vocabulary().area_kind("municipality")->rank < vocabulary().area_kind("daily_living_area")->rank);
    CHECK(vocabulary().area_kind("country") == nullptr);
}

TEST_CASE("an audience sees what its word says") {
    for (const auto audience : {Audience::everybody, Audience::professional, Audience::coordinator}) {
        CHECK(audience_of(word(audience)) == audience);
    }
    CHECK_FALSE(audience_of("everybody"));
    CHECK(visibility_of("public_by_consent") == Visibility::public_by_consent);
    CHECK_FALSE(visibility_of("secret"));
}
