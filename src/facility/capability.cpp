#include "facility/capability.hpp"

#include <array>

namespace annai::facility {

namespace {

constexpr std::array all_answers{Answer::yes, Answer::conditional, Answer::no, Answer::unknown};
constexpr std::array all_bases{Basis::record, Basis::self_reported, Basis::notified, Basis::planned,
                               Basis::coordinator};

} // namespace

const char* word(Answer answer) {
    switch (answer) {
    case Answer::yes: return "yes";
    case Answer::conditional: return "conditional";
    case Answer::no: return "no";
    case Answer::unknown: break;
    }
    return "unknown";
}

const char* word(Basis basis) {
    switch (basis) {
    case Basis::record: return "record";
    case Basis::self_reported: break;
    case Basis::notified: return "notified";
    case Basis::planned: return "planned";
    case Basis::coordinator: return "coordinator";
    }
    return "self_reported";
}

std::optional<Answer> answer_of(std::string_view text) {
    for (const auto answer : all_answers) {
        if (text == word(answer)) {
            return answer;
        }
    }
    return std::nullopt;
}

std::optional<Basis> basis_of(std::string_view text) {
    for (const auto basis : all_bases) {
        if (text == word(basis)) {
            return basis;
        }
    }
    return std::nullopt;
}

bool normalise(CapabilityStatement& statement) {
    const bool says_nothing_of_today = statement.basis == Basis::notified || statement.basis == Basis::planned;
    if (!says_nothing_of_today || statement.answer == Answer::unknown) {
        return true;
    }
    statement.answer = Answer::unknown;
    return false;
}

} // namespace annai::facility
