#pragma once

#include <fmt/format.h>

#include <string_view>

namespace annai::base {

enum class LogLevel { debug, info, warning, error };

/// Writes one line to stderr (time in UTC, level, text). Never pass a secret, a patient's address
/// or the text of a question to it (design §7.8).
void log_line(LogLevel level, std::string_view text);

/// Lines below this level are dropped; `info` to begin with.
void set_log_level(LogLevel level);

template <class... Args> void log_debug(fmt::format_string<Args...> format, Args&&... args) {
    log_line(LogLevel::debug, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args> void log_info(fmt::format_string<Args...> format, Args&&... args) {
    log_line(LogLevel::info, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args> void log_warning(fmt::format_string<Args...> format, Args&&... args) {
    log_line(LogLevel::warning, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args> void log_error(fmt::format_string<Args...> format, Args&&... args) {
    log_line(LogLevel::error, fmt::format(format, std::forward<Args>(args)...));
}

} // namespace annai::base
