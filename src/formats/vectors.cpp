#include "formats/vectors.hpp"

#include "base/text.hpp"
#include "formats/byte_source.hpp"
#include "formats/gdal_session.hpp"
#include "formats/vector_members.hpp"
#include "formats/windows_31j.hpp"

#include <cpl_string.h>
#include <fmt/format.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include <cmath>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace annai::formats {

namespace {

struct DestroyFeature {
    void operator()(OGRFeatureH feature) const { OGR_F_Destroy(feature); }
};
struct DestroyGeometry {
    void operator()(OGRGeometryH geometry) const { OGR_G_DestroyGeometry(geometry); }
};
struct DestroyTransformation {
    void operator()(OGRCoordinateTransformationH t) const { OCTDestroyCoordinateTransformation(t); }
};
struct ReleaseReference {
    void operator()(OGRSpatialReferenceH reference) const { OSRRelease(reference); }
};
// GDAL's C handles are void* where GDAL itself is built without strict types.
template <class Handle, class Delete> using Owned = std::unique_ptr<std::remove_pointer_t<Handle>, Delete>;
using FeatureHandle = Owned<OGRFeatureH, DestroyFeature>;
using GeometryHandle = Owned<OGRGeometryH, DestroyGeometry>;
using TransformationHandle = Owned<OGRCoordinateTransformationH, DestroyTransformation>;
using ReferenceHandle = Owned<OGRSpatialReferenceH, ReleaseReference>;

/// Formats that hold their data in the file itself. GDAL knows others that fetch from elsewhere (VRT, WFS, a
/// database), which a file handed in must not make the server do, and would read any CSV as a layer.
constexpr const char* allowed_drivers[] = {"GeoJSON", "TopoJSON", "GeoJSONSeq", "ESRIJSON", "ESRI Shapefile", "GPKG",
                                           "FlatGeobuf", "LIBKML", "KML", "GML", "MapInfo File", "GPX", nullptr};

constexpr const char* projection_remedy =
    "Save it in GIS software with its coordinate reference system, or as GeoJSON in WGS 84 (EPSG:4326).";

class OptionList {
public:
    OptionList() = default;
    ~OptionList() { CSLDestroy(m_list); }
    OptionList(const OptionList&) = delete;
    OptionList& operator=(const OptionList&) = delete;
    void set(const char* name, const std::string& value) { m_list = CSLSetNameValue(m_list, name, value.c_str()); }
    char** get() const { return m_list; }

private:
    char** m_list = nullptr;
};

DatasetHandle open_dataset(const VectorMember& member, const std::string& encoding, const GdalMessages& messages) {
    OptionList options;
    const std::string extension = base::fold(member.file.extension().string());
    if (extension == ".shp") {
        std::filesystem::path code_page = member.file;
        code_page.replace_extension(".cpg");
        if (!encoding.empty()) {
            options.set("ENCODING", encoding);
        } else if (!std::filesystem::exists(code_page)) {
            // The language driver in a DBF often says Western where it is Japanese: take the bytes and see.
            options.set("ENCODING", "");
        }
    } else if (extension == ".gml") {
        options.set("WRITE_GFS", "NO"); // nothing is written beside what was handed in
    }
    DatasetHandle dataset(GDALOpenEx(member.file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, allowed_drivers, options.get(), nullptr));
    if (!dataset) {
        throw bad_file(member.name, "This is no map data that can be read. Hand in GeoJSON, Shapefile (all its files in one zip), "
                                    "GeoPackage, KML or GML.",
                       messages.text());
    }
    return dataset;
}

std::string two_digits_date(int year, int month, int day) {
    return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

std::string attribute_text(OGRFeatureH feature, int index, OGRFieldType type) {
    if (type == OFTDate || type == OFTDateTime) {
        int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zone = 0;
        if (OGR_F_GetFieldAsDateTime(feature, index, &year, &month, &day, &hour, &minute, &second, &zone) != 0) {
            const std::string date = two_digits_date(year, month, day);
            return type == OFTDate ? date : fmt::format("{} {:02}:{:02}:{:02}", date, hour, minute, second);
        }
    }
    return to_utf8(OGR_F_GetFieldAsString(feature, index));
}

/// One layer on its way to WGS 84.
class LayerReader {
public:
    LayerReader(OGRLayerH layer, const VectorMember& member, const GdalMessages& messages)
        : m_layer(layer), m_member(member), m_messages(messages), m_target(OSRNewSpatialReference(nullptr)) {
        m_name = to_utf8(OGR_L_GetName(layer));
        OSRImportFromEPSG(m_target.get(), 4326);
        OSRSetAxisMappingStrategy(m_target.get(), OAMS_TRADITIONAL_GIS_ORDER);
        OGRSpatialReferenceH source = OGR_L_GetSpatialRef(layer);
        if (source == nullptr) {
            return; // taken as WGS 84; require_degrees() sees whether that can be
        }
        m_transformation.reset(OCTNewCoordinateTransformation(source, m_target.get()));
        if (!m_transformation) {
            fail("", "Its coordinate reference system cannot be converted to WGS 84.");
        }
    }

    void read(const std::function<void(const VectorFeature&)>& on_feature) {
        OGR_L_ResetReading(m_layer);
        CPLErrorReset();
        while (const FeatureHandle feature{OGR_L_GetNextFeature(m_layer)}) {
            VectorFeature found;
            found.file = m_member.name;
            found.layer = m_name;
            found.id = OGR_F_GetFID(feature.get());
            read_attributes(feature.get(), found);
            read_geometry(feature.get(), found);
            on_feature(found);
            CPLErrorReset();
        }
        if (CPLGetLastErrorType() >= CE_Failure) { // a damaged file ends early, without another sign
            throw bad_file(m_member.name, "The file is damaged or was not downloaded completely. Get it once more.", m_messages.text());
        }
    }

private:
    void read_attributes(OGRFeatureH feature, VectorFeature& to) const {
        OGRFeatureDefnH definition = OGR_L_GetLayerDefn(m_layer);
        for (int i = 0; i < OGR_FD_GetFieldCount(definition); ++i) {
            if (OGR_F_IsFieldSetAndNotNull(feature, i) != 0) {
                OGRFieldDefnH field = OGR_FD_GetFieldDefn(definition, i);
                to.attributes[to_utf8(OGR_Fld_GetNameRef(field))] = attribute_text(feature, i, OGR_Fld_GetType(field));
            }
        }
    }

    void read_geometry(OGRFeatureH feature, VectorFeature& to) const {
        GeometryHandle geometry(OGR_F_StealGeometry(feature));
        if (!geometry || OGR_G_IsEmpty(geometry.get()) != 0) {
            return;
        }
        const std::string where = fmt::format("Feature {}: ", to.id);
        OGR_G_FlattenTo2D(geometry.get());
        OGR_G_SetMeasured(geometry.get(), 0);
        if (OGR_G_HasCurveGeometry(geometry.get(), 0) != 0) {
            geometry.reset(OGR_G_GetLinearGeometry(geometry.get(), 0, nullptr));
        }
        if (geometry && m_transformation && OGR_G_Transform(geometry.get(), m_transformation.get()) != OGRERR_NONE) {
            fail(where, "Its coordinates cannot be converted to WGS 84.");
        }
        if (geometry) {
            require_degrees(geometry.get(), where);
        }
        if (geometry && OGR_G_IsValid(geometry.get()) == 0) {
            OptionList options;
            options.set("METHOD", "STRUCTURE"); // polygons stay polygons
            geometry.reset(OGR_G_MakeValidEx(geometry.get(), options.get()));
        }
        if (!geometry) {
            fail(where, "Its geometry is broken beyond repair.");
        }
        to.wkb.resize(static_cast<std::size_t>(OGR_G_WkbSize(geometry.get())));
        OGR_G_ExportToIsoWkb(geometry.get(), wkbNDR, reinterpret_cast<unsigned char*>(to.wkb.data()));
        to.geometry_type = OGRGeometryTypeToName(OGR_G_GetGeometryType(geometry.get()));
        std::erase(to.geometry_type, ' '); // "Multi Polygon" → "MultiPolygon"
    }

    void require_degrees(OGRGeometryH geometry, const std::string& where) const {
        OGREnvelope box;
        OGR_G_GetEnvelope(geometry, &box);
        const bool degrees = std::isfinite(box.MinX) && std::isfinite(box.MaxX) && std::isfinite(box.MinY) && std::isfinite(box.MaxY) &&
                             box.MinX >= -180.001 && box.MaxX <= 180.001 && box.MinY >= -90.001 && box.MaxY <= 90.001;
        if (!degrees) {
            throw bad_file(m_member.name, fmt::format("{}The coordinates are not degrees (x {}, y {}){}. {}", where, box.MinX, box.MinY,
                                                      m_transformation ? "" : ", and the file does not say in which system they are",
                                                      projection_remedy),
                           m_messages.text());
        }
    }

    [[noreturn]] void fail(const std::string& where, const char* what) const {
        throw bad_file(m_member.name, fmt::format("{}{} {}", where, what, projection_remedy), m_messages.text());
    }

    OGRLayerH m_layer;
    const VectorMember& m_member;
    const GdalMessages& m_messages;
    ReferenceHandle m_target;
    TransformationHandle m_transformation;
    std::string m_name;
};

} // namespace

void for_each_feature(const std::filesystem::path& file, const std::string& encoding,
                      const std::function<void(const VectorFeature&)>& on_feature) {
    register_gdal_drivers();
    const TemporaryFolder folder;
    for (const VectorMember& member : find_vector_members(file, folder)) {
        const GdalMessages messages;
        const DatasetHandle dataset = open_dataset(member, encoding, messages);
        for (int i = 0; i < GDALDatasetGetLayerCount(dataset.get()); ++i) {
            LayerReader(GDALDatasetGetLayer(dataset.get(), i), member, messages).read(on_feature);
        }
    }
}

} // namespace annai::formats
