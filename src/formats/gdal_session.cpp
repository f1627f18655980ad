#include "formats/gdal_session.hpp"

#include <cpl_error.h>

#include <mutex>

namespace annai::formats {

GdalMessages::GdalMessages() {
    CPLPushErrorHandlerEx(&GdalMessages::keep, this);
}

GdalMessages::~GdalMessages() {
    CPLPopErrorHandler();
}

void CPL_STDCALL GdalMessages::keep(CPLErr level, CPLErrorNum /*number*/, const char* message) {
    auto* self = static_cast<GdalMessages*>(CPLGetErrorHandlerUserData());
    constexpr std::size_t enough = 2000;
    if (self == nullptr || level < CE_Warning || message == nullptr || self->m_text.size() > enough) {
        return;
    }
    if (!self->m_text.empty()) {
        self->m_text += "; ";
    }
    self->m_text += message;
}

void register_gdal_drivers() {
    static std::once_flag once;
    std::call_once(once, [] { GDALAllRegister(); });
}

} // namespace annai::formats
