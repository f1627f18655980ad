#include "search/plan.hpp"
#include "search/search.hpp"

namespace annai::search {

std::int64_t count(const edition::Edition& edition, const FacilityQuery& query) {
    const auto made = plan(query, false);
    const auto connection = edition.connect();
    auto statement = connection->prepare("SELECT count(*) FROM facility" + made.conditions);
    made.bind(statement);
    statement.step();
    return statement.integer(0);
}

Page find(const edition::Edition& edition, const FacilityQuery& query, Want want) {
    Page page;
    page.total = count(edition, query);
    const auto made = plan(query, true);
    const auto connection = edition.connect();
    auto statement = connection->prepare("SELECT public_id, sort_key, body, feature FROM facility" + made.conditions +
                                         " ORDER BY sort_key, public_id LIMIT :limit");
    made.bind(statement);
    statement.bind(":limit", query.limit + 1);
    Place last;
    while (statement.step()) {
        if (page.hits.size() == static_cast<std::size_t>(query.limit)) {
            page.next = encode_cursor(last);
            break;
        }
        Hit hit;
        hit.id = statement.text(0);
        if (want != Want::feature) {
            hit.body = statement.text(2);
        }
        if (want != Want::body) {
            hit.feature = statement.text(3);
        }
        last = {statement.text(1), hit.id};
        page.hits.push_back(std::move(hit));
    }
    return page;
}

} // namespace annai::search
