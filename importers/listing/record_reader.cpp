#include "record_reader.hpp"

#include "base/text.hpp"
#include "facility/contact.hpp"
#include "facility/place_text.hpp"
#include "facility/vocabulary.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace annai::importers::listing {

using facility::SourceRecord;

RecordReader::RecordReader(const Mapping& mapping, std::string file, facility::ImportSink& sink)
    : m_mapping(mapping), m_file(std::move(file)), m_sink(sink), m_capabilities(mapping, sink) {
    for (const auto& [code, value] : mapping.values) {
        if (code == "name") {
            m_name = &value;
        }
    }
}

std::optional<std::string> RecordReader::reason_to_skip(const formats::Row& row) const {
    const RowValues values(row);
    for (const Skip& skip : m_mapping.skips) {
        const std::string cell = values.text(skip.column);
        const std::string& header = skip.column.columns.empty() ? skip.column.what : skip.column.columns.front();
        if (skip.empty && cell.empty()) {
            return fmt::format("「{}」が空の行", header);
        }
        if (skip.equals.contains(base::fold(cell))) {
            return fmt::format("「{}」が「{}」の行", header, cell);
        }
    }
    return std::nullopt;
}

std::string RecordReader::key(const formats::Row& row) const {
    const RowValues values(row);
    if (m_mapping.key.empty()) {
        const std::string name = m_name == nullptr ? "" : base::fold(values.text(*m_name));
        return name.empty() ? "" : name + "|" + base::fold(values.text(m_mapping.address));
    }
    std::string key;
    for (const Value& column : m_mapping.key) {
        const std::string part = values.text(column);
        if (part.empty()) {
            return {};
        }
        key += (key.empty() ? "" : "/") + part;
    }
    return key;
}

void RecordReader::reject(const formats::Row& row, const std::string& column, const std::string& reason) {
    m_sink.rejected({{m_file, row.line}, column, reason, row.cells});
}

std::optional<SourceRecord> RecordReader::read(const formats::Row& row) {
    m_place = {m_file, row.line};
    RowValues values(row);
    SourceRecord record;
    record.key = key(row);
    record.file = m_file;
    record.line = row.line;
    if (record.key.empty()) {
        std::string columns;
        for (const Value& column : m_mapping.key) {
            columns += (columns.empty() ? "" : "・") + column.columns.front();
        }
        reject(row, columns, "施設を見分ける列（key）が空です。値を補うか、skip で除く行に加えてください。");
        return std::nullopt;
    }
    fields(values, record);
    if (record.value("name").empty() && !values.fault()) {
        values.fault(*m_name, "施設名が空です。施設名を補うか、skip で除く行に加えてください。");
    }
    scope(values, record);
    identifiers(values, record);
    kinds(values, record);
    place(values, record);
    if (m_mapping.long_form) {
        m_capabilities.read_long(values, m_place, record);
    } else {
        m_capabilities.read_wide(values, m_place, record);
    }
    hours(values, record);
    coverage(values, record);
    persons(values, record);
    state(values, record);
    if (const auto& fault = values.fault()) {
        reject(row, fault->column, fault->reason);
        return std::nullopt;
    }
    return record;
}

bool RecordReader::add(const formats::Row& row, SourceRecord& record) {
    m_place = {m_file, row.line};
    RowValues values(row);
    const std::string name = m_name == nullptr ? "" : values.text(*m_name);
    if (!name.empty() && base::fold(name) != base::fold(record.value("name"))) {
        values.fault(*m_name, fmt::format("同じキー「{}」の行に別の施設名「{}」があります（{}行目は「{}」）。", record.key, name,
                                          record.line, record.value("name")));
    }
    if (!values.fault()) {
        m_capabilities.read_long(values, m_place, record);
    }
    if (const auto& fault = values.fault()) {
        reject(row, fault->column, fault->reason);
        return false;
    }
    ++record.rows;
    return true;
}

void RecordReader::scope(RowValues& values, SourceRecord& record) {
    record.part = m_mapping.part;
    record.region = m_mapping.region;
    if (!m_mapping.region_column.stated()) {
        return;
    }
    const std::string cell = values.mapped(m_mapping.region_column);
    const auto code = facility::municipality_code(cell);
    if (code) {
        record.region = *code;
    } else if (cell.size() == 2 && !facility::prefecture_name(cell).empty()) {
        record.region = cell;
    } else {
        values.fault(m_mapping.region_column,
                     fmt::format("「{}」は都道府県コード（2桁）でも市区町村コード（5桁か検査数字つきの6桁）でもありません。", cell));
    }
}

void RecordReader::identifiers(RowValues& values, SourceRecord& record) {
    for (const auto& [scheme, value] : m_mapping.identifiers) {
        std::string text = values.mapped(value);
        if (text.empty() || values.is_none(value)) {
            continue;
        }
        if (scheme == "kaigo_office") {
            const auto number = facility::office_number(text);
            if (!number) {
                remark("office_number_invalid", text);
                continue;
            }
            text = *number;
        } else if (scheme == "corporate_number" && !facility::is_corporate_number(text)) {
            remark("corporate_number_invalid", text);
            continue;
        }
        record.identifiers.push_back({scheme, std::move(text)});
    }
}

void RecordReader::kinds(RowValues& values, SourceRecord& record) {
    record.kinds = m_mapping.kinds;
    const Value& value = m_mapping.kind_column;
    if (!value.stated()) {
        return;
    }
    const auto look_up = [&](const std::string& label) -> std::optional<std::string> {
        if (value.map) {
            if (const auto found = value.map->find(base::fold(label)); found != value.map->end()) {
                return found->second;
            }
        }
        return kind_of(label);
    };
    const auto add = [&](const std::string& kind) {
        if (!kind.empty() && std::find(record.kinds.begin(), record.kinds.end(), kind) == record.kinds.end()) {
            record.kinds.push_back(kind);
        }
    };
    const std::string cell = values.untidied(value);
    if (const auto whole = look_up(cell)) { // a label may hold a separator itself
        return add(*whole);
    }
    for (const std::string& label : values.parts(value, m_mapping.kind_separators)) {
        const auto kind = look_up(label);
        if (!kind) {
            return values.fault(value, fmt::format("種別「{}」は種別の一覧にありません。対応表（map）に加えてください。", label));
        }
        add(*kind);
    }
}

std::string RecordReader::phone(const std::string& text, const std::string& code, std::string& note) {
    const facility::Phone number = facility::tidy_phone(text);
    note = number.note;
    if (!number.well_formed) {
        remark(code + "_shape", text);
    } else if (!number.note.empty()) {
        remark(code + "_note", text);
    }
    return number.value;
}

void RecordReader::field(RowValues& values, const std::string& code, const Value& value, SourceRecord& record) {
    if (values.is_none(value)) {
        record.values[code] = std::nullopt;
        return;
    }
    std::string text = values.mapped(value);
    if (text.empty()) {
        return;
    }
    const facility::FieldInfo* info = facility::Vocabulary::get().field(code);
    const std::string type = info == nullptr ? "text" : info->type;
    if ((type == "phone" || type == "url" || type == "email") && (text == "なし" || text == "無し" || text == "無")) {
        record.values[code] = std::nullopt; // in these it can mean one thing only
        return;
    }
    if (type == "phone") {
        std::string note;
        text = phone(text, code, note);
        if (code == "phone" && !note.empty()) {
            record.values.try_emplace("phone_note", note);
        }
    } else if (type == "url") {
        const facility::Link link = facility::tidy_url(text);
        if (!link.email.empty()) {
            record.values.try_emplace("email", link.email);
            remark("url_is_email", link.email);
        } else if (!link.well_formed) {
            remark("url_shape", text);
        }
        text = link.url;
    } else if (type == "email" && !facility::is_email(text)) {
        remark("email_shape", text);
        return;
    } else if (type == "count") {
        const auto count = base::to_integer(base::replace_all(base::replace_all(text, "人", ""), "名", ""));
        if (!count || *count < 0) {
            return values.fault(value, fmt::format("「{}」は数として読めません。", text));
        }
        if (*count == 0 && code == "capacity") {
            return remark("capacity_zero", text);
        }
        text = std::to_string(*count);
    } else if (type == "date") {
        const auto date = values.date(value);
        text = date ? base::to_iso(*date) : "";
    }
    if (!text.empty()) {
        record.values[code] = text;
    }
}

void RecordReader::fields(RowValues& values, SourceRecord& record) {
    for (const auto& [code, value] : m_mapping.values) {
        field(values, code, value, record);
    }
}

void RecordReader::place(RowValues& values, SourceRecord& record) {
    facility::Address& address = record.address;
    const facility::AddressParts parts =
        facility::split_building(values.text(m_mapping.address), values.text(m_mapping.building));
    address.text = parts.text;
    address.building = parts.building;
    address.prefecture = values.mapped(m_mapping.prefecture);
    address.city = values.mapped(m_mapping.city);
    if (const std::string stated = values.mapped(m_mapping.municipality_code); !stated.empty()) {
        const auto code = facility::municipality_code(stated, facility::prefecture_code(address.prefecture));
        if (code) {
            address.municipality_code = *code;
        } else {
            remark("municipality_code_invalid", stated);
        }
    }
    if (address.prefecture.empty() && !address.municipality_code.empty()) {
        address.prefecture = facility::prefecture_name(address.municipality_code);
    }
    if (m_mapping.lat.stated()) {
        record.position = facility::stated_position(values.text(m_mapping.lat), values.text(m_mapping.lon));
        if (record.position && !record.position->flag.empty()) {
            remark("position_" + record.position->flag,
                   values.text(m_mapping.lat) + "," + values.text(m_mapping.lon));
        }
    }
}

} // namespace annai::importers::listing
