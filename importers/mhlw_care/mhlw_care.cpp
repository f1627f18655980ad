#include "mhlw_care.hpp"

#include "formats/tables.hpp"
#include "row_reader.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "facility/place_text.hpp"

namespace annai::importers::mhlw_care {

namespace {

RowReader::Prefectures wanted_prefectures(const facility::ImportOptions& options) {
    RowReader::Prefectures wanted;
    const auto given = options.options.find("prefecture");
    if (given == options.options.end()) {
        return wanted;
    }
    for (const auto& code : base::split(given->second, ",")) {
        const std::string prefecture(base::trim(code));
        if (facility::prefecture_name(prefecture).empty()) {
            throw base::Error(base::ErrorCode::bad_request,
                              "prefecture: '" + prefecture + "' is no prefecture; give two-digit codes, e.g. 31 or 31,32");
        }
        wanted.insert(prefecture);
    }
    return wanted;
}

class CareImporter final : public facility::Importer {
public:
    std::string name() const override { return "mhlw_care"; }
    std::string help() const override {
        return "Care offices: the open data files jigyosho_NNN.csv of the national 介護サービス情報公表システム";
    }
    facility::ImportKind kind() const override { return facility::ImportKind::facilities; }
    facility::SourceInfo source(const facility::ImportOptions&) const override {
        return {"mhlw_care",
                "介護サービス情報公表システム オープンデータ",
                "CC BY 4.0",
                "介護サービス情報公表システムデータのオープンデータ（厚生労働省）を加工して作成",
                "https://www.mhlw.go.jp/stf/kaigo-kouhyou_opendata.html",
                true,
                "open_data"};
    }
    std::vector<facility::OptionInfo> options() const override {
        return {{"prefecture", "take these prefectures only, e.g. 31 or 31,32 (the files are national)"}};
    }
    void read(const std::filesystem::path& file, const facility::ImportOptions& options,
              facility::ImportSink& sink) const override {
        const auto wanted = wanted_prefectures(options);
        RowReader::Seen seen;
        formats::for_each_table(file, [&](formats::Table& table) {
            formats::Row row;
            if (!table.next(row)) {
                throw base::Error(base::ErrorCode::bad_source,
                                  table.name() + ": the table has no header row; download the file again");
            }
            RowReader reader(row, table.name(), wanted, seen, sink);
            while (table.next(row)) {
                reader.read(row);
            }
        });
    }
};

} // namespace

std::unique_ptr<facility::Importer> make_importer() {
    return std::make_unique<CareImporter>();
}

} // namespace annai::importers::mhlw_care
