#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// windows-31j: Shift_JIS as Windows has it (code page 932), with ①, ㈱, 髙 and 﨑.

namespace annai::formats {

inline constexpr std::size_t all_decoded = static_cast<std::size_t>(-1);

/// Appends the text as UTF-8. Returns the offset of the first byte that is none of windows-31j, where it stops, or
/// all_decoded. A first half of a character at the very end is left for the next piece: see `left`.
std::size_t decode_windows_31j(std::string_view bytes, std::string& to, std::size_t& left);

/// Bytes of unknown origin (an attribute, a file name) as UTF-8: as they are where they are well-formed,
/// else from windows-31j, with U+FFFD for what is neither.
std::string to_utf8(std::string_view bytes);

} // namespace annai::formats
