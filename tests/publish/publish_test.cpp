#include "publish/publish.hpp"

#include "base/file.hpp"
#include "edition/manifest.hpp"
#include "edition/store.hpp"
#include "publish/statements.hpp"
#include "search/search.hpp"

#include <doctest/doctest.h>

#include <thread>

using namespace annai;
using namespace tests;
using search::Lookup;

namespace {

publish::PublishReport publish_all(Region& region, bool dry_run = false) {
    base::Progress quiet(base::Progress::Style::quiet);
    return publish::publish(region.reg(), region.data(), dry_run, quiet);
}

std::shared_ptr<const edition::Edition> current(Region& region, const std::string& audience = "public") {
    const auto manifest = edition::read_manifest(region.data());
    REQUIRE(manifest);
    return edition::Edition::open(region.data().editions() / manifest->editions.at(audience));
}

nlohmann::json found(Region& region, const std::string& id, const std::string& audience = "public") {
    const auto lookup = search::look_up(*current(region, audience), id);
    REQUIRE(lookup.state == Lookup::State::found);
    return nlohmann::json::parse(lookup.body);
}

std::vector<std::string> editions_on_disk(Region& region, const std::string& audience) {
    std::vector<std::string> numbers;
    for (const auto& entry : std::filesystem::directory_iterator(region.data().editions() / audience)) {
        numbers.push_back(entry.path().filename().string());
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

} // namespace

TEST_CASE("an edition for each audience is published and named by one manifest") {
    Region region;
    region.import_offices({office("3170100001"), office("3170100001", "130"), office("3170100002")}, Region::request_as_of("2026-06-01"));
    const auto report = publish_all(region);
    CHECK(report.number == 1);
    const auto manifest = edition::read_manifest(region.data());
    REQUIRE(manifest);
    CHECK(manifest->number == 1);
    CHECK(manifest->editions.size() == 3);
    for (const auto* audience : {"public", "professional", "coordinator"}) {
        const auto edition = current(region, audience);
        CHECK(edition->info().audience == audience);
        CHECK(edition->info().number == 1);
        CHECK(edition->info().facilities == 2);
        CHECK(edition->info().date == base::to_iso(base::today()));
        CHECK(edition->info().published_at == manifest->published_at);
        CHECK(report.audiences.at(audience).facilities == 2);
    }
    const auto body = found(region, region.id_of("3170100001/110"));
    CHECK(body["name"] == "事業所3170100001");
    CHECK(body["kinds"] == nlohmann::json({"home_nursing", "home_help"}));
    CHECK(body["status"] == "open");
    CHECK(body["position"]["level"] == "chome");
    CHECK(body["position"]["approximate"] == true);
    CHECK(body["areas"][0]["name"] == "鳥取市");
    CHECK(body["address"]["municipality_name"] == "鳥取市");
    CHECK(body["fields"]["phone"]["date"] == "2026-06-01");
}

TEST_CASE("the sources of what is shown go along with their licences, and those of the map always") {
    Region region;
    region.import_offices({office("3170100001")});
    region.import(FakeImporter("secret_survey", facility::ImportKind::facilities, false, "survey"), rows_of({listed("1", "秘密医院")}));
    publish_all(region);
    const auto info = current(region)->info();
    REQUIRE(info.source("care") != nullptr);
    CHECK(info.source("care")->attribution == "出典：care");
    CHECK(info.source("care")->licence == "CC BY 4.0");
    CHECK(info.source("borders") != nullptr);
    CHECK(info.source("addresses") != nullptr);
    CHECK(info.source("secret_survey") == nullptr);
    CHECK(current(region, "coordinator")->info().source("secret_survey") != nullptr);
}

TEST_CASE("what is gone from its list is to be checked, and nothing else is") {
    Region region;
    auto elsewhere = office("3270100001", "110");
    elsewhere.region = "32";
    region.import_offices({office("3170100001"), office("3170100002"), office("3170100003", "150"), elsewhere}, Region::request_as_of("2026-06-01"));
    region.import_list({listed("row 1", "東町医院", "0857-20-0001", "東町二丁目5")});
    region.import_offices({office("3170100002")}, Region::request_as_of("2026-12-01")); // the service 110 in prefecture 31
    publish_all(region);
    CHECK(found(region, region.id_of("3170100001/110"))["status"] == "needs_check");
    CHECK(found(region, region.id_of("3170100001/110"))["fields"]["phone"]["date"] == "2026-06-01"); // when it last stood
    for (const auto* key : {"3170100002/110", "3170100003/150", "3270100001/110", "row 1"}) {
        CHECK(found(region, region.id_of(key))["status"] == "open");
    }
    CHECK(found(region, region.id_of("3170100002/110"))["fields"]["phone"]["date"] == "2026-12-01");
    CHECK(publish_all(region, true).audiences.at("public").needs_check == 1);
}

TEST_CASE("a record in review is in no edition") {
    Region region;
    auto named = office("3170100001");
    named.values["name"] = "さくら医院";
    region.import_offices({named});
    auto unsure = listed("row 1", "さくら医院");
    unsure.values["description"] = "迷いの印";
    region.import_list({unsure});
    publish_all(region);
    for (const auto* audience : {"public", "professional", "coordinator"}) {
        CHECK(current(region, audience)->info().facilities == 1);
        CHECK(base::read_file(current(region, audience)->file()).find("迷いの印") == std::string::npos);
    }
}

TEST_CASE("a merged id leads to the facility it became part of; a closed one is gone for good; others are unknown") {
    Region region;
    auto here = office("3170100001"), there = office("3170100001", "130");
    there.address.text = "湖山町北5";
    there.values["phone"] = "0857-99-9999";
    region.import_offices({here, there}, Region::request_as_of("2026-06-01"));
    const auto older = region.id_of(here.key), younger = region.id_of(there.key);
    there.address = here.address;
    auto closing = office("3170100009");
    closing.status = facility::FacilityStatus::closed;
    region.import_offices({here, there, closing}, Region::request_as_of("2026-12-01"));
    const auto report = publish_all(region);
    const auto edition = current(region);
    CHECK(search::look_up(*edition, younger).state == Lookup::State::redirect);
    CHECK(search::look_up(*edition, younger).target == older);
    CHECK(search::look_up(*edition, older).state == Lookup::State::found);
    CHECK(search::look_up(*edition, region.id_of(closing.key)).state == Lookup::State::gone);
    CHECK(search::look_up(*edition, "0000000000").state == Lookup::State::unknown);
    CHECK(report.audiences.at("public").redirects == 1);
    CHECK(report.audiences.at("public").closed == 1);
}

TEST_CASE("a redirect to a facility that an audience does not see is unknown to it") {
    Region region;
    const FakeImporter survey("survey", facility::ImportKind::facilities, false, "survey");
    auto here = office("3170100001"), there = office("3170100001", "130");
    there.address.text = "湖山町北5";
    there.values["phone"] = "0857-99-9999";
    region.import(survey, rows_of({here, there}), Region::request_as_of("2026-06-01"));
    const auto younger = region.id_of(there.key);
    there.address = here.address;
    region.import(survey, rows_of({here, there}), Region::request_as_of("2026-12-01"));
    publish_all(region);
    CHECK(search::look_up(*current(region, "public"), younger).state == Lookup::State::unknown);
    CHECK(search::look_up(*current(region, "coordinator"), younger).state == Lookup::State::redirect);
}

TEST_CASE("consent that ends takes the statement out of the next edition") {
    Region region;
    const FakeImporter survey("survey", facility::ImportKind::facilities, false, "survey");
    auto answer = listed("1", "東町医院", "0857-20-0001");
    answer.consent = facility::ConsentStatement::everybody;
    region.import(survey, rows_of({answer}), Region::request_as_of("2026-06-01"));
    publish_all(region);
    CHECK(current(region)->info().facilities == 1);
    answer.consent = facility::ConsentStatement::none;
    region.import(survey, rows_of({answer}), Region::request_as_of("2026-07-01"));
    publish_all(region);
    CHECK(current(region)->info().facilities == 0);
    CHECK(base::read_file(current(region)->file()).find("東町医院") == std::string::npos);
}

TEST_CASE("erased personal data is in no further edition") {
    Region region;
    auto record = office("3170100001");
    record.persons = {{"窓口担当者", "秘密山花子", "", "", ""}};
    region.import_offices({record});
    publish_all(region);
    CHECK(found(region, region.id_of(record.key), "professional")["persons"][0]["name"] == "秘密山花子");
    region.database().execute("UPDATE personal_data SET body = NULL, erased_at = '2026-11-01'");
    publish_all(region);
    for (const auto* audience : {"public", "professional", "coordinator"}) {
        CHECK(base::read_file(current(region, audience)->file()).find("秘密山花子") == std::string::npos);
    }
}

TEST_CASE("publishing twice gives the same edition but for number and date") {
    Region region;
    region.import_offices({office("3170100001"), office("3170100002"), office("3170100003", "150")});
    region.import_list({listed("row 1", "東町医院", "0857-20-0001", "湖山町北5")});
    publish_all(region);
    std::map<std::string, std::string> first;
    for (const auto* audience : {"public", "professional", "coordinator"}) {
        sqlite::Database file(current(region, audience)->file(), sqlite::OpenMode::immutable);
        first[audience] = dump(file, {"info"});
    }
    const auto report = publish_all(region);
    CHECK(report.number == 2);
    for (const auto* audience : {"public", "professional", "coordinator"}) {
        sqlite::Database file(current(region, audience)->file(), sqlite::OpenMode::immutable);
        CHECK(dump(file, {"info"}) == first[audience]);
    }
}

TEST_CASE("the edition before stays for its readers, older ones are removed") {
    Region region;
    region.import_offices({office("3170100001")});
    for (int i = 0; i < 4; ++i) {
        publish_all(region);
    }
    for (const auto* audience : {"public", "professional", "coordinator"}) {
        CHECK(editions_on_disk(region, audience) == std::vector<std::string>{"3", "4"});
    }
}

TEST_CASE("a dry run counts and changes nothing") {
    Region region;
    region.import_offices({office("3170100001")});
    const auto before = dump(region.database());
    const auto report = publish_all(region, true);
    CHECK(report.dry_run);
    CHECK(report.audiences.at("public").facilities == 1);
    CHECK(dump(region.database()) == before);
    CHECK_FALSE(edition::read_manifest(region.data()).has_value());
}

TEST_CASE("while an import holds the lock, publishing is a conflict and the edition stays") {
    Region region;
    region.import_offices({office("3170100001")});
    publish_all(region);
    const base::FileLock held(region.data().writer_lock(), "");
    CHECK_THROWS_AS(publish_all(region), base::Error);
    CHECK(edition::read_manifest(region.data())->number == 1);
}

TEST_CASE("when publishing fails the editions are as they were, and the next run succeeds") {
    Region region;
    region.import_offices({office("3170100001")});
    publish_all(region);
    // A file stands where the folder of the next edition belongs.
    std::ofstream(region.data().editions() / "professional" / "2") << "in the way";
    CHECK_THROWS(publish_all(region));
    CHECK(edition::read_manifest(region.data())->number == 1);
    CHECK(current(region)->info().number == 1);
    CHECK(region.number("SELECT count(*) FROM edition") == 1);
    std::filesystem::remove(region.data().editions() / "professional" / "2");
    CHECK(publish_all(region).number == 2);
    CHECK(current(region, "professional")->info().number == 2);
}

TEST_CASE("a running reader takes up the new edition and one under way keeps the old") {
    Region region;
    region.import_offices({office("3170100001")});
    edition::Store store(region.data(), "public");
    CHECK(store.current() == nullptr);
    publish_all(region);
    std::this_thread::sleep_for(std::chrono::milliseconds(600));
    const auto old = store.current();
    REQUIRE(old != nullptr);
    CHECK(search::count(*old, {}) == 1);
    region.import_offices({office("3170100001"), office("3170100002")}, Region::request_as_of("2999-01-01"));
    publish_all(region);
    std::this_thread::sleep_for(std::chrono::milliseconds(600));
    CHECK(search::count(*store.current(), {}) == 2);
    CHECK(search::count(*old, {}) == 1);
    publish_all(region); // removes the file that `old` reads
    CHECK(search::count(*old, {}) == 1);
}

TEST_CASE("an empty register gives empty editions") {
    Region region(false);
    CHECK(publish_all(region).audiences.at("public").facilities == 0);
    CHECK(search::find(*current(region), {}, search::Want::both).hits.empty());
}
