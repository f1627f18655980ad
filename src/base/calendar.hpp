#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace annai::base {

/// A civil date in Japan (fixed +09:00, design §7.9). Always a real date of the Gregorian calendar.
using CivilDate = std::chrono::year_month_day;

/// "2026-06-01"
std::string to_iso(const CivilDate& date);

/// Reads "2026-06-01" and nothing else.
std::optional<CivilDate> parse_iso_date(std::string_view text);

/// Reads what people write: 2026-06-01, 2026/6/1, 20260601, 2026年6月1日, 令和8年6月1日, R8.6.1,
/// 平成元年5月1日; full-width digits too. Two-digit Western years are refused.
std::optional<CivilDate> parse_date(std::string_view text);

/// The first plausible date (2000–2099) in a file name, as in 01-1_hospital_20250601.csv.
std::optional<CivilDate> date_in_file_name(std::string_view name);

/// Today in Japan.
CivilDate today();

/// The instant now, in UTC with seconds: "2026-06-01T03:04:05Z".
std::string now_utc();

} // namespace annai::base
