#include "page_fixture.hpp"
#include "render/page_query.hpp"

#include <doctest/doctest.h>

using namespace annai;

namespace {

render::ListView view_of(const tests::Pages& pages, const std::string& need) {
    render::ListView view;
    view.areas = pages.areas;
    view.need = need;
    return view;
}

} // namespace

TEST_CASE("a need is one condition, its kinds and capabilities come with it") {
    const tests::Pages pages;
    const auto context = pages.context();
    const render::PageParts parts(context);
    auto view = view_of(pages, "nurse_at_home");
    view.query.areas = {"31203"};
    render::apply_need(view.query, view.need);
    REQUIRE(view.query.kinds.size() >= 2);
    REQUIRE(view.query.capabilities.size() == 1);

    const render::Question question(parts, view);
    REQUIRE(question.conditions().size() == 2);
    CHECK(question.heading() == "倉吉市・看護師さんに 来てほしい");
    CHECK(question.conditions()[0].label == "看護師さんに 来てほしい");
    CHECK(question.conditions()[0].without == "/facilities?area=31203");
    CHECK(question.conditions()[1].label == "倉吉市");
    CHECK(question.conditions()[1].without == "/facilities?need=nurse_at_home");
    CHECK(tests::has(question.spelt_out(), "kind=home_nursing"));
    CHECK(tests::has(question.spelt_out(), "capability=nursing_visit"));
    CHECK(!tests::has(question.spelt_out(), "need="));
}

TEST_CASE("what is chosen beside a need is a condition of its own") {
    const tests::Pages pages;
    const auto context = pages.context();
    const render::PageParts parts(context);
    auto view = view_of(pages, "nurse_at_home");
    view.query.kinds = {"home_nursing"};
    view.query.capabilities = {{"terminal_care", "home"}};
    render::apply_need(view.query, view.need);
    CHECK(view.query.kinds == std::vector<std::string>{"home_nursing"});
    REQUIRE(view.query.capabilities.size() == 2);

    const render::Question question(parts, view);
    REQUIRE(question.conditions().size() == 3);
    CHECK(question.conditions()[1].label == "看護師さんが家に来る");
    CHECK(question.conditions()[2].label == "最期まで家や施設で過ごす（自宅）");
    CHECK(question.conditions()[2].without == "/facilities?need=nurse_at_home&kind=home_nursing");
}

TEST_CASE("each condition's link takes that condition away and keeps the others") {
    const tests::Pages pages;
    const auto context = pages.context();
    const render::PageParts parts(context);
    auto view = view_of(pages, "");
    view.query.areas = {"31203", "daily_living_area:99101-2", "99999"};
    view.query.kinds = {"hospital", "clinic"};
    view.query.text = "内科 &kind=x";
    view.query.bbox = base::BoundingBox{133.5, 35.25, 134, 35.5};
    const render::Question question(parts, view);
    const auto& conditions = question.conditions();
    REQUIRE(conditions.size() == 7);
    CHECK(conditions[0].label == "倉吉市");
    CHECK(conditions[1].label == "東部圏域");
    CHECK(conditions[2].label == "99999");
    CHECK(conditions[5].label == "「内科 &kind=x」を含む");
    CHECK(!tests::has(conditions[0].without, "area=31203"));
    CHECK(tests::has(conditions[0].without, "daily_living_area"));
    CHECK(!tests::has(conditions[3].without, "kind=hospital"));
    CHECK(tests::has(conditions[3].without, "kind=clinic"));
    CHECK(!tests::has(conditions[5].without, "q="));
    CHECK(!tests::has(conditions[6].without, "bbox="));
    CHECK(tests::has(conditions[0].without, "bbox="));
    // The typed text stays one value.
    CHECK(tests::times(conditions[0].without, "kind=") == 2);
}

TEST_CASE("links to and within the notified group keep its capability, and leave the group with it") {
    const tests::Pages pages;
    const auto context = pages.context();
    const render::PageParts parts(context);
    auto view = view_of(pages, "nurse_at_home");
    render::apply_need(view.query, view.need);
    view.query.notified = true;
    view.query.areas = {"31203"};
    const render::Question question(parts, view);
    CHECK(tests::has(question.href(view.query), "need=nurse_at_home"));
    CHECK(tests::has(question.href(view.query), "capability=nursing_visit&notified=1"));
    CHECK(question.conditions()[0].without == "/facilities?area=31203");
    CHECK(tests::has(question.conditions()[1].without, "notified=1"));
}

TEST_CASE("many kinds are summed up in the heading, and no condition is no condition") {
    const tests::Pages pages;
    const auto context = pages.context();
    const render::PageParts parts(context);
    auto view = view_of(pages, "no_such_need");
    CHECK(render::Question(parts, view).heading() == "すべての事業所・医療機関");
    CHECK(render::Question(parts, view).conditions().empty());
    CHECK(render::Question(parts, view).href(view.query) == "/facilities");
    view.query.kinds = {"hospital", "clinic", "pharmacy", "dental_clinic"};
    CHECK(render::Question(parts, view).heading() == "入院もできる病院など4種類");
}
