#include "facility/place_text.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace annai::facility {

namespace {

constexpr std::array<const char*, 47> prefectures{
    "北海道", "青森県", "岩手県", "宮城県", "秋田県",   "山形県", "福島県", "茨城県", "栃木県",   "群馬県", "埼玉県", "千葉県",
    "東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県", "山梨県", "長野県", "岐阜県",   "静岡県", "愛知県", "三重県",
    "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県",   "和歌山県", "鳥取県", "島根県", "岡山県", "広島県", "山口県", "徳島県",
    "香川県", "愛媛県", "高知県", "福岡県", "佐賀県",   "長崎県", "熊本県", "大分県", "宮崎県",   "鹿児島県", "沖縄県"};

// The fictional prefecture of the sample region (importers/sample_region); no real code is above 47.
constexpr const char* sample_prefecture = "案内県";
constexpr int sample_prefecture_number = 99;

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool has_check_digit(std::string_view six) {
    int sum = 0;
    for (std::size_t i = 0; i < 5; ++i) {
        sum += (six[i] - '0') * (6 - static_cast<int>(i));
    }
    return six[5] - '0' == (11 - sum % 11) % 10;
}

/// "…X X" says X twice: the second X.
std::string repeated_end(const std::string& text) {
    for (std::size_t at = text.find(' '); at != std::string::npos; at = text.find(' ', at + 1)) {
        const std::string tail = text.substr(at + 1);
        const std::string head = text.substr(0, at);
        if (tail.size() >= 6 && tail.size() < head.size() && head.compare(head.size() - tail.size(), tail.size(), tail) == 0) {
            return tail;
        }
    }
    return {};
}

} // namespace

AddressParts split_building(std::string_view text, std::string_view building) {
    AddressParts parts{base::tidy(text), base::tidy(building)};
    if (const std::string twice = repeated_end(parts.text); !twice.empty()) {
        parts.text = std::string(base::trim(std::string_view(parts.text).substr(0, parts.text.size() - twice.size())));
        if (parts.building.empty()) {
            parts.building = twice;
        }
    }
    if (parts.building.empty()) {
        return parts;
    }
    const std::size_t at = parts.text.rfind(parts.building);
    if (at == std::string::npos) {
        return parts;
    }
    if (at > 0 && at + parts.building.size() == parts.text.size()) {
        parts.text = std::string(base::trim(std::string_view(parts.text).substr(0, at)));
    } else {
        parts.building.clear();
    }
    return parts;
}

std::optional<StatedPosition> stated_position(std::string_view lat, std::string_view lon) {
    const std::string lat_text = base::tidy(lat);
    const std::string lon_text = base::tidy(lon);
    if (lat_text.empty() && lon_text.empty()) {
        return std::nullopt;
    }
    const auto y = base::to_number(lat_text);
    const auto x = base::to_number(lon_text);
    if (!y || !x) {
        return StatedPosition{0, 0, "unreadable"};
    }
    if (*y >= 122 && *y <= 154 && *x >= 20 && *x <= 46) {
        return StatedPosition{*y, *x, "swapped"};
    }
    return StatedPosition{*y, *x, position_flag(*y, *x)};
}

std::string prefecture_name(std::string_view code) {
    if (code.size() < 2 || !all_digits(code.substr(0, 2))) {
        return {};
    }
    const int number = (code[0] - '0') * 10 + (code[1] - '0');
    if (number == sample_prefecture_number) {
        return sample_prefecture;
    }
    return number >= 1 && number <= 47 ? prefectures[static_cast<std::size_t>(number - 1)] : "";
}

std::string prefecture_code(std::string_view name) {
    for (std::size_t i = 0; i < prefectures.size(); ++i) {
        if (name == prefectures[i]) {
            const std::size_t number = i + 1;
            return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
        }
    }
    if (name == sample_prefecture) {
        return std::to_string(sample_prefecture_number);
    }
    return {};
}

std::optional<std::string> municipality_code(std::string_view text, std::string_view prefecture) {
    std::string code = base::tidy(text);
    if (!all_digits(code)) {
        return std::nullopt;
    }
    // 11002 is 札幌市 011002 without its zero; 31201 is 鳥取市 without its check digit; 23213 could be
    // 西尾市 or 鰺ヶ沢町 (023213), which only the prefecture tells.
    if (code.size() == 5 && code[0] != '0' && has_check_digit("0" + code)) {
        const bool as_it_is = !prefecture_name(code).empty() && code[2] >= '1' && code[2] <= '7';
        const bool elsewhere = prefecture.size() == 2 && prefecture[0] == '0' && prefecture[1] == code[0];
        if (!as_it_is || elsewhere) {
            code.insert(0, "0");
        }
    }
    if (code.size() == 6) {
        if (!has_check_digit(code)) {
            return std::nullopt;
        }
        code.pop_back();
    }
    if (code.size() != 5 || prefecture_name(code).empty() || code.substr(2) == "000") {
        return std::nullopt;
    }
    return code;
}

bool is_corporate_number(std::string_view text) {
    if (text.size() != 13 || !all_digits(text)) {
        return false;
    }
    int sum = 0;
    for (std::size_t n = 1; n <= 12; ++n) {
        sum += (text[13 - n] - '0') * (n % 2 == 1 ? 1 : 2);
    }
    return text[0] - '0' == 9 - sum % 9;
}

std::optional<std::string> office_number(std::string_view text) {
    std::string number = base::tidy(text);
    std::transform(number.begin(), number.end(), number.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    const bool shaped = number.size() == 10 && std::all_of(number.begin(), number.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    });
    return shaped && !prefecture_name(number).empty() ? std::optional(number) : std::nullopt;
}

} // namespace annai::facility
