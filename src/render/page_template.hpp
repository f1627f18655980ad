#pragma once

#include "render/page_text.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

// The templates of static/templates, compiled into the program. Beside mustache's own tags they know
// {{t:key}}: a text of the dictionary, in which {name} stands for a value of the view. Every value is
// escaped; the unescaped forms {{{x}}} and {{&x}} are refused.

namespace annai::render {

/// Renders a template ("list") over a view. Empty strings, null and false hide their section, and hide what
/// a surrounding view has under the same name. Throws storage Error where a template is broken.
std::string render_template(std::string_view name, const Dictionary& text, const nlohmann::json& view);

/// The template with its partials and texts put in, for the tests.
std::string expanded_template(std::string_view name, const Dictionary& text);

} // namespace annai::render
