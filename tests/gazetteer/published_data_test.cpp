#include "world.hpp"

#include "base/delimited_text.hpp"
#include "base/file.hpp"

#include <doctest/doctest.h>
#include <zlib.h>

#include <algorithm>
#include <iostream>
#include <set>
#include <utility>

// Against the published data of one prefecture and the published towns of the whole country.

using namespace annai;
using gazetteer::Level;

namespace {

std::string gunzip(const std::filesystem::path& file) {
    std::string out;
    std::string piece(1U << 20, '\0');
    gzFile stream = gzopen(file.c_str(), "rb");
    REQUIRE(stream != nullptr);
    for (int n = 0; (n = gzread(stream, piece.data(), static_cast<unsigned>(piece.size()))) > 0;) {
        out.append(piece.data(), static_cast<std::size_t>(n));
    }
    gzclose(stream);
    return out;
}

std::vector<gazetteer::Point> published_points(const std::filesystem::path& data) {
    std::vector<gazetteer::Point> points;
    base::DelimitedReader reader([&](base::DelimitedRow&& row) {
        const auto lat = base::to_number(row.cells.at(4));
        const auto lon = base::to_number(row.cells.at(5));
        if (lat && lon) {
            points.push_back(tests::point(row.cells[0], row.cells[1], row.cells[2], *lat, *lon, row.cells[3]));
        }
    });
    reader.feed(gunzip(data / "addresses" / "geolonia_addresses_2024-01-15.csv.gz"));
    reader.finish();
    return points;
}

struct CareRow {
    std::string code, prefecture, city, address;
    std::optional<base::Position> stated;
};

std::vector<CareRow> care_rows(const std::filesystem::path& data) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(data / "mhlw-care")) {
        if (entry.path().filename().string().starts_with("jigyosho_")) {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    std::vector<CareRow> out;
    for (const auto& file : files) {
        bool header = true;
        for (const auto& row : base::read_delimited(base::read_file(file))) {
            if (!std::exchange(header, false) && row.cells.size() > 10) {
                CareRow care{row.cells[0], row.cells[2], row.cells[3], row.cells[7], {}};
                const auto lat = base::to_number(row.cells[9]);
                const auto lon = base::to_number(row.cells[10]);
                if (lat && lon && base::in_japan({*lat, *lon})) {
                    care.stated = base::Position{*lat, *lon};
                }
                out.push_back(std::move(care));
            }
        }
    }
    return out;
}

/// The national gazetteer, built once.
const std::filesystem::path& national(const std::filesystem::path& data) {
    static const tests::TemporaryFolder folder;
    static const auto file = folder / "gazetteer.db";
    if (!std::filesystem::exists(file)) {
        tests::build(file, published_points(data));
    }
    return file;
}

} // namespace

TEST_CASE("99 in 100 published care addresses are found at their town or better, near the stated position") {
    const auto data = tests::shared_data("99 in 100 published care addresses are found at their town or better");
    if (!data) {
        return;
    }
    const gazetteer::Gazetteer gazetteer(national(*data));
    std::size_t total = 0;
    std::size_t good = 0;
    std::set<std::string> failures;
    std::vector<double> distances;
    for (const auto& row : care_rows(*data)) {
        ++total;
        const auto match = gazetteer.locate({row.address, row.prefecture, row.city, row.code});
        if (!match || match->level == Level::municipality) {
            failures.insert(row.address + " (" + row.city + ")");
            continue;
        }
        ++good;
        CHECK_MESSAGE((row.code.empty() || match->municipality_code == row.code.substr(0, 5)), row.address); // some rows have none
        if (row.stated) {
            distances.push_back(base::distance_m(match->position, *row.stated));
        }
    }
    REQUIRE_GT(total, 900);
    REQUIRE_FALSE(distances.empty());
    std::sort(distances.begin(), distances.end());
    const auto beyond = distances.end() - std::upper_bound(distances.begin(), distances.end(), 5000.0);
    std::cout << "addresses at town level or better: " << good << " of " << total << "; distance to the stated position: median "
              << distances[distances.size() / 2] << " m, 95 % " << distances[distances.size() * 95 / 100] << " m, beyond 5 km "
              << beyond << "\n";
    for (const auto& failure : failures) {
        std::cout << "  not found: " << failure << "\n";
    }
    CHECK_GE(good * 100, total * 99);
    CHECK_LT(distances[distances.size() / 2], 500);
    CHECK_LT(distances[distances.size() * 95 / 100], 2000);
    CHECK_LE(beyond, 2); // wrong positions in the source, looked at one by one
}

TEST_CASE("every published town is found from its own address, with and without the prefecture") {
    const auto data = tests::shared_data("every published town is found from its own address");
    if (!data) {
        return;
    }
    const gazetteer::Gazetteer gazetteer(national(*data));
    std::size_t total = 0;
    std::size_t found = 0;
    std::size_t found_without = 0;
    std::size_t step = 0;
    for (const auto& point : published_points(*data)) {
        if (++step % 20 != 0 || !point.block.empty()) {
            continue;
        }
        ++total;
        const auto address = point.city + point.town + "123番地4";
        const auto key = gazetteer::normalise_address(point.town);
        const auto match = gazetteer.locate({point.prefecture + address, "", "", ""});
        found += match && match->town_key == key ? 1 : 0;
        const auto without = gazetteer.locate({address, "", "", ""});
        found_without += without && without->town_key == key ? 1 : 0;
    }
    REQUIRE_GT(total, 5000);
    CHECK_GE(found * 1000, total * 999);
    CHECK_GE(found_without * 1000, total * 998);
}
