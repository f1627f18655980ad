#include "edition/manifest.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "edition/edition.hpp"
#include "support/edition_file.hpp"
#include "support/support.hpp"

#include <doctest/doctest.h>

using namespace annai;
using tests::EditionFile;
using tests::TemporaryFolder;

namespace {

base::DataFolder data_in(const TemporaryFolder& folder) {
    std::filesystem::create_directories(folder / "data/editions");
    return {folder.path() / "data"};
}

EditionFile numbered(const std::string& number, const std::string& audience, int facilities = 1) {
    EditionFile file;
    file.number = number;
    file.audience = audience;
    for (int i = 0; i < facilities; ++i) {
        file.facilities.push_back({"a" + std::to_string(i), "名" + std::to_string(i)});
    }
    return file;
}

std::shared_ptr<const edition::Edition> current(const base::DataFolder& data, const std::string& audience) {
    return edition::Edition::open(data.editions() / edition::read_manifest(data)->editions.at(audience));
}

} // namespace

TEST_CASE("before the first publication there is no manifest") {
    const TemporaryFolder folder;
    CHECK_FALSE(edition::read_manifest(data_in(folder)).has_value());
}

TEST_CASE("a manifest is read as it was written, and nothing is left beside it") {
    const TemporaryFolder folder;
    const auto data = data_in(folder);
    edition::write_manifest(data, {3, "2026-06-01T03:04:05Z", {{"public", "public/3/public.db"}}});
    const auto manifest = edition::read_manifest(data);
    REQUIRE(manifest);
    CHECK(manifest->number == 3);
    CHECK(manifest->editions.at("public") == "public/3/public.db");
    CHECK(std::distance(std::filesystem::directory_iterator(data.editions()), {}) == 1);
}

TEST_CASE("a damaged manifest is named with what to do") {
    const TemporaryFolder folder;
    const auto data = data_in(folder);
    for (const auto* text : {"", "{", "[]", R"({"number": "three", "published_at": "", "editions": {}})"}) {
        std::ofstream(data.manifest(), std::ios::trunc) << text;
        try {
            edition::read_manifest(data);
            FAIL("read");
        } catch (const base::Error& error) {
            CHECK(error.code() == base::ErrorCode::storage);
            CHECK(std::string(error.what()).find("annai publish") != std::string::npos);
        }
    }
}

TEST_CASE("an edition that is installed is copied and current, and the other audiences stay") {
    const TemporaryFolder folder;
    const auto data = data_in(folder);
    CHECK(edition::install_edition(data, numbered("4", "public").write(folder / "a/public.db")) == 4);
    CHECK(edition::install_edition(data, numbered("5", "professional").write(folder / "b/professional.db")) == 5);
    std::filesystem::remove_all(folder / "a");
    CHECK(current(data, "public")->info().number == 4);
    CHECK(current(data, "professional")->info().number == 5);
    CHECK(edition::read_manifest(data)->number == 5);
}

TEST_CASE("installing the same file twice changes nothing; an earlier one goes back to it") {
    const TemporaryFolder folder;
    const auto data = data_in(folder);
    const auto fourth = numbered("4", "public").write(folder / "a.db");
    edition::install_edition(data, fourth);
    const auto written = std::filesystem::last_write_time(data.edition("public", 4));
    edition::install_edition(data, fourth);
    CHECK(std::filesystem::last_write_time(data.edition("public", 4)) == written);
    edition::install_edition(data, numbered("5", "public").write(folder / "b.db"));
    edition::install_edition(data, fourth);
    CHECK(current(data, "public")->info().number == 4);
}

TEST_CASE("an edition of the same number from another register takes the place of the old one, under readers' eyes") {
    const TemporaryFolder folder;
    const auto data = data_in(folder);
    edition::install_edition(data, numbered("1", "public", 1).write(folder / "a.db"));
    const auto old = current(data, "public");
    edition::install_edition(data, numbered("1", "public", 30).write(folder / "b.db"));
    CHECK(current(data, "public")->info().facilities == 30);
    const auto connection = old->connect();
    auto rows = connection->prepare("SELECT count(*) FROM facility"); // the reader under way has its old file
    REQUIRE(rows.step());
    CHECK(rows.integer(0) == 1);
}

TEST_CASE("a file that is no edition is not installed, and that is the file's fault") {
    const TemporaryFolder folder;
    const auto data = data_in(folder);
    edition::install_edition(data, numbered("1", "public").write(folder / "a.db"));
    auto unknown = numbered("2", "public");
    unknown.schema = "99";
    for (const auto& file : {folder.file("text.db", "x"), unknown.write(folder / "unknown.db")}) {
        try {
            edition::install_edition(data, file);
            FAIL("installed");
        } catch (const base::Error& error) {
            CHECK(error.code() == base::ErrorCode::bad_source);
        }
    }
    CHECK(current(data, "public")->info().number == 1);
}
