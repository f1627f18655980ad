#pragma once

struct sqlite3;

namespace annai::sqlite {

/// SpatiaLite's functions on one connection, with its private cache. The cache is given back when this
/// object goes, which must be after the connection is closed. Allocation and clean-up of caches touch
/// global state that SpatiaLite does not guard, so both are serialised here.
class Spatialite {
public:
    explicit Spatialite(sqlite3* connection);
    ~Spatialite();
    Spatialite(const Spatialite&) = delete;
    Spatialite& operator=(const Spatialite&) = delete;

private:
    void* m_cache;
};

} // namespace annai::sqlite
