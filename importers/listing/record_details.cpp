#include "record_reader.hpp"

#include "base/text.hpp"
#include "hours_text.hpp"

#include <fmt/format.h>

// Hours, coverage, persons and state of a record; the rest is in record_reader.cpp.

namespace annai::importers::listing {

using facility::SourceRecord;

void RecordReader::hours(RowValues& values, SourceRecord& record) {
    for (const HoursColumns& columns : m_mapping.hours) {
        if (columns.text.stated()) {
            const std::string text = values.text(columns.text);
            if (text.empty()) {
                continue;
            }
            const std::string note = values.text(columns.note);
            if (auto read = hours_of(values.untidied(columns.text), columns.purpose)) {
                for (facility::HoursStatement& hours : *read) {
                    hours.note = note;
                    record.hours.push_back(std::move(hours));
                }
            } else {
                remark("hours_as_note", text); // kept in the list's own words
                record.hours.push_back({columns.purpose, "", "", "", note.empty() ? text : text + " / " + note});
            }
            continue;
        }
        const std::string days_text = values.text(columns.days);
        const std::string open_text = values.text(columns.open);
        const std::string close_text = values.text(columns.close);
        const std::string note = values.text(columns.note);
        if (days_text.empty() && open_text.empty() && close_text.empty() && note.empty()) {
            continue;
        }
        const auto days = days_of(days_text);
        const auto open = open_text.empty() ? std::optional<std::string>("") : time_of(open_text);
        const auto close = close_text.empty() ? std::optional<std::string>("") : time_of(close_text);
        if (days && open && close && open->empty() == close->empty()) {
            record.hours.push_back({columns.purpose, *days, *open, *close, note});
            continue;
        }
        std::string words = days_text;
        if (!open_text.empty() || !close_text.empty()) {
            words += (words.empty() ? "" : " ") + open_text + "〜" + close_text;
        }
        if (!words.empty()) {
            remark("hours_as_note", words);
        }
        record.hours.push_back({columns.purpose, "", "", "", words.empty() ? note : note.empty() ? words : words + " / " + note});
    }
}

void RecordReader::coverage(RowValues& values, SourceRecord& record) {
    for (const CoverageColumns& columns : m_mapping.coverage) {
        std::vector<std::string> goes = columns.fixed;
        if (columns.value.stated()) {
            goes = columns.type == "text" ? std::vector{values.text(columns.value)}
                                          : values.parts(columns.value, columns.separators);
        }
        const std::string condition = values.text(columns.condition);
        for (std::string& value : goes) {
            if (value.empty()) {
                continue;
            }
            if (columns.type == "radius_km" || columns.type == "drive_minutes") {
                std::string plain = value;
                for (const char* unit : {"km", "Km", "KM", "キロ", "分", "以内", "圏内"}) {
                    plain = base::replace_all(plain, unit, "");
                }
                const auto number = base::to_number(base::trim(plain));
                if (!number || *number <= 0) {
                    return values.fault(columns.value, fmt::format("「{}」は数（km・分）として読めません。", value));
                }
                value = std::string(base::trim(plain));
            }
            record.coverage.push_back({columns.type, value, condition});
        }
    }
}

void RecordReader::persons(RowValues& values, SourceRecord& record) {
    for (const PersonColumns& columns : m_mapping.persons) {
        facility::Person person;
        person.role = columns.role;
        person.name = values.text(columns.name);
        std::string note;
        if (const std::string stated = values.text(columns.phone); !stated.empty()) {
            person.phone = phone(stated, "person_phone", note);
        }
        person.email = values.text(columns.email);
        person.note = values.text(columns.note);
        if (!note.empty()) {
            person.note = person.note.empty() ? note : person.note + " / " + note;
        }
        if (!person.name.empty() || !person.phone.empty() || !person.email.empty()) {
            record.persons.push_back(std::move(person));
        }
    }
}

void RecordReader::state(RowValues& values, SourceRecord& record) {
    if (m_mapping.status.stated()) {
        const std::string status = values.meaning(m_mapping.status, status_words(), "状況");
        record.status = facility::status_of(status).value_or(facility::FacilityStatus::open);
        record.status_note = values.text(m_mapping.status_note);
    }
    if (m_mapping.consent.stated()) {
        const std::string consent = values.meaning(m_mapping.consent, consent_words(), "掲載の可否");
        record.consent = facility::consent_of(consent).value_or(facility::ConsentStatement::not_stated);
    }
}

} // namespace annai::importers::listing
