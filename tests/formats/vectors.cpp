#include "formats/vectors.hpp"

#include "base/error.hpp"
#include "support/archive.hpp"
#include "support/support.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

using namespace annai;
using namespace annai::tests;

namespace {

std::vector<formats::VectorFeature> features_of(const std::filesystem::path& file, const std::string& encoding = {}) {
    std::vector<formats::VectorFeature> features;
    formats::for_each_feature(file, encoding, [&](const formats::VectorFeature& feature) { features.push_back(feature); });
    return features;
}

std::string refusal(const std::filesystem::path& file) {
    try {
        features_of(file);
    } catch (const base::Error& error) {
        CHECK(error.code() == base::ErrorCode::bad_source);
        return error.what();
    }
    return "no error";
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

const std::string square = R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"N03_007":"31201","名称":"鳥取市","from":"2025-01-01","n":5},
"geometry":{"type":"Polygon","coordinates":[[[134.0,35.0,7],[134.5,35.0,7],[134.5,35.5,7],[134.0,35.5,7],[134.0,35.0,7]]]}},
{"type":"Feature","properties":{"N03_007":null},"geometry":null}]})";

std::string bytes_of(std::initializer_list<unsigned> values) {
    std::string bytes;
    for (const unsigned value : values) {
        bytes.push_back(static_cast<char>(static_cast<unsigned char>(value)));
    }
    return bytes;
}

void put_big(std::string& to, std::uint32_t value) {
    to += bytes_of({value >> 24U & 0xFFU, value >> 16U & 0xFFU, value >> 8U & 0xFFU, value & 0xFFU});
}

void put_little(std::string& to, std::uint32_t value, int size = 4) {
    for (int i = 0; i < size; ++i) {
        to.push_back(static_cast<char>(static_cast<unsigned char>(value >> (8U * static_cast<unsigned>(i)))));
    }
}

void put_double(std::string& to, double value) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &value, 8);
    put_little(to, static_cast<std::uint32_t>(bits));
    put_little(to, static_cast<std::uint32_t>(bits >> 32U));
}

std::string shape_header(std::uint32_t file_bytes, double x, double y) {
    std::string header;
    put_big(header, 9994);
    header += std::string(20, '\0');
    put_big(header, file_bytes / 2);
    put_little(header, 1000);
    put_little(header, 1); // points
    for (const double bound : {x, y, x, y, 0.0, 0.0, 0.0, 0.0}) {
        put_double(header, bound);
    }
    return header;
}

/// A shapefile of one point with the attribute NAME, as its three files; the name in raw bytes.
std::vector<ZipMemberToMake> shapefile(const std::string& stem, double x, double y, const std::string& name, unsigned language_driver = 0) {
    std::string shp = shape_header(128, x, y);
    put_big(shp, 1);
    put_big(shp, 10);
    put_little(shp, 1);
    put_double(shp, x);
    put_double(shp, y);
    std::string shx = shape_header(108, x, y);
    put_big(shx, 50);
    put_big(shx, 10);
    std::string dbf = bytes_of({3, 125, 1, 1});
    put_little(dbf, 1);
    put_little(dbf, 65, 2);
    put_little(dbf, 21, 2);
    dbf += std::string(17, '\0') + bytes_of({language_driver}) + std::string(2, '\0');
    dbf += "NAME" + std::string(7, '\0') + "C" + std::string(4, '\0') + bytes_of({20}) + std::string(15, '\0') + "\r";
    dbf += " " + name + std::string(20 - name.size(), ' ') + "\x1A";
    return {{stem + ".shp", shp}, {stem + ".shx", shx}, {stem + ".dbf", dbf}};
}

const std::string tottori_932 = "\x92\xB9\x8E\xE6\x8E\x73";

} // namespace

TEST_CASE("GeoJSON is read with its attributes, in two dimensions") {
    const TemporaryFolder folder;
    const auto features = features_of(folder.file("a.geojson", square));
    REQUIRE(features.size() == 2);
    CHECK(features[0].file == "a.geojson");
    CHECK(features[0].geometry_type == "Polygon");
    CHECK(features[0].attributes.at("N03_007") == "31201");
    CHECK(features[0].attributes.at("名称") == "鳥取市");
    CHECK(features[0].attributes.at("from") == "2025-01-01");
    CHECK(features[0].attributes.at("n") == "5");
    CHECK(features[0].wkb.size() == 1 + 4 + 4 + 4 + 5 * 16);
    CHECK(features[1].wkb.empty());
    CHECK(features[1].attributes.count("N03_007") == 0);
}

TEST_CASE("Vector files are read gzipped and zipped, without leaving anything behind") {
    const TemporaryFolder folder;
    CHECK(features_of(folder.file("a.geojson.gz", gzip(square))).size() == 2);
    CHECK(features_of(folder.file("b.gz", gzip(square))).size() == 2);
    const auto zipped = features_of(folder.file("x.zip", zip({{"readme.txt", "hello"}, {"b/a.geojson", square}, {"../../c.geojson", square}})));
    REQUIRE(zipped.size() == 4);
    CHECK(zipped[0].file == "x.zip/../../c.geojson");
    CHECK(zipped[2].file == "x.zip/b/a.geojson");
    std::size_t left = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path())) {
        ++left;
    }
    CHECK(left == 3);
}

TEST_CASE("A shapefile in a zip is read, with Japanese attributes in any encoding") {
    const TemporaryFolder folder;
    for (const unsigned language_driver : {0U, 0x13U, 0x57U}) { // none, Japanese, and the Western one that many programs put
        const auto features = features_of(folder.file("x.zip", zip(shapefile("\x92\xB9\x8E\xE6", 134.2, 35.5, tottori_932, language_driver))));
        REQUIRE(features.size() == 1);
        CHECK(features[0].file == "x.zip/鳥取.shp");
        CHECK(features[0].attributes.at("NAME") == "鳥取市");
        CHECK(features[0].geometry_type == "Point");
    }
    CHECK(features_of(folder.file("y.zip", zip(shapefile("A", 134.2, 35.5, "鳥取市")))).at(0).attributes.at("NAME") == "鳥取市");
    CHECK(features_of(folder.file("y.zip", zip(shapefile("A", 134.2, 35.5, tottori_932))), "CP932").at(0).attributes.at("NAME") == "鳥取市");
    auto upper = shapefile("a", 134.2, 35.5, tottori_932);
    upper[0].name = "A.SHP";
    upper[1].name = "A.SHX";
    upper[2].name = "A.DBF";
    CHECK(features_of(folder.file("z.zip", zip(upper))).at(0).attributes.at("NAME") == "鳥取市");
}

TEST_CASE("Of the same data in several formats and encodings one is read") {
    const TemporaryFolder folder;
    std::vector<ZipMemberToMake> members{{"N03.geojson", square}};
    for (const char* stem : {"N03", "Shift-JIS/P04", "UTF-8/P04", "other/P04"}) {
        for (const ZipMemberToMake& member : shapefile(stem, 134.2, 35.5, "x")) {
            members.push_back(member);
        }
    }
    std::vector<std::string> files;
    for (const auto& feature : features_of(folder.file("x.zip", zip(members)))) {
        files.push_back(feature.file);
    }
    CHECK(files == std::vector<std::string>{"x.zip/N03.geojson", "x.zip/N03.geojson", "x.zip/UTF-8/P04.shp", "x.zip/other/P04.shp"});
}

TEST_CASE("Coordinates in another system are converted, longitude first") {
    const TemporaryFolder folder;
    auto members = shapefile("a", -26000, -55000, "x"); // Japan plane rectangular V, metres
    members.push_back({"a.prj", "PROJCS[\"JGD2011_Japan_Zone_5\",GEOGCS[\"GCS_JGD_2011\",DATUM[\"D_JGD_2011\",SPHEROID[\"GRS_1980\",6378137.0,298.257222101]],"
                                "PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],"
                                "PARAMETER[\"False_Easting\",0.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",134.33333333333334],"
                                "PARAMETER[\"Scale_Factor\",0.9999],PARAMETER[\"Latitude_Of_Origin\",36.0],UNIT[\"Meter\",1.0]]"});
    const auto features = features_of(folder.file("x.zip", zip(members)));
    REQUIRE(features.size() == 1);
    REQUIRE(features[0].wkb.size() == 21);
    double lon = 0;
    double lat = 0;
    std::memcpy(&lon, features[0].wkb.data() + 5, 8);
    std::memcpy(&lat, features[0].wkb.data() + 13, 8);
    CHECK(lon == doctest::Approx(134.047).epsilon(0.0001));
    CHECK(lat == doctest::Approx(35.504).epsilon(0.0001));
}

TEST_CASE("Metres without a coordinate reference system are refused with the way out") {
    const TemporaryFolder folder;
    const std::string message = refusal(folder.file("x.zip", zip(shapefile("a", -26000, -55000, "x"))));
    CHECK(has(message, "x.zip/a.shp"));
    CHECK(has(message, "EPSG:4326"));
}

TEST_CASE("An invalid polygon is made valid and stays a polygon") {
    const TemporaryFolder folder;
    const auto features = features_of(folder.file("a.json", R"({"type":"Feature","properties":{},"geometry":{"type":"Polygon",
"coordinates":[[[134,35],[135,36],[135,35],[134,36],[134,35]]]}})"));
    REQUIRE(features.size() == 1);
    CHECK(features[0].geometry_type == "MultiPolygon");
}

TEST_CASE("What is no map data is refused with the way out") {
    const TemporaryFolder folder;
    CHECK(has(refusal(folder.file("a.geojson", "This is no GeoJSON.\n")), "GeoJSON, Shapefile"));
    CHECK(has(refusal(folder.file("a.csv", "a,b\n1,2\n")), "GeoJSON, Shapefile"));
    CHECK(has(refusal(folder.file("a.vrt", "<OGRVRTDataSource><OGRVRTLayer name=\"x\"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>")), "GeoJSON, Shapefile"));
    CHECK(has(refusal(folder.file("b.geojson", "")), "empty"));
    CHECK(has(refusal(folder / "none.geojson"), "no such file"));
    CHECK(has(refusal(folder.path()), "folder"));
    CHECK(has(refusal(folder.file("c.geojson", square.substr(0, 300))), "c.geojson"));
    CHECK(has(refusal(folder.file("d.zip", zip({{"a.csv", "a,b\n"}}))), "no map data"));
    CHECK(has(refusal(folder.file("e.zip", zip({shapefile("a", 1, 1, "x")[0]}))), "all its files in one zip"));
    CHECK(has(refusal(folder.file("f.gz", gzip(square).substr(0, 100))), "ends too early"));
}

TEST_CASE("The published boundaries are read whole") {
    const auto data = shared_data("The published boundaries are read whole");
    if (!data) {
        return;
    }
    const auto features = features_of(*data / "boundaries" / "n03_japan_simplified.geojson");
    CHECK(features.size() > 1800);
    for (const auto& feature : features) {
        CHECK_FALSE(feature.wkb.empty());
    }
}
