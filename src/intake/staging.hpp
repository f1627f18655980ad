#pragma once

#include "facility/importer.hpp"
#include "intake/locate.hpp"
#include "intake/report.hpp"
#include "register/register.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace annai::gazetteer {
class Builder;
}

namespace annai::intake {

/// Called for every row that cannot be used, as it is met.
using RejectHandler = std::function<void(const facility::Reject&)>;
/// Called now and then with the rows read so far.
using ProgressHandler = std::function<void(std::int64_t rows)>;

/// A file of its own beside the register in which an import is prepared: parsed, located, hashed. Nothing of the
/// register is touched. Removed with the object; leftovers of a killed import are removed by the next.
class StagingFile {
public:
    explicit StagingFile(const std::filesystem::path& folder);
    ~StagingFile();
    StagingFile(const StagingFile&) = delete;
    StagingFile& operator=(const StagingFile&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    sqlite::Database& database() { return *m_database; }
    /// Commits what was staged and closes the connection; the register can then attach the file.
    void close();

private:
    std::filesystem::path m_path;
    std::unique_ptr<sqlite::Database> m_database;
};

/// The sink that importers write to: stages, counts, and enforces that every row read ends in exactly one place.
class StagingSink : public facility::ImportSink {
public:
    /// `locator` may be null for imports of addresses and areas; `points` only where reference points come.
    StagingSink(StagingFile& staging, reg::Register& reg, std::int64_t source_id, const Locator* locator,
                gazetteer::Builder* points, std::string source_code, ImportReport& report, RejectHandler on_reject,
                ProgressHandler on_progress);
    ~StagingSink() override;

    /// The file that the next rows come from.
    void begin_file(const std::string& name, const std::string& hash);
    /// The date that the file itself stated, if any.
    const std::optional<base::CivilDate>& stated_as_of() const;
    /// Throws bad_source when so many rows were rejected that the file is probably not what it seems.
    void refuse_too_many_rejects() const;

    void row_read(const facility::RowPlace& place) override;
    void record(facility::SourceRecord&& record) override;
    void reference_point(facility::ReferencePoint&& point) override;
    void area(facility::AreaStatement&& area) override;
    void area_town(facility::AreaTown&& town) override;
    void ignored(const facility::RowPlace& place, const std::string& reason) override;
    void rejected(facility::Reject&& reject) override;
    void remark(const facility::RowPlace& place, const facility::Remark& code, const std::string& example) override;
    void as_of(const base::CivilDate& date) override;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace annai::intake
