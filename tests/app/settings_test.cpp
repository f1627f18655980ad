#include "data_fixture.hpp"

#include <doctest/doctest.h>

// annai.toml and the environment, as the running program reads them.

using namespace annai;
using namespace annai::tests;

namespace {

/// How `serve` ends over these settings; it must not start.
Ended refused(const Sample& sample, const std::string& settings) {
    std::ofstream(sample.data() / "annai.toml") << settings;
    const auto ended = sample.run({"serve", "--port", "0"});
    CHECK(ended.status == 2);
    CHECK(ended.out == "");
    return ended;
}

} // namespace

TEST_CASE("a setting with a fault stops the server with file, line and what is allowed") {
    const Sample sample;
    const auto unknown = refused(sample, "[site]\ntitle = \"あ\"\n\n[server]\nprot = 80\n");
    CHECK(unknown.said("annai.toml:5"));
    CHECK(unknown.said("server.prot"));
    CHECK(unknown.said("server.port"));
    CHECK(unknown.said("map.tile_url"));
    CHECK(refused(sample, "[server]\nport = 99999\n").said("annai.toml:2"));
    CHECK(refused(sample, "[server]\nport = true\n").said("annai.toml:2"));
    CHECK(refused(sample, "title = \"あ\"\n").said("annai.toml:1"));
    CHECK(refused(sample, "[map]\ntile_url = \"ftp://example.org\"\n").said("https://"));
    CHECK(refused(sample, "[site\n").said("annai.toml:1"));
    CHECK(refused(sample, "[[site.emergency]]\nlabel = \"あ\"\nnumbre = \"1\"\n").said("label, number, note"));
}

TEST_CASE("settings reach the pages; the environment goes before the file") {
    const Sample sample;
    std::ofstream(sample.data() / "annai.toml") << "[site]\ntitle = \"題名ファイル\"\nnotice = \"試しの表示です\"\n[map]\ntile_url = \"https://{s}.tiles.example.org/{z}/{x}/{y}.png\"\n";
    Served served(Served::over(sample.data()), {{{"ANNAI_SITE_TITLE", "題名環境"}}, {}});
    const auto page = served.get("/");
    CHECK(page.has("題名環境"));
    CHECK_FALSE(page.has("題名ファイル"));
    CHECK(page.has("試しの表示です"));
    CHECK(page.header("content-security-policy").find("https://*.tiles.example.org;") != std::string::npos);
    const auto bad = sample.run({"serve", "--port", "0"}, {{{"ANNAI_SERVER_THREADS", "many"}}, {}});
    CHECK(bad.status == 2);
    CHECK(bad.said("ANNAI_SERVER_THREADS"));
}

TEST_CASE("the settings that init writes are the defaults, all of them commented") {
    const TemporaryFolder folder;
    REQUIRE(annai_run(folder / "data", {"init"}).status == 0);
    const auto text = bytes_of(folder / "data/annai.toml");
    for (const std::string key : {"# title", "# tile_url", "# port", "# threads", "[site]", "[server]"}) {
        CHECK(text.find(key) != std::string::npos);
    }
    Served served(Served::over(folder / "data"));
    CHECK(served.get("/healthz").status == 503);
}

TEST_CASE("a port that is taken is said with a way out") {
    Served first(Served::over(sample_data()));
    const auto second = annai_run(sample_data(), {"serve", "--port", std::to_string(first.port())});
    CHECK(second.status == 6);
    CHECK(second.said(std::to_string(first.port())));
    CHECK(second.said("--port"));
    CHECK(first.get("/healthz").status == 200);
    CHECK(first.stop().status == 0);
}

TEST_CASE("listening to the whole network says that nginx belongs in front") {
    Served served({ANNAI, "--data", sample_data().string(), "serve", "--host", "0.0.0.0", "--port", "0"});
    CHECK(served.process().err().find("nginx") != std::string::npos);
}
