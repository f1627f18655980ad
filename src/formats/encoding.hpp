#pragma once

#include "formats/byte_source.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace annai::formats {

enum class Encoding { utf8, utf8_with_mark, utf16_le, utf16_be, windows_31j };

/// "UTF-8", "UTF-8 with BOM", "UTF-16LE", "UTF-16BE", "windows-31j"
const char* encoding_name(Encoding encoding);

/// What a byte order mark at the beginning tells; nothing where there is none.
std::optional<Encoding> encoding_of_mark(std::string_view head);

/// Reads the whole text and decides on one encoding for all of it: a byte order mark, else UTF-8 if all
/// of it is well-formed, else windows-31j. Throws for UTF-8 that is damaged or cut off, rather than
/// show it as windows-31j, in which nearly every byte means something.
Encoding find_encoding(ByteSource& source, const std::string& name);

/// Turns bytes into UTF-8, piece by piece, without the byte order mark.
class Decoder {
public:
    Decoder(std::unique_ptr<ByteSource> source, Encoding encoding, std::string name);
    /// Replaces `utf8` with the next piece; false at the end. Pieces end between characters.
    bool read(std::string& utf8);

private:
    void decode(std::string_view bytes, bool last, std::string& to);
    void decode_utf16(std::string_view bytes, bool last, std::string& to);
    [[noreturn]] void fail(std::string_view text_before) const;

    std::unique_ptr<ByteSource> m_source;
    Encoding m_encoding;
    std::string m_name;
    std::string m_left; ///< bytes of a character that goes on in the next piece
    std::string m_bytes;
    std::int64_t m_line = 1;
    bool m_begun = false;
    bool m_ended = false;
};

} // namespace annai::formats
