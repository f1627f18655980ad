#pragma once

#include "mapping.hpp"
#include "section.hpp"

#include <string>
#include <vector>

// What a mapping must satisfy before a row is read: every function throws bad_source naming file, line and what is valid.

namespace annai::importers::listing {

void read_source(Section& section, facility::SourceInfo& source);
void check_answer_word(const Section& section, const std::string& key, const std::string& cell, const std::string& answer);
void check_cell_name(const Section& section, const std::string& cell);
void check_region(const Section& section, const std::string& region);
void check_scheme(const Section& section, const std::string& scheme);
std::string check_kind(const Section& section, const std::string& key, const std::string& kind);
void check_field(const Section& section, const std::string& field);
void check_capability(const Section& section, const std::string& key, const std::string& code, const std::string& qualifier);
/// The fixed text and the meanings of the map must be meanings of `words`.
void check_words(const Section& section, const std::string& key, Value& value, const Words& words, const std::string& valid);
void check_one_of(const Section& section, const std::string& key, const std::string& value, const std::vector<std::string>& valid);
/// What holds between the sections.
void check_whole(const Section& root, const Mapping& mapping);

} // namespace annai::importers::listing
