#pragma once

#include <gdal.h>

#include <memory>
#include <string>

// Owning handles and error capture for GDAL. Only vector reading includes this.

namespace annai::formats {

/// While it lives, what GDAL and PROJ complain of on this thread is kept instead of printed.
class GdalMessages {
public:
    GdalMessages();
    ~GdalMessages();
    GdalMessages(const GdalMessages&) = delete;
    GdalMessages& operator=(const GdalMessages&) = delete;
    /// What was said last, joined, at most some lines.
    const std::string& text() const { return m_text; }

private:
    static void CPL_STDCALL keep(CPLErr level, CPLErrorNum number, const char* message);
    std::string m_text;
};

struct CloseDataset {
    void operator()(GDALDatasetH dataset) const { GDALClose(dataset); }
};
using DatasetHandle = std::unique_ptr<void, CloseDataset>;

/// Registers GDAL's drivers, once in the life of the process.
void register_gdal_drivers();

} // namespace annai::formats
