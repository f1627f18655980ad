#pragma once

#include "edition/store.hpp"
#include "http/message.hpp"
#include "render/page.hpp"

#include <functional>
#include <memory>
#include <string>

namespace annai::http {

/// What the routes over an edition share.
struct PublicContext {
    edition::Store& store;
    render::Site site;
    std::string build; ///< changes with program and settings: part of every cache tag

    /// The current edition; throws unavailable (503) when nothing was published yet.
    std::shared_ptr<const edition::Edition> edition() const;
    render::PageContext page(const edition::Info& info, const Request& request) const;
};

/// Nothing was published yet.
struct Unavailable {};

/// Answers 304 when the client has this very answer, else makes it and marks it. The tag is known before the work is done:
/// it holds edition, program, settings, day and address.
Response cached(const PublicContext& context, const edition::Edition& edition, const Request& request,
                const std::function<Response()>& make);

/// A message page of the site, or problem+json for the machine formats.
Response failure(const PublicContext& context, const Request& request, int status, const std::string& key,
                 const std::string& detail = {}, const std::string& parameter = {});

/// True where the address asks for a machine format.
bool wants_data(const Request& request);

} // namespace annai::http
