#include "importers/listing/listing.hpp"
#include "importers/mhlw_care/mhlw_care.hpp"

#include "collect.hpp"
#include "support/support.hpp"

#include <doctest/doctest.h>

using namespace annai;
using annai::tests::Collector;

TEST_CASE("every list of the sample region is read by its mapping without a reject") {
    std::size_t lists = 0;
    for (const auto& entry : std::filesystem::directory_iterator(tests::source_dir() / "importers/sample_region/lists")) {
        if (entry.path().extension() != ".toml") {
            continue;
        }
        std::filesystem::path list = entry.path();
        list.replace_extension(".csv");
        if (!std::filesystem::exists(list)) {
            list.replace_extension(".xlsx");
        }
        CAPTURE(list.string());
        facility::ImportOptions options;
        options.mapping = entry.path();
        Collector seen;
        importers::listing::make_importer()->read(list, options, seen);
        CHECK(seen.balances());
        CHECK(seen.rejects.empty());
        CHECK(seen.records.size() >= 10);
        ++lists;
    }
    CHECK(lists >= 6);
}

TEST_CASE("all 35 services of the sample region are read") {
    Collector seen;
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(tests::source_dir() / "importers/sample_region/care")) {
        if (entry.path().extension() == ".csv") {
            importers::mhlw_care::make_importer()->read(entry.path(), {}, seen);
            ++files;
        }
    }
    CHECK(files == 35);
    CHECK(seen.balances());
    CHECK(seen.remarks["service_disagrees"] == 0);
    CHECK(seen.remarks["service_label_unknown"] == 0);
    std::set<std::string> parts;
    for (const facility::SourceRecord& record : seen.records) {
        parts.insert(record.part);
    }
    CHECK(parts.size() == 35);
    for (const facility::Reject& reject : seen.rejects) {
        MESSAGE(reject.place.file << ":" << reject.place.line << " " << reject.reason);
    }
}
