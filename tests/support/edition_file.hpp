#pragma once

#include "base/geodesy.hpp"
#include "base/text.hpp"
#include "edition/edition.hpp"
#include "sqlite/database.hpp"

#include "generated/edition_schema.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

// An edition as a test says it, row by row, for the folders that must not know of publishing.

namespace annai::tests {

struct EditionFacility {
    std::string id, name;
    std::vector<std::string> kinds = {"clinic"};
    std::optional<base::Position> position = {};
    std::vector<std::string> areas = {}; ///< codes of daily living areas
    struct Capability {
        std::string code, qualifier, answer, basis;
    };
    std::vector<Capability> capabilities = {};
    std::string text = {}; ///< to be searched beside the name
};

struct EditionFile {
    std::string audience = "public";
    std::string number = "1";
    std::string schema = std::to_string(edition::schema_version);
    std::vector<EditionFacility> facilities;
    std::vector<std::pair<std::string, std::string>> former_ids;

    std::filesystem::path write(const std::filesystem::path& file) const {
        std::filesystem::create_directories(file.parent_path());
        sqlite::Database database(file, sqlite::OpenMode::create);
        database.execute("BEGIN");
        for (const auto& [name, sql] : edition::schema::all) {
            database.execute(sql);
        }
        auto info = database.prepare("INSERT INTO info VALUES (:name, :value)");
        for (const auto& [name, value] : std::vector<std::pair<std::string, std::string>>{
                 {"schema_version", schema}, {"number", number}, {"audience", audience}, {"published_at", "2026-06-01T03:04:05Z"},
                 {"date", "2026-06-01"}, {"facilities", std::to_string(facilities.size())}}) {
            info.bind(":name", name).bind(":value", value).run();
        }
        database.execute("INSERT INTO source VALUES ('care', '一覧', 'CC BY', '出典：一覧', 'https://example.jp', '2026-05-01')");
        std::int64_t id = 0;
        for (const auto& facility : facilities) {
            write_facility(database, ++id, facility);
        }
        auto former = database.prepare("INSERT INTO former_id VALUES (:id, :target)");
        for (const auto& [from, target] : former_ids) {
            former.bind(":id", from).bind(":target", target).run();
        }
        database.execute("COMMIT");
        return file;
    }

private:
    static void write_facility(sqlite::Database& database, std::int64_t id, const EditionFacility& facility) {
        auto row = database.prepare("INSERT INTO facility VALUES (:id, :public_id, :sort_key, :search_text, :lat, :lon, :body, :feature)");
        row.bind(":id", id)
            .bind(":public_id", facility.id)
            .bind(":sort_key", base::reading_sort_key(facility.name))
            .bind(":search_text", base::fold_loosely(facility.name) + "\n" + base::fold_loosely(facility.text) + "\n")
            .bind(":body", "{\"id\":\"" + facility.id + "\"}")
            .bind(":feature", "{\"type\":\"Feature\",\"id\":\"" + facility.id + "\"}");
        if (facility.position) {
            row.bind(":lat", facility.position->lat).bind(":lon", facility.position->lon);
            database.prepare("INSERT INTO facility_box VALUES (:id, :lon, :lon, :lat, :lat)")
                .bind(":id", id).bind(":lat", facility.position->lat).bind(":lon", facility.position->lon).run();
        }
        row.run();
        for (const auto& kind : facility.kinds) {
            database.prepare("INSERT INTO facility_kind VALUES (:kind, :id)").bind(":kind", kind).bind(":id", id).run();
        }
        for (const auto& said : facility.capabilities) {
            database.prepare("INSERT INTO facility_capability VALUES (:code, :qualifier, :answer, :basis, :id)")
                .bind(":code", said.code).bind(":qualifier", said.qualifier).bind(":answer", said.answer).bind(":basis", said.basis)
                .bind(":id", id).run();
        }
        for (const auto& area : facility.areas) {
            database.prepare("INSERT INTO area (kind, code, name, parent_code, rank, geojson) VALUES ('daily_living_area', :code, :code, "
                             "'31201', 6, '') ON CONFLICT DO NOTHING").bind(":code", area).run();
            database.prepare("INSERT INTO facility_area SELECT id, :id FROM area WHERE code = :code").bind(":id", id).bind(":code", area).run();
        }
    }
};

} // namespace annai::tests
