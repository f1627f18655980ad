#pragma once

#include "facility/importer.hpp"
#include "facility/vocabulary.hpp"
#include "formats/tables.hpp"

#include <set>
#include <string>
#include <unordered_map>

namespace annai::importers::mhlw_care {

/// Turns the rows of one file into records. `seen` lives over all files of one reading.
class RowReader {
public:
    using Seen = std::unordered_map<std::string, facility::RowPlace>;
    /// Two-digit codes of the prefectures that are wanted; empty = all.
    using Prefectures = std::set<std::string>;
    /// Throws bad_source where the header lacks one of the columns.
    RowReader(const formats::Row& header, const std::string& file, const Prefectures& wanted, Seen& seen, facility::ImportSink& sink);

    /// One data row: exactly one record or reject reaches the sink, or it is ignored as one of another prefecture.
    void read(const formats::Row& row);

private:
    const std::string& text(std::size_t column) const { return formats::cell(*m_row, column); }
    void remark(const char* code, const std::string& example) { m_sink.remark(m_place, code, example); }
    void reject(const char* column, const std::string& reason);

    bool is_elsewhere() const;
    const facility::CareService* service();
    std::string number();
    void place(facility::SourceRecord& record);
    void values(facility::SourceRecord& record);
    void phone(facility::SourceRecord& record, const char* field, std::size_t column);
    void days(facility::SourceRecord& record);

    facility::ImportSink& m_sink;
    Seen& m_seen;
    const Prefectures& m_wanted;
    std::string m_file;
    const facility::CareService* m_service_of_file = nullptr;
    facility::RowPlace m_place;
    const formats::Row* m_row = nullptr;

    struct Columns {
        std::size_t municipality, no, prefecture, city, name, kana, service, address, building, lat, lon, phone, fax,
            operator_number, operator_name, number, days, days_note, capacity, url, shared, remarks;
    };
    Columns m_columns{};
};

} // namespace annai::importers::mhlw_care
