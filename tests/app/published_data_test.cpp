#include "data_fixture.hpp"
#include "geojson_check.hpp"

#include "formats/tables.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <zlib.h>

// The published files of one prefecture, as the program meets them in the field. Skipped, visibly, where they are not.

using namespace annai;
using namespace annai::tests;
using nlohmann::json;

namespace {

using Strings = std::vector<std::string>;

Strings files_in(const std::filesystem::path& folder, const std::string& begin, const std::string& end) {
    Strings files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const auto name = entry.path().filename().string();
        if (name.starts_with(begin) && name.ends_with(end)) {
            files.push_back(entry.path().string());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// The prefecture's part of the addresses of the whole country, so that the test is quick.
std::filesystem::path addresses_of(const std::filesystem::path& shared, const std::string& prefecture, const TemporaryFolder& folder) {
    std::string rows;
    for (const auto& file : files_in(shared / "addresses", "", ".gz")) {
        const std::unique_ptr<gzFile_s, int (*)(gzFile)> in(gzopen(file.c_str(), "rb"), &gzclose);
        char line[4096];
        while (gzgets(in.get(), line, sizeof line) != nullptr) {
            const std::string text = line;
            if (rows.empty() || text.find(prefecture) != std::string::npos) {
                rows += text;
            }
        }
    }
    return folder.file("addresses.csv", rows);
}

struct Prefecture {
    TemporaryFolder folder;
    std::filesystem::path data = folder / "data";
    Strings care;
    json report;

    explicit Prefecture(const std::filesystem::path& shared) : care(files_in(shared / "mhlw-care", "jigyosho_", ".csv")) {
        REQUIRE(annai_run(data, {"init"}).status == 0);
        REQUIRE(annai_run(data, {"import", "addresses", addresses_of(shared, "鳥取県", folder).string()}).status == 0);
        REQUIRE(annai_run(data, with({"import", "boundaries"}, files_in(shared / "boundaries/tottori", "", ".json"))).status == 0);
        const auto done = annai_run(data, with({"import", "mhlw_care", "--json"}, care));
        CAPTURE(done.err);
        REQUIRE(done.status == 0);
        report = json::parse(done.out);
        REQUIRE(annai_run(data, {"publish"}).status == 0);
    }
    static Strings with(Strings words, const Strings& more) {
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }
};

const Prefecture* prefecture(const char* test) {
    const auto shared = shared_data(test);
    if (!shared) {
        return nullptr;
    }
    static const Prefecture loaded(*shared);
    return &loaded;
}

/// All rings of the municipalities, for a test of its own (even–odd) of what the program looks up in its index.
std::vector<std::vector<std::pair<double, double>>> rings(const std::filesystem::path& shared) {
    std::vector<std::vector<std::pair<double, double>>> all;
    const std::function<void(const json&)> collect = [&](const json& coordinates) {
        if (coordinates[0].is_array() && coordinates[0][0].is_number()) {
            auto& ring = all.emplace_back();
            for (const auto& position : coordinates) {
                ring.emplace_back(position[0].get<double>(), position[1].get<double>());
            }
            return;
        }
        for (const auto& part : coordinates) {
            collect(part);
        }
    };
    for (const auto& file : files_in(shared / "boundaries/tottori", "", ".json")) {
        const auto read = json::parse(bytes_of(file));
        for (const auto& feature : read.contains("features") ? read["features"] : json::array({read})) {
            collect(feature["geometry"]["coordinates"]);
        }
    }
    return all;
}

bool is_within(const std::vector<std::vector<std::pair<double, double>>>& all, double lon, double lat) {
    bool inside = false;
    for (const auto& ring : all) {
        for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
            const auto [xi, yi] = ring[i];
            const auto [xj, yj] = ring[j];
            if ((yi > lat) != (yj > lat) && lon < (xj - xi) * (lat - yi) / (yj - yi) + xi) {
                inside = !inside;
            }
        }
    }
    return inside;
}

std::size_t count_rows(const Strings& files) {
    std::size_t rows = 0;
    for (const auto& file : files) {
        formats::for_each_table(file, [&](formats::Table& table) {
            formats::Row row;
            while (table.next(row)) {
                ++rows;
            }
            --rows; // the header
        });
    }
    return rows;
}

} // namespace

TEST_CASE("every row of the care files is accounted for") {
    const auto* region = prefecture("accounting of the care files");
    if (region == nullptr) {
        return;
    }
    CHECK(region->care.size() == 26);
    const auto& rows = region->report["rows"];
    CHECK(rows["read"] == 1022);
    CHECK(rows["read"] == count_rows(region->care));
    CHECK(rows["read"] == rows["in_records"].get<int>() + rows["ignored"].get<int>() + rows["rejected"].get<int>());
    const auto& records = region->report["records"];
    CHECK(records["total"] == records["linked"].get<int>() + records["new"].get<int>() + records["in_review"].get<int>());
    CHECK(rows["rejected"] == 0);
}

TEST_CASE("the same care files again change nothing, and one service's file alone makes nothing 要確認") {
    const auto* region = prefecture("repeated care files");
    if (region == nullptr) {
        return;
    }
    const auto before = register_digest(region->data);
    const auto again = annai_run(region->data, Prefecture::with({"import", "mhlw_care"}, region->care));
    CHECK(again.status == 0);
    CHECK(again.said("nothing was changed"));
    CHECK(register_digest(region->data) == before);
    const auto missing = [&] {
        std::int64_t sum = 0;
        const auto status = status_of(region->data);
        for (const auto& source : status["sources"]) {
            sum += source["missing"].get<std::int64_t>();
        }
        return sum;
    };
    const auto facilities = status_of(region->data)["facilities"];
    CHECK(missing() == 0);
    const auto one = annai_run(region->data, {"import", "mhlw_care", "--json", "--as-of", "2026-12-01", region->care.at(2)});
    CHECK(one.status == 0);
    CHECK(missing() == 0);
    CHECK(status_of(region->data)["facilities"] == facilities);
    const auto published = annai_run(region->data, {"publish", "--dry-run"});
    CHECK(published.said("0 要確認"));
    CHECK_FALSE(published.said(" 1 要確認"));
}

TEST_CASE("every facility is listed, and none lies outside the prefecture's municipalities or at 0,0") {
    const auto* region = prefecture("positions of the care offices");
    if (region == nullptr) {
        return;
    }
    Served served(Served::over(region->data));
    const auto text = served.get("/facilities.geojson?limit=5000").body;
    const auto features = check_geojson(text);
    const auto status = status_of(region->data);
    std::int64_t in_review = 0;
    for (const auto& source : status["sources"]) {
        in_review += source["in_review"].get<std::int64_t>();
    }
    CHECK(features == status["facilities"]);
    CHECK(in_review == region->report["records"]["in_review"]);
    const auto all = rings(*shared_data("positions"));
    CHECK(all.size() >= 19);
    CHECK(is_within(all, 134.2381, 35.5011)); // the prefecture's office
    CHECK_FALSE(is_within(all, 138.252924, 36.204824));
    std::size_t located = 0;
    const auto collection = json::parse(text);
    for (const auto& feature : collection["features"]) {
        if (!feature["geometry"].is_null()) {
            const double lon = feature["geometry"]["coordinates"][0];
            const double lat = feature["geometry"]["coordinates"][1];
            CAPTURE(feature["properties"]["name"].get<std::string>());
            CAPTURE(lon);
            CAPTURE(lat);
            CHECK(is_within(all, lon, lat));
            ++located;
        }
    }
    CHECK(located * 100 > features * 98);
}

TEST_CASE("GDAL reads the served GeoJSON and counts as many features") {
    const auto* region = prefecture("GDAL over HTTP");
    if (region == nullptr) {
        return;
    }
    if (run({"ogrinfo", "--version"}).status != 0) {
        MESSAGE("SKIPPED (ogrinfo of gdal-bin is not installed)");
        return;
    }
    Served served(Served::over(region->data));
    const auto health = json::parse(served.get("/healthz").body);
    const auto read = run({"ogrinfo", "-ro", "-al", "-so", "http://127.0.0.1:" + std::to_string(served.port()) + "/facilities.geojson?limit=5000"});
    CAPTURE(read.out + read.err);
    CHECK(read.status == 0);
    CHECK(read.said("Feature Count: " + health["facilities"].dump()));
    CHECK(read.said("Geometry: Point"));
    CHECK(read.said("WGS 84"));
}
