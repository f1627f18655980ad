#include "preview.hpp"

#include "facility/importer.hpp"
#include "facility/vocabulary.hpp"
#include "listing.hpp"

#include <fmt/format.h>

#include <map>

namespace annai::importers::listing {

namespace {

using facility::SourceRecord;
using facility::Vocabulary;

/// Keeps the first records and rejects, counts everything.
class PreviewSink final : public facility::ImportSink {
public:
    explicit PreviewSink(std::size_t limit) : m_limit(limit) {}
    void row_read(const facility::RowPlace&) override { ++rows; }
    void record(SourceRecord&& record) override {
        ++record_count;
        if (records.size() < m_limit) {
            records.push_back(std::move(record));
        }
    }
    void reference_point(facility::ReferencePoint&&) override {}
    void area(facility::AreaStatement&&) override {}
    void area_town(facility::AreaTown&&) override {}
    void ignored(const facility::RowPlace&, const std::string& reason) override { ++ignored_rows[reason]; }
    void rejected(facility::Reject&& reject) override {
        ++reject_count;
        if (rejects.size() < m_limit) {
            rejects.push_back(std::move(reject));
        }
    }
    void remark(const facility::RowPlace&, const facility::Remark& code, const std::string& example) override {
        auto& [count, first] = remarks[code];
        first = count++ == 0 ? example : first;
    }
    void as_of(const base::CivilDate& date) override { day = base::to_iso(date); }

    std::size_t rows = 0, record_count = 0, reject_count = 0;
    std::vector<SourceRecord> records;
    std::vector<facility::Reject> rejects;
    std::map<std::string, std::size_t> ignored_rows;
    std::map<std::string, std::pair<std::size_t, std::string>> remarks;
    std::string day;

private:
    std::size_t m_limit;
};

void read_into(PreviewSink& sink, const std::filesystem::path& file, const std::filesystem::path& mapping) {
    facility::ImportOptions options;
    options.mapping = mapping;
    make_importer()->read(file, options, sink);
}

std::string label_of(const facility::CapabilityStatement& statement) {
    const facility::CapabilityInfo* info = Vocabulary::get().capability(statement.code);
    if (info == nullptr) {
        return statement.code;
    }
    for (const facility::Qualifier& qualifier : info->qualifiers) {
        if (qualifier.code == statement.qualifier) {
            return fmt::format("{}（{}）", info->label, qualifier.label);
        }
    }
    return info->label;
}

void describe(const SourceRecord& record, std::string& text) {
    text += fmt::format("● {}  [{}]  {}:{}\n", record.value("name"), record.key, record.file, record.line);
    std::string kinds;
    for (const std::string& code : record.kinds) {
        const facility::FacilityKind* kind = Vocabulary::get().kind(code);
        kinds += (kinds.empty() ? "" : "、") + (kind == nullptr ? code : kind->label);
    }
    const auto line = [&](const std::string& label, const std::string& value) {
        if (!value.empty()) {
            text += fmt::format("  {}: {}\n", label, value);
        }
    };
    line("種別", kinds);
    const facility::Address& address = record.address;
    line("所在地", address.text + (address.building.empty() ? "" : " " + address.building));
    line("都道府県・市区町村", address.prefecture + address.city + (address.municipality_code.empty() ? "" : " " + address.municipality_code));
    if (record.position) {
        line("位置", fmt::format("{:.5f},{:.5f} {}", record.position->lat, record.position->lon, record.position->flag));
    }
    for (const facility::Identifier& identifier : record.identifiers) {
        line(identifier.scheme, identifier.value);
    }
    for (const auto& [code, value] : record.values) {
        const facility::FieldInfo* field = Vocabulary::get().field(code);
        if (code != "name") {
            line(field == nullptr ? code : field->label, value.value_or("（なし）"));
        }
    }
    for (const facility::CapabilityStatement& one : record.capabilities) {
        line(label_of(one), fmt::format("{} / {}{}{}{}", facility::word(one.answer), facility::word(one.basis),
                                        one.date ? " " + base::to_iso(*one.date) : "", one.period.empty() ? "" : " " + one.period,
                                        one.note.empty() ? "" : "（" + one.note + "）"));
    }
    for (const facility::HoursStatement& one : record.hours) {
        line("時間", fmt::format("{} {} {}{}{} {}", one.purpose, one.days, one.open, one.open.empty() ? "" : "-", one.close, one.note));
    }
    for (const facility::CoverageStatement& one : record.coverage) {
        line("訪問・実施地域", fmt::format("{} {} {}", one.type, one.value, one.condition));
    }
    for (const facility::Person& one : record.persons) {
        line(one.role, fmt::format("{} {} {} {}", one.name, one.phone, one.email, one.note));
    }
    if (record.status != facility::FacilityStatus::open) {
        line("状況", fmt::format("{} {}", facility::word(record.status), record.status_note));
    }
    line("同意", facility::word(record.consent));
}

} // namespace

std::vector<SourceRecord> preview(const std::filesystem::path& file, const std::filesystem::path& mapping, std::size_t n) {
    PreviewSink sink(n);
    read_into(sink, file, mapping);
    return std::move(sink.records);
}

std::string preview_text(const std::filesystem::path& file, const std::filesystem::path& mapping, std::size_t n) {
    PreviewSink sink(n);
    read_into(sink, file, mapping);
    std::size_t skipped = 0;
    std::string text;
    for (const SourceRecord& record : sink.records) {
        describe(record, text);
    }
    for (const auto& [reason, count] : sink.ignored_rows) {
        skipped += count;
    }
    text += fmt::format("\n{}行を読み、{}件の記録、{}行を除外、{}行を取り込めず{}\n", sink.rows, sink.record_count, skipped,
                        sink.reject_count, sink.day.empty() ? "" : "（" + sink.day + "時点）");
    for (const auto& [reason, count] : sink.ignored_rows) {
        text += fmt::format("  除外 {}行: {}\n", count, reason);
    }
    for (const facility::Reject& reject : sink.rejects) {
        text += fmt::format("  {}行目 {}: {}\n", reject.place.line, reject.column, reject.reason);
    }
    for (const auto& [code, remark] : sink.remarks) {
        text += fmt::format("  {} {}件（例: {}）\n", code, remark.first, remark.second);
    }
    return text;
}

} // namespace annai::importers::listing
