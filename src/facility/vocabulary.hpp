#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The vocabulary as data: schema/codes/*.csv, compiled into the program. A new capability, kind or
// field is a row of a file there.

namespace annai::facility {

/// Who is looking; each sees what the one before sees, and more.
enum class Audience { everybody, professional, coordinator };
const char* word(Audience audience); ///< "public" "professional" "coordinator"
std::optional<Audience> audience_of(std::string_view word);

/// The default rule of a field or capability (design §6).
enum class Visibility {
    everybody,         ///< "public"
    public_by_consent, ///< professionals; residents only where the facility has agreed
    professional,      ///< never public, whatever was agreed
    coordinator,       ///< desk only
};
std::optional<Visibility> visibility_of(std::string_view word);

struct FacilityKind {
    std::string code, label, plain, label_en, group, serves, start, service_code;
};
struct FieldInfo {
    std::string code, label, label_en, group;
    Visibility visibility = Visibility::coordinator;
    bool personal = false; ///< erasable personal data
    std::string type;      ///< text, phone, url, email, count, date
};
struct Qualifier {
    std::string code, label, label_en;
};
struct CapabilityInfo {
    std::string code, label, plain, label_en, group;
    std::vector<std::string> kinds;  ///< kinds or kind groups it applies to; empty = all
    std::vector<Qualifier> qualifiers;
    Visibility visibility = Visibility::coordinator;
    std::string question;
    int half_life_days = 365;
    std::vector<std::string> scenes;
};
struct CapabilityGroup {
    std::string code, label, label_en;
};
/// A group of facility kinds, e.g. residential; kinds name it in FacilityKind::group.
struct KindGroup {
    std::string code, label, label_en;
};
/// One of the scenes of home medical care that a capability serves.
struct Scene {
    std::string code, label, label_en;
};
struct CareService {
    std::string code, label, kind;
};
struct AreaKind {
    std::string code, label, label_en;
    int rank = 0; ///< larger areas first
};
/// A need in a resident's words on the start page, and what it asks for.
struct Need {
    std::string code, label, label_en, hint;
    std::vector<std::string> kinds;
    std::vector<std::string> capabilities;
    std::vector<std::string> first_door; ///< kinds to be shown first: 地域包括 …
    std::string first_door_text;
};
struct Precedence {
    std::string field_group, source_kind;
    int rank = 0;
    int max_age_days = 0; ///< 0 = no limit
    bool is_union = false;
};

/// Whether the capability is asked of facilities of this kind. A code that names both a kind and a group
/// (pharmacy, day_care, short_stay) means the group.
bool applies_to(const CapabilityInfo& capability, const FacilityKind& kind);

class Vocabulary {
public:
    /// The vocabulary of this program, read once. Throws storage Error naming file and line when a row is bad.
    static const Vocabulary& get();

    const std::vector<FacilityKind>& kinds() const { return m_kinds; }
    const std::vector<FieldInfo>& fields() const { return m_fields; }
    const std::vector<CapabilityInfo>& capabilities() const { return m_capabilities; }
    const std::vector<CapabilityGroup>& capability_groups() const { return m_groups; }
    const std::vector<KindGroup>& kind_groups() const { return m_kind_groups; }
    const std::vector<Scene>& scenes() const { return m_scenes; }
    const std::vector<CareService>& care_services() const { return m_care_services; }
    const std::vector<AreaKind>& area_kinds() const { return m_area_kinds; }
    const std::vector<Need>& needs() const { return m_needs; }
    const std::vector<Precedence>& precedence() const { return m_precedence; }

    const FacilityKind* kind(std::string_view code) const;
    const FieldInfo* field(std::string_view code) const;
    const CapabilityInfo* capability(std::string_view code) const;
    const CareService* care_service(std::string_view code) const;
    const CareService* care_service_by_label(std::string_view label) const; ///< compares folded text
    const AreaKind* area_kind(std::string_view code) const;
    const Need* need(std::string_view code) const;

private:
    Vocabulary();
    std::vector<FacilityKind> m_kinds;
    std::vector<FieldInfo> m_fields;
    std::vector<CapabilityInfo> m_capabilities;
    std::vector<CapabilityGroup> m_groups;
    std::vector<KindGroup> m_kind_groups;
    std::vector<Scene> m_scenes;
    std::vector<CareService> m_care_services;
    std::vector<AreaKind> m_area_kinds;
    std::vector<Need> m_needs;
    std::vector<Precedence> m_precedence;
};

} // namespace annai::facility
