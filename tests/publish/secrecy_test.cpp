#include "base/file.hpp"
#include "edition/manifest.hpp"
#include "publish/publish.hpp"
#include "publish/statements.hpp"

#include <doctest/doctest.h>

using namespace annai;
using namespace tests;
using facility::ConsentStatement;
using facility::Visibility;

// What may not be public is looked for in the bytes of the file: not in what a query returns, but in all that
// somebody who downloads it holds in his hands.

namespace {

constexpr const char* secret = "MARUHI"; // in plain letters, so that folding and sorting keep it visible

/// A record with the mark in everything that the public may not see, and in nothing else.
facility::SourceRecord marked(const std::string& number, Visibility lowest) {
    auto record = office(number);
    for (const auto& field : facility::Vocabulary::get().fields()) {
        if (field.visibility == lowest) {
            record.values[field.code] = secret + field.code;
        }
    }
    for (const auto& capability : facility::Vocabulary::get().capabilities()) {
        if (capability.visibility == lowest) {
            record.capabilities.push_back({capability.code, "", facility::Answer::yes, facility::Basis::record, {}, secret + capability.code, secret});
        }
    }
    return record;
}

std::string edition_bytes(Region& region, const std::string& audience) {
    const auto manifest = edition::read_manifest(region.data());
    return base::read_file(region.data().editions() / manifest->editions.at(audience));
}

void publish_all(Region& region) {
    base::Progress quiet(base::Progress::Style::quiet);
    publish::publish(region.reg(), region.data(), false, quiet);
}

bool holds(const std::string& bytes, std::string text) {
    if (bytes.find(text) != std::string::npos) {
        return true;
    }
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return bytes.find(text) != std::string::npos; // as search_text folds it
}

} // namespace

TEST_CASE("nothing that is for professionals or coordinators is anywhere in the bytes of the public edition") {
    Region region;
    auto professional = marked("3170100001", Visibility::professional);
    professional.persons = {{std::string(secret) + "role", std::string(secret) + "name", std::string(secret) + "phone", std::string(secret) + "mail", secret}};
    professional.consent = ConsentStatement::everybody; // whatever was agreed
    auto coordinator = marked("3170100002", Visibility::coordinator);
    coordinator.consent = ConsentStatement::everybody;
    auto by_consent = marked("3170100003", Visibility::public_by_consent); // published, but nobody agreed
    region.import_offices({professional, coordinator, by_consent});

    // Unpublished statements about the same and other facilities, with the mark in all that is public otherwise.
    std::vector<facility::SourceRecord> answers;
    for (const auto consent : {ConsentStatement::not_stated, ConsentStatement::none, ConsentStatement::professional}) {
        for (const auto* number : {"3170100001", "3170100008"}) {
            auto answer = marked(number, Visibility::everybody);
            answer.key = std::string(number) + facility::word(consent) + "x";
            answer.part = "survey" + answer.key;
            answer.identifiers = {{"kaigo_office", number}};
            answer.kinds = {"hospital"};
            answer.values["name"] = std::string(secret) + "name";
            answer.values["phone"] = office(number).value("phone");
            answer.address = office(number).address;
            answer.address.building = secret;
            answer.hours = {{"office", "月", "09:00", "10:00", secret}};
            answer.coverage = {{"text", secret, secret}};
            answer.persons = professional.persons;
            answer.status = facility::FacilityStatus::moved;
            answer.status_note = secret;
            answer.consent = consent;
            answers.push_back(answer);
        }
    }
    region.import(FakeImporter("survey_MARUHI", facility::ImportKind::facilities, false, "survey"), rows_of(answers));
    publish_all(region);

    const auto everybody = edition_bytes(region, "public");
    CHECK(everybody.find("事業所3170100001") != std::string::npos);
    CHECK_FALSE(holds(everybody, secret));
    CHECK(everybody.find("\"hospital\"") == std::string::npos);

    // The mark is where it may be, so the search above can find it.
    const auto professionals = edition_bytes(region, "professional");
    CHECK(holds(professionals, "MARUHIfax"));
    CHECK(holds(professionals, "MARUHIventilator"));
    CHECK(holds(professionals, "MARUHIdoctor_name"));
    CHECK(holds(professionals, "MARUHIname"));
    CHECK_FALSE(holds(professionals, "MARUHIremarks"));
    CHECK(holds(edition_bytes(region, "coordinator"), "MARUHIremarks"));
}

TEST_CASE("what is only the coordinator's is not in the bytes of the professional edition") {
    Region region;
    auto record = office("3170100001");
    record.values["name"] = "MARUHI医院";
    region.import(FakeImporter("survey", facility::ImportKind::facilities, false, "survey"), rows_of({record}));
    region.import_offices({marked("3170100002", Visibility::coordinator)});
    publish_all(region);
    CHECK_FALSE(holds(edition_bytes(region, "professional"), secret));
    CHECK(holds(edition_bytes(region, "coordinator"), secret));
}

TEST_CASE("a hidden statement leaves no trace in the public edition: it is the same as without it") {
    const auto bytes_of_public = [](bool with_hidden) {
        Region region;
        region.import_offices({office("3170100001"), office("3170100002")}, Region::request_as_of("2026-06-01"));
        if (with_hidden) {
            auto hidden = office("3170100001", "130");
            hidden.values["name"] = "秘密の名";
            hidden.position = facility::StatedPosition{35.5055, 134.2405, ""};
            hidden.consent = ConsentStatement::professional;
            auto stranger = office("3170100005");
            stranger.address = office("3170100001").address; // would push the others aside on the map
            region.import(FakeImporter("survey", facility::ImportKind::facilities, false, "survey"), rows_of({hidden, stranger}),
                          Region::request_as_of("2026-07-01"));
        }
        publish_all(region);
        const auto manifest = edition::read_manifest(region.data());
        sqlite::Database file(region.data().editions() / manifest->editions.at("public"), sqlite::OpenMode::immutable);
        return dump(file, {"info"});
    };
    CHECK(bytes_of_public(true) == bytes_of_public(false));
}
