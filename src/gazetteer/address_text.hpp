#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace annai::gazetteer {

/// An address in its normal form, with the way back to the text as it was written.
struct AddressText {
    std::string shown; ///< the text, tidied
    std::string key;   ///< its normal form; see normalise_address()
    /// For each byte of `key`, where in `shown` the characters end that it comes from.
    std::vector<std::size_t> ends;
    /// For each byte of `key`, whether a 大字 or 字 stood before it: a name ends here for certain.
    std::vector<bool> after_aza;

    /// What of the text comes after the first `used` bytes of the key.
    std::string rest(std::size_t used) const;
};

AddressText read_address(std::string_view text);

/// The number of code points in well-formed UTF-8.
std::size_t length_of(std::string_view text);

/// How many digits (0-9) stand at `at`.
std::size_t digits_at(std::string_view key, std::size_t at);

/// "上井町" of "上井町1丁目" and of 堺市's "中之町西1丁"; "" where the key does not end in a 丁目.
std::string_view chome_base(std::string_view key);

} // namespace annai::gazetteer
