#include "mapping.hpp"

namespace annai::importers::listing {

std::vector<Value*> Mapping::all_values() {
    std::vector<Value*> all;
    const auto add = [&](Value& value) {
        if (!value.columns.empty()) {
            all.push_back(&value);
        }
    };
    for (Skip& skip : skips) {
        add(skip.column);
    }
    for (Value& column : key) {
        add(column);
    }
    for (auto& [scheme, value] : identifiers) {
        add(value);
    }
    for (auto& [field, value] : values) {
        add(value);
    }
    for (Value* value : {&region_column, &kind_column, &address, &building, &prefecture, &city, &municipality_code, &lat,
                         &lon, &status, &status_note, &consent}) {
        add(*value);
    }
    for (CapabilityColumn& column : capabilities) {
        for (Value* value : {&column.answer, &column.basis, &column.date, &column.note, &column.period}) {
            add(*value);
        }
    }
    for (Value* value : {&known.basis, &known.date, &known.note, &known.period}) {
        add(*value);
    }
    if (long_form) {
        for (Value* value : {&long_form->capability, &long_form->qualifier, &long_form->answer, &long_form->basis,
                             &long_form->date, &long_form->note, &long_form->period}) {
            add(*value);
        }
    }
    for (HoursColumns& one : hours) {
        for (Value* value : {&one.days, &one.open, &one.close, &one.note, &one.text}) {
            add(*value);
        }
    }
    for (CoverageColumns& one : coverage) {
        add(one.value);
        add(one.condition);
    }
    for (PersonColumns& one : persons) {
        for (Value* value : {&one.name, &one.phone, &one.email, &one.note}) {
            add(*value);
        }
    }
    return all;
}

} // namespace annai::importers::listing
