#pragma once

#include <string_view>

// Old, variant and family-register forms of kanji that Unicode keeps apart, each with the common form
// that it is compared as. It need not be the historically right one (斉 and 斎 are two characters), it
// must only be the same for all that people take for each other. A target is never a source.

namespace annai::base {

/// Groups separated by a space: the common form first, its other forms after it.
inline constexpr std::u32string_view character_forms =
    U"高髙 喜㐂 崎﨑嵜 浜濱濵 斎斉齊齋 辺邊邉 沢澤 桜櫻 広廣 国國圀囯 島嶋嶌 滝瀧 真眞 富冨 当當 "
    U"竜龍 蔵藏 学學 会會 医醫 薬藥 栄榮 寿壽 恵惠 徳德悳 槙槇 橋槗𣘺 吉𠮷 曽曾 昇曻 柳栁桺 "
    U"桑桒 淵渕渊 余餘 条條 将將 来來 児兒 両兩 勧勸 区區 巻卷 参參 厳嚴 円圓 図圖 団團 壮壯 "
    U"壱壹 奥奧 実實 宝寶寳 寛寬 対對 尚尙 峰峯 岳嶽 巣巢 庁廳 弥彌 彦彥 従從 応應 懐懷 "
    U"戸戶户 戻戾 抜拔 拡擴 収收 教敎 数數 断斷 晋晉 昼晝 暁曉 楽樂 楼樓 様樣 横橫 桧檜 歩步 "
    U"歴歷 帰歸 残殘 毎每 気氣 没沒 清淸 浅淺 渓溪谿 満滿 済濟 瀬瀨 湾灣 灯燈 営營 争爭 状狀 "
    U"独獨 献獻 産產 画畫 痩瘦 尽盡 秘祕 禄祿 礼禮 禅禪 稲稻 穂穗 穏穩 並竝 糸絲 経經 緑綠 "
    U"総總 県縣 縦縱 継繼 続續 欠缺 声聲 聴聽 粛肅 脳腦 台臺 与與 旧舊 館舘 舎舍 荘莊 萌萠 "
    U"薫薰 芸藝 芦蘆 処處 虚虛 号號 蛍螢 衛衞 装裝 覚覺 覧覽 観觀 触觸 証證 訳譯 読讀 変變 "
    U"豊豐 頼賴 賛贊 転轉 弁辨辯 遥遙 郷鄕鄉 釈釋 鎮鎭 鉄鐵鐡銕鉃 鉱鑛 関關 険險 隠隱 雑雜 "
    U"霊靈 静靜 青靑 顕顯 顔顏 飲飮 餅餠 駅驛 験驗 髄髓 闘鬪 鶏鷄雞 鴎鷗 鴬鶯 塩鹽 麦麥 黄黃 "
    U"黒黑 黙默 点點 党黨 歯齒 齢齡 亀龜 亜亞 仏佛 仮假 価價 伝傳 倹儉 内內 併倂 偽僞 傑杰 "
    U"乗乘 乱亂 為爲 単單 嘱囑 増增 壌壤 堕墮 塁壘 姫姬 嬢孃 寝寢 専專 届屆 属屬 峡峽 帯帶 "
    U"廃廢 弾彈 径徑 恒恆 悪惡 慎愼 惨慘 戦戰 択擇 拠據 挙擧 摂攝 叙敍敘 晩晚 暦曆 桟棧 概槪 "
    U"権權 欧歐 殻殼 殴毆 沖冲 渉涉 涼凉 渇渴 温溫 滞滯 渋澁澀 湿濕 炉爐 犠犧 猟獵 珍珎 瓶甁 "
    U"略畧 畳疊 痴癡 発發 盗盜 研硏 砕碎 祷禱 年秊 籠篭 粋粹 緒緖 縁緣 縄繩 繊纖 缶罐 胆膽 "
    U"臓臟 万萬 蒋蔣 蚕蠶 解觧 謡謠 予豫 売賣 践踐 軽輕 辞辭 遅遲 村邨 酔醉 醸釀 銭錢 錬鍊 "
    U"鋳鑄 間閒 陥陷 随隨 双雙 覇霸 頬頰 駆驅 騨驒 髪髮 麹麴 麺麵麪 枡桝 船舩 野埜 土圡𡈽 "
    U"熙煕熈凞 秋穐 旗籏 莱萊 閉閇 鶴靏靍鸖 頴穎 翻飜 京亰 侠俠 俣俁 凜凛 剣劍劒劔剱 勲勳 卒卆 "
    U"即卽 厩廏廐 呉吳 回囘 尭堯 卯夘 本夲 妍姸 娯娛 写寫 屏屛 巌巖 紙帋 協恊 掲揭 揺搖 掴摑 "
    U"検檢 携攜 既旣 昂昻 杉杦 松枩柗 柏栢 梅楳 鬱欝 毘毗 浄淨 灌潅 焔焰 床牀 狭狹 瑶瑤 耕畊 "
    U"皐皋 磯礒 禰祢 税稅 竈竃 絶絕 繍繡 恥耻 舗舖 菟莵 蓋葢 園薗 蘇蘓 蛇虵 蝉蟬 蝋蠟 諫諌 "
    U"讃讚 弐貳貮 隣鄰 醤醬 鉤鈎 靱靭 顛顚 頽頹 騒騷 雁鳫鴈 鼠鼡 鯵鰺 藪薮 淳湻 丈𠀋 侭儘 "
    U"桶樋 節莭 嵩嵓 稿稾 箪簞 噌噲 祇衹 繋繫 掻搔 填塡 剥剝 叱𠮟 躯軀 倶俱 呑吞 嚢囊 涛濤";

} // namespace annai::base
