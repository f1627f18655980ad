#pragma once

#include "bound_value.hpp"
#include "capabilities.hpp"
#include "facility/importer.hpp"

#include <optional>
#include <string>

namespace annai::importers::listing {

/// Turns the rows of one table into records, by a mapping that is bound to its header.
class RecordReader {
public:
    RecordReader(const Mapping& mapping, std::string file, facility::ImportSink& sink);

    /// The reason why this row is no data (design §7.5: ignored), or nothing.
    std::optional<std::string> reason_to_skip(const formats::Row& row) const;
    /// The row's key; "" where the key's cells are empty.
    std::string key(const formats::Row& row) const;
    /// The record of one row; nothing when it was rejected.
    std::optional<facility::SourceRecord> read(const formats::Row& row);
    /// Adds a further row of the long form; false when it was rejected.
    bool add(const formats::Row& row, facility::SourceRecord& record);
    void reject(const formats::Row& row, const std::string& column, const std::string& reason);

private:
    void scope(RowValues& values, facility::SourceRecord& record);
    void identifiers(RowValues& values, facility::SourceRecord& record);
    void kinds(RowValues& values, facility::SourceRecord& record);
    void fields(RowValues& values, facility::SourceRecord& record);
    void field(RowValues& values, const std::string& code, const Value& value, facility::SourceRecord& record);
    void place(RowValues& values, facility::SourceRecord& record);
    void hours(RowValues& values, facility::SourceRecord& record);
    void coverage(RowValues& values, facility::SourceRecord& record);
    void persons(RowValues& values, facility::SourceRecord& record);
    void state(RowValues& values, facility::SourceRecord& record);
    std::string phone(const std::string& text, const std::string& code, std::string& note);
    void remark(const std::string& code, const std::string& example) { m_sink.remark(m_place, code, example); }

    const Mapping& m_mapping;
    std::string m_file;
    facility::ImportSink& m_sink;
    CapabilityReader m_capabilities;
    facility::RowPlace m_place;
    const Value* m_name = nullptr;
};

} // namespace annai::importers::listing
