#include "support/region.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

using namespace annai;
using tests::listed;
using tests::office;
using tests::Region;

namespace {

using Groups = std::set<std::set<std::string>>;

facility::SourceRecord at(facility::SourceRecord record, const std::string& address, const std::string& phone) {
    record.address.text = address;
    record.values["phone"] = phone;
    return record;
}

facility::SourceRecord named(facility::SourceRecord record, const std::string& name) {
    record.values["name"] = name;
    return record;
}

} // namespace

TEST_CASE("one number at one place is one facility with several services") {
    Region region;
    const auto plain = office("3170100001");
    const auto report = region.import_offices({
        plain,
        at(office("3170100001", "130"), "鳥取市東町１丁目１－１ さくらビル２階", "0857-33-3333"), // another spelling of the address
        at(office("3170100001", "150"), "", plain.value("phone")),                               // the same telephone
    });
    CHECK(region.groups() == Groups{{"care:3170100001/110", "care:3170100001/130", "care:3170100001/150"}});
    CHECK(report.founded == 1);
    CHECK(report.linked == 2);
    CHECK(region.text("SELECT reasons FROM link WHERE key = '3170100001/130'") == R"(["kaigo_office","address"])");
    CHECK(region.text("SELECT reasons FROM link WHERE key = '3170100001/150'") == R"(["kaigo_office","telephone"])");
}

TEST_CASE("positions within 100 m make one facility of one number") {
    Region region;
    auto one = at(office("3170100001"), "東町一丁目", "0857-11-1111");
    auto two = at(office("3170100001", "130"), "東町一丁目", "0857-22-2222");
    one.position = facility::StatedPosition{35.5050, 134.2400, ""};
    two.position = facility::StatedPosition{35.5055, 134.2400, ""};
    region.import_offices({one, two});
    CHECK(region.groups().size() == 1);
    CHECK(region.text("SELECT reasons FROM link WHERE key = '3170100001/130'") == R"(["kaigo_office","position"])");
}

TEST_CASE("one number at two places is two facilities, even where name and telephone are the company's") {
    Region region;
    const auto report = region.import_offices({named(at(office("3170100001"), "東町一丁目1", "0857-11-1111"), "ケア鳥取"),
                                               named(at(office("3170100001", "130"), "湖山町北5", "0857-11-1111"), "ケア鳥取")});
    CHECK(region.groups().size() == 2);
    CHECK(report.founded == 2);
    CHECK(report.in_review == 0);
}

TEST_CASE("a list without numbers joins by name and telephone, or by name and address") {
    Region region;
    region.import_offices({named(office("3170100001"), "ケア　さくら"), named(office("3170100002"), "ケアもみじ")});
    const auto report = region.import_list({listed("row 1", "ケアさくら", office("3170100001").value("phone"), "東町2-2"),
                                            listed("row 2", "ケアもみじ", "0857-99-9999", "東町一丁目１番２号")});
    CHECK(report.linked == 2);
    CHECK(region.groups() == Groups{{"care:3170100001/110", "list:row 1"}, {"care:3170100002/110", "list:row 2"}});
    CHECK(region.text("SELECT reasons FROM link WHERE key = 'row 1'") == R"(["name+telephone"])");
    CHECK(region.text("SELECT reasons FROM link WHERE key = 'row 2'") == R"(["name+address"])");
}

TEST_CASE("a list whose row has the number joins it") {
    Region region;
    region.import_offices({office("3170100001")});
    auto row = listed("row 1", "通称さくら", office("3170100001").value("phone"));
    row.identifiers = {{"kaigo_office", "3170100001"}};
    CHECK(region.import_list({row}).linked == 1);
    CHECK(region.groups().size() == 1);
}

TEST_CASE("a name alone is not enough: the record waits for a person, counted and linked to nothing") {
    Region region;
    region.import_offices({named(office("3170100001"), "さくら医院")});
    const auto report = region.import_list({listed("row 1", "さくら医院")});
    CHECK(report.in_review == 1);
    CHECK(region.number("SELECT count(*) FROM link WHERE key = 'row 1'") == 0);
    CHECK(region.text("SELECT candidates FROM review") == "[\"" + region.id_of("3170100001/110") + "\"]");
    CHECK(region.reg().facility_count() == 1);
    CHECK(region.reg().source_statistics().at(3).in_review == 1); // addresses, borders, care, list
    // It stays counted when nothing changes.
    const auto again = region.import(region.list, tests::json_lines({tests::row_of(listed("row 1", "さくら医院")), {{"ignored", "空行"}}}));
    CHECK(again.in_review == 1);
    CHECK(again.linked == 0);
}

TEST_CASE("of two facilities with that name and telephone a person chooses") {
    Region region;
    region.import_offices({at(named(office("3170100001"), "さくら"), "東町一丁目1", "0857-11-1111"),
                           at(named(office("3170100002"), "さくら"), "東町一丁目2", "0857-11-1111")});
    CHECK(region.groups().size() == 2); // two numbers are two facilities
    CHECK(region.import_list({listed("row 1", "さくら", "0857-11-1111")}).in_review == 1);
    CHECK(region.text("SELECT reasons FROM review") == R"(["several of this name"])");
}

TEST_CASE("the same name in another town or another municipality is another facility") {
    Region region;
    region.import_offices({named(office("3170100001"), "さくら")});
    auto other_city = listed("row 2", "さくら", "0858-22-2222", "上井町一丁目1");
    other_city.address.city = "倉吉市";
    other_city.address.municipality_code = "31203";
    const auto report = region.import_list({listed("row 1", "さくら", "0857-99-9999", "湖山町北3"), other_city});
    CHECK(report.founded == 2);
    CHECK(region.groups().size() == 3);
}

TEST_CASE("two rows of one list are two facilities however alike they are") {
    Region region;
    CHECK(region.import_list({listed("row 1", "さくら", "0857-11-1111"), listed("row 2", "さくら", "0857-11-1111")}).founded == 2);
}

TEST_CASE("records without a name are like no other") {
    Region region;
    region.import_list({named(listed("row 1", "x", "0857-11-1111"), "")});
    const auto report = region.import(tests::FakeImporter("other", facility::ImportKind::facilities),
                                      tests::rows_of({named(listed("row 1", "x", "0857-11-1111"), "")}));
    CHECK(report.founded == 1);
    CHECK(region.groups().size() == 2);
}

TEST_CASE("a review that becomes clear is settled by the import that makes it clear") {
    Region region;
    region.import_offices({named(office("3170100001"), "さくら医院")});
    region.import_list({listed("row 1", "さくら医院", "0857-55-5555")});
    CHECK(region.number("SELECT count(*) FROM review") == 1);
    auto with_phone = named(office("3170100001"), "さくら医院");
    with_phone.values["phone"] = "0857-55-5555";
    region.import_offices({with_phone}, Region::request_as_of("2999-01-01"));
    CHECK(region.number("SELECT count(*) FROM review") == 0);
    CHECK(region.groups().size() == 1);
}

TEST_CASE("the public id is ten plain characters and follows from the founding record alone") {
    Region first, second;
    first.import_offices({office("3170100001")});
    second.import_offices({office("3170100009"), office("3170100001")});
    const auto id = first.id_of("3170100001/110");
    CHECK(id.size() == 10);
    CHECK(id.find_first_not_of("0123456789abcdefghjkmnpqrstvwxyz") == std::string::npos);
    CHECK(second.id_of("3170100001/110") == id);
    CHECK(second.id_of("3170100009/110") != id);
}

TEST_CASE("a public id that is taken is lengthened, never given twice") {
    Region region;
    region.import_offices({office("3170100001")});
    const auto id = region.id_of("3170100001/110");
    region.database().execute("PRAGMA foreign_keys = OFF; DELETE FROM link; DELETE FROM identifier; DELETE FROM source_record; DELETE FROM "
                              "import; DELETE FROM record_name; PRAGMA foreign_keys = ON");
    region.import_offices({office("3170100001")}, Region::request_as_of("2999-01-01"));
    const auto other = region.id_of("3170100001/110");
    CHECK(other.size() == 12);
    CHECK(other.substr(0, 10) == id);
}

TEST_CASE("ids stay when names, telephones and services change") {
    Region region;
    region.import_offices({office("3170100001"), office("3170100001", "130")}, Region::request_as_of("2026-06-01"));
    const auto id = region.id_of("3170100001/110");
    auto changed = named(office("3170100001", "130"), "新しい名");
    region.import_offices({named(office("3170100001"), "新しい名"), changed, office("3170100001", "150")}, Region::request_as_of("2026-12-01"));
    CHECK(region.id_of("3170100001/110") == id);
    CHECK(region.id_of("3170100001/150") == id);
    CHECK(region.number("SELECT count(*) FROM facility") == 1);
    CHECK(region.text("SELECT name FROM facility") == "新しい名");
}

TEST_CASE("two facilities that turn out to be one become one: the older id survives, the other leads to it") {
    Region region;
    region.import_offices({at(office("3170100001"), "東町一丁目1", "0857-11-1111"), at(office("3170100001", "130"), "湖山町北5", "0857-22-2222")},
                          Region::request_as_of("2026-06-01"));
    const auto older = region.id_of("3170100001/110");
    const auto younger = region.id_of("3170100001/130");
    const auto report = region.import_offices({at(office("3170100001"), "東町一丁目1", "0857-11-1111"),
                                               at(office("3170100001", "130"), "東町一丁目1", "0857-22-2222")},
                                              Region::request_as_of("2026-12-01"));
    CHECK(report.facilities_merged == 1);
    CHECK(region.id_of("3170100001/130") == older);
    CHECK(region.text("SELECT target.public_id FROM facility AS merged JOIN facility AS target ON target.id = merged.merged_into WHERE "
                      "merged.public_id = '" + younger + "'") == older);
    CHECK(region.reg().facility_count() == 1);
    CHECK(region.number("SELECT count(*) FROM history WHERE action = 'merged'") == 1);
}

TEST_CASE("chains of merges lead straight to the last") {
    Region region;
    const auto row = [](const char* service, const char* address) {
        return at(office("3170100001", service), address, std::string("0857-11-1") + service);
    };
    region.import_offices({row("110", "東町一丁目1"), row("130", "東町一丁目3"), row("150", "東町一丁目5")}, Region::request_as_of("2026-01-01"));
    CHECK(region.groups().size() == 3);
    region.import_offices({row("110", "東町一丁目1"), row("130", "東町一丁目3"), row("150", "東町一丁目3")}, Region::request_as_of("2026-02-01"));
    region.import_offices({row("110", "東町一丁目1"), row("130", "東町一丁目1"), row("150", "東町一丁目1")}, Region::request_as_of("2026-03-01"));
    CHECK(region.groups().size() == 1);
    CHECK(region.number("SELECT count(*) FROM facility AS f JOIN facility AS t ON t.id = f.merged_into WHERE t.state = 'merged'") == 0);
    CHECK(region.number("SELECT count(*) FROM facility WHERE state = 'merged'") == 2);
}

TEST_CASE("a facility that turns out to be two keeps its id with the founding record, whichever comes first in order") {
    for (const std::string leaving : {"110", "150"}) {
        Region region;
        // 130 founds it, since the ministry's first file had only that.
        region.import_offices({office("3170100001", "130")}, Region::request_as_of("2026-01-01"));
        const auto id = region.id_of("3170100001/130");
        region.import_offices({office("3170100001", "110"), office("3170100001", "150")}, Region::request_as_of("2026-01-01"));
        REQUIRE(region.groups().size() == 1);
        const auto report = region.import_offices({at(office("3170100001", leaving), "湖山町北9", "0857-99-9999")}, Region::request_as_of("2026-12-01"));
        CHECK(report.facilities_split == 1);
        CHECK(region.id_of("3170100001/130") == id);
        CHECK(region.id_of("3170100001/" + leaving) != id);
        CHECK(region.groups().size() == 2);
    }
}

TEST_CASE("a record that moves from one facility to another takes nobody's id with it") {
    Region region;
    const auto here = [](const char* service) { return at(office("3170100001", service), "東町一丁目1", std::string("0857-11-1") + service); };
    const auto there = [](const char* service) { return at(office("3170100001", service), "湖山町北9", std::string("0857-11-1") + service); };
    // 150 founds the older facility with 110; 130 the younger.
    region.import_offices({here("150")}, Region::request_as_of("2026-01-01"));
    region.import_offices({here("110"), there("130")}, Region::request_as_of("2026-01-01"));
    const auto older = region.id_of("3170100001/150");
    const auto younger = region.id_of("3170100001/130");
    REQUIRE(older == region.id_of("3170100001/110"));
    REQUIRE(older != younger);
    region.import_offices({there("110")}, Region::request_as_of("2026-12-01"));
    CHECK(region.id_of("3170100001/150") == older);
    CHECK(region.id_of("3170100001/130") == younger);
    CHECK(region.id_of("3170100001/110") == younger);
}

TEST_CASE("numbers of several kinds connect records that share none directly") {
    Region region;
    const auto plain = office("3170100001");
    region.import_offices({plain});
    auto clinic = listed("clinic", "さくら診療所", plain.value("phone"));
    clinic.identifiers = {{"medical_institution", "3112345"}};
    region.import(tests::FakeImporter("medical", facility::ImportKind::facilities), tests::rows_of({clinic}));
    CHECK(region.groups().size() == 2);
    auto both = listed("row 1", "さくら", plain.value("phone"));
    both.identifiers = {{"kaigo_office", "3170100001"}, {"medical_institution", "3112345"}};
    region.import_list({both});
    CHECK(region.groups() == Groups{{"care:3170100001/110", "list:row 1", "medical:clinic"}});
}

TEST_CASE("the order in which the files come does not change which records are one facility") {
    const auto home = named(at(office("3170100001"), "東町一丁目1番1号", "0857-11-1111"), "さくら訪問介護");
    const auto day = named(at(office("3170100001", "150"), "東町1-1-1", "0857-11-1111"), "さくらデイサービス");
    const auto branch = named(at(office("3170100001", "130"), "湖山町北5", "0857-11-1111"), "さくら訪問介護");
    const auto other = named(office("3170100002"), "もみじ");
    auto clinic = listed("clinic", "さくら診療所", "0857-11-1111", "東町一丁目1番1号");
    clinic.identifiers = {{"medical_institution", "3112345"}};
    auto both = listed("both", "さくら会", "0857-11-1111", "東町一丁目5");
    both.identifiers = {{"medical_institution", "3112345"}, {"kaigo_office", "3170100001"}};
    struct File {
        tests::FakeImporter importer;
        std::vector<facility::SourceRecord> records;
    };
    const tests::FakeImporter care("care", facility::ImportKind::facilities), medical("medical", facility::ImportKind::facilities),
        city("city", facility::ImportKind::facilities), society("society", facility::ImportKind::facilities);
    const std::vector<File> files{
        {care, {home, other}},
        {care, {day, branch}},
        {medical, {clinic}},
        {city, {both}},
        // Knows the facility by the name of its second service, and another by its address.
        {society, {listed("row 1", "さくらデイサービス", "0857-11-1111"), listed("row 2", "もみじ", "", other.address.text)}},
    };
    const Groups expected{{"care:3170100001/110", "care:3170100001/150", "medical:clinic", "city:both", "society:row 1"},
                          {"care:3170100001/130"},
                          {"care:3170100002/110", "society:row 2"}};
    std::vector<std::size_t> order(files.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    int tried = 0;
    do {
        std::string names;
        Region region;
        for (const auto at : order) {
            names += std::to_string(at);
            region.import(files[at].importer, tests::rows_of(files[at].records));
        }
        CAPTURE(names);
        REQUIRE(region.groups() == expected);
        REQUIRE(region.number("SELECT count(*) FROM review") == 0);
        ++tried;
    } while (std::next_permutation(order.begin(), order.end()));
    CHECK(tried == 120);
}

TEST_CASE("some hundred facilities of one name are decided in little time") {
    Region region;
    std::vector<facility::SourceRecord> records;
    for (int i = 0; i < 2000; ++i) {
        records.push_back(named(office(std::to_string(3170100000 + i)), i % 5 == 0 ? "さくら" : "ひまわり" + std::to_string(i)));
    }
    const auto begin = std::chrono::steady_clock::now();
    CHECK(region.import_offices(records).founded == 2000);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(30));
}
