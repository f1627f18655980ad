#pragma once

#include "base/error.hpp"
#include "http/message.hpp"

#include <string>

namespace annai::http {

int http_status(base::ErrorCode code);

/// RFC 9457: {"type", "title", "status", "detail", "parameter"}; carries the message for the caller, never the
/// detail for the log.
Response problem(int status, const std::string& word, const std::string& message, const std::string& parameter = {});
Response problem(const base::Error& error);

} // namespace annai::http
