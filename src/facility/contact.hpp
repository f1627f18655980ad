#pragma once

#include <string>
#include <string_view>

// Telephone numbers and web addresses as people type them into lists.

namespace annai::facility {

struct Phone {
    std::string value;       ///< "0857-84-3700"; digits alone where the area code's length is not certain; "" for none
    std::string note;        ///< what stood beside the number (代表, 夜間, a second number), or what stood there instead
    bool well_formed = true; ///< ten digits, or eleven of a mobile or IP number; otherwise the value is as stated
};

/// Makes a telephone number regular: full-width digits, every kind of dash, brackets and spaces around the area
/// code, +81, words beside it, a leading zero that a spreadsheet took. Nothing is added that is not certain.
Phone tidy_phone(std::string_view text);

struct Link {
    std::string url;         ///< always http:// or https://; "" for none
    std::string email;       ///< where the text was an e-mail address
    bool well_formed = true; ///< false: the text was neither, and both are empty
};

/// Tells a web address from an e-mail address and mends what is certain (www.… without a scheme, http：//, https:/).
Link tidy_url(std::string_view text);

/// local@host.domain in ASCII and nothing else.
bool is_email(std::string_view text);

} // namespace annai::facility
