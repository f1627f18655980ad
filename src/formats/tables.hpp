#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

// Tables from files: CSV in any of the usual encodings, XLSX, each plain, gzipped or in a zip.

namespace annai::formats {

/// One row of a table, as UTF-8 text.
struct Row {
    std::int64_t line = 0; ///< of the file (CSV: the line the row begins on; XLSX: the row number)
    std::vector<std::string> cells;
};

/// A table that is read from front to back.
class Table {
public:
    virtual ~Table() = default;
    /// "jigyosho_110.csv", "archive.zip/inner.csv", "list.xlsx/Sheet1"
    virtual const std::string& name() const = 0;
    /// "UTF-8", "UTF-8 with BOM", "UTF-16LE", "UTF-16BE", "windows-31j", "XLSX"
    virtual const std::string& encoding() const = 0;
    /// The next row that is not empty; false at the end. Throws base::Error (bad_source).
    virtual bool next(Row& row) = 0;
};

/// Opens a file and hands over each table in it, in the order of the archive's names. Streams: memory does not grow
/// with the file (XLSX: with its shared strings). Text is read twice, so that damage shows before the first row.
/// The kind of file is told from its first bytes, never from its name. Encodings: BOM, else strict UTF-8, else
/// windows-31j; text that is neither is an Error that names file, line and the remedy (save as 「CSV UTF-8」). Of a
/// workbook, every visible sheet that has rows is a table. In an archive, members that are no tables (.txt, .pdf,
/// .html, .xml, .shp …) are skipped; one without any table is an Error, as are a truncated or encrypted archive, a
/// directory, an empty file, and an archive that unpacks to more than 4 GiB or 100 times its size.
void for_each_table(const std::filesystem::path& file, const std::function<void(Table&)>& on_table);

/// Finds named columns in a header row. Names are compared folded; a column may have several names.
class Columns {
public:
    /// `file` and `line` are for messages.
    Columns(const Row& header, std::string file);
    /// The column's index; throws bad_source that lists the header as found, the name that is missing and what to do.
    std::size_t require(const std::vector<std::string>& names) const;
    /// The column's index or npos.
    std::size_t find(const std::vector<std::string>& names) const;
    static constexpr std::size_t npos = static_cast<std::size_t>(-1);

private:
    std::vector<std::string> m_names;
    std::string m_shown;
    std::string m_file;
    std::int64_t m_line;
};

/// The cell, or "" where the row is shorter or the index npos.
const std::string& cell(const Row& row, std::size_t index);

} // namespace annai::formats
