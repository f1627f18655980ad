#include "formats/temporary_folder.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>
#include <system_error>

namespace annai::formats {

TemporaryFolder::TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "annai-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) {
        throw base::Error(base::ErrorCode::storage, fmt::format("No temporary folder can be made in {}: {}.",
                                                                std::filesystem::temp_directory_path().string(),
                                                                std::strerror(errno)));
    }
    m_path = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

} // namespace annai::formats
