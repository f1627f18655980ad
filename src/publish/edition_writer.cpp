#include "publish/edition_writer.hpp"

#include "base/file.hpp"
#include "render/geojson.hpp"
#include "search/clusters.hpp"
#include "sqlite/database.hpp"

#include "generated/edition_schema.hpp"
#include "generated/queries_edition.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace annai::publish {
namespace {

namespace sql = queries::edition;

void write_info(sqlite::Database& database, const edition::Info& info) {
    auto insert = database.prepare(sql::insert_info);
    const auto put = [&](const char* name, const std::string& value) { insert.bind(":name", name).bind(":value", value).run(); };
    put("schema_version", std::to_string(edition::schema_version));
    put("number", std::to_string(info.number));
    put("audience", info.audience);
    put("published_at", info.published_at);
    put("date", info.date);
    put("facilities", std::to_string(info.facilities));
    auto source = database.prepare(sql::insert_source);
    for (const auto& note : info.sources) {
        source.bind(":code", note.code)
            .bind(":title", note.title)
            .bind(":licence", note.licence)
            .bind(":attribution", note.attribution)
            .bind(":url", note.url)
            .bind(":as_of", note.as_of)
            .run();
    }
}

void write_capabilities(sqlite::Statement& insert, std::int64_t id, const nlohmann::json& body) {
    // An answer first: the notification beside it does not take its place in the table that is searched.
    for (const bool answers : {true, false}) {
        for (const auto& entry : body.value("capabilities", nlohmann::json::array())) {
            if ((entry.at("answer") != "unknown") == answers) {
                insert.bind(":code", entry.at("code").get_ref<const std::string&>())
                    .bind(":qualifier", entry.value("qualifier", ""))
                    .bind(":answer", entry.at("answer").get_ref<const std::string&>())
                    .bind(":basis", entry.at("basis").get_ref<const std::string&>())
                    .bind(":facility_id", id)
                    .run();
            }
        }
    }
}

struct Cell {
    double lat = 0, lon = 0;
    std::int64_t count = 0, facility = 0;
    base::BoundingBox box{180, 90, -180, -90};
};

void write_clusters(sqlite::Database& database, const std::vector<std::pair<std::int64_t, base::Position>>& points) {
    auto insert = database.prepare(sql::insert_cluster);
    for (int zoom = 0; zoom <= search::precomputed_zoom; ++zoom) {
        std::map<std::pair<std::int64_t, std::int64_t>, Cell> cells;
        for (const auto& [id, position] : points) {
            auto& cell = cells[search::cell_of(position, zoom)];
            cell.lat += position.lat;
            cell.lon += position.lon;
            cell.count += 1;
            cell.facility = id;
            cell.box = {std::min(cell.box.min_lon, position.lon), std::min(cell.box.min_lat, position.lat),
                        std::max(cell.box.max_lon, position.lon), std::max(cell.box.max_lat, position.lat)};
        }
        for (const auto& [at, cell] : cells) {
            const auto count = static_cast<double>(cell.count);
            insert.bind(":zoom", zoom)
                .bind(":x", at.first)
                .bind(":y", at.second)
                .bind(":lon", cell.lon / count)
                .bind(":lat", cell.lat / count)
                .bind(":count", cell.count)
                .bind(":min_lon", cell.box.min_lon)
                .bind(":min_lat", cell.box.min_lat)
                .bind(":max_lon", cell.box.max_lon)
                .bind(":max_lat", cell.box.max_lat);
            if (cell.count == 1) {
                insert.bind(":facility_id", cell.facility);
            } else {
                insert.bind_null(":facility_id");
            }
            insert.run();
        }
    }
}

void write_facilities(sqlite::Database& database, EditionContent& content) {
    std::sort(content.facilities.begin(), content.facilities.end(), [](const Derived& a, const Derived& b) {
        return std::tie(a.sort_key, a.public_id) < std::tie(b.sort_key, b.public_id);
    });
    auto facility = database.prepare(sql::insert_facility);
    auto kind = database.prepare(sql::insert_kind);
    auto capability = database.prepare(sql::insert_capability);
    auto area = database.prepare(sql::insert_facility_area);
    auto box = database.prepare(sql::insert_box);
    std::vector<std::pair<std::int64_t, base::Position>> points;
    std::int64_t id = 0;
    for (const auto& derived : content.facilities) {
        ++id;
        const auto& body = derived.body;
        facility.bind(":id", id)
            .bind(":public_id", derived.public_id)
            .bind(":sort_key", derived.sort_key)
            .bind(":search_text", derived.search_text)
            .bind(":body", body.dump())
            .bind(":feature", render::feature(body));
        if (body.contains("position")) {
            const base::Position position{body["position"]["lat"].get<double>(), body["position"]["lon"].get<double>()};
            facility.bind(":lat", position.lat).bind(":lon", position.lon);
            box.bind(":id", id).bind(":lat", position.lat).bind(":lon", position.lon).run();
            points.emplace_back(id, position);
        } else {
            facility.bind_null(":lat").bind_null(":lon");
        }
        facility.run();
        for (const auto& code : body.at("kinds")) {
            kind.bind(":kind", code.get_ref<const std::string&>()).bind(":facility_id", id).run();
        }
        write_capabilities(capability, id, body);
        for (const auto area_id : content.areas_of[derived.public_id]) {
            area.bind(":area_id", area_id).bind(":facility_id", id).run();
        }
    }
    write_clusters(database, points);
}

void write_areas(sqlite::Database& database, const std::vector<PublishedArea>& areas) {
    auto insert = database.prepare(sql::insert_area);
    for (const auto& area : areas) {
        insert.bind(":id", area.id)
            .bind(":kind", area.kind)
            .bind(":code", area.code)
            .bind(":name", area.name)
            .bind(":parent_code", area.parent_code)
            .bind(":rank", area.rank)
            .bind(":geojson", area.geojson);
        if (area.box) {
            insert.bind(":min_lon", area.box->min_lon)
                .bind(":min_lat", area.box->min_lat)
                .bind(":max_lon", area.box->max_lon)
                .bind(":max_lat", area.box->max_lat);
        } else {
            insert.bind_null(":min_lon").bind_null(":min_lat").bind_null(":max_lon").bind_null(":max_lat");
        }
        insert.run();
    }
}

} // namespace

void write_edition(const std::filesystem::path& file, EditionContent content) {
    content.info.facilities = static_cast<std::int64_t>(content.facilities.size());
    std::filesystem::create_directories(file.parent_path());
    std::error_code none;
    std::filesystem::remove(file, none);
    {
        sqlite::Database database(file, sqlite::OpenMode::create);
        // A rollback journal, never WAL: a reader must find everything in the one file.
        database.execute("PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF; PRAGMA secure_delete = ON");
        database.execute("BEGIN");
        for (const auto& [name, schema] : edition::schema::all) {
            database.execute(schema);
        }
        write_info(database, content.info);
        write_areas(database, content.areas);
        write_facilities(database, content);
        auto former = database.prepare(sql::insert_former_id);
        for (const auto& [id, target] : content.former_ids) {
            former.bind(":public_id", id).bind(":target", target).run();
        }
        database.execute("COMMIT; ANALYZE");
    }
    base::sync_to_disk(file);
    base::sync_to_disk(file.parent_path());
}

} // namespace annai::publish
