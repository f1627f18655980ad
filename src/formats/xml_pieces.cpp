#include "formats/xml_pieces.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <utility>

namespace annai::formats {

namespace {

constexpr std::size_t piece_limit = 16U << 20;
constexpr std::string_view name_ends = " \t\r\n/>";

Encoding encoding_of(const Opener& open) {
    return encoding_of_mark(head_of(*open(), 4)).value_or(Encoding::utf8);
}

} // namespace

XmlPieces::XmlPieces(const Opener& open, std::string name, std::string element)
    : m_name(std::move(name)), m_decoder(open(), encoding_of(open), m_name), m_element(std::move(element)) {}

bool XmlPieces::fill() {
    std::string more;
    if (m_ended || !m_decoder.read(more)) {
        m_ended = true;
        return false;
    }
    m_text.erase(0, std::exchange(m_at, 0));
    if (m_text.size() > piece_limit) {
        throw bad_file(m_name, "One row of the sheet is larger than 16 MiB; the file is damaged.");
    }
    m_text += more;
    return true;
}

/// Moves m_at to the next start tag of the element and returns the length of its name with prefix; 0 at the end.
std::size_t XmlPieces::find_start() {
    while (true) {
        m_at = std::min(m_text.find('<', m_at), m_text.size());
        const std::size_t end = m_text.find_first_of(name_ends, m_at + 1);
        if (end == std::string::npos) {
            if (!fill()) {
                return 0;
            }
            continue;
        }
        std::string_view name = std::string_view(m_text).substr(m_at + 1, end - m_at - 1);
        const std::size_t length = name.size();
        name.remove_prefix(name.find(':') == std::string_view::npos ? 0 : name.find(':') + 1);
        if (name == m_element) {
            return length;
        }
        m_at = end;
    }
}

/// Offset of `what` from m_at on, at or behind m_at + `from`.
std::size_t XmlPieces::find(std::string_view what, std::size_t from) {
    while (true) {
        const std::size_t found = m_text.find(what, m_at + from);
        if (found != std::string::npos) {
            return found - m_at;
        }
        const std::size_t searched = m_text.size() - m_at;
        if (!fill()) {
            throw bad_file(m_name, "The sheet ends in the middle of a row; the file is damaged. Save it once more in Excel.");
        }
        from = std::max(from, searched > what.size() ? searched - what.size() : 0);
    }
}

std::string_view XmlPieces::next() {
    const std::size_t name_length = find_start();
    if (name_length == 0) {
        return {};
    }
    const std::string closing = "</" + m_text.substr(m_at + 1, name_length) + ">";
    const std::size_t tag_end = find(">", name_length);
    std::size_t length = tag_end + 1;
    if (m_text[m_at + tag_end - 1] != '/') {
        length = find(closing, tag_end) + closing.size();
    }
    m_piece.assign(m_text, m_at, length);
    m_at += length;
    if (!base::is_utf8(m_piece)) {
        throw bad_file(m_name, "The sheet holds bytes that are no UTF-8; the file is damaged. Save it once more in Excel.");
    }
    return m_piece;
}

} // namespace annai::formats
