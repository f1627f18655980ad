#include "base/error.hpp"

namespace annai::base {

const char* error_word(ErrorCode code) {
    switch (code) {
    case ErrorCode::bad_request: return "bad_request";
    case ErrorCode::not_found: return "not_found";
    case ErrorCode::forbidden: return "forbidden";
    case ErrorCode::conflict: return "conflict";
    case ErrorCode::bad_source: return "bad_source";
    case ErrorCode::storage: return "storage";
    }
    return "storage";
}

int exit_status(ErrorCode code) {
    switch (code) {
    case ErrorCode::bad_request: return 2;
    case ErrorCode::bad_source: return 3;
    case ErrorCode::not_found: return 4;
    case ErrorCode::forbidden: return 5;
    case ErrorCode::conflict: return 6;
    case ErrorCode::storage: return 7;
    }
    return 1;
}

} // namespace annai::base
