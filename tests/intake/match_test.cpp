#include "intake/match.hpp"

#include "support/region.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace annai;
using intake::Likeness;
using intake::Located;
using intake::MatchRecord;

namespace {

struct Place {
    std::string town, house;
    std::optional<base::Position> stated;
};

MatchRecord record(const std::string& key, const std::string& number, const std::string& phone = "", const Place& place = {}) {
    MatchRecord made;
    made.source_id = 1;
    made.source = "care";
    made.part = key;
    made.key = key;
    made.name = made.name_key = "さくら";
    if (!number.empty()) {
        made.identifiers = {{"kaigo_office", number}};
    }
    if (!phone.empty()) {
        made.phones = {phone};
    }
    made.located.municipality = "31201";
    made.located.town_key = place.town;
    made.located.house = place.house;
    if (place.stated) {
        made.located.position = place.stated;
        made.located.method = "stated";
        made.located.level = "exact";
    }
    return made;
}

const Place here{"東町1丁目", "1-2", {}};
const Place there{"湖山町北", "5", {}};

using Groups = std::vector<std::vector<std::size_t>>;

} // namespace

TEST_CASE("names are compared without spaces, marks and the forms of characters") {
    CHECK(intake::name_key("デイサービス　さくら・鳥取（東）") == intake::name_key("ﾃﾞｲｻｰﾋﾞｽさくら鳥取(東)"));
    CHECK(intake::name_key("髙橋医院") == intake::name_key("高橋医院"));
    CHECK(intake::name_key("希望ヶ丘クリニック") == intake::name_key("希望ケ丘クリニック"));
    CHECK(intake::name_key("東医院") != intake::name_key("西医院"));
}

TEST_CASE("telephone numbers are compared by their digits, and what is too short is none") {
    auto stated = tests::office("3170100001");
    stated.values["phone"] = "０８５７－２０－０００１";
    CHECK(intake::match_record(stated, {}).phones == std::vector<std::string>{"0857200001"});
    stated.values["phone"] = "20-0001";
    CHECK(intake::match_record(stated, {}).phones.empty());
    stated.values["phone"] = std::nullopt;
    CHECK(intake::match_record(stated, {}).phones.empty());
}

TEST_CASE("one place is the same address, or the same telephone, or positions within 100 m") {
    CHECK(intake::same_place(record("a", "1", "", here), record("b", "1", "", here)) == "address");
    CHECK(intake::same_place(record("a", "1", "0857200001", here), record("b", "1", "0857200001", {"東町1丁目", "3", {}})) == "telephone");
    const Place exact{"東町1丁目", "", base::Position{35.5050, 134.2400}};
    CHECK(intake::same_place(record("a", "1", "", exact), record("b", "1", "", {"東町1丁目", "9", base::Position{35.5058, 134.2400}})) ==
          "position"); // 89 m
    CHECK(intake::same_place(record("a", "1", "", exact), record("b", "1", "", {"東町1丁目", "9", base::Position{35.5060, 134.2400}}))
              .empty()); // 111 m
}

TEST_CASE("neither telephone nor position join what lies in different towns") {
    CHECK(intake::same_place(record("a", "1", "0857200001", here), record("b", "1", "0857200001", there)).empty());
    const base::Position same{35.505, 134.24};
    CHECK(intake::same_place(record("a", "1", "", {"東町1丁目", "", same}), record("b", "1", "", {"東町2丁目", "", same})).empty());
}

TEST_CASE("a town may be the 丁目 that the other record names, but one 丁目 is not another") {
    const base::Position same{35.505, 134.24};
    CHECK(intake::same_place(record("a", "1", "", {"的場", "2-1", same}), record("b", "1", "", {"的場2丁目", "1", same})) == "position");
    CHECK(intake::same_place(record("a", "1", "0857200001", {"的場2丁目", "1", {}}), record("b", "1", "0857200001", {"的場", "", {}})) == "telephone");
    CHECK(intake::same_place(record("a", "1", "0857200001", {"的場1丁目", "1", same}), record("b", "1", "0857200001", {"的場2丁目", "1", same})).empty());
    CHECK(intake::judge_by_name(record("a", "", "", {"的場", "2-1", {}}), [] {
              auto other = record("b", "", "", {"的場2丁目", "1", {}});
              other.source_id = 2;
              return other;
          }())
              .likeness == Likeness::unsure);
}

TEST_CASE("being at one place is symmetrical") {
    const std::vector<Place> places{{}, here, there, {"東町1丁目", "", base::Position{35.505, 134.24}}, {"", "", base::Position{35.505, 134.24}}};
    for (const auto& a : places) {
        for (const auto& b : places) {
            for (const auto* phone : {"", "0857200001"}) {
                const auto one = record("a", "1", phone, a);
                const auto two = record("b", "1", "0857200001", b);
                CHECK(intake::same_place(one, two) == intake::same_place(two, one));
            }
        }
    }
}

TEST_CASE("one number at two places is two groups, and what connects them step by step is one") {
    const auto a = record("a", "1", "0857200001", here);
    const auto b = record("b", "1", "0857200009", there);
    CHECK(intake::group_by_place({a, b}) == Groups{{0}, {1}});
    // c has the address of a and the telephone of d.
    const auto c = record("c", "1", "0857200003", here);
    const auto d = record("d", "1", "0857200003", {"", "", {}});
    CHECK(intake::group_by_place({a, b, c, d}) == Groups{{0, 2, 3}, {1}});
}

TEST_CASE("records that share no number are not one, however near they are") {
    CHECK(intake::group_by_place({record("a", "1", "0857200001", here), record("b", "2", "0857200001", here)}) == Groups{{0}, {1}});
    // A third with both numbers joins them.
    auto both = record("c", "1", "0857200001", here);
    both.identifiers.push_back({"kaigo_office", "2"});
    CHECK(intake::group_by_place({record("a", "1", "0857200001", here), record("b", "2", "0857200001", here), both}) == Groups{{0, 1, 2}});
    // A corporate number names a whole company.
    auto one = record("a", "1", "", here);
    auto two = record("b", "2", "", here);
    one.identifiers.push_back({"corporate_number", "9"});
    two.identifiers.push_back({"corporate_number", "9"});
    CHECK(intake::group_by_place({one, two}) == Groups{{0}, {1}});
}

TEST_CASE("a record that states no place joins the only one there is, and none of several") {
    const auto a = record("a", "1", "0857200001", here);
    const auto placeless = record("p", "1");
    CHECK(intake::group_by_place({a, placeless}) == Groups{{0, 1}});
    CHECK(intake::group_by_place({placeless, a}) == Groups{{0, 1}});
    CHECK(intake::group_by_place({a, record("b", "1", "", there), placeless}) == Groups{{0}, {1}, {2}});
}

TEST_CASE("a record whose town is not known does not connect two towns by the company's telephone") {
    const auto a = record("a", "1", "0857200001", here);
    const auto b = record("b", "1", "0857200001", there);
    const auto unknown = record("u", "1", "0857200001");
    CHECK(intake::group_by_place({a, b, unknown}) == Groups{{0}, {1}, {2}});
    CHECK(intake::group_by_place({unknown, a}) == Groups{{0, 1}});
    // Where no town is known, the telephone is all there is.
    CHECK(intake::group_by_place({unknown, record("v", "1", "0857200001")}) == Groups{{0, 1}});
}

TEST_CASE("the groups do not depend on the order of the records") {
    std::vector<MatchRecord> block{record("a", "1", "0857200001", here),  record("b", "1", "0857200002", there),
                                   record("c", "1", "0857200002", there), record("d", "1", "0857200004", here),
                                   record("e", "1"),                      record("f", "1", "0857200001", {"", "", {}})};
    const auto keys_of = [](const std::vector<MatchRecord>& records) {
        std::set<std::set<std::string>> sets;
        for (const auto& group : intake::group_by_place(records)) {
            std::set<std::string> keys;
            for (const auto at : group) {
                keys.insert(records[at].key);
            }
            sets.insert(keys);
        }
        return sets;
    };
    const auto expected = keys_of(block);
    CHECK(expected == std::set<std::set<std::string>>{{"a", "d", "f"}, {"b", "c"}, {"e"}});
    while (std::next_permutation(block.begin(), block.end(), [](const auto& a, const auto& b) { return a.key < b.key; })) {
        REQUIRE(keys_of(block) == expected);
    }
}

TEST_CASE("a name with the same telephone or address is the same; a name alone is not sure; another town is another") {
    auto mine = record("row 1", "", "0857200001", here);
    mine.source_id = 2;
    CHECK(intake::judge_by_name(mine, record("a", "1", "0857200001", {})).reason == "name+telephone");
    CHECK(intake::judge_by_name(mine, record("a", "1", "0857999999", here)).reason == "name+address");
    CHECK(intake::judge_by_name(mine, record("a", "1", "0857999999", {"東町1丁目", "9", {}})).likeness == Likeness::unsure);
    CHECK(intake::judge_by_name(mine, record("a", "1", "0857999999", {})).likeness == Likeness::unsure);
    CHECK(intake::judge_by_name(mine, record("a", "1", "0857999999", there)).likeness == Likeness::different);
}

TEST_CASE("two rows of one list, and two numbers of one kind, are never one by their name") {
    const auto mine = record("a", "", "0857200001", here);
    auto same_list = record("a", "", "0857200001", here);
    CHECK(intake::judge_by_name(mine, same_list).likeness == Likeness::impossible);
    auto numbered = record("b", "1", "0857200001", here);
    numbered.source_id = 2;
    CHECK(intake::judge_by_name(numbered, record("a", "2", "0857200001", here)).likeness == Likeness::impossible);
    // A shared number was already decided by the place: the name does not undo that.
    CHECK(intake::judge_by_name(numbered, [] {
              auto branch = record("a", "1", "0857200001", there);
              branch.source_id = 3;
              return branch;
          }())
              .likeness == Likeness::impossible);
    auto company = record("c", "", "0857200001", here);
    company.source_id = 2;
    company.identifiers = {{"corporate_number", "1"}};
    auto other = record("a", "", "0857200001", here);
    other.identifiers = {{"corporate_number", "2"}}; // an operator changes more often than an office
    CHECK(intake::judge_by_name(company, other).likeness == Likeness::same);
}

TEST_CASE("a block of thousands with one placeholder for a number is grouped in little time") {
    std::vector<MatchRecord> block;
    for (int i = 0; i < 4000; ++i) {
        block.push_back(record(std::to_string(i), "0", i % 2 == 0 ? "0857200000" : "08572" + std::to_string(10000 + i),
                               {"東町1丁目", std::to_string(i), {}}));
    }
    const auto begin = std::chrono::steady_clock::now();
    const auto groups = intake::group_by_place(block);
    CHECK(groups.size() == 2001);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(10));
}
