#include "formats/windows_31j.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"

#include <unicode/ucnv.h>

#include <array>
#include <memory>
#include <vector>

namespace annai::formats {

namespace {

bool is_lead(unsigned char byte) {
    return (byte >= 0x81 && byte <= 0x9F) || (byte >= 0xE0 && byte <= 0xFC);
}

bool is_trail(unsigned char byte) {
    return byte >= 0x40 && byte <= 0xFC && byte != 0x7F;
}

/// Both bytes of a character to its code point, 0 for what is none. A table, so that a whole national
/// file is decoded at the speed of reading, and what is an error does not depend on ICU's callbacks.
class Windows31jTable {
public:
    static const Windows31jTable& instance() {
        static const Windows31jTable table;
        return table;
    }
    char16_t operator()(unsigned char lead, unsigned char trail) const {
        return m_entries[static_cast<std::size_t>(lead) << 8U | trail];
    }

private:
    Windows31jTable() : m_entries(0x10000) {
        UErrorCode status = U_ZERO_ERROR;
        const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open("ibm-943_P15A-2003", &status),
                                                                           &ucnv_close);
        ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
        if (U_FAILURE(status)) {
            throw base::Error(base::ErrorCode::storage,
                              "The Japanese converters of ICU are not available; install libicu with its data.",
                              u_errorName(status));
        }
        for (unsigned lead = 0x81; lead <= 0xFC; ++lead) {
            for (unsigned trail = 0x40; trail <= 0xFC && is_lead(static_cast<unsigned char>(lead)); ++trail) {
                if (!is_trail(static_cast<unsigned char>(trail))) {
                    continue;
                }
                const std::array<char, 2> bytes{static_cast<char>(lead), static_cast<char>(trail)};
                std::array<char16_t, 4> units{};
                UErrorCode unknown = U_ZERO_ERROR;
                const auto length = ucnv_toUChars(converter.get(), units.data(), 4, bytes.data(), 2, &unknown);
                if (U_SUCCESS(unknown) && length == 1 && units[0] != 0xFFFD) {
                    m_entries[static_cast<std::size_t>(lead) << 8U | trail] = units[0];
                }
            }
        }
    }

    std::vector<char16_t> m_entries;
};

} // namespace

std::size_t decode_windows_31j(std::string_view bytes, std::string& to, std::size_t& left) {
    const Windows31jTable& table = Windows31jTable::instance();
    left = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto byte = static_cast<unsigned char>(bytes[at]);
        if (byte < 0x80) {
            to.push_back(bytes[at]);
            ++at;
        } else if (byte >= 0xA1 && byte <= 0xDF) {
            base::append_code_point(to, 0xFF61U + (byte - 0xA1U));
            ++at;
        } else if (!is_lead(byte)) {
            return at;
        } else if (at + 1 == bytes.size()) {
            left = 1;
            return all_decoded;
        } else {
            const char16_t code = table(byte, static_cast<unsigned char>(bytes[at + 1]));
            if (code == 0) {
                return at;
            }
            base::append_code_point(to, code);
            at += 2;
        }
    }
    return all_decoded;
}

std::string to_utf8(std::string_view bytes) {
    if (base::is_utf8(bytes)) {
        return std::string(bytes);
    }
    std::string text;
    std::size_t left = 0;
    while (true) {
        const std::size_t bad = decode_windows_31j(bytes, text, left);
        if (bad == all_decoded) {
            return left == 0 ? text : text + "\uFFFD";
        }
        text += "\uFFFD";
        bytes.remove_prefix(bad + 1);
    }
}

} // namespace annai::formats
