#include "facility/contact.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace annai::facility {

namespace {

constexpr std::u32string_view dashes = U"-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u2501\u30fc\uff0d\uff70~\u301c\uff5e";
constexpr std::u32string_view edge_marks = U" -()[]【】〔〕「」、,/／:;・\uff08\uff09\uff1a\uff1b\uff0c\u2121\u260e";

bool is_dash(char32_t c) {
    return dashes.find(c) != std::u32string_view::npos;
}
bool is_digit(char32_t c) {
    return c >= U'0' && c <= U'9';
}
bool is_open(char32_t c) {
    return c == U'(' || c == U'\uff08' || c == U'[';
}
bool is_close(char32_t c) {
    return c == U')' || c == U'\uff09' || c == U']';
}

/// A stretch of the text that may be a number: its groups of digits and where it stands.
struct Run {
    std::size_t begin = 0, end = 0;
    bool plus = false;
    std::vector<std::string> groups;

    std::string digits() const {
        std::string all;
        for (const std::string& group : groups) {
            all += group;
        }
        return all;
    }
    std::string joined() const {
        std::string all;
        for (const std::string& group : groups) {
            all += (all.empty() ? "" : "-") + group;
        }
        return all;
    }
};

bool is_national(std::string_view digits) {
    if (digits.size() < 10 || digits[0] != '0' || digits.find_first_not_of('0') == std::string_view::npos) {
        return false;
    }
    constexpr std::array<std::string_view, 8> eleven{"020", "050", "060", "070", "080", "090", "0570", "0800"};
    const bool long_one = std::any_of(eleven.begin(), eleven.end(),
                                      [&](std::string_view start) { return base::starts_with(digits, start); });
    return digits.size() == 10 ? true : digits.size() == 11 && long_one;
}

Run read_run(std::u32string_view text, std::size_t at) {
    Run run;
    run.begin = at;
    if (text[at] == U'+') {
        run.plus = true;
        ++at;
    }
    bool opened = run.begin > 0 && is_open(text[run.begin - 1]);
    bool new_group = true;
    std::size_t count = 0;
    std::size_t end = at;
    while (at < text.size()) {
        const char32_t c = text[at];
        if (is_digit(c)) {
            if (new_group) {
                run.groups.emplace_back();
                new_group = false;
            }
            run.groups.back() += static_cast<char>(c);
            ++count;
            end = ++at;
            continue;
        }
        if (is_close(c) && opened) {
            opened = false;
            new_group = true;
            end = ++at;
            continue;
        }
        // A separator belongs to the number when, spaces aside, digits follow and the number is not yet complete.
        std::size_t next = at;
        bool dash = false;
        while (next < text.size() && (text[next] == U' ' || is_dash(text[next]) || (is_open(text[next]) && count < 10))) {
            dash = dash || is_dash(text[next]);
            opened = opened || is_open(text[next]);
            ++next;
        }
        if (next == at || next >= text.size() || !is_digit(text[next]) || (!dash && count >= 10)) {
            break;
        }
        new_group = true;
        at = next;
    }
    run.end = end;
    if (run.plus && !run.groups.empty() && base::starts_with(run.groups[0], "81")) {
        run.groups[0].erase(0, 2);
        if (run.groups[0].empty()) {
            run.groups.erase(run.groups.begin());
        }
        if (!run.groups.empty() && run.groups[0][0] != '0') {
            run.groups[0].insert(0, "0");
        }
    }
    return run;
}

std::string without_edges(std::u32string_view text) {
    const std::size_t first = text.find_first_not_of(edge_marks);
    if (first == std::u32string_view::npos) {
        return {};
    }
    std::u32string_view inner = text.substr(first, text.find_last_not_of(edge_marks) - first + 1);
    // A bracket that was cut at its end: 代表(24時間
    std::string note = base::from_code_points(inner);
    for (const char* label : {"TEL", "Tel", "tel", "FAX", "Fax", "fax", "電話番号", "電話"}) {
        if (note == label) {
            return {};
        }
    }
    return note;
}

/// Groups of a number written without any dash, where its first digits settle them.
std::string grouped(const std::string& digits) {
    const auto cut = [&](std::size_t a, std::size_t b) {
        return digits.substr(0, a) + "-" + digits.substr(a, b) + "-" + digits.substr(a + b);
    };
    if (digits.size() == 11) {
        return base::starts_with(digits, "0800") ? cut(4, 3) : cut(3, 4);
    }
    if (base::starts_with(digits, "0120") || base::starts_with(digits, "0570")) {
        return cut(4, 3);
    }
    if (base::starts_with(digits, "03") || base::starts_with(digits, "06")) {
        return cut(2, 4);
    }
    return digits;
}

} // namespace

Phone tidy_phone(std::string_view text) {
    Phone phone;
    const std::string tidied = base::tidy(text);
    const std::u32string points = base::to_code_points(tidied);
    std::optional<Run> best;
    for (std::size_t at = 0; at < points.size();) {
        if (!is_digit(points[at]) && !(points[at] == U'+' && at + 1 < points.size() && is_digit(points[at + 1]))) {
            ++at;
            continue;
        }
        Run run = read_run(points, at);
        at = std::max(run.end, at + 1);
        // A number that lost its zero to a spreadsheet: nine digits, or ten of a mobile number, and no dash.
        std::string digits = run.digits();
        if (run.groups.size() == 1 && digits[0] != '0' && is_national("0" + digits) && digits.size() >= 9 &&
            points.size() == digits.size()) {
            run.groups[0].insert(0, "0");
            digits.insert(0, "0");
        }
        if (is_national(digits)) {
            best = std::move(run);
            break;
        }
        if (!best || digits.size() > best->digits().size()) {
            best = std::move(run);
        }
    }
    if (tidied.empty()) {
        return phone;
    }
    const std::string digits = best ? best->digits() : "";
    phone.well_formed = is_national(digits);
    if (digits.size() < 5 || digits.find_first_not_of('0') == std::string::npos) {
        phone.note = tidied;
        return phone;
    }
    phone.value = best->groups.size() == 1 && phone.well_formed ? grouped(digits) : best->joined();
    const std::u32string_view all = points;
    const std::string before = without_edges(all.substr(0, best->begin));
    const std::string after = without_edges(all.substr(best->end));
    phone.note = before + (before.empty() || after.empty() ? "" : " ") + after;
    return phone;
}

bool is_email(std::string_view text) {
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos || at == 0 || text.find('@', at + 1) != std::string_view::npos) {
        return false;
    }
    const auto is_word = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
    const auto local_mark = [](char c) { return std::string_view(".!#$%&'*+/=?^_`{|}~-").find(c) != std::string_view::npos; };
    const std::string_view local = text.substr(0, at);
    const std::string_view host = text.substr(at + 1);
    return std::all_of(local.begin(), local.end(), [&](char c) { return is_word(c) || local_mark(c); }) &&
           std::all_of(host.begin(), host.end(), [&](char c) { return is_word(c) || c == '.' || c == '-'; }) &&
           host.find('.') != std::string_view::npos && host.front() != '.' && host.back() != '.' &&
           host.find("..") == std::string_view::npos && host.front() != '-';
}

namespace {

bool is_host(std::string_view host) {
    const std::size_t port = host.find(':');
    if (port != std::string_view::npos) {
        if (!base::to_integer(host.substr(port + 1))) {
            return false;
        }
        host = host.substr(0, port);
    }
    const std::vector<std::string> labels = base::split(host, ".");
    const auto dots = static_cast<std::size_t>(std::count(host.begin(), host.end(), '.'));
    if (labels.size() < 2 || labels.size() != dots + 1) {
        return false;
    }
    for (const std::string& label : labels) {
        const bool plain = std::all_of(label.begin(), label.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
                   (static_cast<unsigned char>(c) >= 0x80); // 日本語.jp
        });
        if (label.empty() || !plain) {
            return false;
        }
    }
    const std::string& top = labels.back();
    return top.size() >= 2 && std::all_of(top.begin(), top.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || (c >= '0' && c <= '9');
           }) && !std::all_of(top.begin(), top.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The text behind a scheme, mended or not ("http：//" "http;//" "https:/" "http//" "//"), and the scheme.
std::pair<std::string, std::string> split_scheme(const std::string& text) {
    std::string lower = text.substr(0, 8);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    std::size_t at = 0;
    std::string scheme = "http";
    for (const char* word : {"httpps", "https", "http"}) {
        if (base::starts_with(lower, word)) {
            at = std::string_view(word).size();
            scheme = at > 4 ? "https" : "http";
            break;
        }
    }
    const std::size_t host = text.find_first_not_of(":;./", at);
    if (host == std::string::npos || host - at > 4 || (at > 0 && host == at)) {
        return {"http", text}; // a host that merely begins with http…
    }
    return {scheme, text.substr(host)};
}

} // namespace

Link tidy_url(std::string_view text) {
    Link link;
    std::string tidied = base::tidy(text);
    for (const char* dash : {"\u2010", "\u2011", "\u2212"}) {
        tidied = base::replace_all(tidied, dash, "-"); // a host holds no other dash
    }
    if (tidied.empty()) {
        return link;
    }
    const std::string_view mailto = base::starts_with(tidied, "mailto:") ? std::string_view(tidied).substr(7) : tidied;
    if (is_email(mailto)) {
        link.email = std::string(mailto);
        return link;
    }
    const auto [scheme, rest] = split_scheme(tidied.substr(0, tidied.find(' ')));
    const std::string host = rest.substr(0, rest.find_first_of("/?#"));
    const bool clean = rest.find_first_of("\"<>\\^`{}") == std::string::npos;
    link.well_formed = clean && is_host(host);
    if (link.well_formed) {
        link.url = scheme + "://" + rest;
    }
    return link;
}

} // namespace annai::facility
