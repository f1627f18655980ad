#pragma once

#include "base/error.hpp"
#include "facility/importer.hpp"

#include <nlohmann/json.hpp>

#include <fstream>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

// A source that a test makes up: a file of JSON lines, read by a real importer. Each line is one row:
// {"record": …} as facility::to_json writes it, {"point": …}, {"area": …}, {"town": …}, {"ignored": reason},
// {"rejected": reason}; three kinds of line are no rows: {"as_of": day}, {"remark": [code, example]} and
// {"stop": message}, at which the importer gives up as it does at a truncated archive.

namespace annai::tests {

inline std::string hex_of(const std::string& bytes) {
    static const char* digits = "0123456789abcdef";
    std::string out;
    for (const char c : bytes) {
        out += digits[static_cast<unsigned char>(c) >> 4U];
        out += digits[static_cast<unsigned char>(c) & 15U];
    }
    return out;
}

inline std::string bytes_of(const std::string& hex) {
    std::string out;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        out += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    }
    return out;
}

/// The bytes of a file of these lines.
inline std::string json_lines(const std::vector<nlohmann::json>& lines) {
    std::string text;
    for (const auto& line : lines) {
        text += line.dump() + "\n";
    }
    return text;
}

inline nlohmann::json row_of(const facility::SourceRecord& record) {
    return {{"record", facility::to_json(record)}, {"rows", record.rows}};
}

inline std::string rows_of(const std::vector<facility::SourceRecord>& records) {
    std::vector<nlohmann::json> lines;
    for (const auto& record : records) {
        lines.push_back(row_of(record));
    }
    return json_lines(lines);
}

class FakeImporter : public facility::Importer {
public:
    FakeImporter(std::string code, facility::ImportKind kind, bool published = true, std::string source_kind = "open_data")
        : m_kind(kind) {
        m_source.code = std::move(code);
        m_source.title = m_source.code + "の一覧";
        m_source.licence = "CC BY 4.0";
        m_source.attribution = "出典：" + m_source.code;
        m_source.url = "https://example.jp/" + m_source.code;
        m_source.published = published;
        m_source.source_kind = std::move(source_kind);
    }

    std::string name() const override { return m_source.code; }
    std::string help() const override { return "made up by a test"; }
    facility::ImportKind kind() const override { return m_kind; }
    facility::SourceInfo source(const facility::ImportOptions&) const override { return m_source; }

    void read(const std::filesystem::path& file, const facility::ImportOptions&, facility::ImportSink& sink) const override {
        std::ifstream in(file);
        std::string text;
        for (std::int64_t line = 1; std::getline(in, text); ++line) {
            take({file.filename().string(), line}, nlohmann::json::parse(text), sink);
        }
    }

private:
    static void take(const facility::RowPlace& place, const nlohmann::json& line, facility::ImportSink& sink) {
        if (line.contains("stop")) {
            throw base::Error(base::ErrorCode::bad_source, line["stop"].get<std::string>());
        }
        if (line.contains("as_of")) {
            return sink.as_of(base::parse_iso_date(line["as_of"].get<std::string>()).value());
        }
        if (line.contains("remark")) {
            return sink.remark(place, line["remark"][0].get<std::string>(), line["remark"][1].get<std::string>());
        }
        for (int row = 0; row < line.value("rows", 1); ++row) {
            sink.row_read({place.file, place.line + row});
        }
        if (line.contains("record")) {
            auto record = facility::record_from_json(line["record"]);
            record.file = place.file;
            record.line = place.line;
            record.rows = line.value("rows", 1);
            sink.record(std::move(record));
        } else if (line.contains("point")) {
            sink.reference_point(point_of(place, line["point"]));
        } else if (line.contains("area")) {
            const auto& area = line["area"];
            sink.area({area.at("kind"), area.at("code"), area.at("name"), area.value("parent", ""),
                       bytes_of(area.value("wkb", "")), place});
        } else if (line.contains("town")) {
            const auto& town = line["town"];
            sink.area_town({town.at("kind"), town.at("code"), town.at("name"), town.at("municipality"), town.at("town"),
                            town.value("note", ""), place});
        } else if (line.contains("ignored")) {
            sink.ignored(place, line["ignored"].get<std::string>());
        } else if (line.contains("rejected")) {
            sink.rejected({place, "", line["rejected"].get<std::string>(), {}});
        }
        // Any other row is read and then lost: what an importer must not do.
    }

    static facility::ReferencePoint point_of(const facility::RowPlace& place, const nlohmann::json& point) {
        facility::ReferencePoint made;
        made.prefecture = point.at("prefecture");
        made.city = point.at("city");
        made.town = point.at("town");
        made.block = point.value("block", "");
        made.block_is_number = point.value("block_is_number", false);
        made.position = {point.at("lat").get<double>(), point.at("lon").get<double>()};
        made.place = place;
        return made;
    }

    facility::SourceInfo m_source;
    facility::ImportKind m_kind;
};

} // namespace annai::tests
