#pragma once

#include "base/calendar.hpp"
#include "gazetteer/builder.hpp"
#include "intake/import.hpp"
#include "support/fake_importer.hpp"
#include "support/shapes.hpp"
#include "support/support.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <set>
#include <string>
#include <vector>

// A data folder with a register, two municipalities side by side and a small gazetteer:
//
//   36.0 ┌───────────────┬───────────────┐
//        │ 倉吉市 31203   │ 鳥取市 31201   │
//        │  上井町一丁目   │  東町一・二丁目  │
//        │  清谷          │  湖山町北       │
//   35.0 └───────────────┴───────────────┘
//       133.5           134.0           134.5

namespace annai::tests {

inline constexpr base::BoundingBox kurayoshi{133.5, 35.0, 134.0, 36.0};
inline constexpr base::BoundingBox tottori{134.0, 35.0, 134.5, 36.0};

inline base::CivilDate day(const std::string& iso) {
    return base::parse_iso_date(iso).value();
}

/// An office of 東町一丁目 in 鳥取市 as the ministry's list has it.
inline facility::SourceRecord office(const std::string& number, const std::string& service = "110") {
    static const std::map<std::string, std::string> kinds{{"110", "home_help"}, {"130", "home_nursing"}, {"150", "day_care"}};
    facility::SourceRecord record;
    record.key = number + "/" + service;
    record.part = service;
    record.region = "31";
    record.identifiers = {{"kaigo_office", number}};
    record.kinds = {kinds.at(service)};
    record.values["name"] = "事業所" + number;
    record.values["name_kana"] = "じぎょうしょ" + number;
    record.values["phone"] = "0857-" + number.substr(number.size() - 6, 2) + "-" + number.substr(number.size() - 4);
    record.address = {"東町一丁目1番" + std::to_string(std::stoll(number) % 1000) + "号", "", "鳥取県", "鳥取市", "31201"};
    return record;
}

/// A row of a list that people keep: no number.
inline facility::SourceRecord listed(const std::string& key, const std::string& name, const std::string& phone = "",
                                     const std::string& address = "") {
    facility::SourceRecord record;
    record.key = key;
    record.part = "list";
    record.region = "31201";
    record.kinds = {"clinic"};
    record.values["name"] = name;
    if (!phone.empty()) {
        record.values["phone"] = phone;
    }
    record.address = {address, "", "鳥取県", "鳥取市", "31201"};
    return record;
}

class Region {
public:
    explicit Region(bool with_places = true) : m_register(reg::Register::create(data())) {
        database().execute("PRAGMA synchronous = OFF"); // a test has no power failure
        if (with_places) {
            import_places();
        }
    }

    base::DataFolder data() const { return {m_folder.path() / "data"}; }
    reg::Register& reg() { return m_register; }
    sqlite::Database& database() { return m_register.database(); }
    const TemporaryFolder& folder() const { return m_folder; }

    /// Boundaries and reference points, as they are imported.
    void import_places() {
        const auto border = [](const char* code, const char* name, const base::BoundingBox& box) {
            return nlohmann::json{{"area", {{"kind", "municipality"}, {"code", code}, {"name", name}, {"parent", "31"}, {"wkb", hex_of(box_wkb(box))}}}};
        };
        import(FakeImporter("borders", facility::ImportKind::areas),
               json_lines({border("31201", "鳥取市", tottori), border("31203", "倉吉市", kurayoshi)}));
        const auto point = [](const char* city, const char* town, double lat, double lon) {
            return nlohmann::json{{"point", {{"prefecture", "鳥取県"}, {"city", city}, {"town", town}, {"lat", lat}, {"lon", lon}}}};
        };
        import(FakeImporter("addresses", facility::ImportKind::reference_points),
               json_lines({point("鳥取市", "東町一丁目", 35.505, 134.240), point("鳥取市", "東町二丁目", 35.508, 134.243),
                           point("鳥取市", "湖山町北", 35.520, 134.180), point("鳥取市", "国府町奥谷", 35.480, 134.270),
                           point("倉吉市", "上井町一丁目", 35.450, 133.850), point("倉吉市", "清谷", 35.460, 133.840)}));
    }

    intake::ImportReport import(const facility::Importer& importer, const std::string& bytes) {
        return import(importer, bytes, request());
    }
    intake::ImportReport import(const facility::Importer& importer, const std::string& bytes, intake::ImportRequest request) {
        const auto name = request.files.empty() ? importer.name() + ".jsonl" : request.files.front().string();
        request.files = {m_folder.file("files/" + name, bytes)};
        return run(importer, request);
    }
    /// The ministry's list: published, with numbers.
    intake::ImportReport import_offices(const std::vector<facility::SourceRecord>& records) {
        return import_offices(records, request());
    }
    intake::ImportReport import_offices(const std::vector<facility::SourceRecord>& records, const intake::ImportRequest& request) {
        return import(offices, rows_of(records), request);
    }
    /// A published list without numbers.
    intake::ImportReport import_list(const std::vector<facility::SourceRecord>& records) {
        return import(list, rows_of(records), request());
    }
    intake::ImportReport run(const facility::Importer& importer, const intake::ImportRequest& request) {
        base::Progress quiet(base::Progress::Style::quiet);
        return intake::run_import(m_register, data(), importer, request, quiet);
    }

    static intake::ImportRequest request() { return {}; }
    static intake::ImportRequest request_as_of(const std::string& iso) {
        intake::ImportRequest made;
        made.options.as_of = day(iso);
        return made;
    }

    /// The first column of every row.
    std::vector<std::string> texts(const std::string& sql) {
        std::vector<std::string> found;
        auto statement = database().prepare(sql);
        while (statement.step()) {
            found.push_back(statement.text(0));
        }
        return found;
    }
    std::string text(const std::string& sql) {
        const auto found = texts(sql);
        return found.empty() ? "(no row)" : found.front();
    }
    std::int64_t number(const std::string& sql) {
        auto statement = database().prepare(sql);
        return statement.step() ? statement.integer(0) : -1;
    }

    /// The register's facilities, each as the set of "source:key" linked to it.
    std::set<std::set<std::string>> groups() {
        std::map<std::int64_t, std::set<std::string>> by_facility;
        auto statement = database().prepare("SELECT facility_id, source.code || ':' || key FROM link JOIN source ON source.id = source_id");
        while (statement.step()) {
            by_facility[statement.integer(0)].insert(statement.text(1));
        }
        std::set<std::set<std::string>> groups;
        for (auto& [id, keys] : by_facility) {
            groups.insert(std::move(keys));
        }
        return groups;
    }
    /// The public id of the facility that a record is linked to, or "".
    std::string id_of(const std::string& key) {
        auto statement = database().prepare(
            "SELECT public_id FROM link JOIN facility ON facility.id = facility_id WHERE key = :key");
        return statement.bind(":key", key).step() ? statement.text(0) : "";
    }

    const FakeImporter offices{"care", facility::ImportKind::facilities};
    const FakeImporter list{"list", facility::ImportKind::facilities, true, "listing"};

private:
    TemporaryFolder m_folder;
    reg::Register m_register;
};

/// Everything that stands in a database, table by table; what SpatiaLite notes about itself (it stamps the
/// time) is left out.
inline std::string dump(sqlite::Database& database, const std::set<std::string>& without = {}) {
    std::vector<std::string> tables;
    auto names = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE "
                                  "'idx_%' AND name NOT GLOB '*geometry_columns*' AND name NOT LIKE 'spatial%' AND name NOT LIKE "
                                  "'%spatialite%' AND name NOT LIKE 'views_%' AND name NOT LIKE 'virts_%' AND name NOT IN "
                                  "('data_licenses', 'sql_statements_log', 'SpatialIndex', 'ElementaryGeometries', 'KNN2') ORDER BY name");
    while (names.step()) {
        tables.push_back(names.text(0));
    }
    std::string out;
    for (const auto& table : tables) {
        if (without.contains(table)) {
            continue;
        }
        out += "== " + table + "\n";
        std::set<std::string> rows;
        auto statement = database.prepare("SELECT * FROM \"" + table + "\"");
        while (statement.step()) {
            std::string row;
            for (int column = 0; column < statement.column_count(); ++column) {
                row += (statement.is_null(column) ? "NULL" : statement.text(column)) + "|";
            }
            rows.insert(row);
        }
        for (const auto& row : rows) {
            out += row + "\n";
        }
    }
    return out;
}

} // namespace annai::tests
