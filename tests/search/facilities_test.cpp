#include "base/error.hpp"
#include "search/clusters.hpp"
#include "search/search.hpp"
#include "support/edition_file.hpp"
#include "support/support.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace annai;
using search::FacilityQuery;
using search::Want;
using tests::MadeFacility;

namespace {

std::vector<MadeFacility> region() {
    return {
        {"aaaaaaaaaa", "あおい内科", "アオイナイカ", {"clinic"}, base::Position{35.50, 134.20}, {{"ventilator", "", "yes", "record"}}, "99201"},
        {"bbbbbbbbbb", "ｶﾜｲ歯科", "カワイシカ", {"dental_clinic"}, base::Position{35.51, 134.21}, {}, "99201"},
        {"cccccccccc", "髙橋病院", "タカハシビョウイン", {"hospital", "home_nursing"}, base::Position{35.52, 134.22},
         {{"ventilator", "", "unknown", "notified"}, {"oral_care", "", "yes", "record"}}, "99302"},
        {"dddddddddd", "なごみ訪問看護", "ナゴミホウモンカンゴ", {"home_nursing"}, std::nullopt,
         {{"ventilator", "", "conditional", "self_reported"}, {"ventilator", "tppv", "no", "self_reported"}, {"suction", "", "yes", "record"}},
         "99302"},
        {"eeeeeeeeee", "はなの里", "ハナノサト", {"home_nursing"}, base::Position{35.50, 134.20}, {{"ventilator", "", "no", "self_reported"}}, ""},
    };
}

struct World {
    tests::TemporaryFolder folder;
    std::shared_ptr<const edition::Edition> edition = edition::Edition::open(tests::make_edition(folder / "public.db", region()));

    std::string ids(const FacilityQuery& query) const {
        std::string found;
        for (const auto& hit : search::find(*edition, query, Want::body).hits) {
            found += hit.id[0];
        }
        return found;
    }
    std::string ids(const search::Parameters& parameters) const { return ids(search::parse_query(parameters, 50)); }
};

} // namespace

TEST_CASE_FIXTURE(World, "everything is found in the order of the readings") {
    CHECK(ids(search::Parameters{}) == "abcde");
    CHECK(search::count(*edition, {}) == 5);
}

TEST_CASE_FIXTURE(World, "several kinds are alternatives, several areas too, and the two together must hold") {
    CHECK(ids({{"kind", "clinic,dental_clinic"}}) == "ab");
    CHECK(ids({{"kind", "home_nursing"}}) == "cde");
    CHECK(ids({{"area", "99302"}}) == "cd");
    CHECK(ids({{"area", "municipality:99201"}, {"kind", "clinic"}}) == "a");
    CHECK(ids({{"area", "prefecture:99201"}}).empty());
}

TEST_CASE_FIXTURE(World, "a capability is matched by answers, never by a notification or a no") {
    CHECK(ids({{"capability", "ventilator"}}) == "ad");
    CHECK(ids({{"capability", "ventilator"}, {"capability", "suction"}}) == "d");
    CHECK(ids({{"capability", "ventilator:tppv"}}).empty());
}

TEST_CASE_FIXTURE(World, "those that have only notified are a group of their own") {
    CHECK(ids({{"capability", "ventilator"}, {"notified", "1"}}) == "c");
    // Answered for one, notified for the other: in no list of answers, so it must be in this one.
    CHECK(ids({{"capability", "ventilator"}, {"capability", "oral_care"}, {"notified", "1"}}) == "c");
    CHECK(ids({{"capability", "ventilator"}, {"capability", "oral_care"}}).empty());
}

TEST_CASE_FIXTURE(World, "names are found in any width, kana or character form, by one character too") {
    CHECK(ids({{"q", "高橋"}}) == "c");
    CHECK(ids({{"q", "たかはし"}}) == "c");
    CHECK(ids({{"q", "カワイ"}}) == "b");
    CHECK(ids({{"q", "ｶﾜｲ"}}) == "b");
    CHECK(ids({{"q", "内科"}}) == "a");
    CHECK(ids({{"q", "里"}}) == "e");
    CHECK(ids({{"q", "訪問 なごみ"}}) == "d");
    CHECK(ids({{"q", "' OR 1=1 --"}}).empty());
    CHECK(ids({{"q", "%"}}).empty());
}

TEST_CASE_FIXTURE(World, "a box holds what lies on its edge and nothing beyond, and no facility without a position") {
    CHECK(ids({{"bbox", "134.20,35.50,134.21,35.51"}}) == "abe");
    CHECK(ids({{"bbox", "134.2000001,35.50,134.21,35.51"}}) == "b");
    CHECK(ids({{"bbox", "-180,-90,180,90"}}) == "abce");
}

TEST_CASE_FIXTURE(World, "pages add up to the whole, whatever their size") {
    for (const int limit : {1, 2, 3, 5, 10}) {
        FacilityQuery query;
        query.limit = limit;
        std::string all;
        int pages = 0;
        do {
            const auto page = search::find(*edition, query, Want::feature);
            CHECK(page.total == 5);
            CHECK(page.hits.size() <= static_cast<std::size_t>(limit));
            for (const auto& hit : page.hits) {
                CHECK(hit.body.empty());
                all += hit.id[0];
            }
            query.cursor = page.next;
            REQUIRE(++pages < 10);
        } while (!query.cursor.empty());
        CHECK(all == "abcde");
    }
}

TEST_CASE_FIXTURE(World, "a cursor that no page gave is refused by name") {
    for (const auto* cursor : {"x", ".", "a.b;", "A.b", "a.'"}) {
        FacilityQuery query;
        query.cursor = cursor;
        try {
            search::find(*edition, query, Want::body);
            FAIL("accepted: " << cursor);
        } catch (const base::Error& error) {
            CHECK(error.field() == "cursor");
        }
    }
}

TEST_CASE_FIXTURE(World, "a facility is looked up by its id, and an unknown id is unknown") {
    CHECK(search::look_up(*edition, "cccccccccc").state == search::Lookup::State::found);
    CHECK(search::look_up(*edition, "zzzzzzzzzz").state == search::Lookup::State::unknown);
    CHECK(search::look_up(*edition, "").state == search::Lookup::State::unknown);
}

TEST_CASE_FIXTURE(World, "clusters of a question add up to its facilities that have a position, at every zoom") {
    FacilityQuery query;
    query.kinds = {"clinic", "dental_clinic", "home_nursing"};
    for (int zoom = 0; zoom <= search::max_zoom; ++zoom) {
        std::int64_t sum = 0;
        for (const auto& cluster : search::clusters(*edition, query, zoom)) {
            sum += cluster.count;
            CHECK(cluster.box.contains(cluster.position));
            CHECK((cluster.count == 1) == !cluster.id.empty());
        }
        CHECK(sum == 4);
    }
}
