#pragma once

#include "facility/vocabulary.hpp"
#include "mapping.hpp"

#include <optional>
#include <string>
#include <string_view>

// The words that are always known, and the vocabulary by its labels.

namespace annai::importers::listing {

const Words& answer_words();  ///< folded cell → "yes" "conditional" "no" "" (nothing said)
const Words& basis_words();   ///< → "record" …
const Words& status_words();  ///< → "closed" …
const Words& consent_words(); ///< → "public" …

/// A kind's code from its code, its label, or the label of a 介護サービス.
std::optional<std::string> kind_of(std::string_view text);
/// A capability from its code or label.
const facility::CapabilityInfo* capability_of(std::string_view text);
/// A qualifier's code from its code or label; nothing when the capability has none such.
std::optional<std::string> qualifier_of(const facility::CapabilityInfo& capability, std::string_view text);
/// "tube_feeding/gastrostomy", "経管栄養（胃瘻）", "経管栄養".
struct CapabilityName {
    const facility::CapabilityInfo* capability = nullptr;
    std::string qualifier;
};
std::optional<CapabilityName> capability_name(std::string_view text);

/// Folded keys; a key that stands twice with different meanings keeps the last.
Words folded(const std::vector<std::pair<std::string, std::string>>& pairs);

} // namespace annai::importers::listing
