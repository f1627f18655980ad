#pragma once

#include "base/geodesy.hpp"
#include "facility/capability.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace annai::facility {

/// Scheme + value, e.g. kaigo_office/3171100021 (介護事業所番号), corporate_number (法人番号),
/// medical_institution, iryo_net. Values are kept as text: leading zeros and letters matter.
struct Identifier {
    std::string scheme;
    std::string value;
    friend auto operator<=>(const Identifier&, const Identifier&) = default;
};

/// Where the source says the facility is. `flag` names what is wrong with the coordinates; a flagged
/// position is kept as stated, never drawn, and the address is geocoded instead.
struct StatedPosition {
    double lat = 0;
    double lon = 0;
    std::string flag; ///< "" good so far, or "zero" "foreign" "centroid" "placeholder" "swapped" "unreadable"
    friend bool operator==(const StatedPosition&, const StatedPosition&) = default;
};

/// What is wrong with these coordinates as such, in the words of StatedPosition::flag; "" when nothing is.
/// Knows 0,0, places outside Japan, and the defaults that geocoders fall back on (the centroid of Japan
/// 36.204824,138.252924, of Ireland 53.41291,-8.24389).
std::string position_flag(double lat, double lon);

struct Address {
    std::string text;              ///< as stated, tidied; may lack the prefecture or the municipality
    std::string building;          ///< 方書
    std::string prefecture;        ///< 鳥取県, if stated apart or known from the code
    std::string city;              ///< 岩美郡岩美町 or 岩美町, if stated apart
    std::string municipality_code; ///< five digits, without the check digit; "" unknown
    friend bool operator==(const Address&, const Address&) = default;
};

/// Opening hours of one purpose. Times are "HH:MM"; an end before the start runs past midnight.
struct HoursStatement {
    std::string purpose; ///< "office" 営業, "consultation" 診療, "visit" 訪問, "phone" 電話受付
    std::string days;    ///< letters of 月火水木金土日祝 in that order, e.g. "月火水木金"
    std::string open;    ///< "" with close "": open that day, hours not stated
    std::string close;
    std::string note;
    friend bool operator==(const HoursStatement&, const HoursStatement&) = default;
};

/// Where a facility goes (design §4, coverage).
struct CoverageStatement {
    std::string type;      ///< "municipality" "town" "former_municipality" "radius_km" "drive_minutes" "text"
    std::string value;     ///< code or name, or the number
    std::string condition; ///< 離島・冬期除く, 応相談 …
    friend bool operator==(const CoverageStatement&, const CoverageStatement&) = default;
};

/// A named person. Personal data: kept apart from the facts and erasable.
struct Person {
    std::string role; ///< 窓口担当者, 管理者 …
    std::string name;
    std::string phone;
    std::string email;
    std::string note;
    friend bool operator==(const Person&, const Person&) = default;
};

/// To whom the facility allows this record's statements to be shown, where the source is not a
/// published one (or where a field needs consent beyond publication).
enum class ConsentStatement { not_stated, none, professional, everybody };
const char* word(ConsentStatement consent); ///< "" "none" "professional" "public"
std::optional<ConsentStatement> consent_of(std::string_view word);

enum class FacilityStatus { open, closed, moved, suspended };
const char* word(FacilityStatus status);
std::optional<FacilityStatus> status_of(std::string_view word);

/// What one source says about one facility: the unit that is staged, matched and kept.
/// In `values`, an absent code says nothing; a nullopt says "there is none" (design §7.3).
struct SourceRecord {
    std::string key;    ///< unique within source and stable over releases, e.g. "3171100021/110"
    std::string part;   ///< part of the source (service code, file kind); scope of its releases
    std::string region; ///< two-digit prefecture code or five-digit municipality code; scope of its releases
    std::vector<Identifier> identifiers;
    std::vector<std::string> kinds; ///< codes of facility_kinds.csv
    std::map<std::string, std::optional<std::string>> values; ///< by code of fields.csv: name, name_kana, phone …
    Address address;
    std::optional<StatedPosition> position;
    std::vector<CapabilityStatement> capabilities;
    std::vector<HoursStatement> hours;
    std::vector<CoverageStatement> coverage;
    std::vector<Person> persons;
    FacilityStatus status = FacilityStatus::open;
    std::string status_note; ///< where it moved to, when it closed
    ConsentStatement consent = ConsentStatement::not_stated;

    std::string file; ///< name of the file (and member of an archive)
    std::int64_t line = 0;
    int rows = 1; ///< how many rows of the file form this record

    const std::string& value(const std::string& code) const; ///< "" where absent or none
};

/// The record's content without file, line and rows, with sorted members: equal content gives equal
/// text, and so an equal hash. Persons are part of it.
nlohmann::json to_json(const SourceRecord& record);
/// The inverse; throws storage Error when the text is not such a record.
SourceRecord record_from_json(const nlohmann::json& json);

} // namespace annai::facility
