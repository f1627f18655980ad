#pragma once

#include "base/text.hpp"
#include "gazetteer/builder.hpp"
#include "gazetteer/gazetteer.hpp"
#include "support/support.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace annai::tests {

inline gazetteer::Point point(const std::string& prefecture, const std::string& city, const std::string& town, double lat,
                              double lon, const std::string& block = {}, bool is_number = false) {
    return {prefecture, city, {}, town, block, is_number, {lat, lon}};
}

/// A small part of 鳥取県 and some places elsewhere whose names are hard.
inline std::vector<gazetteer::Point> small_world() {
    return {
        point("鳥取県", "倉吉市", "上井", 35.452, 133.843),
        point("鳥取県", "倉吉市", "上井町一丁目", 35.4519, 133.8511),
        point("鳥取県", "倉吉市", "上井町二丁目", 35.4530, 133.8481),
        point("鳥取県", "倉吉市", "清谷", 35.4600, 133.8400),
        point("鳥取県", "倉吉市", "上井町一丁目", 35.45195, 133.85115, "13", true),
        point("鳥取県", "倉吉市", "上井町一丁目", 35.45200, 133.85120, "14", true),
        point("鳥取県", "鳥取市", "的場", 35.4774, 134.2282),
        point("鳥取県", "鳥取市", "的場一丁目", 35.4743, 134.2344),
        point("鳥取県", "鳥取市", "的場二丁目", 35.4750, 134.2319),
        point("鳥取県", "鳥取市", "湖山町東一丁目", 35.5160, 134.1840),
        point("鳥取県", "鳥取市", "湖山町東四丁目", 35.5159, 134.1891),
        point("鳥取県", "鳥取市", "若桜町", 35.4970, 134.2300),
        point("鳥取県", "鳥取市", "覚寺", 35.5230, 134.2330),
        point("鳥取県", "鳥取市", "古海", 35.4900, 134.2000),
        point("鳥取県", "鳥取市", "緑ケ丘一丁目", 35.5000, 134.2100),
        point("鳥取県", "八頭郡若桜町", "大字若桜", 35.3400, 134.4000),
        point("鳥取県", "岩美郡岩美町", "大字浦富", 35.5801, 134.3312),
        point("鳥取県", "米子市", "夜見町", 35.4700, 133.3000),
        point("鳥取県", "米子市", "富益町", 35.4500, 133.2900),
        point("鳥取県", "東伯郡湯梨浜町", "大字長江", 35.4721, 133.8717),
        point("鳥取県", "東伯郡湯梨浜町", "大字はわい長瀬", 35.4900, 133.8700),
        point("鳥取県", "東伯郡湯梨浜町", "大字はわい長瀬", 35.4910, 133.8710, "三ツ江"),
        point("鳥取県", "西伯郡南部町", "法勝寺", 35.3400, 133.3300),
        point("青森県", "三戸郡南部町", "大字苫米地", 40.4600, 141.3800),
        point("三重県", "四日市市", "諏訪町", 34.9650, 136.6250),
        point("千葉県", "市川市", "八幡一丁目", 35.7220, 139.9300),
        point("東京都", "町田市", "原町田一丁目", 35.5400, 139.4500),
        point("福島県", "郡山市", "朝日一丁目", 37.4000, 140.3500),
        point("愛知県", "蒲郡市", "港町", 34.8200, 137.2200),
        point("北海道", "余市郡余市町", "黒川町", 43.1900, 140.7900),
        point("長野県", "大町市", "大町", 36.5000, 137.8600),
        point("北海道", "札幌市中央区", "北一条西二丁目", 43.0620, 141.3540),
        point("北海道", "札幌市中央区", "大通西一丁目", 43.0600, 141.3550),
        point("北海道", "札幌市北区", "麻生町一丁目", 43.1080, 141.3400),
        point("静岡県", "浜松市中区", "高丘東一丁目", 34.7500, 137.7100),
        point("静岡県", "浜松市東区", "有玉台一丁目", 34.7700, 137.7400),
        point("京都府", "京都市中京区", "上本能寺前町", 35.0110, 135.7680),
        point("京都府", "京都市中京区", "寺町", 35.0090, 135.7670),
        point("大阪府", "堺市堺区", "中之町西一丁", 34.5750, 135.4700),
        point("宮城県", "仙台市若林区", "荒井", 38.2400, 140.9500),
        point("宮城県", "仙台市若林区", "荒井南", 38.2300, 140.9600),
        point("宮城県", "仙台市若林区", "荒井", 38.2410, 140.9510, "南原田"),
        point("埼玉県", "さいたま市大宮区", "桜木町一丁目", 35.9060, 139.6200),
    };
}

/// Builds a gazetteer of these points.
inline gazetteer::Builder::Summary build(const std::filesystem::path& file, const std::vector<gazetteer::Point>& points,
                                         const std::string& source = "test", bool dry_run = false) {
    gazetteer::Builder builder(file);
    for (const auto& p : points) {
        builder.add(p, source);
    }
    return builder.finish("Test", "Test data", dry_run);
}

} // namespace annai::tests
