#pragma once

#include "importers/listing/listing.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "collect.hpp"
#include "support/archive.hpp"
#include "support/support.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace annai::tests {

/// A list and its mapping in a folder of their own.
class Listing {
public:
    /// `mapping` without [source], which is the same everywhere unless given.
    Listing(const std::string& table, const std::string& mapping, const std::string& source = plain_source,
            const std::string& name = "list.csv")
        : file(m_folder.file(name, table)), mapping_file(m_folder.file("list.toml", source + mapping)) {}

    Collector read() const {
        Collector seen;
        facility::ImportOptions options;
        options.mapping = mapping_file;
        importers::listing::make_importer()->read(file, options, seen);
        CHECK(seen.balances());
        return seen;
    }
    facility::SourceInfo source() const {
        facility::ImportOptions options;
        options.mapping = mapping_file;
        return importers::listing::make_importer()->source(options);
    }
    /// The message of the error that reading must give.
    std::string error() const {
        try {
            read();
        } catch (const base::Error& error) {
            CHECK(error.code() == base::ErrorCode::bad_source);
            return error.what();
        }
        FAIL("this must not be read");
        return {};
    }

    inline static const std::string plain_source = "[source]\ncode = \"test\"\ntitle = \"試験の一覧\"\n";

private:
    TemporaryFolder m_folder;

public:
    const std::filesystem::path file;
    const std::filesystem::path mapping_file;
};

inline bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// A workbook with inline texts: sheet name and rows; empty rows and cells are left out, as spreadsheets do.
inline std::string xlsx(const std::vector<std::pair<std::string, std::vector<std::vector<std::string>>>>& sheets) {
    const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    std::string names, relations, types;
    std::vector<ZipMemberToMake> members;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        const std::string n = std::to_string(i + 1);
        names += "<sheet name=\"" + sheets[i].first + "\" sheetId=\"" + n + "\" r:id=\"rId" + n + "\"/>";
        relations += "<Relationship Id=\"rId" + n + "\" Type=\"" + office + "/worksheet\" Target=\"worksheets/sheet" + n + ".xml\"/>";
        types += "<Override PartName=\"/xl/worksheets/sheet" + n +
                 ".xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>";
        std::string rows;
        for (std::size_t r = 0; r < sheets[i].second.size(); ++r) {
            std::string cells;
            for (std::size_t c = 0; c < sheets[i].second[r].size(); ++c) {
                const std::string& text = sheets[i].second[r][c];
                if (!text.empty()) {
                    cells += "<c r=\"" + std::string(1, static_cast<char>('A' + c)) + std::to_string(r + 1) +
                             "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
                }
            }
            rows += cells.empty() ? "" : "<row r=\"" + std::to_string(r + 1) + "\">" + cells + "</row>";
        }
        members.push_back({"xl/worksheets/sheet" + n + ".xml",
                           head + "<worksheet xmlns=\"" + main + "\"><sheetData>" + rows + "</sheetData></worksheet>"});
    }
    members.insert(members.begin(),
                   {{"[Content_Types].xml",
                     head + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                            "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                            "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                            "<Override PartName=\"/xl/workbook.xml\" "
                            "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>" +
                         types + "</Types>"},
                    {"_rels/.rels", head + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                                           "<Relationship Id=\"rId1\" Type=\"" + office + "/officeDocument\" Target=\"xl/workbook.xml\"/>"
                                           "</Relationships>"},
                    {"xl/workbook.xml", head + "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + office + "\"><sheets>" + names +
                                            "</sheets></workbook>"},
                    {"xl/_rels/workbook.xml.rels",
                     head + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + relations +
                         "</Relationships>"}});
    return zip(members);
}

} // namespace annai::tests
