#pragma once

#include "base/calendar.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace annai::facility {

/// What was answered. There is no "maybe": a statement that says nothing about today is `unknown`.
enum class Answer { yes, conditional, no, unknown };

/// Why it is believed (design §1). A notification states that an institution may bill for something,
/// never that it does it; a plan is not yet. Both therefore go with Answer::unknown only.
enum class Basis {
    record,        ///< 実績あり, with its period
    self_reported, ///< 本人回答: the facility says so
    notified,      ///< 届出あり
    planned,       ///< 今後予定
    coordinator,   ///< 調整者確認
};

const char* word(Answer answer); ///< "yes" "conditional" "no" "unknown"
const char* word(Basis basis);   ///< "record" "self_reported" "notified" "planned" "coordinator"
std::optional<Answer> answer_of(std::string_view word);
std::optional<Basis> basis_of(std::string_view word);

/// One statement about one capability (or one qualifier of it, e.g. ventilator/tppv).
struct CapabilityStatement {
    std::string code;
    std::string qualifier; ///< empty: the capability as a whole
    Answer answer = Answer::unknown;
    Basis basis = Basis::self_reported;
    std::optional<base::CivilDate> date; ///< the day it was true; without one, the release's as-of date
    std::string period;                  ///< for a record: "2025-04/2026-03" or words
    std::string note;                    ///< the condition, in the facility's words
    friend bool operator==(const CapabilityStatement&, const CapabilityStatement&) = default;
};

/// Forces what the words mean: a notified or planned statement has the answer unknown.
/// Returns false where the statement had claimed more (the caller reports it).
bool normalise(CapabilityStatement& statement);

} // namespace annai::facility
