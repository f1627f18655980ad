#include "app/kept_files.hpp"

#include "base/error.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <fstream>
#include <vector>

namespace annai::app {

void keep_file(const std::filesystem::path& folder, const std::filesystem::path& file, const std::string& hash) {
    const auto target = folder / (hash + ".gz");
    if (std::filesystem::exists(target)) {
        return;
    }
    std::filesystem::create_directories(folder);
    const auto beside = folder / (hash + ".new");
    std::ifstream in(file, std::ios::binary);
    const gzFile out = gzopen(beside.c_str(), "wb6");
    bool good = in.good() && out != nullptr;
    std::vector<char> block(1 << 16);
    while (good && (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0)) {
        good = gzwrite(out, block.data(), static_cast<unsigned>(in.gcount())) == in.gcount();
    }
    good = (out != nullptr && gzclose(out) == Z_OK) && good;
    if (!good) {
        std::error_code ignored;
        std::filesystem::remove(beside, ignored);
        throw base::Error(base::ErrorCode::storage,
                          fmt::format("{}: the copy of {} cannot be written; free some space and repeat the import, nothing was "
                                      "changed",
                                      target.string(), file.string()));
    }
    std::filesystem::rename(beside, target);
}

} // namespace annai::app
