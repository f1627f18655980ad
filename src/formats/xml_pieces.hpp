#pragma once

#include "formats/encoding.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace annai::formats {

/// Cuts the elements of one name out of a large XML document, one after the other, so that none but the
/// present one is held: pugixml alone would need several times the document's size. The elements must not
/// be nested in each other; their prefix is found by itself.
class XmlPieces {
public:
    XmlPieces(const Opener& open, std::string name, std::string element);
    /// The next whole element; nothing after the last. The view lasts until the next call.
    std::string_view next();

private:
    bool fill();
    std::size_t find_start();
    std::size_t find(std::string_view what, std::size_t from);

    std::string m_name;
    Decoder m_decoder;
    std::string m_element;
    std::string m_text;
    std::string m_piece;
    std::size_t m_at = 0;
    bool m_ended = false;
};

} // namespace annai::formats
