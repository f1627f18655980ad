#include "sqlite/spatialite.hpp"

#include <sqlite3.h>
#include <spatialite.h>

#include <mutex>

namespace annai::sqlite {
namespace {
std::mutex& cache_mutex() {
    static std::mutex mutex;
    return mutex;
}
} // namespace

Spatialite::Spatialite(sqlite3* connection) : m_cache(nullptr) {
    const std::lock_guard lock(cache_mutex());
    m_cache = spatialite_alloc_connection();
    spatialite_init_ex(connection, m_cache, 0);
}

Spatialite::~Spatialite() {
    const std::lock_guard lock(cache_mutex());
    spatialite_cleanup_ex(m_cache);
}

} // namespace annai::sqlite
