#include "data_fixture.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <sys/file.h>

// What must not hurt the register: a second writer, a full disk, a killed import, a newer program's file.

using namespace annai;
using namespace annai::tests;
using namespace std::chrono_literals;

namespace {

/// A large list of care offices, one telephone number and name each.
std::string many_rows(int count) {
    std::string rows = bytes_of(source_dir() / "importers/sample_region/care/jigyosho_110.csv");
    rows.erase(rows.find('\n') + 1);
    for (int i = 0; i < count; ++i) {
        const auto n = std::to_string(1000000 + i).substr(1);
        rows += "992011,9971" + n + ",案内県,見本市,大きな事業所" + n + ",オオキナジギョウショ,訪問介護,見本市港町" + std::to_string(i % 900 + 1) +
                "番地,,36.7365,135.3462,0999-0" + n.substr(0, 1) + "-" + n.substr(1, 4) + ",,,社会福祉法人" + n + ",9971" + n + ",平日,,0,,,,,\r\n";
    }
    return rows;
}

void check_sound(const std::filesystem::path& data) {
    sqlite::Database database(data / "register.db", sqlite::OpenMode::read_write);
    database.enable_spatialite();
    auto statement = database.prepare("PRAGMA integrity_check");
    while (statement.step()) {
        CHECK(statement.text(0) == "ok");
    }
    auto keys = database.prepare("PRAGMA foreign_key_check");
    CHECK_FALSE(keys.step());
}

std::uintmax_t size_of(const std::filesystem::path& file) {
    std::error_code none;
    const auto size = std::filesystem::file_size(file, none);
    return none ? 0 : size;
}

bool has_staging(const std::filesystem::path& data) {
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(data / "staging", none)) {
        return entry.exists();
    }
    return false;
}

bool wait_until(const std::function<bool()>& reached) {
    const auto until = std::chrono::steady_clock::now() + 60s;
    while (!reached()) {
        if (std::chrono::steady_clock::now() > until) {
            return false;
        }
        std::this_thread::sleep_for(1ms);
    }
    return true;
}

} // namespace

TEST_CASE("while one import or publication runs, a second is refused and the server goes on") {
    const Sample sample;
    const auto before = register_digest(sample.data());
    Served served(Served::over(sample.data()));
    const int lock = ::open((sample.data() / "writer.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    REQUIRE(::flock(lock, LOCK_EX | LOCK_NB) == 0);
    const auto file = (source_dir() / "importers/sample_region/care/jigyosho_110.csv").string();
    for (const auto& words : {std::vector<std::string>{"import", "mhlw_care", file}, {"publish"}}) {
        const auto refused = sample.run(words);
        CHECK(refused.status == 6);
        CHECK(refused.said("another import or publish is running"));
        CHECK(refused.said("repeat the command"));
    }
    CHECK(served.get("/facilities").status == 200);
    CHECK(sample.run({"status"}).status == 0);
    CHECK(register_digest(sample.data()) == before);
    ::close(lock);
    CHECK(sample.run({"publish"}).status == 0);
}

TEST_CASE("an import that is killed while it reads or while it applies leaves the register as it was, and the next one succeeds") {
    const Sample sample;
    const auto before = register_digest(sample.data());
    const auto file = sample.beside().file("jigyosho_110.csv", many_rows(2500)).string();
    const std::vector<std::string> plain{"import", "mhlw_care", "--accept-missing", "--as-of", "2026-10-01", file};
    {
        Process reading(annai_words(sample.data(), plain));
        REQUIRE(wait_until([&] { return has_staging(sample.data()) || !reading.is_running(); }));
        reading.signal(SIGKILL);
        CHECK(reading.wait().status == 128 + SIGKILL);
        CHECK(has_staging(sample.data())); // it was in the middle
    }
    CHECK(register_digest(sample.data()) == before);
    {
        Process applying(annai_words(sample.data(), plain));
        const auto wal = sample.data() / "register.db-wal";
        REQUIRE(wait_until([&] { return size_of(wal) > 100000 || !applying.is_running(); }));
        const bool in_the_middle = applying.is_running();
        applying.signal(SIGKILL);
        const auto ended = applying.wait();
        if (in_the_middle && ended.status != 0) {
            check_sound(sample.data());
            CHECK(register_digest(sample.data()) == before);
        } else {
            MESSAGE("the import was over before it could be killed while applying");
        }
    }
    const auto done = sample.run(plain);
    CAPTURE(done.err);
    CHECK(done.status == 0);
    CHECK(done.said("rows read 2500"));
    CHECK_FALSE(has_staging(sample.data()));
    check_sound(sample.data());
    CHECK(sample.run({"publish"}).status == 0);
}

TEST_CASE("on a full disk an import fails with a remedy and changes nothing") {
    const TemporaryFolder folder;
    const auto disk = folder / "disk";
    std::filesystem::create_directory(disk);
    const auto file = folder.file("jigyosho_110.csv", many_rows(2500)).string();
    // A small file system of its own, in a name space of its own that goes with the process.
    const std::string script = "mount -t tmpfs -o size=11m none '" + disk.string() + "' || exit 99; cp -r '" + sample_data().string() + "/.' '" + disk.string() +
                               "' || exit 98; cd /; A=\"" ANNAI " --quiet --data " + disk.string() + "\"; $A export --everything '" + (folder / "before.db").string() +
                               "' || exit 97; $A import mhlw_care --accept-missing --as-of 2026-10-01 '" + file + "'; status=$?; $A export --everything '" +
                               (folder / "after.db").string() + "' || exit 96; ls -A " + disk.string() + "/staging; exit $status";
    const auto ended = run({"unshare", "-m", "sh", "-c", script});
    if (ended.status == 99 || ended.status == 127 || ended.said("unshare failed") || ended.said("Operation not permitted")) {
        MESSAGE("SKIPPED (nothing may be mounted here); the next test limits the size of files instead");
        return;
    }
    CAPTURE(ended.err);
    CHECK(ended.status == 7);
    CHECK(ended.said("space"));
    CHECK_FALSE(ended.said("not foreseen"));
    CHECK(ended.out == ""); // nothing is left in the staging folder
    CHECK(base::sha256_hex_of_file(folder / "before.db") == base::sha256_hex_of_file(folder / "after.db"));
}

TEST_CASE("when files cannot grow, imports, publications and exports fail with a remedy and keep what was there") {
    const Sample sample;
    const auto before = register_digest(sample.data());
    const auto file = sample.beside().file("jigyosho_110.csv", many_rows(2500)).string();
    const ProcessOptions small{{}, 1 << 20};
    const auto import = sample.run({"import", "mhlw_care", "--accept-missing", "--as-of", "2026-10-01", file}, small);
    CAPTURE(import.err);
    CHECK(import.status == 7);
    CHECK(register_digest(sample.data()) == before);
    const ProcessOptions smaller{{}, 200000};
    const auto publish = sample.run({"publish"}, smaller);
    CAPTURE(publish.err);
    CHECK(publish.status == 7);
    CHECK(status_of(sample.data())["edition"]["number"] == 1);
    const auto all = (sample.beside() / "all.csv").string();
    REQUIRE(sample.run({"export", all}).status == 0);
    const auto kept = bytes_of(all);
    const ProcessOptions smallest{{}, 20000};
    CHECK(sample.run({"export", all, "--force"}, smallest).status == 7);
    CHECK(bytes_of(all) == kept);
    Served served(Served::over(sample.data()));
    CHECK(served.get("/healthz").has("\"edition\":1"));
    CHECK(sample.run({"publish"}).status == 0);
}

TEST_CASE("a register that a newer program has made is refused by every command that would read it") {
    const Sample sample;
    {
        sqlite::Database database(sample.data() / "register.db", sqlite::OpenMode::read_write);
        database.execute("INSERT INTO migration VALUES ('9999_future.sql', 'x', '2030-01-01T00:00:00Z')");
    }
    const auto file = (source_dir() / "importers/sample_region/care/jigyosho_110.csv").string();
    for (const auto& words : {std::vector<std::string>{"status"}, {"publish"}, {"import", "mhlw_care", file}, {"export", "--everything", (sample.beside() / "x.db").string()}}) {
        CAPTURE(words[0]);
        const auto refused = sample.run(words);
        CHECK(refused.status == 6);
        CHECK(refused.said("newer annai"));
        CHECK(refused.said("9999_future.sql"));
    }
    Served served(Served::over(sample.data())); // it needs no register
    CHECK(served.get("/healthz").status == 200);
}

TEST_CASE("a register that is none is refused") {
    const TemporaryFolder folder;
    folder.file("data/register.db", "this is no database, but long enough to look at: " + std::string(5000, 'x'));
    for (const auto& words : {std::vector<std::string>{"status"}, {"publish"}}) {
        const auto refused = annai_run(folder / "data", words);
        CHECK(refused.status == 7);
        CHECK(refused.said("register.db"));
        CHECK(refused.said("backup"));
    }
    CHECK(bytes_of(folder / "data/register.db").starts_with("this is no database"));
}
