#pragma once

#include "bound_value.hpp"
#include "facility/importer.hpp"

namespace annai::importers::listing {

/// Adds what the row answers to `record`; faults are kept in `values`.
class CapabilityReader {
public:
    CapabilityReader(const Mapping& mapping, facility::ImportSink& sink) : m_mapping(mapping), m_sink(sink) {}
    void read_wide(RowValues& values, const facility::RowPlace& place, facility::SourceRecord& record) const;
    void read_long(RowValues& values, const facility::RowPlace& place, facility::SourceRecord& record) const;

private:
    struct Told {
        facility::Answer answer = facility::Answer::unknown;
        std::string note;
    };
    std::optional<Told> answer(RowValues& values, const Value& value, const Words& own) const;
    void add(RowValues& values, const facility::RowPlace& place, facility::CapabilityStatement&& statement,
             const CapabilityColumn& column, facility::SourceRecord& record) const;

    const Mapping& m_mapping;
    facility::ImportSink& m_sink;
};

/// The columns that known_columns stands for: those not used otherwise whose header names a capability.
std::vector<CapabilityColumn> known_columns(const Header& header, Mapping& mapping);

} // namespace annai::importers::listing
