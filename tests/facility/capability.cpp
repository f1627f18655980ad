#include "facility/capability.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace annai::facility;

namespace {

CapabilityStatement statement(Answer answer, Basis basis) {
    CapabilityStatement made;
    made.code = "ventilator";
    made.answer = answer;
    made.basis = basis;
    return made;
}

} // namespace

TEST_CASE("a notification is never an answer") {
    for (const auto answer : {Answer::yes, Answer::conditional, Answer::no}) {
        auto notified = statement(answer, Basis::notified);
        CHECK_FALSE(normalise(notified));
        CHECK(notified.answer == Answer::unknown);
        CHECK(notified.basis == Basis::notified);
    }
}

TEST_CASE("a plan is not yet an answer") {
    auto planned = statement(Answer::yes, Basis::planned);
    CHECK_FALSE(normalise(planned));
    CHECK(planned.answer == Answer::unknown);
}

TEST_CASE("a notification that claims nothing is left as it is") {
    auto notified = statement(Answer::unknown, Basis::notified);
    const auto before = notified;
    CHECK(normalise(notified));
    CHECK(notified == before);
}

TEST_CASE("what the facility, its record or a coordinator says keeps its answer") {
    for (const auto basis : {Basis::record, Basis::self_reported, Basis::coordinator}) {
        for (const auto answer : {Answer::yes, Answer::conditional, Answer::no, Answer::unknown}) {
            auto said = statement(answer, basis);
            CHECK(normalise(said));
            CHECK(said.answer == answer);
        }
    }
}

TEST_CASE("the words of answers and bases are those of the interface, and read back") {
    CHECK(std::string(word(Answer::conditional)) == "conditional");
    CHECK(std::string(word(Basis::self_reported)) == "self_reported");
    for (const auto answer : {Answer::yes, Answer::conditional, Answer::no, Answer::unknown}) {
        CHECK(answer_of(word(answer)) == answer);
    }
    for (const auto basis :
         {Basis::record, Basis::self_reported, Basis::notified, Basis::planned, Basis::coordinator}) {
        CHECK(basis_of(word(basis)) == basis);
    }
}

TEST_CASE("a word that is none is not read as any answer or basis") {
    for (const auto* text : {"", "Yes", "maybe", "yes ", "○"}) {
        CHECK_FALSE(answer_of(text));
        CHECK_FALSE(basis_of(text));
    }
}
