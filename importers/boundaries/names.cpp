#include "names.hpp"

#include "base/text.hpp"

#include <array>

namespace annai::importers::boundaries {
namespace {

/// In the order of their codes, from 01.
constexpr std::array<std::string_view, 47> prefectures{
    "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県",   "茨城県", "栃木県", "群馬県", "埼玉県", "千葉県",
    "東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県", "山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県",
    "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県", "岡山県", "広島県", "山口県", "徳島県",
    "香川県", "愛媛県", "高知県", "福岡県", "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県"};

constexpr long long fictional = 99; ///< the prefecture of the sample region

/// 総務省 全国地方公共団体コード: weights 6 to 2, modulo 11.
bool has_right_check_digit(std::string_view six) {
    int sum = 0;
    for (std::size_t i = 0; i < 5; ++i) {
        sum += (six[i] - '0') * static_cast<int>(6 - i);
    }
    return (11 - sum % 11) % 10 == six[5] - '0';
}

} // namespace

std::string municipality_name(std::string_view name) {
    const std::string tidy = base::tidy(name);
    std::string_view rest = tidy;
    for (const auto prefecture : prefectures) {
        if (rest.starts_with(prefecture) && rest.size() > prefecture.size()) {
            rest.remove_prefix(prefecture.size());
            break;
        }
    }
    // 郡山市, 大和郡山市 and 郡上市 are no counties: only a 町 or 村 stands in one.
    const std::string_view county = "郡";
    const auto at = rest.find(county);
    if (at != std::string_view::npos && at > 0 && at + county.size() < rest.size() &&
        (rest.ends_with("町") || rest.ends_with("村"))) {
        rest.remove_prefix(at + county.size());
    }
    return std::string(base::trim(rest));
}

std::optional<std::string> municipality_code(std::string_view written) {
    std::string code = base::tidy(written);
    const bool digits = !code.empty() && code.find_first_not_of("0123456789") == std::string::npos;
    if (!digits || code.size() < 4 || code.size() > 6) {
        return std::nullopt;
    }
    if (code.size() == 4) {
        code.insert(0, "0");
    }
    if (code.size() == 6) {
        if (!has_right_check_digit(code)) {
            return std::nullopt;
        }
        code.resize(5);
    }
    const auto prefecture = *base::to_integer(code.substr(0, 2));
    const bool known = (prefecture >= 1 && prefecture <= 47) || prefecture == 99; // 99: the sample region's
    return known ? std::optional(code) : std::nullopt;
}

std::optional<std::string> prefecture_code(std::string_view name) {
    const auto tidy = base::tidy(name);
    for (std::size_t i = 0; i < prefectures.size(); ++i) {
        if (prefectures[i] == tidy) {
            const auto number = i + 1;
            return std::string{static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
        }
    }
    return std::nullopt;
}

} // namespace annai::importers::boundaries
