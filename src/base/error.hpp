#pragma once

#include <stdexcept>
#include <string>

namespace annai::base {

/// What kind of failure it is; HTTP statuses and exit statuses are derived from it and nothing else.
enum class ErrorCode {
    bad_request, ///< the caller asked for something that cannot be understood
    not_found,   ///< the thing named does not exist (or is hidden: the two look the same)
    forbidden,   ///< the caller may not do this
    conflict,    ///< the state does not allow it now: a lock is held, a newer version exists
    bad_source,  ///< a file that was handed in cannot be used
    storage,     ///< disk, database or memory failed
};

/// A failure with a message for the person (what happened, where, and what to do next) and, apart
/// from it, a detail for the log. The message may be shown; the detail never leaves the server.
class Error : public std::runtime_error {
public:
    Error(ErrorCode code, const std::string& message, std::string detail = {})
        : std::runtime_error(message), m_code(code), m_detail(std::move(detail)) {}

    /// The parameter, option or column that is at fault, for machine-readable errors; may be empty.
    Error& about(std::string field) {
        m_field = std::move(field);
        return *this;
    }

    ErrorCode code() const noexcept { return m_code; }
    const std::string& detail() const noexcept { return m_detail; }
    const std::string& field() const noexcept { return m_field; }

private:
    ErrorCode m_code;
    std::string m_detail;
    std::string m_field;
};

/// The word used for a code in JSON, e.g. "bad_request".
const char* error_word(ErrorCode code);

/// Exit status of the command line for a code: 2 bad_request, 3 bad_source, 4 not_found,
/// 5 forbidden, 6 conflict, 7 storage. (1 is kept for an unforeseen exception.)
int exit_status(ErrorCode code);

} // namespace annai::base
