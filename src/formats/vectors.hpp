#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

namespace annai::formats {

/// One feature of a vector file, its geometry in WGS 84 (EPSG:4326, lon/lat order).
struct VectorFeature {
    std::string file;  ///< name of the file or archive member
    std::string layer;
    std::int64_t id = 0;
    std::map<std::string, std::string> attributes;
    std::string wkb; ///< OGC WKB, 2D, made valid; "" where the feature has none
    std::string geometry_type; ///< "Polygon", "MultiPolygon", "Point" …
};

/// Reads every layer of any vector file that GDAL knows (GeoJSON, Shapefile, GeoPackage, KML, GML …), plain, .gz or
/// .zip (each member that is such a file; of several formats of the same data side by side, one). `encoding` is for DBF without a code page, "" lets GDAL decide.
/// Throws base::Error (bad_source) naming the file and the remedy where it is none.
void for_each_feature(const std::filesystem::path& file, const std::string& encoding,
                      const std::function<void(const VectorFeature&)>& on_feature);

} // namespace annai::formats
