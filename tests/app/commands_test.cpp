#include "data_fixture.hpp"

#include <doctest/doctest.h>

// What every command does when it is used as it is meant, on the sample region.

using namespace annai;
using namespace annai::tests;

namespace {

const std::vector<std::string> commands{"init", "import", "propose", "publish", "serve", "status", "export", "edition"};

std::filesystem::path sample_file(const std::string& name) {
    return source_dir() / "importers/sample_region" / name;
}

} // namespace

TEST_CASE("--help names every command, every setting's section and the exit statuses") {
    const auto help = run({ANNAI, "--help"});
    CHECK(help.status == 0);
    for (const auto& command : commands) {
        CAPTURE(command);
        CHECK(help.out.find("\n  " + command + " ") != std::string::npos);
        const auto own = run({ANNAI, command, "--help"});
        CHECK(own.status == 0);
        CHECK(own.out.find("Usage") != std::string::npos);
    }
    for (const std::string word : {"site.title", "map.tile_url", "server.port", "Exit status"}) {
        CHECK(help.said(word));
    }
    const auto sources = run({ANNAI, "import", "--help"});
    for (const std::string source : {"addresses", "boundaries", "mhlw_care", "listing"}) {
        CHECK(sources.said(source));
    }
    CHECK(run({ANNAI, "--version"}).out == run({ANNAI_PUBLIC, "--version"}).out);
}

TEST_CASE("init makes an empty data folder, says what comes next, and refuses to do it twice") {
    const TemporaryFolder folder;
    const auto first = annai_run(folder / "new", {"init"});
    CHECK(first.status == 0);
    CHECK(first.said("import addresses"));
    CHECK(std::filesystem::exists(folder / "new/annai.toml"));
    CHECK(status_of(folder / "new")["facilities"] == 0);
    CHECK(status_of(folder / "new")["edition"].is_null());
    const auto digest = register_digest(folder / "new");
    const auto second = annai_run(folder / "new", {"init", "--sample"});
    CHECK(second.status == 6);
    CHECK(second.said("there is a register already"));
    CHECK(register_digest(folder / "new") == digest);
}

TEST_CASE("the sample region is there after one command: facilities, areas, sources and an edition") {
    const auto status = status_of(sample_data());
    CHECK(status["facilities"] > 200);
    CHECK(status["edition"]["number"] == 1);
    CHECK(status["reference_points"] > 100);
    CHECK(status["areas"].size() >= 2);
    CHECK(status["sources"].size() >= 8);
    const auto text = annai_run(sample_data(), {"status"});
    CHECK(text.status == 0);
    CHECK(text.said("facilities        " + status["facilities"].dump()));
}

TEST_CASE("an import that was made before changes nothing; a dry run changes nothing either") {
    const Sample sample;
    const auto before = register_digest(sample.data());
    const auto dry = sample.run({"import", "mhlw_care", "--dry-run", "--json", "--as-of", "2026-07-01", sample_file("care/jigyosho_110.csv").string()});
    REQUIRE(dry.status == 0);
    const auto report = nlohmann::json::parse(dry.out);
    CHECK(report["dry_run"] == true);
    CHECK(report["rows"]["read"] == 12);
    CHECK(report["rows"]["read"] == report["rows"]["in_records"].get<int>() + report["rows"]["ignored"].get<int>() + report["rows"]["rejected"].get<int>());
    CHECK(register_digest(sample.data()) == before);
    CHECK(sample.run({"import", "mhlw_care", "--as-of", "2026-07-01", sample_file("care/jigyosho_110.csv").string()}).status == 0);
    const auto after = register_digest(sample.data());
    CHECK(after != before);
    const auto again = sample.run({"import", "mhlw_care", "--as-of", "2026-07-01", sample_file("care/jigyosho_110.csv").string()});
    CHECK(again.status == 0);
    CHECK(again.said("nothing was changed"));
    CHECK(register_digest(sample.data()) == after);
}

TEST_CASE("rejected rows are kept in a CSV file with file, line, column, reason and the row itself") {
    const Sample sample;
    const auto list = sample.beside().file("一覧.csv", "No,施設名,所在地,訪問診療\n1,見本診療所あ,案内県見本市中央一丁目1,○\n"
                                                   "2,,案内県見本市中央一丁目2,○\n3,\"見本, \"\"診療所\"\" い\",案内県見本市中央一丁目3,たぶん\n");
    const auto mapping = sample.beside().file("mapping.toml", "[source]\ncode = \"l\"\ntitle = \"一覧\"\n[record]\nkey = [\"No\"]\n[kinds]\nfixed = [\"clinic\"]\n"
                                                              "[values]\nname = \"施設名\"\n[address]\ntext = \"所在地\"\n"
                                                              "[[capability]]\ncode = \"home_visit\"\ncolumn = \"訪問診療\"\n");
    const auto done = sample.run({"import", "listing", "--mapping", mapping.string(), list.string()});
    CHECK(done.status == 0);
    CHECK(done.said("rejected 2"));
    const auto named = done.out.find("rejected rows: ");
    REQUIRE(named != std::string::npos);
    const std::filesystem::path file = done.out.substr(named + 15, done.out.find('\n', named) - named - 15);
    const auto csv = bytes_of(file);
    CHECK(csv.rfind("\xEF\xBB\xBF", 0) == 0); // opens in a spreadsheet
    CHECK(csv.find("ファイル,行,列,理由,元の行") != std::string::npos);
    CHECK(csv.find("一覧.csv,3,") != std::string::npos);
    CHECK(csv.find("一覧.csv,4,訪問診療,") != std::string::npos);
    CHECK(csv.find("たぶん") != std::string::npos);
    CHECK(csv.find("\"見本, \"\"診療所\"\" い\"") != std::string::npos);
}

TEST_CASE("publish counts on: the editions of all audiences change together, a dry run writes none") {
    const Sample sample;
    const auto dry = sample.run({"publish", "--dry-run"});
    CHECK(dry.status == 0);
    CHECK(dry.said("nothing was published"));
    CHECK(status_of(sample.data())["edition"]["number"] == 1);
    CHECK(sample.run({"publish"}).status == 0);
    const auto manifest = nlohmann::json::parse(bytes_of(sample.data() / "editions/manifest.json"));
    CHECK(manifest["number"] == 2);
    for (const std::string audience : {"public", "professional", "coordinator"}) {
        CHECK(manifest["editions"][audience] == audience + "/2/" + audience + ".db");
        CHECK(std::filesystem::exists(sample.data() / "editions" / manifest["editions"][audience].get<std::string>()));
    }
}

TEST_CASE("export writes the published data in three formats and the whole register") {
    const Sample sample;
    const auto facilities = nlohmann::json::parse(bytes_of(sample.data() / "editions/manifest.json")).size();
    CHECK(facilities > 0);
    const auto csv = (sample.beside() / "all.csv").string();
    const auto json = (sample.beside() / "all.json").string();
    const auto geojson = (sample.beside() / "all.geojson").string();
    const auto everything = (sample.beside() / "all.db").string();
    CHECK(sample.run({"export", csv}).status == 0);
    CHECK(sample.run({"export", json, "--audience", "professional"}).status == 0);
    CHECK(sample.run({"export", geojson}).status == 0);
    CHECK(sample.run({"export", everything, "--everything"}).status == 0);
    CHECK(bytes_of(csv).rfind("\xEF\xBB\xBF", 0) == 0);
    const auto total = nlohmann::json::parse(bytes_of(json))["total"].get<int>();
    CHECK(total > 200);
    CHECK(nlohmann::json::parse(bytes_of(geojson))["features"].size() > 200);
    CHECK(register_digest(sample.data()) == base::sha256_hex_of_file(everything));
    // What is there stays unless asked, and until the new file is complete.
    const auto kept = bytes_of(csv);
    const auto refused = sample.run({"export", csv});
    CHECK(refused.status == 6);
    CHECK(refused.said("--force"));
    CHECK(sample.run({"export", csv, "--force"}).status == 0);
    CHECK(bytes_of(csv) == kept);
    std::filesystem::create_directory(sample.beside() / "folder");
    CHECK(sample.run({"export", (sample.beside() / "folder").string(), "--force", "--everything"}).status == 2);
    CHECK(std::filesystem::is_directory(sample.beside() / "folder"));
    const auto nowhere = sample.run({"export", (sample.beside() / "nowhere/all.db").string(), "--everything"});
    CHECK(nowhere.status == 7);
    CHECK(nowhere.said("nowhere/all.db"));
    CHECK(sample.run({"export", (sample.beside() / "all.txt").string()}).status == 2);
}

TEST_CASE("an edition is installed on another machine, and replaces one of the same number from elsewhere") {
    const Sample sample;
    const auto file = sample.data() / "editions/public/1/public.db";
    const auto node = sample.beside() / "node";
    const auto done = annai_run(node, {"edition", "install", file.string()});
    CHECK(done.status == 0);
    CHECK(done.said("edition 1 is installed"));
    CHECK(bytes_of(node / "editions/public/1/public.db") == bytes_of(file));
    CHECK_FALSE(std::filesystem::exists(node / "register.db"));
    Served served(Served::over(node));
    CHECK(served.get("/healthz").status == 200);
    const auto other = sample.beside() / "other";
    REQUIRE(annai_run(other, {"init"}).status == 0);
    REQUIRE(annai_run(other, {"publish"}).status == 0); // its number is 1, too
    CHECK(annai_run(node, {"edition", "install", (other / "editions/public/1/public.db").string()}).status == 0);
    CHECK(bytes_of(node / "editions/public/1/public.db") == bytes_of(other / "editions/public/1/public.db"));
    const auto none = annai_run(node, {"edition", "install", sample.beside().file("none.db", "no edition").string()});
    CHECK(none.status == 3);
    CHECK(none.said("none.db"));
    CHECK(annai_run(node, {"edition", "install", (sample.beside() / "nowhere.db").string()}).status == 4);
    CHECK(annai_run(node, {"edition", "install", (sample.data() / "register.db").string()}).status == 3);
    CHECK(served.get("/healthz").status == 200);
}

TEST_CASE("propose writes a mapping that imports the list it was made from") {
    const Sample sample;
    const auto mapping = (sample.beside() / "proposed.toml").string();
    const auto list = sample_file("lists/medical.csv").string();
    const auto proposed = sample.run({"propose", list, "--output", mapping});
    CHECK(proposed.status == 0);
    CHECK(proposed.said("--dry-run"));
    const auto twice = sample.run({"propose", list, "--output", mapping});
    CHECK(twice.status == 6);
    const auto shown = sample.run({"propose", list, "--mapping", mapping, "--rows", "2"});
    CHECK(shown.status == 0);
    CHECK(shown.out != "");
    const auto tried = sample.run({"import", "listing", "--mapping", mapping, "--dry-run", "--json", "--accept-rejects", list});
    REQUIRE(tried.status == 0);
    CHECK(nlohmann::json::parse(tried.out)["rows"]["in_records"] > 10);
}

TEST_CASE("the public node serves one public edition, refuses any other, and ends when it is told to") {
    const Sample sample;
    const auto file = (sample.data() / "editions/public/1/public.db").string();
    Served node({ANNAI_PUBLIC, "--edition", file, "--port", "0"});
    CHECK(node.get("/healthz").has("\"status\":\"ok\""));
    CHECK(node.get("/facilities").status == 200);
    CHECK(node.stop().status == 0);
    for (const std::string audience : {"professional", "coordinator"}) {
        const auto path = (sample.data() / "editions" / audience / "1" / (audience + ".db")).string();
        const auto refused = run({ANNAI_PUBLIC, "--edition", path, "--port", "0"});
        CHECK(refused.status == 5);
        CHECK(refused.said(audience));
        CHECK(sample.run({"serve", "--edition", path, "--port", "0"}).status == 5);
    }
    CHECK(run({ANNAI_PUBLIC, "--edition", "/nowhere/public.db"}).status == 4);
    CHECK(run({ANNAI_PUBLIC, "--edition", file, "--port", "99999"}).status != 0);
    CHECK(run({ANNAI_PUBLIC}).status != 0);
}
