#include "importers/mhlw_care/mhlw_care.hpp"

#include "collect.hpp"
#include "facility/contact.hpp"
#include "facility/place_text.hpp"
#include "support/support.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <iostream>

using namespace annai;
using annai::tests::Collector;

TEST_CASE("all rows of the published files of one prefecture become records") {
    const auto data = tests::shared_data("mhlw_care, published files");
    if (!data) {
        return;
    }
    Collector seen;
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(*data / "mhlw-care")) {
        if (entry.path().filename().string().rfind("jigyosho_", 0) == 0) {
            importers::mhlw_care::make_importer()->read(entry.path(), {}, seen);
            ++files;
        }
    }
    CHECK(files == 26);
    CHECK(seen.rows == 1022);
    CHECK(seen.records.size() == 1022);
    CHECK(seen.rejects.empty());
    CHECK(seen.balances());
    for (const auto& [code, count] : seen.remarks) {
        std::cout << "  " << code << " " << count << "  e.g. " << seen.examples.at(code) << "\n";
    }

    std::set<std::string> keys, parts;
    for (const facility::SourceRecord& record : seen.records) {
        keys.insert(record.key);
        parts.insert(record.part);
        CHECK(record.region == "31");
        CHECK(record.kinds.size() == 1);
        CHECK(record.address.prefecture == "鳥取県");
        CHECK_FALSE(record.address.text.empty());
        CHECK(facility::office_number(record.identifiers.at(0).value) == record.identifiers.at(0).value);
        const facility::Phone phone = facility::tidy_phone(record.value("phone"));
        CHECK(phone.value == record.value("phone")); // what is tidy stays as it is
        CHECK(phone.well_formed);
        CHECK(facility::record_from_json(facility::to_json(record)).values == record.values);
    }
    CHECK(keys.size() == 1022);
    CHECK(parts.size() == 25 + 1);

    // Counted in the files apart from this program.
    CHECK(seen.remarks["capacity_zero"] == 354);
    CHECK(seen.remarks["municipality_code_blank"] == 14);
    CHECK(seen.remarks["prefecture_blank"] == 2);
    CHECK(seen.remarks["position_zero"] == 2);
    CHECK(seen.remarks["position_foreign"] + seen.remarks["position_placeholder"] + seen.remarks["position_centroid"] == 2);
    CHECK(seen.remarks["corporate_number_invalid"] == 1);
    CHECK(seen.remarks["fax_shape"] == 1);
    CHECK(seen.remarks["phone_shape"] == 0);
    CHECK(seen.remarks["service_disagrees"] == 0);
}
