#include "gazetteer/builder.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "gazetteer/address_text.hpp"
#include "gazetteer/area_means.hpp"
#include "gazetteer/format.hpp"
#include "gazetteer/gazetteer.hpp"
#include "gazetteer/municipalities.hpp"
#include "generated/gazetteer_schema.hpp"
#include "generated/queries_gazetteer.hpp"
#include "sqlite/database.hpp"

#include <map>
#include <optional>
#include <utility>

namespace annai::gazetteer {
namespace {

namespace fs = std::filesystem;
namespace queries = annai::queries::gazetteer;

/// Begins the new file beside the old one, with the old one's content.
fs::path begin_copy(const fs::path& file) {
    const auto copy = fs::path(file.string() + ".new");
    std::error_code error;
    fs::remove(copy, error);
    if (fs::exists(file)) {
        require_gazetteer(file);
        fs::copy_file(file, copy, error);
    } else if (!file.parent_path().empty()) {
        fs::create_directories(file.parent_path(), error);
    }
    if (error) {
        throw base::Error(base::ErrorCode::storage,
                          copy.string() + " cannot be written; check the space left and the permissions", error.message());
    }
    return copy;
}

Level level_of(const Point& point, const std::string& town_key) {
    if (!point.block.empty()) {
        return Level::block;
    }
    return town_key.empty() ? Level::municipality : town_key.find("丁目") != std::string::npos ? Level::chome : Level::town;
}

} // namespace

struct Builder::State {
    fs::path file;
    fs::path copy;
    std::optional<sqlite::Database> database;
    std::optional<sqlite::Statement> add_incoming;
    std::map<std::string, std::int64_t> sources;
    std::map<std::pair<std::string, std::string>, std::int64_t> municipalities;
    std::string last_town, last_town_key; ///< rows come by town
    std::pair<std::int64_t, std::string> last_parent;

    explicit State(const fs::path& target) : file(target), copy(begin_copy(target)) {
        const bool is_new = !fs::exists(copy);
        database.emplace(copy, sqlite::OpenMode::create);
        // Nobody reads this file before it is complete, and a failure leaves it behind unused.
        database->execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;");
        if (is_new) {
            database->execute(schema::gazetteer);
        }
        database->execute(schema::incoming);
        database->execute("BEGIN");
        add_incoming.emplace(database->prepare(queries::add_incoming));
    }

    ~State() {
        add_incoming.reset();
        database.reset();
        std::error_code ignored;
        fs::remove(copy, ignored);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    std::int64_t source_id(const std::string& code) {
        const auto known = sources.find(code);
        if (known != sources.end()) {
            return known->second;
        }
        auto statement = database->prepare(queries::add_source);
        statement.bind(":code", code).step();
        return sources[code] = statement.integer(0);
    }

    std::int64_t municipality_id(const Point& point) {
        auto& id = municipalities[{point.prefecture + " " + point.municipality_code, point.city}];
        if (id == 0) {
            id = find_or_add_municipality(point);
        }
        return id;
    }

    std::int64_t find_or_add_municipality(const Point& point) {
        auto code = point.municipality_code.substr(0, 5);
        if (municipality_of(code) == nullptr) {
            code = code_of(point.prefecture, point.city);
        }
        auto prefecture = point.prefecture;
        auto city = point.city;
        if (const auto* official = municipality_of(code)) {
            prefecture = official->prefecture;
            city = official->name();
        }
        auto find = database->prepare(queries::find_municipality);
        if (find.bind(":prefecture", prefecture).bind(":city", city).step()) {
            return find.integer(0);
        }
        std::int64_t id = code.empty() ? 0 : std::stoll(code);
        if (id == 0) {
            auto next = database->prepare(queries::next_municipality_id);
            next.step();
            id = next.integer(0);
        }
        database->prepare(queries::add_municipality)
            .bind(":id", id).bind(":code", code).bind(":prefecture", prefecture).bind(":city", city).run();
        return id;
    }

    void insert(std::int64_t municipality, const std::string& key, Level level, int derived, const Point& point,
                std::int64_t source) {
        add_incoming->bind(":municipality", municipality).bind(":key", key).bind(":level", static_cast<int>(level))
            .bind(":derived", derived).bind(":lat", point.position.lat).bind(":lon", point.position.lon)
            .bind(":accuracy", default_accuracy(level, point)).bind(":town", level == Level::block ? "" : point.town)
            .bind(":block", level == Level::block ? point.block : "").bind(":source", source).run();
    }
};

Builder::Builder(const fs::path& file) : m_state(std::make_unique<State>(file)) {}
Builder::~Builder() = default;

void Builder::add(const Point& point, const std::string& source) {
    auto& s = *m_state;
    if (point.town != s.last_town || s.last_town.empty()) {
        s.last_town = point.town;
        s.last_town_key = normalise_address(point.town);
    }
    const auto municipality = s.municipality_id(point);
    const auto source_id = s.source_id(source);
    const auto level = level_of(point, s.last_town_key);
    if (level != Level::block) {
        s.insert(municipality, s.last_town_key, level, 0, point, source_id);
        return;
    }
    auto key = s.last_town_key + (point.block_is_number ? "#" : "/") + normalise_address(point.block);
    s.insert(municipality, key, level, 0, point, source_id);
    // A town known by its blocks only has a row all the same.
    if (auto parent = std::pair(municipality, s.last_town_key); parent != s.last_parent && !point.town.empty()) {
        Point town = point;
        town.block.clear();
        s.insert(municipality, s.last_town_key, level_of(town, s.last_town_key), 1, town, source_id);
        s.last_parent = std::move(parent);
    }
}

Builder::Summary Builder::finish(const std::string& source_title, const std::string& attribution, bool dry_run) {
    auto& s = *m_state;
    Summary summary;
    {
        auto count = s.database->prepare(queries::count_incoming);
        count.step();
        summary.points = count.integer(0);
        summary.added = count.integer(1);
        summary.unchanged = count.integer(2);
        summary.changed = summary.points - summary.added - summary.unchanged;
    }
    if (dry_run) {
        return summary;
    }
    for (const auto& [code, id] : s.sources) {
        s.database->prepare(queries::describe_source)
            .bind(":id", id).bind(":title", source_title).bind(":attribution", attribution).run();
    }
    s.database->prepare(queries::delete_chome_means).run();
    s.database->prepare(queries::merge_incoming).run();
    s.database->prepare(queries::delete_unused_sources).run();
    derive_points(*s.database);
    s.add_incoming.reset();
    s.database->execute("DROP TABLE temp.incoming; COMMIT; PRAGMA optimize;");
    s.database.reset();
    base::sync_to_disk(s.copy);
    fs::rename(s.copy, s.file);
    base::sync_to_disk(s.file.parent_path().empty() ? fs::path(".") : s.file.parent_path());
    return summary;
}

} // namespace annai::gazetteer
