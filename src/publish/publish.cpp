#include "publish/publish.hpp"

#include "base/calendar.hpp"
#include "base/file.hpp"
#include "base/log.hpp"
#include "edition/manifest.hpp"
#include "intake/personal.hpp"
#include "publish/areas_of.hpp"
#include "publish/derive.hpp"
#include "publish/draw_apart.hpp"
#include "publish/edition_writer.hpp"

#include "generated/queries_publish.hpp"
#include "generated/queries_register.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <functional>
#include <set>

namespace annai::publish {
namespace {

namespace sql = queries::publish;
using facility::Audience;

constexpr std::int64_t editions_kept = 2; // the current one and the one that readers may still be on

void for_each_facility(reg::Register& reg, const std::function<void(const FacilityStatements&)>& handle) {
    auto rows = reg.database().prepare(sql::facilities);
    FacilityStatements facility;
    std::int64_t current = 0;
    while (rows.step()) {
        if (rows.integer(0) != current) {
            if (current != 0) {
                handle(facility);
            }
            current = rows.integer(0);
            facility = {rows.text(1), {}};
        }
        Statement statement;
        statement.source = rows.text(4);
        statement.source_kind = rows.text(5);
        statement.published = rows.integer(6) != 0;
        statement.record = intake::join_personal(rows.text(9), rows.text(13));
        statement.record.key = rows.text(7);
        statement.record.part = rows.text(8);
        statement.located = intake::located_from_json(nlohmann::json::parse(rows.view(10)));
        statement.missing = rows.view(11) == "missing";
        statement.as_of = rows.text(12);
        facility.statements.push_back(std::move(statement));
    }
    if (current != 0) {
        handle(facility);
    }
}

void add_areas(EditionContent& content, AreasOf& areas_of) {
    for (auto& facility : content.facilities) {
        auto list = nlohmann::json::array();
        for (const auto& [area, split, note] : areas_of.of(facility.located)) {
            nlohmann::json entry{{"kind", area->kind}, {"code", area->code}, {"name", area->name}};
            if (split) {
                entry["split"] = true;
            }
            if (!note.empty()) {
                entry["note"] = note;
            }
            list.push_back(std::move(entry));
            content.areas_of[facility.public_id].push_back(area->id);
        }
        if (!list.empty()) {
            facility.body["areas"] = std::move(list);
        }
        auto& address = facility.body["address"];
        if (address.is_null()) {
            address = nlohmann::json::object();
        }
        if (!facility.located.municipality.empty()) {
            address["municipality"] = facility.located.municipality;
        }
        if (const auto* municipality = areas_of.municipality(facility.located.municipality)) {
            address["municipality_name"] = municipality->name;
        }
        if (!facility.located.town.empty()) {
            address["town"] = facility.located.town;
        }
    }
    content.areas = areas_of.all();
}

/// Only sources that this audience is shown something of: the others' names are not its business.
void keep_used_sources(EditionContent& content, reg::Register& reg) {
    std::set<std::string> used;
    for (const auto& facility : content.facilities) {
        for (const auto& source : facility.body.at("sources")) {
            used.insert(source.get<std::string>());
        }
    }
    for (const auto& row : reg.sources()) {
        const bool is_map = row.as_of.empty(); // addresses and areas: their attribution always goes along
        if (used.contains(row.info.code) || is_map) {
            content.info.sources.push_back(
                {row.info.code, row.info.title, row.info.licence, row.info.attribution, row.info.url, row.as_of});
        }
    }
}

EditionContent derive_edition(reg::Register& reg, Audience audience, AreasOf& areas_of, reg::Areas& areas,
                              AudienceReport& report) {
    EditionContent content;
    std::set<std::string> shown;
    for_each_facility(reg, [&](const FacilityStatements& facility) {
        auto derived = derive(facility, audience);
        if (!derived) {
            return;
        }
        shown.insert(derived->public_id);
        if (derived->closed) {
            content.former_ids[derived->public_id] = "";
            report.closed += 1;
        } else {
            content.facilities.push_back(std::move(*derived));
        }
    });
    auto merged = reg.database().prepare(sql::merged);
    while (merged.step()) {
        if (shown.contains(merged.text(1))) {
            content.former_ids[merged.text(0)] = merged.text(1);
            report.redirects += 1;
        }
    }
    place_on_map(content.facilities, areas);
    add_areas(content, areas_of);
    keep_used_sources(content, reg);
    for (const auto& facility : content.facilities) {
        const bool placed = facility.body.contains("position");
        report.without_position += placed ? 0 : 1;
        report.approximate += placed && facility.body["position"].contains("approximate") ? 1 : 0;
        report.needs_check += facility.body.at("status") == "needs_check" ? 1 : 0;
    }
    report.facilities = static_cast<std::int64_t>(content.facilities.size());
    return content;
}

void remove_old_editions(const base::DataFolder& folder, std::int64_t number) {
    std::error_code failed;
    for (const auto& audience : std::filesystem::directory_iterator(folder.editions(), failed)) {
        if (!audience.is_directory()) {
            continue;
        }
        for (const auto& entry : std::filesystem::directory_iterator(audience.path(), failed)) {
            const auto name = entry.path().filename().string();
            const bool is_number = !name.empty() && name.find_first_not_of("0123456789") == std::string::npos;
            if (is_number && std::stoll(name) <= number - editions_kept) {
                std::filesystem::remove_all(entry.path(), failed);
            }
        }
    }
    if (failed) {
        base::log_warning("old editions could not be removed: {}", failed.message());
    }
}

} // namespace

PublishReport publish(reg::Register& reg, const base::DataFolder& folder, bool dry_run, base::Progress& progress) {
    const base::FileLock lock(folder.writer_lock(), "another import or publish is running on this data folder; wait until "
                                                    "it has finished and repeat the command");
    PublishReport report;
    report.dry_run = dry_run;
    auto next = reg.database().prepare(queries::reg::edition_next);
    next.step();
    const auto number = next.integer(0);
    next.reset();
    edition::Manifest manifest{number, base::now_utc(), {}};
    const auto date = base::to_iso(base::today());
    AreasOf areas_of(reg);
    reg::Areas areas(reg);
    nlohmann::json counts = nlohmann::json::object();
    for (const auto audience : {Audience::everybody, Audience::professional, Audience::coordinator}) {
        const std::string name = facility::word(audience);
        auto& counted = report.audiences[name];
        progress.stage("deriving " + name);
        auto content = derive_edition(reg, audience, areas_of, areas, counted);
        counts[name] = counted.facilities;
        if (dry_run) {
            continue;
        }
        progress.stage("writing " + name);
        content.info.number = number;
        content.info.audience = name;
        content.info.published_at = manifest.published_at;
        content.info.date = date;
        const auto file = folder.edition(name, number);
        write_edition(file, std::move(content));
        counted.bytes = static_cast<std::int64_t>(std::filesystem::file_size(file));
        manifest.editions[name] = std::filesystem::relative(file, folder.editions()).string();
    }
    if (!dry_run) {
        sqlite::Transaction transaction(reg.database());
        reg.database()
            .prepare(queries::reg::edition_insert)
            .bind(":number", number)
            .bind(":published_at", manifest.published_at)
            .bind(":facilities", counts.dump())
            .run();
        reg.remember("cli", "published", 0, {{"number", number}, {"facilities", counts}});
        transaction.commit();
        edition::write_manifest(folder, manifest);
        remove_old_editions(folder, number);
        report.number = number;
    }
    progress.finish();
    return report;
}

std::string to_text(const PublishReport& report) {
    std::string out = report.dry_run ? "dry run: nothing was published\n" : fmt::format("edition {} is published\n", report.number);
    for (const auto& [name, counted] : report.audiences) {
        out += fmt::format("  {:<13} {} facilities ({} without a position, {} at an approximate one, {} 要確認, {} closed, {} "
                           "moved to another id)\n",
                           name, counted.facilities, counted.without_position, counted.approximate, counted.needs_check,
                           counted.closed, counted.redirects);
    }
    return out;
}

} // namespace annai::publish
