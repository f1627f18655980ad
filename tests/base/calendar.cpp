#include "base/calendar.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace annai::base;

namespace {

std::string iso(std::string_view written) {
    const auto date = parse_date(written);
    return date ? to_iso(*date) : "nothing";
}

std::string in_name(std::string_view name) {
    const auto date = date_in_file_name(name);
    return date ? to_iso(*date) : "nothing";
}

} // namespace

TEST_CASE("Dates are read as people write them") {
    for (const char* written : {"2026-06-01", "2026/6/1", "2026.6.1", "20260601", "2026年6月1日", "２０２６年６月１日",
                                "令和8年6月1日", "令和 8年 6月 1日", "R8.6.1", "r8/6/1", "Ｒ８．６．１", "㋿8年6月1日", "2026年6月1日(月)",
                                "2026－06－01"}) {
        CAPTURE(written);
        CHECK(iso(written) == "2026-06-01");
    }
    CHECK(iso("平成元年5月1日") == "1989-05-01");
    CHECK(iso("H31.4.30") == "2019-04-30");
    CHECK(iso("令和元年5月1日") == "2019-05-01");
    CHECK(iso("昭和64年1月7日") == "1989-01-07");
    CHECK(iso("S23.11.30") == "1948-11-30");
    CHECK(iso("2024-02-29") == "2024-02-29");
}

TEST_CASE("What is no date is nothing") {
    for (const char* written : {"", "2026-02-29", "2026-13-01", "26-06-01", "26/6/1", "2026-06", "2026-06-01x", "20260600", "R0.1.1",
                                "令和8年", "2026/6-1", "06012026", "8年6月1日", "2026年6月1日(星)", "R8.6", "99999999"}) {
        CAPTURE(written);
        CHECK(iso(written) == "nothing");
    }
}

TEST_CASE("ISO dates are read exactly") {
    CHECK(parse_iso_date("2026-06-01").has_value());
    CHECK_FALSE(parse_iso_date("2026-6-1"));
    CHECK_FALSE(parse_iso_date("2026-06-31"));
    CHECK_FALSE(parse_iso_date("2026-06-01T00:00"));
    CHECK_FALSE(parse_iso_date("2026/06/01"));
}

TEST_CASE("A file's name tells its date") {
    CHECK(in_name("01-1_hospital_facility_info_20250601.csv") == "2025-06-01");
    CHECK(in_name("31_tottori_2025-10.xlsx") == "2025-10-01");
    CHECK(in_name("addresses_2024-01-15.csv.gz") == "2024-01-15");
    CHECK(in_name("list_2024_01_15_v2.csv") == "2024-01-15");
    CHECK(in_name("list202501.csv") == "2025-01-01");
    CHECK(in_name("export-20250601123000.csv") == "2025-06-01");
    CHECK(in_name("2024-25.csv") == "nothing");
    CHECK(in_name("jigyosho_110.csv") == "nothing");
    CHECK(in_name("19990101.csv") == "nothing");
    CHECK(in_name("3171100021.csv") == "nothing");
    CHECK(in_name("20251301_20250601.csv") == "2025-06-01");
}

TEST_CASE("The present is told in the forms that files use") {
    CHECK(today().ok());
    CHECK(now_utc().size() == 20);
    CHECK(now_utc().back() == 'Z');
}
