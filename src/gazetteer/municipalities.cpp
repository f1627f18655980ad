#include "gazetteer/municipalities.hpp"

#include "base/delimited_text.hpp"
#include "base/error.hpp"
#include "gazetteer/gazetteer.hpp"
#include "generated/municipality_codes.hpp"

#include <algorithm>
#include <unordered_map>
#include <vector>

namespace annai::gazetteer {
namespace {

struct Table {
    std::vector<Municipality> rows;
    std::unordered_map<std::string, std::vector<const Municipality*>> by_name; ///< with and without 郡

    Table() {
        for (const auto& row : base::read_delimited(codes::municipalities_csv)) {
            if (row.cells.size() != 5) {
                throw base::Error(base::ErrorCode::storage,
                                  "schema/codes/municipalities.csv, line " + std::to_string(row.line) + ": five columns expected");
            }
            if (row.line > 1) {
                rows.push_back({row.cells[0], row.cells[1], row.cells[2], row.cells[3], row.cells[4]});
            }
        }
        for (const auto& row : rows) {
            by_name[normalise_address(row.name())].push_back(&row);
            if (!row.county.empty()) {
                by_name[normalise_address(row.short_name())].push_back(&row);
            }
        }
    }
};

const Table& table() {
    static const Table loaded;
    return loaded;
}

} // namespace

std::span<const Municipality> municipalities() {
    return table().rows;
}

std::string code_of(std::string_view prefecture, std::string_view city) {
    const auto key = normalise_address(city);
    const auto found = table().by_name.find(key);
    if (found == table().by_name.end()) {
        return {};
    }
    const Municipality* best = nullptr;
    for (const auto* row : found->second) {
        if (!prefecture.empty() && row->prefecture != prefecture) {
            continue;
        }
        if (best == nullptr) {
            best = row;
        } else if (best->prefecture != row->prefecture) {
            return {};
        } else if (best->name() == row->name()) {
            best = row; // a ward that was formed anew under its old name: the newer code is the higher one
        }
    }
    return best != nullptr ? best->code : std::string{};
}

const Municipality* municipality_of(std::string_view code) {
    const auto five = code.substr(0, 5);
    const auto& rows = table().rows;
    const auto found = std::lower_bound(rows.begin(), rows.end(), five,
                                        [](const Municipality& row, std::string_view wanted) { return row.code < wanted; });
    return found != rows.end() && found->code == five ? &*found : nullptr;
}

std::string name_of(std::string_view code) {
    const auto* row = municipality_of(code);
    return row != nullptr ? row->name() : std::string{};
}

std::string_view prefecture_of(std::string_view code) {
    if (code.size() >= 2) {
        for (const auto& row : table().rows) {
            if (std::string_view(row.code).substr(0, 2) == code.substr(0, 2)) {
                return row.prefecture;
            }
        }
    }
    return {};
}

} // namespace annai::gazetteer
