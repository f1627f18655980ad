#include "intake/staging.hpp"

#include "base/error.hpp"
#include "gazetteer/builder.hpp"
#include "intake/personal.hpp"

#include "generated/queries_intake.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <unistd.h>

namespace annai::intake {

namespace sql = queries::intake;
using base::Error;
using base::ErrorCode;

StagingFile::StagingFile(const std::filesystem::path& folder) {
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    // The caller holds the writer lock, so whatever lies here was left by an import that was killed.
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
        std::filesystem::remove(entry.path(), failed);
    }
    m_path = folder / fmt::format("import-{}.db", ::getpid());
    m_database = std::make_unique<sqlite::Database>(m_path, sqlite::OpenMode::create);
    m_database->execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY");
    m_database->execute(sql::staging_table);
    m_database->execute(sql::staged_area_table);
    m_database->execute("BEGIN");
}

StagingFile::~StagingFile() {
    m_database.reset();
    std::error_code ignored;
    std::filesystem::remove(m_path, ignored);
}

void StagingFile::close() {
    m_database->execute("COMMIT");
    m_database.reset();
}

struct StagingSink::State {
    StagingFile& staging;
    std::int64_t source_id;
    const Locator* locator;
    gazetteer::Builder* points;
    std::string source_code;
    ImportReport& report;
    RejectHandler on_reject;
    ProgressHandler on_progress;
    std::string file, file_hash;
    std::optional<base::CivilDate> stated;
    facility::RowPlace last_counted;
    sqlite::Statement insert;
    sqlite::Statement place;
    sqlite::Statement area_insert;
    sqlite::Statement known;

    /// One row of a list may state an area and several of its towns.
    void count_once(const facility::RowPlace& row) {
        if (row.line != last_counted.line || row.file != last_counted.file) {
            report.rows_in_records += 1;
            last_counted = row;
        }
    }

    void count_position(const facility::SourceRecord& record, const Located& located) {
        if (record.position && !located.refused.empty()) {
            report.stated_refused[located.refused] += 1;
        }
        if (located.method == "stated") {
            report.positions_stated += 1;
        } else if (located.position) {
            report.positions_geocoded += 1;
        } else {
            report.positions_unknown += 1;
        }
    }

    /// An unchanged record keeps its place; new addresses or boundaries relocate it when they arrive.
    Located locate(const facility::SourceRecord& record, const std::string& hash) {
        known.bind(":source_id", source_id).bind(":key", record.key).bind(":hash", hash);
        std::optional<Located> before;
        if (known.step()) {
            before = located_from_json(nlohmann::json::parse(known.view(0)));
        }
        known.reset();
        return before ? *before : locator->locate(record);
    }
};

StagingSink::StagingSink(StagingFile& staging, reg::Register& reg, std::int64_t source_id, const Locator* locator,
                         gazetteer::Builder* points, std::string source_code, ImportReport& report,
                         RejectHandler on_reject, ProgressHandler on_progress)
    : m_state(new State{staging, source_id, locator, points, std::move(source_code), report, std::move(on_reject),
                        std::move(on_progress), {}, {}, {}, {}, staging.database().prepare(sql::staged_insert),
                        staging.database().prepare(sql::staged_place),
                        staging.database().prepare(sql::staged_area_insert),
                        reg.database().prepare(sql::record_located)}) {}

StagingSink::~StagingSink() = default;

void StagingSink::begin_file(const std::string& name, const std::string& hash) {
    m_state->file = name;
    m_state->file_hash = hash;
}

const std::optional<base::CivilDate>& StagingSink::stated_as_of() const {
    return m_state->stated;
}

void StagingSink::refuse_too_many_rejects() const {
    const auto& report = m_state->report;
    if (report.rows_rejected > 20 && report.rows_rejected * 10 > report.rows_read) {
        throw Error(ErrorCode::bad_source,
                    fmt::format("{} of {} rows cannot be used, so nothing was imported; look at the list of rejected rows, "
                                "mend the file (or its mapping), or repeat with --accept-rejects",
                                report.rows_rejected, report.rows_read));
    }
}

void StagingSink::row_read(const facility::RowPlace&) {
    auto& report = m_state->report;
    report.rows_read += 1;
    if (report.rows_read % 500 == 0 && m_state->on_progress) {
        m_state->on_progress(report.rows_read);
    }
}

void StagingSink::record(facility::SourceRecord&& record) {
    auto& state = *m_state;
    if (state.locator == nullptr) {
        throw Error(ErrorCode::storage, "an importer of addresses or areas delivered a facility; please report this");
    }
    const auto split = split_personal(record);
    state.place.bind(":key", record.key);
    if (state.place.step()) {
        const auto first = fmt::format("{}:{}", state.place.text(0), state.place.integer(1));
        state.place.reset();
        rejected({{record.file, record.line},
                  "",
                  fmt::format("同じキー（{}）の行が先にあります（{}）。重複している行を一つにしてください", record.key, first),
                  {record.key, record.value("name"), record.address.text}});
        state.report.rows_rejected += record.rows - 1;
        return;
    }
    state.place.reset();
    const auto located = state.locate(record, split.hash);
    state.count_position(record, located);
    state.insert.bind(":key", record.key)
        .bind(":part", record.part)
        .bind(":region", record.region)
        .bind(":hash", split.hash)
        .bind(":facts", split.facts)
        .bind(":located", to_json(located).dump())
        .bind(":file_hash", state.file_hash)
        .bind(":file", record.file)
        .bind(":line", record.line);
    if (split.personal.empty()) {
        state.insert.bind_null(":personal");
    } else {
        state.insert.bind(":personal", split.personal);
    }
    state.insert.run();
    state.report.rows_in_records += record.rows;
}

void StagingSink::reference_point(facility::ReferencePoint&& point) {
    m_state->points->add({point.prefecture, point.city, point.municipality_code, point.town, point.block,
                          point.block_is_number, point.position},
                         m_state->source_code);
    m_state->report.rows_in_records += 1;
    m_state->report.points += 1;
}

void StagingSink::area(facility::AreaStatement&& area) {
    auto& insert = m_state->area_insert;
    insert.bind(":kind", area.kind).bind(":code", area.code).bind(":name", area.name).bind(":parent_code", area.parent_code);
    insert.bind_blob(":wkb", area.wkb);
    insert.bind_null(":municipality").bind_null(":town_key").bind_null(":town").bind_null(":note");
    insert.run();
    m_state->count_once(area.place);
}

void StagingSink::area_town(facility::AreaTown&& town) {
    auto& insert = m_state->area_insert;
    insert.bind(":kind", town.kind).bind(":code", town.code).bind(":name", town.name).bind(":parent_code", "");
    insert.bind_null(":wkb");
    insert.bind(":municipality", town.municipality_code)
        .bind(":town_key", gazetteer::normalise_address(town.town))
        .bind(":town", town.town)
        .bind(":note", town.note);
    insert.run();
    m_state->report.towns_in_areas += 1;
    m_state->count_once(town.place);
}

void StagingSink::ignored(const facility::RowPlace&, const std::string& reason) {
    m_state->report.rows_ignored += 1;
    m_state->report.ignored[reason] += 1;
}

void StagingSink::rejected(facility::Reject&& reject) {
    m_state->report.rows_rejected += 1;
    if (m_state->on_reject) {
        m_state->on_reject(reject);
    }
}

void StagingSink::remark(const facility::RowPlace& place, const facility::Remark& code, const std::string& example) {
    auto& noticed = m_state->report.remarks[code];
    noticed.count += 1;
    if (noticed.count == 1) {
        noticed.place = fmt::format("{}:{}", place.file, place.line);
        noticed.example = example;
    }
}

void StagingSink::as_of(const base::CivilDate& date) {
    if (!m_state->stated || *m_state->stated < date) {
        m_state->stated = date;
    }
}

} // namespace annai::intake
