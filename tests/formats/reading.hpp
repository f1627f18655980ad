#pragma once

#include "base/error.hpp"
#include "formats/tables.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

namespace annai::tests {

using Cells = std::vector<std::string>;

struct ReadTable {
    std::string name;
    std::string encoding;
    std::vector<formats::Row> rows;
};

inline std::vector<ReadTable> read_tables(const std::filesystem::path& file) {
    std::vector<ReadTable> tables;
    formats::for_each_table(file, [&](formats::Table& table) {
        tables.push_back({table.name(), table.encoding(), {}});
        formats::Row row;
        while (table.next(row)) {
            tables.back().rows.push_back(row);
        }
    });
    return tables;
}

/// The one table of a file.
inline ReadTable read_table(const std::filesystem::path& file) {
    std::vector<ReadTable> tables = read_tables(file);
    REQUIRE(tables.size() == 1);
    return tables.front();
}

/// What is said of a file that cannot be read; `rows_before` tells how many rows had been handed over.
inline std::string refusal(const std::filesystem::path& file, std::size_t* rows_before = nullptr) {
    std::size_t rows = 0;
    std::string message = "no error";
    try {
        formats::for_each_table(file, [&](formats::Table& table) {
            formats::Row row;
            while (table.next(row)) {
                ++rows;
            }
        });
    } catch (const base::Error& error) {
        CHECK(error.code() == base::ErrorCode::bad_source);
        message = error.what();
    }
    if (rows_before != nullptr) {
        *rows_before = rows;
    }
    return message;
}

inline bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace annai::tests
