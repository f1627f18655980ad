#include "mapping.hpp"

#include "base/text.hpp"
#include "mapping_check.hpp"
#include "section.hpp"
#include "words.hpp"

#include <fmt/format.h>

namespace annai::importers::listing {

namespace {

/// A value: "column", or a table of one of column, join, fixed, with map and none.
Value value_of(Section& section, const std::string& key) {
    Value value;
    value.what = section.name() + " " + key;
    value.line = section.line(key);
    const Node* node = section.find(key);
    if (node == nullptr) {
        return value;
    }
    if (const std::string* column = node->text()) {
        if (base::trim(*column).empty()) {
            section.fail(key, "the header of the column is empty");
        }
        value.columns.push_back(*column);
        return value;
    }
    Section inner(section.file(), value.what, *node);
    const auto column = inner.text("column");
    const auto fixed = inner.text("fixed");
    value.columns = inner.texts("join");
    const auto with = inner.text("with");
    const int ways = (column ? 1 : 0) + (fixed ? 1 : 0) + (value.columns.empty() ? 0 : 1);
    if (ways != 1) {
        section.fail(key, "needs exactly one of column, join and fixed");
    }
    if (with && value.columns.empty()) {
        inner.fail("with", "goes with join only");
    }
    value.with = with.value_or(" ");
    if (column) {
        value.columns.push_back(*column);
    }
    value.fixed = fixed;
    if (inner.has("map")) {
        if (value.fixed) {
            inner.fail("map", "has no meaning beside fixed");
        }
        value.map = folded(inner.text_map("map"));
    }
    for (const std::string& word : inner.texts("none")) {
        value.none.insert(base::fold(word));
    }
    inner.finish();
    return value;
}

Words answers_of(Section& section, const std::string& key) {
    Words words;
    for (const auto& [cell, answer] : section.text_map(key)) {
        check_answer_word(section, key, cell, answer);
        words[base::fold(cell)] = answer;
    }
    return words;
}

void read_file_section(Section& root, Mapping& mapping) {
    if (auto file = root.table("file")) {
        mapping.sheet = file->text("sheet").value_or("");
        mapping.header_row = file->integer("header_row");
        const auto rows = file->integer("header_rows").value_or(1);
        if (rows < 1 || rows > 3) {
            file->fail("header_rows", "must be 1, 2 or 3");
        }
        mapping.header_rows = static_cast<int>(rows);
        if (rows > 1 && !mapping.header_row) {
            file->fail("header_rows", "needs header_row, the first of them");
        }
        if (mapping.header_row && *mapping.header_row < 1) {
            file->fail("header_row", "rows are counted from 1");
        }
        if (const auto as_of = file->text("as_of")) {
            mapping.as_of = base::parse_date(*as_of);
            if (!mapping.as_of) {
                file->fail("as_of", fmt::format("\"{}\" is not a date; write 2026-04-01", *as_of));
            }
        }
        mapping.as_of_cell = file->text("as_of_cell").value_or("");
        if (!mapping.as_of_cell.empty()) {
            check_cell_name(*file, mapping.as_of_cell);
        }
        file->finish();
    }
    for (Section& skip : root.tables("skip")) {
        Skip rule;
        rule.column = value_of(skip, "column");
        rule.empty = skip.flag("empty").value_or(false);
        for (const std::string& text : skip.texts("equals")) {
            rule.equals.insert(base::fold(text));
        }
        if (!rule.column.stated() || rule.empty == !rule.equals.empty()) {
            skip.fail("column", "a skip needs column and either empty = true or equals = [...]");
        }
        skip.finish();
        mapping.skips.push_back(std::move(rule));
    }
}

void read_scope(Section& root, Mapping& mapping) {
    if (auto scope = root.table("scope")) {
        mapping.part = scope->text("part").value_or("");
        mapping.region = scope->text("region").value_or("");
        if (!mapping.region.empty()) {
            check_region(*scope, mapping.region);
        }
        mapping.region_column = value_of(*scope, "region_column");
        if (!mapping.region.empty() && mapping.region_column.stated()) {
            scope->fail("region", "give region or region_column, not both");
        }
        scope->finish();
    }
    auto record = root.table("record");
    if (!record) {
        root.fail("record", "is required: [record] key = [\"No\"] or key = \"name+address\"");
    }
    const std::vector<std::string> key = record->texts("key");
    if (key.empty()) {
        record->fail("key", "is required: the columns that tell the facilities apart, or \"name+address\"");
    }
    if (key != std::vector<std::string>{"name+address"}) {
        for (const std::string& column : key) {
            Value value;
            value.what = "[record] key";
            value.line = record->line("key");
            value.columns = {column};
            mapping.key.push_back(std::move(value));
        }
    }
    record->finish();
}

void read_facility(Section& root, Mapping& mapping) {
    if (auto identifiers = root.table("identifiers")) {
        for (const auto& [scheme, node] : identifiers->members()) {
            check_scheme(*identifiers, scheme);
            mapping.identifiers.emplace_back(scheme, value_of(*identifiers, scheme));
        }
    }
    if (auto kinds = root.table("kinds")) {
        for (const std::string& kind : kinds->texts("fixed")) {
            mapping.kinds.push_back(check_kind(*kinds, "fixed", kind));
        }
        mapping.kind_column = value_of(*kinds, "column");
        mapping.kind_separators = kinds->text("separators").value_or("、,，/／;；");
        if (kinds->has("map")) {
            Words words;
            for (const auto& [cell, kind] : kinds->text_map("map")) {
                words[base::fold(cell)] = kind.empty() ? "" : check_kind(*kinds, "map", kind);
            }
            mapping.kind_column.map = std::move(words);
        }
        kinds->finish();
    }
    auto values = root.table("values");
    if (!values || !values->has("name")) {
        root.fail("values", "[values] name is required: the column with the facility's name");
    }
    for (const auto& [field, node] : values->members()) {
        check_field(*values, field);
        mapping.values.emplace_back(field, value_of(*values, field));
    }
    if (auto address = root.table("address")) {
        mapping.address = value_of(*address, "text");
        mapping.building = value_of(*address, "building");
        mapping.prefecture = value_of(*address, "prefecture");
        mapping.city = value_of(*address, "city");
        mapping.municipality_code = value_of(*address, "municipality_code");
        address->finish();
    }
    if (auto position = root.table("position")) {
        mapping.lat = value_of(*position, "lat");
        mapping.lon = value_of(*position, "lon");
        if (!mapping.lat.stated() || !mapping.lon.stated()) {
            position->fail("lat", "both lat and lon are needed");
        }
        position->finish();
    }
}

void read_basis(Section& section, Value& basis, Value& date, Value& note, Value& period) {
    basis = value_of(section, "basis");
    check_words(section, "basis", basis, basis_words(), "record, self_reported, notified, planned, coordinator");
    date = value_of(section, "date");
    if (date.fixed && !base::parse_date(*date.fixed)) {
        section.fail("date", fmt::format("\"{}\" is not a date; write 2026-04-01", *date.fixed));
    }
    note = value_of(section, "note");
    period = value_of(section, "period");
}

void read_capabilities(Section& root, Mapping& mapping) {
    if (auto answers = root.table("answers")) {
        const std::string unknown = answers->text("unknown").value_or("reject");
        if (unknown != "reject" && unknown != "note") {
            answers->fail("unknown", "must be \"reject\" or \"note\"");
        }
        mapping.unknown_as_note = unknown == "note";
        mapping.answer_words = answers_of(*answers, "map");
        answers->finish();
    }
    for (Section& section : root.tables("capability")) {
        CapabilityColumn column;
        column.code = section.required_text("code");
        column.qualifier = section.text("qualifier").value_or("");
        check_capability(section, "code", column.code, column.qualifier);
        column.answer = value_of(section, "column");
        if (!column.answer.stated()) {
            section.fail("column", "is required: the column of the answer, or { fixed = \"yes\" }");
        }
        column.answers = answers_of(section, "answers");
        read_basis(section, column.basis, column.date, column.note, column.period);
        section.finish();
        mapping.capabilities.push_back(std::move(column));
    }
    if (auto wide = root.table("capabilities")) {
        CapabilityColumn common;
        common.answers = answers_of(*wide, "answers");
        read_basis(*wide, common.basis, common.date, common.note, common.period);
        mapping.known_columns = wide->flag("known_columns").value_or(false);
        mapping.known = common;
        if (auto columns = wide->table("columns")) {
            for (const auto& [header, node] : columns->members()) {
                CapabilityColumn column = common;
                const auto name = columns->text(header).value_or("");
                column.code = name.substr(0, name.find('/'));
                column.qualifier = name.find('/') == std::string::npos ? "" : name.substr(name.find('/') + 1);
                check_capability(*columns, header, column.code, column.qualifier);
                column.answer.what = columns->name();
                column.answer.line = columns->line(header);
                column.answer.columns = {header};
                mapping.capabilities.push_back(std::move(column));
            }
        }
        wide->finish();
    }
    if (auto section = root.table("long")) {
        LongForm form;
        form.capability = value_of(*section, "capability");
        form.qualifier = value_of(*section, "qualifier");
        form.answer = value_of(*section, "answer");
        if (!form.capability.stated() || !form.answer.stated()) {
            section->fail("capability", "[long] needs capability and answer");
        }
        form.answers = answers_of(*section, "answers");
        read_basis(*section, form.basis, form.date, form.note, form.period);
        section->finish();
        if (!mapping.capabilities.empty() || mapping.known_columns) {
            root.fail("long", "a table is either long or wide: [long] does not go with [[capability]] and [capabilities]");
        }
        mapping.long_form = std::move(form);
    }
}

void read_details(Section& root, Mapping& mapping) {
    for (Section& section : root.tables("hours")) {
        HoursColumns hours;
        hours.purpose = section.text("purpose").value_or("office");
        check_one_of(section, "purpose", hours.purpose, {"office", "consultation", "visit", "phone"});
        hours.days = value_of(section, "days");
        hours.open = value_of(section, "open");
        hours.close = value_of(section, "close");
        hours.note = value_of(section, "note");
        hours.text = value_of(section, "text");
        if (hours.text.stated() == (hours.days.stated() || hours.open.stated() || hours.close.stated())) {
            section.fail("text", "needs either text, or days with open and close");
        }
        section.finish();
        mapping.hours.push_back(std::move(hours));
    }
    for (Section& section : root.tables("coverage")) {
        CoverageColumns coverage;
        coverage.type = section.required_text("type");
        check_one_of(section, "type", coverage.type,
                     {"municipality", "town", "former_municipality", "radius_km", "drive_minutes", "text"});
        coverage.value = value_of(section, "column");
        coverage.fixed = section.texts("fixed");
        coverage.separators = section.text("separators").value_or("、,，;；");
        coverage.condition = value_of(section, "condition");
        if (coverage.value.stated() != coverage.fixed.empty()) {
            section.fail("column", "needs either column or fixed");
        }
        section.finish();
        mapping.coverage.push_back(std::move(coverage));
    }
    for (Section& section : root.tables("person")) {
        PersonColumns person;
        person.role = section.required_text("role");
        person.name = value_of(section, "name");
        person.phone = value_of(section, "phone");
        person.email = value_of(section, "email");
        person.note = value_of(section, "note");
        if (!person.name.stated() && !person.phone.stated() && !person.email.stated()) {
            section.fail("name", "needs at least one of name, phone and email");
        }
        section.finish();
        mapping.persons.push_back(std::move(person));
    }
    if (auto section = root.table("status")) {
        mapping.status = value_of(*section, "column");
        if (section->has("map")) {
            mapping.status.map = folded(section->text_map("map"));
        }
        check_words(*section, "column", mapping.status, status_words(), "open, closed, moved, suspended");
        mapping.status_note = value_of(*section, "note");
        section->finish();
    }
    if (auto section = root.table("consent")) {
        mapping.consent = value_of(*section, "column");
        if (section->has("map")) {
            mapping.consent.map = folded(section->text_map("map"));
        }
        if (const auto fixed = section->text("fixed")) {
            if (mapping.consent.stated()) {
                section->fail("fixed", "needs either column or fixed");
            }
            mapping.consent.fixed = *fixed;
        }
        check_words(*section, "fixed", mapping.consent, consent_words(), "public, professional, none");
        section->finish();
    }
}

} // namespace

Mapping mapping_of(const Node& document, const std::string& file) {
    Mapping mapping;
    mapping.file = file;
    Section root(file, "", document);
    auto source = root.table("source");
    if (!source) {
        root.fail("source", "is required: [source] code = \"…\", title = \"…\"");
    }
    read_source(*source, mapping.source);
    read_file_section(root, mapping);
    read_scope(root, mapping);
    read_facility(root, mapping);
    read_capabilities(root, mapping);
    read_details(root, mapping);
    root.finish();
    check_whole(root, mapping);
    return mapping;
}

Mapping load_mapping(const std::filesystem::path& file) {
    return mapping_of(read_toml(file), file.filename().string());
}

} // namespace annai::importers::listing
