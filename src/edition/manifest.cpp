#include "edition/manifest.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/hash.hpp"
#include "edition/edition.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace annai::edition {

std::optional<Manifest> read_manifest(const base::DataFolder& folder) {
    if (!std::filesystem::exists(folder.manifest())) {
        return std::nullopt;
    }
    try {
        const auto json = nlohmann::json::parse(base::read_file(folder.manifest(), 1U << 20));
        return Manifest{json.at("number").get<std::int64_t>(), json.at("published_at").get<std::string>(),
                        json.at("editions").get<std::map<std::string, std::string>>()};
    } catch (const nlohmann::json::exception& error) {
        throw base::Error(base::ErrorCode::storage,
                          fmt::format("{}: is damaged; run `annai publish` again", folder.manifest().string()), error.what());
    }
}

void write_manifest(const base::DataFolder& folder, const Manifest& manifest) {
    const nlohmann::json json{
        {"number", manifest.number}, {"published_at", manifest.published_at}, {"editions", manifest.editions}};
    base::write_file_atomically(folder.manifest(), json.dump(2) + "\n");
}

namespace {

/// That a file handed in is no edition is the file's fault, not the disk's.
Info checked_info(const std::filesystem::path& file) {
    try {
        return Edition::open(file)->info();
    } catch (const base::Error& error) {
        if (error.code() == base::ErrorCode::storage) {
            throw base::Error(base::ErrorCode::bad_source,
                              fmt::format("{}; bring a file as `annai publish` writes it, e.g. public.db", error.what()), error.detail());
        }
        throw;
    }
}

} // namespace

std::int64_t install_edition(const base::DataFolder& folder, const std::filesystem::path& file) {
    const auto info = checked_info(file);
    auto manifest = read_manifest(folder).value_or(Manifest{});
    const auto target = folder.edition(info.audience, info.number);
    // Another machine counts for itself: the same number does not mean the same edition.
    if (!std::filesystem::exists(target) || base::sha256_hex_of_file(target) != base::sha256_hex_of_file(file)) {
        std::filesystem::create_directories(target.parent_path());
        const std::filesystem::path beside = target.string() + ".new";
        std::filesystem::copy_file(file, beside, std::filesystem::copy_options::overwrite_existing);
        base::sync_to_disk(beside);
        std::filesystem::rename(beside, target);
        base::sync_to_disk(target.parent_path());
    }
    manifest.number = info.number;
    manifest.published_at = info.published_at;
    manifest.editions[info.audience] = std::filesystem::relative(target, folder.editions()).string();
    write_manifest(folder, manifest);
    return info.number;
}

} // namespace annai::edition
