#include "intake/import.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/hash.hpp"
#include "gazetteer/builder.hpp"
#include "intake/apply.hpp"

#include "generated/queries_intake.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace annai::intake {
namespace {

namespace sql = queries::intake;
using base::Error;
using base::ErrorCode;
using facility::ImportKind;

struct InputFile {
    std::filesystem::path path;
    std::string name, hash;
    std::int64_t bytes = 0;
};

std::vector<InputFile> input_files(const std::vector<std::filesystem::path>& paths) {
    std::vector<InputFile> files;
    std::set<std::string> seen;
    for (const auto& path : paths) {
        if (std::filesystem::is_directory(path)) {
            throw Error(ErrorCode::bad_source,
                        fmt::format("{}: is a directory; name the files in it, e.g. {}/*.csv", path.string(), path.string()));
        }
        if (!std::filesystem::exists(path)) {
            throw Error(ErrorCode::bad_source, fmt::format("{}: there is no such file; check the name", path.string()));
        }
        InputFile file{path, path.filename().string(), base::sha256_hex_of_file(path),
                       static_cast<std::int64_t>(std::filesystem::file_size(path))};
        if (!seen.insert(file.hash).second) {
            throw Error(ErrorCode::bad_source, fmt::format("{}: a file of the same content is named twice", path.string()));
        }
        files.push_back(std::move(file));
    }
    return files;
}

struct AsOf {
    std::string date, basis;
};

std::optional<base::CivilDate> newest_in_names(const std::vector<InputFile>& files) {
    std::optional<base::CivilDate> newest;
    for (const auto& file : files) {
        const auto date = base::date_in_file_name(file.name);
        if (date && (!newest || *newest < *date)) {
            newest = date;
        }
    }
    return newest;
}

AsOf as_of_given(const ImportRequest& request, const std::optional<base::CivilDate>& stated,
                 const std::vector<InputFile>& files) {
    if (request.options.as_of) {
        return {base::to_iso(*request.options.as_of), "given"};
    }
    if (stated) {
        return {base::to_iso(*stated), "content"};
    }
    if (const auto named = newest_in_names(files)) {
        return {base::to_iso(*named), "file_name"};
    }
    return {base::to_iso(base::today()), "import"};
}

/// What makes a run the same as an earlier one. A date that is only the day of the import is not part of it: the
/// same bytes do not become newer by being read again. A date in the name is: somebody published them again.
std::string fingerprint(const std::vector<InputFile>& files, const ImportRequest& request) {
    std::vector<std::string> parts;
    for (const auto& file : files) {
        parts.push_back(file.hash);
    }
    std::sort(parts.begin(), parts.end());
    const auto day = request.options.as_of ? request.options.as_of : newest_in_names(files);
    parts.push_back(day ? base::to_iso(*day) : "");
    parts.push_back(request.options.mapping.empty() ? "" : base::sha256_hex_of_file(request.options.mapping));
    for (const auto& [name, value] : request.options.options) {
        parts.push_back(name + "=" + value);
    }
    return base::sha256_hex(fmt::format("{}", fmt::join(parts, "\n")));
}

bool imported_before(reg::Register& reg, std::int64_t source_id, const std::string& print) {
    auto statement = reg.database().prepare(sql::import_same);
    return statement.bind(":source_id", source_id).bind(":fingerprint", print).step();
}

std::int64_t record_import(reg::Register& reg, std::int64_t source_id, const std::string& print,
                           const std::vector<InputFile>& files) {
    auto statement = reg.database().prepare(sql::import_insert);
    statement.bind(":source_id", source_id).bind(":at", base::now_utc()).bind(":fingerprint", print).bind(":report", "{}");
    statement.step();
    const auto id = statement.integer(0);
    statement.reset();
    for (const auto& file : files) {
        reg.database().prepare(sql::file_insert).bind(":hash", file.hash).bind(":name", file.name).bind(":bytes", file.bytes).run();
        reg.database().prepare(sql::import_file_insert).bind(":import_id", id).bind(":hash", file.hash).run();
    }
    return id;
}

std::optional<gazetteer::Gazetteer> open_gazetteer(const base::DataFolder& folder) {
    if (!std::filesystem::exists(folder.gazetteer_db())) {
        return std::nullopt;
    }
    return gazetteer::Gazetteer(folder.gazetteer_db());
}

/// The staging file, attached to the register for as long as the object lives.
class Attached {
public:
    Attached(reg::Register& reg, const std::filesystem::path& file) : m_database(reg.database()) {
        m_database.prepare("ATTACH :file AS staging").bind(":file", file.string()).run();
    }
    ~Attached() {
        try {
            m_database.execute("DETACH staging");
        } catch (const Error&) {
            // Only when a statement is still open while an error travels; the connection ends right after.
        }
    }
    Attached(const Attached&) = delete;
    Attached& operator=(const Attached&) = delete;

private:
    sqlite::Database& m_database;
};

} // namespace

ImportReport run_import(reg::Register& reg, const base::DataFolder& folder, const facility::Importer& importer,
                        const ImportRequest& request, base::Progress& progress) {
    const base::FileLock lock(folder.writer_lock(), "another import or publish is running on this data folder; wait until "
                                                    "it has finished and repeat the command");
    ImportReport report;
    auto source = importer.source(request.options);
    if (!request.attribution.empty()) {
        source.attribution = request.attribution;
    }
    report.source = source.code;
    report.dry_run = request.dry_run;

    progress.stage("checking files");
    const auto files = input_files(request.files);
    const auto print = fingerprint(files, request);
    const bool points_kept = importer.kind() != ImportKind::reference_points || std::filesystem::exists(folder.gazetteer_db());
    // One transaction from here on: rolled back in a dry run, and whenever an error travels. Parsing happens
    // before it is begun, so that the lock on the register is held for the applying only.
    std::int64_t known_source = 0;
    for (const auto& row : reg.sources()) {
        if (row.info.code == source.code) {
            known_source = row.id;
        }
    }
    if (known_source != 0 && points_kept && imported_before(reg, known_source, print)) {
        report.nothing_new = true;
        progress.finish();
        return report;
    }

    auto gazetteer = open_gazetteer(folder);
    reg::Areas areas(reg);
    const Locator locator(gazetteer ? &*gazetteer : nullptr, areas);
    std::optional<gazetteer::Builder> points;
    if (importer.kind() == ImportKind::reference_points) {
        points.emplace(folder.gazetteer_db());
    }
    StagingFile staging(folder.staging());
    AsOf as_of;
    {
        StagingSink sink(staging, reg, known_source, importer.kind() == ImportKind::facilities ? &locator : nullptr,
                         points ? &*points : nullptr, source.code, report, request.on_reject,
                         [&](std::int64_t rows) { progress.at(rows); });
        progress.stage("reading");
        for (const auto& file : files) {
            sink.begin_file(file.name, file.hash);
            importer.read(file.path, request.options, sink);
        }
        progress.at(report.rows_read);
        if (!request.accept_rejects) {
            sink.refuse_too_many_rejects();
        }
        as_of = as_of_given(request, sink.stated_as_of(), files);
    }
    staging.close();
    if (!request.dry_run && request.keep_file) {
        progress.stage("keeping the files");
        for (const auto& file : files) {
            request.keep_file(file.path, file.hash);
        }
    }

    progress.stage("applying");
    const Attached attached(reg, staging.path());
    sqlite::Transaction transaction(reg.database());
    const auto source_id = reg.save_source(source);
    const auto import_id = record_import(reg, source_id, print, files);
    switch (importer.kind()) {
    case ImportKind::facilities:
        apply_records(reg, {source_id, import_id, as_of.date, as_of.basis, request.accept_missing}, report);
        break;
    case ImportKind::areas:
        apply_areas(reg, source_id, report);
        relocate_all(reg, locator, report);
        break;
    case ImportKind::reference_points: {
        gazetteer.reset();
        const auto summary = points->finish(source.title, source.attribution, request.dry_run);
        report.points_added = summary.added;
        report.points_changed = summary.changed;
        if (!request.dry_run) {
            gazetteer.emplace(folder.gazetteer_db());
            relocate_all(reg, Locator(&*gazetteer, areas), report);
        }
        break;
    }
    }
    report.check();
    const auto kept = to_kept_json(report);
    reg.remember(request.actor, "imported", 0, kept);
    reg.database().prepare(sql::import_report).bind(":id", import_id).bind(":report", kept.dump()).run();
    if (!request.dry_run) {
        transaction.commit();
    }
    progress.finish();
    return report;
}

} // namespace annai::intake
