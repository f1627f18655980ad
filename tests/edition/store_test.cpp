#include "edition/store.hpp"

#include "edition/manifest.hpp"
#include "support/edition_file.hpp"
#include "support/support.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

using namespace annai;
using edition::Store;
using tests::EditionFile;
using tests::TemporaryFolder;

namespace {

struct World {
    TemporaryFolder folder;
    base::DataFolder data{folder.path() / "data"};

    World() { std::filesystem::create_directories(data.editions()); }

    void publish(int number, const std::string& schema = std::to_string(edition::schema_version)) {
        EditionFile file;
        file.number = std::to_string(number);
        file.schema = schema;
        file.write(data.edition("public", number));
        edition::write_manifest(data, {number, "", {{"public", "public/" + file.number + "/public.db"}}});
    }
};

void wait_for_the_next_look() {
    std::this_thread::sleep_for(std::chrono::milliseconds(550));
}

} // namespace

TEST_CASE("before anything is published there is no edition, and the first is noticed") {
    World world;
    Store store(world.data, "public");
    CHECK(store.current() == nullptr);
    world.publish(1);
    wait_for_the_next_look();
    REQUIRE(store.current() != nullptr);
    CHECK(store.current()->info().number == 1);
}

TEST_CASE("a new edition is noticed and readers of the old one keep it, even when its file is gone") {
    World world;
    world.publish(1);
    Store store(world.data, "public");
    const auto old = store.current();
    world.publish(2);
    wait_for_the_next_look();
    CHECK(store.current()->info().number == 2);
    std::filesystem::remove_all(world.data.edition("public", 1).parent_path());
    CHECK(old->info().number == 1);
    const auto connection = old->connect();
    auto rows = connection->prepare("SELECT count(*) FROM info");
    CHECK(rows.step());
}

TEST_CASE("an edition that cannot be read leaves the last good one in place, and a later good one is taken") {
    World world;
    world.publish(1);
    Store store(world.data, "public");
    REQUIRE(store.current() != nullptr);
    world.publish(2, "99");
    wait_for_the_next_look();
    CHECK(store.current()->info().number == 1);
    std::ofstream(world.data.manifest(), std::ios::trunc) << "{";
    wait_for_the_next_look();
    CHECK(store.current()->info().number == 1);
    world.publish(3);
    wait_for_the_next_look();
    CHECK(store.current()->info().number == 3);
}

TEST_CASE("an audience that the manifest does not name has no edition") {
    World world;
    world.publish(1);
    CHECK(Store(world.data, "professional").current() == nullptr);
}

TEST_CASE("a store of one file serves it for good") {
    World world;
    world.publish(1);
    Store store(edition::Edition::open(world.data.edition("public", 1)));
    world.publish(2);
    wait_for_the_next_look();
    CHECK(store.current()->info().number == 1);
}

TEST_CASE("threads that ask while editions change always get one that can be read") {
    World world;
    world.publish(1);
    Store store(world.data, "public");
    std::atomic<bool> done = false;
    std::atomic<int> bad = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            while (!done) {
                const auto edition = store.current();
                const auto connection = edition->connect();
                auto rows = connection->prepare("SELECT value FROM info WHERE name = 'number'");
                bad += rows.step() && rows.integer(0) == edition->info().number ? 0 : 1;
            }
        });
    }
    for (int number = 2; number < 5; ++number) {
        world.publish(number);
        wait_for_the_next_look();
    }
    done = true;
    for (auto& thread : threads) {
        thread.join();
    }
    CHECK(bad == 0);
    CHECK(store.current()->info().number == 4);
}
