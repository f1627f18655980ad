#include "search/search.hpp"

#include "base/error.hpp"
#include "support/edition_file.hpp"
#include "support/support.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace annai;
using search::FacilityQuery;
using search::Want;
using tests::EditionFacility;

namespace {

struct World {
    tests::TemporaryFolder folder;
    std::shared_ptr<const edition::Edition> edition;

    explicit World(std::vector<EditionFacility> facilities) {
        tests::EditionFile file;
        file.facilities = std::move(facilities);
        edition = edition::Edition::open(file.write(folder / "public.db"));
    }

    std::vector<std::string> ids(const FacilityQuery& query) const {
        std::vector<std::string> found;
        const auto page = search::find(*edition, query, Want::body);
        for (const auto& hit : page.hits) {
            found.push_back(hit.id);
        }
        CHECK(page.total == search::count(*edition, query));
        return found;
    }
    std::vector<std::string> ids(const search::Parameters& parameters) const { return ids(search::parse_query(parameters, 5000)); }
};

using Ids = std::vector<std::string>;

std::string code(int number) {
    return "id" + std::to_string(1000 + number);
}

} // namespace

TEST_CASE("facilities are sorted by reading, those read alike by id") {
    const World world({{"c", "かえで"}, {"a", "さくら"}, {"b", "さくら"}, {"d", "アカシア"}, {"e", "がくえん"}});
    CHECK(world.ids(FacilityQuery{}) == Ids{"d", "c", "e", "a", "b"});
}

TEST_CASE("pages add up to the count, in order and without one twice, whatever their size") {
    std::vector<EditionFacility> facilities;
    for (int i = 0; i < 57; ++i) {
        facilities.push_back({code(i), "医院" + std::to_string(i % 5)}); // many are read alike
    }
    const World world(facilities);
    const auto all = world.ids(search::Parameters{});
    REQUIRE(all.size() == 57);
    for (const int limit : {1, 2, 7, 56, 57, 58, 5000}) {
        FacilityQuery query;
        query.limit = limit;
        Ids seen;
        int pages = 0;
        do {
            const auto page = search::find(*world.edition, query, Want::both);
            CHECK(page.total == 57);
            CHECK(page.hits.size() <= static_cast<std::size_t>(limit));
            for (const auto& hit : page.hits) {
                seen.push_back(hit.id);
            }
            query.cursor = page.next;
            ++pages;
        } while (!query.cursor.empty());
        CHECK(seen == all);
        CHECK(pages == (57 + limit - 1) / limit);
    }
}

TEST_CASE("pages of a question with conditions add up as well") {
    std::vector<EditionFacility> facilities;
    for (int i = 0; i < 40; ++i) {
        facilities.push_back({code(i), "医院" + std::to_string(i), {i % 3 == 0 ? "hospital" : "clinic"}, base::Position{35 + i * 0.01, 134}});
    }
    const World world(facilities);
    FacilityQuery query;
    query.kinds = {"clinic"};
    query.bbox = base::BoundingBox{133, 35.05, 135, 35.3};
    query.limit = 4;
    std::set<std::string> seen;
    std::size_t rows = 0;
    std::int64_t total = 0;
    do {
        const auto page = search::find(*world.edition, query, Want::feature);
        total = page.total;
        for (const auto& hit : page.hits) {
            CHECK(hit.body.empty());
            CHECK_FALSE(hit.feature.empty());
            seen.insert(hit.id);
            ++rows;
        }
        query.cursor = page.next;
    } while (!query.cursor.empty());
    CHECK(rows == static_cast<std::size_t>(total));
    CHECK(seen.size() == rows);
    CHECK(total == 17);
}

TEST_CASE("a box holds exactly what lies in it, its edges too, and nothing without a position") {
    // The R*Tree rounds to 32 bits: about a metre here.
    const World world({{"in", "内", {"clinic"}, base::Position{35.5, 134.2}},
                       {"edge", "縁", {"clinic"}, base::Position{35.6, 134.3}},
                       {"just_out", "外", {"clinic"}, base::Position{35.6000001, 134.3}},
                       {"out", "遠", {"clinic"}, base::Position{36, 135}},
                       {"nowhere", "無"}});
    auto found = world.ids({{"bbox", "134.1,35.4,134.3,35.6"}});
    std::sort(found.begin(), found.end());
    CHECK(found == Ids{"edge", "in"});
    CHECK(world.ids({{"bbox", "134.2,35.5,134.2,35.5"}}) == Ids{"in"});
    CHECK(world.ids({{"bbox", "0,0,1,1"}}).empty());
}

TEST_CASE("several kinds are alternatives") {
    const World world({{"a", "あ", {"hospital"}}, {"b", "い", {"clinic", "home_nursing"}}, {"c", "う", {"pharmacy"}}});
    CHECK(world.ids({{"kind", "hospital"}, {"kind", "home_nursing"}}) == Ids{"a", "b"});
    CHECK(world.ids({{"kind", "home_nursing"}, {"kind", "clinic"}}) == Ids{"b"});
}

TEST_CASE("several areas are alternatives, by code or by kind and code") {
    const World world({{"a", "あ", {"clinic"}, {}, {"東"}}, {"b", "い", {"clinic"}, {}, {"西"}}, {"c", "う"}});
    CHECK(world.ids({{"area", "東"}}) == Ids{"a"});
    CHECK(world.ids({{"area", "東,daily_living_area:西"}}) == Ids{"a", "b"});
    CHECK(world.ids({{"area", "municipality:東"}}).empty());
    CHECK(world.ids({{"area", "' OR 1=1 --"}}).empty());
}

TEST_CASE("several capabilities must all be answered with yes or with conditions") {
    const World world({{"both", "あ", {"clinic"}, {}, {}, {{"home_visit", "", "yes", "record"}, {"iv_drip", "", "conditional", "self_reported"}}},
                       {"one", "い", {"clinic"}, {}, {}, {{"home_visit", "", "yes", "record"}, {"iv_drip", "", "no", "self_reported"}}},
                       {"unknown", "う", {"clinic"}, {}, {}, {{"home_visit", "", "unknown", "notified"}, {"iv_drip", "", "yes", "record"}}},
                       {"none", "え"}});
    CHECK(world.ids({{"capability", "home_visit"}}) == Ids{"both", "one"});
    CHECK(world.ids({{"capability", "home_visit,iv_drip"}}) == Ids{"both"});
}

TEST_CASE("a qualifier asks for that part; without one any part will do") {
    const World world({{"t", "あ", {"clinic"}, {}, {}, {{"ventilator", "tppv", "yes", "record"}, {"ventilator", "nppv", "no", "record"}}},
                       {"n", "い", {"clinic"}, {}, {}, {{"ventilator", "nppv", "yes", "record"}}},
                       {"w", "う", {"clinic"}, {}, {}, {{"ventilator", "", "yes", "record"}}}});
    CHECK(world.ids({{"capability", "ventilator"}}) == Ids{"t", "n", "w"});
    CHECK(world.ids({{"capability", "ventilator:tppv"}}) == Ids{"t"});
}

TEST_CASE("those with only a notification are a group of their own") {
    std::vector<EditionFacility> facilities;
    // Every combination of what can be known of two capabilities.
    const std::vector<std::pair<std::string, std::string>> states{
        {"", ""}, {"yes", "record"}, {"conditional", "self_reported"}, {"no", "self_reported"}, {"unknown", "notified"}, {"unknown", "planned"}, {"unknown", "self_reported"}};
    for (std::size_t a = 0; a < states.size(); ++a) {
        for (std::size_t b = 0; b < states.size(); ++b) {
            EditionFacility facility{code(static_cast<int>(a * 10 + b)), "名"};
            if (!states[a].first.empty()) {
                facility.capabilities.push_back({"home_visit", "", states[a].first, states[a].second});
            }
            if (!states[b].first.empty()) {
                facility.capabilities.push_back({"iv_drip", "", states[b].first, states[b].second});
            }
            facilities.push_back(std::move(facility));
        }
    }
    const World world(facilities);
    const auto set_of = [&](const search::Parameters& parameters) {
        const auto found = world.ids(parameters);
        return std::set<std::string>(found.begin(), found.end());
    };
    CHECK(set_of({{"capability", "home_visit"}}).size() == 14);
    CHECK(set_of({{"capability", "home_visit"}, {"notified", "1"}}).size() == 14);
    const auto answered = set_of({{"capability", "home_visit,iv_drip"}});
    const auto notified = set_of({{"capability", "home_visit,iv_drip"}, {"notified", "1"}});
    CHECK(answered.size() == 4);
    CHECK(notified.size() == 12); // of 4 x 4 the four that answered both
    for (const auto& id : notified) {
        CHECK_FALSE(answered.contains(id));
        const auto number = std::stoi(id.substr(2)) - 1000;
        for (const auto state : {number / 10, number % 10}) {
            CHECK((state == 1 || state == 2 || state == 4 || state == 5)); // never unknown to us, never "no"
        }
    }
}

TEST_CASE("who says no to the whole is not listed for a notification of a part") {
    const World world({{"no", "あ", {"clinic"}, {}, {}, {{"ventilator", "", "no", "record"}, {"ventilator", "tppv", "unknown", "notified"}}},
                       {"open", "い", {"clinic"}, {}, {}, {{"ventilator", "tppv", "unknown", "notified"}, {"ventilator", "nppv", "yes", "record"}}}});
    CHECK(world.ids({{"capability", "ventilator:tppv"}, {"notified", "1"}}) == Ids{"open"});
}

TEST_CASE("words are found from one character on, in any width and kana") {
    const World world({{"a", "東町内科", {"clinic"}, {}, {}, {}, "ひがしまちないか\n鳥取県鳥取市東町一丁目"},
                       {"b", "ﾃﾞｲｻｰﾋﾞｽさくら", {"day_care"}, {}, {}, {}, "鳥取県鳥取市湖山町北"},
                       {"c", "ＡＢＣ薬局", {"pharmacy"}, {}, {}, {}, "希望ヶ丘"}});
    const auto by = [&](const char* text) {
        auto found = world.ids({{"q", text}});
        std::sort(found.begin(), found.end());
        return found;
    };
    CHECK(by("科") == Ids{"a"});
    CHECK(by("内科") == Ids{"a"});
    CHECK(by("ナイカ") == Ids{"a"});
    CHECK(by("ないか") == Ids{"a"});
    CHECK(by("デイサービス") == Ids{"b"});
    CHECK(by("でいさーびす") == Ids{"b"});
    CHECK(by("サクラ") == Ids{"b"});
    CHECK(by("abc") == Ids{"c"});
    CHECK(by("ａｂｃ") == Ids{"c"});
    CHECK(by("希望ケ丘") == Ids{"c"});
    CHECK(by("鳥取市　東町") == Ids{"a"}); // all words
    CHECK(by("鳥取市") == Ids{"a", "b"});
    CHECK(by("内科 さくら").empty());
    CHECK(by("%").empty());
    CHECK(by("' OR 1=1 --").empty());
}

TEST_CASE("all conditions together must hold") {
    const World world({{"a", "東町医院", {"clinic"}, base::Position{35.5, 134.2}, {"東"}, {{"home_visit", "", "yes", "record"}}},
                       {"b", "東町病院", {"hospital"}, base::Position{35.5, 134.2}, {"東"}, {{"home_visit", "", "yes", "record"}}},
                       {"c", "東町医院", {"clinic"}, base::Position{35.5, 134.2}, {"西"}, {{"home_visit", "", "yes", "record"}}}});
    CHECK(world.ids({{"q", "東町"}, {"kind", "clinic"}, {"area", "東"}, {"capability", "home_visit"}, {"bbox", "134,35,135,36"}}) == Ids{"a"});
}
