#pragma once

#include "base/calendar.hpp"
#include "base/geodesy.hpp"
#include "facility/record.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

// The importer contract. An importer turns one source's files into records and knows that source's
// dirt; it does not match, merge, geocode or touch a database. Every row that it reads ends in exactly
// one of: part of a record (or place, or area), ignored with a reason, rejected (design §7.5).

namespace annai::facility {

/// Where a row stands, for messages: "jigyosho_110.csv", or "archive.zip/inner.csv".
struct RowPlace {
    std::string file;
    std::int64_t line = 0;
};

/// A row that cannot be used; the rest of the file is read all the same.
struct Reject {
    RowPlace place;
    std::string column; ///< header text of the column at fault, "" for the whole row
    std::string reason; ///< Japanese, for the coordinator: what is wrong and how to mend it
    std::vector<std::string> row;
};

/// A reference point of an address (大字・町丁目, 小字 or 街区).
struct ReferencePoint {
    std::string prefecture;        ///< 鳥取県
    std::string city;              ///< as stated: 鳥取市, 岩美郡岩美町, 札幌市中央区
    std::string municipality_code; ///< five digits, "" where the source has none
    std::string town;              ///< 大字・町丁目: 上井町一丁目, 大字唐川; "" = the municipality itself
    std::string block;             ///< 小字・通称, or the number of the 街区; "" at the level of the town
    bool block_is_number = false;  ///< the block is a 街区符号・地番
    base::Position position;
    RowPlace place;
};

/// A named area with its polygon.
struct AreaStatement {
    std::string kind; ///< a code of area_kinds.csv: prefecture, municipality, daily_living_area …
    std::string code; ///< unique within the kind
    std::string name;
    std::string parent_code; ///< "" unknown
    std::string wkb;         ///< (multi)polygon in WGS 84, OGC WKB; "" for an area that is only a list of towns
    RowPlace place;
};

/// One line of a list of towns: this 町・字 belongs to this area. When a town stands in several areas of
/// one kind it is split between them, and both are kept.
struct AreaTown {
    std::string kind;
    std::string code;
    std::string name;
    std::string municipality_code; ///< five digits
    std::string town;              ///< as written: 上井町1丁目, 大字清谷
    std::string note;              ///< 一部（1番地〜50番地） …
    RowPlace place;
};

/// Counts of what was noticed but did not stop a row: "position_zero", "phone_shape" … with an example.
using Remark = std::string;

/// Takes what an importer reads. Implemented by intake (staging) and by the tests.
class ImportSink {
public:
    virtual ~ImportSink() = default;
    /// A data row (not a header, not an empty line) was read. Call it first for every row.
    virtual void row_read(const RowPlace& place) = 0;
    virtual void record(SourceRecord&& record) = 0;
    virtual void reference_point(ReferencePoint&& point) = 0;
    virtual void area(AreaStatement&& area) = 0;
    virtual void area_town(AreaTown&& town) = 0;
    virtual void ignored(const RowPlace& place, const std::string& reason) = 0;
    virtual void rejected(Reject&& reject) = 0;
    virtual void remark(const RowPlace& place, const Remark& code, const std::string& example) = 0;
    /// The file states the day it is true for (a title row); a name with a date is read by intake.
    virtual void as_of(const base::CivilDate& date) = 0;
};

/// How the source is described to people; a listing's mapping file gives its own.
struct SourceInfo {
    std::string code;        ///< "mhlw_care", "listing:kurayoshi-2026"
    std::string title;       ///< 介護サービス情報公表システム オープンデータ
    std::string licence;     ///< CC BY 4.0
    std::string attribution; ///< the text that goes with the data
    std::string url;
    bool published = true; ///< published sources may be shown; others need consent (design §6)
    std::string source_kind = "open_data"; ///< row of precedence.csv: open_data, listing, survey, coordinator
};

/// What the command line gives: --as-of, --mapping FILE, --option name=value …
struct ImportOptions {
    std::optional<base::CivilDate> as_of;
    std::filesystem::path mapping;
    std::map<std::string, std::string> options;
};

struct OptionInfo {
    std::string name;
    std::string help; ///< one line of English for --help
};

/// What the importer's records are.
enum class ImportKind { facilities, reference_points, areas };

class Importer {
public:
    virtual ~Importer() = default;
    virtual std::string name() const = 0; ///< as typed: mhlw_care
    virtual std::string help() const = 0; ///< one line of English for --help
    virtual ImportKind kind() const = 0;
    virtual std::vector<OptionInfo> options() const { return {}; }
    virtual SourceInfo source(const ImportOptions& options) const = 0;
    /// Reads one file (plain, .gz or .zip; a zip may hold several) into the sink, streaming. Throws
    /// base::Error (bad_source; names file, line or column, and the remedy) when the file as a whole cannot
    /// be used: wrong encoding, missing or renamed column, truncated archive.
    virtual void read(const std::filesystem::path& file, const ImportOptions& options, ImportSink& sink) const = 0;
};

} // namespace annai::facility
