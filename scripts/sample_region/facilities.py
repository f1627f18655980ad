"""The facilities of the sample region, before any list states something about them."""

import csv
from pathlib import Path

from places import PREFECTURE

CODES = Path(__file__).resolve().parents[2] / "schema" / "codes"
MARKS = ("見本", "例示", "架空", "試作", "手本", "サンプル")  # every name carries one: nobody can take it for a real place


def rows_of(name):
    with open(CODES / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


KINDS = {row["code"]: row for row in rows_of("facility_kinds.csv")}
CAPABILITIES = rows_of("capabilities.csv")
SERVICES = {row["code"]: row for row in rows_of("care_services.csv")}


def katakana(text):
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text)


def full_width(text):
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def corporate_number(serial):
    """Thirteen digits with a valid check digit; 9999 is no registry office."""
    base = f"999901{serial:06d}"
    total = sum(int(digit) * (1 if n % 2 == 0 else 2) for n, digit in enumerate(reversed(base)))
    return f"{9 - total % 9}{base}"


class Facility:
    def __init__(self, name, kana, kinds, town, rng, counter, operator=("", 0)):
        assert any(mark in name for mark in MARKS), name
        self.name, self.kana, self.kinds, self.town, self.operator = name, kana, list(kinds), town, operator
        self.serial = counter.next()
        self.house = f"{rng.randint(1, 29)}番{rng.randint(1, 20)}号" if town.chome else f"{rng.randint(1, 980)}番地{rng.choice(['', '1', '2', '3'])}"
        self.building = ""
        self.lat = round(town.lat + rng.uniform(-0.0018, 0.0018), 6)
        self.lon = round(town.lon + rng.uniform(-0.0022, 0.0022), 6)
        self.phone = f"0999-00-{self.serial:04d}"
        self.fax = f"0999-00-{self.serial + 5000:04d}"
        self.office_number = ""
        self.institution_number = ""
        self.extra = {}

    @property
    def address(self):
        return PREFECTURE[1] + self.town.city + self.town.name + self.house

    @property
    def operator_name(self):
        return self.operator[0]

    @property
    def operator_number(self):
        return corporate_number(self.operator[1]) if self.operator[1] else ""

    def applies(self, capability):
        kinds = [k for k in capability["kinds"].split("|") if k]
        return not kinds or any(k in kinds or KINDS[k]["group"] in kinds for k in self.kinds)


class Counter:
    def __init__(self):
        self.value = 100

    def next(self):
        self.value += 7
        return self.value


OPERATORS = [(name, n) for n, name in enumerate([
    "社会福祉法人見本福祉会", "社会福祉法人例示会", "医療法人見本会", "株式会社みほんケアサービス見本", "株式会社架空ライフ",
    "特定非営利活動法人試作の里", "合同会社手本", "生活協同組合サンプルコープ", "医療法人社団架空会", "社会福祉法人見本市社会福祉協議会",
    "社会福祉法人例示町社会福祉協議会", "株式会社サンプルメディカル", "一般社団法人見本看護の会", "有限会社例示薬品"], 1)]

STEMS = [("見本さくら", "みほんさくら"), ("見本ひだまり", "みほんひだまり"), ("見本こもれび", "みほんこもれび"), ("例示なごみ", "れいじなごみ"),
         ("例示すずらん", "れいじすずらん"), ("見本つくし", "みほんつくし"), ("見本あおぞら", "みほんあおぞら"), ("試作やまぼうし", "しさくやまぼうし"),
         ("見本ゆずりは", "みほんゆずりは"), ("見本はまなす", "みほんはまなす"), ("見本しおかぜ", "みほんしおかぜ"), ("例示みのり", "れいじみのり"),
         ("例示たけのこ", "れいじたけのこ"), ("見本おひさま", "みほんおひさま"), ("試作こだま", "しさくこだま"), ("見本えがお", "みほんえがお"),
         ("見本かがやき", "みほんかがやき"), ("例示すみれ", "れいじすみれ"), ("例示もみじ", "れいじもみじ"), ("見本すぎな", "みほんすぎな"),
         ("手本くるみ", "てほんくるみ"), ("試作せせらぎ", "しさくせせらぎ"), ("例示かわせみ", "れいじかわせみ"), ("見本つばめ", "みほんつばめ"),
         ("見本ひばり", "みほんひばり"), ("架空はるかぜ", "かくうはるかぜ"), ("例示あぜみち", "れいじあぜみち"), ("見本まつぼっくり", "みほんまつぼっくり")]

# How an office of a service is called in front of or behind its stem.
TITLES = {
    "110": ("ヘルパーステーション{}", "へるぱーすてーしょん{}"), "120": ("{}訪問入浴センター", "{}ほうもんにゅうよくせんたー"),
    "130": ("訪問看護ステーション{}", "ほうもんかんごすてーしょん{}"), "140": ("{}訪問リハビリテーション", "{}ほうもんりはびりてーしょん"),
    "150": ("デイサービスセンター{}", "でいさーびすせんたー{}"), "155": ("療養通所介護{}", "りょうようつうしょかいご{}"),
    "160": ("{}通所リハビリテーション", "{}つうしょりはびりてーしょん"), "170": ("福祉用具{}", "ふくしようぐ{}"), "210": ("ショートステイ{}", "しょーとすてい{}"),
    "220": ("{}短期入所療養介護", "{}たんきにゅうしょりょうようかいご"), "230": ("{}短期入所療養介護", "{}たんきにゅうしょりょうようかいご"),
    "320": ("グループホーム{}", "ぐるーぷほーむ{}"), "331": ("介護付有料老人ホーム{}", "かいごつきゆうりょうろうじんほーむ{}"),
    "332": ("ケアハウス{}", "けあはうす{}"), "334": ("サービス付き高齢者向け住宅{}", "さーびすつきこうれいしゃむけじゅうたく{}"),
    "335": ("有料老人ホーム{}", "ゆうりょうろうじんほーむ{}"), "336": ("ケアハウス{}荘", "けあはうす{}そう"), "337": ("高齢者住宅{}", "こうれいしゃじゅうたく{}"),
    "361": ("小さな有料老人ホーム{}", "ちいさなゆうりょうろうじんほーむ{}"), "362": ("小さなケアハウス{}", "ちいさなけあはうす{}"),
    "364": ("小さな高齢者住宅{}", "ちいさなこうれいしゃじゅうたく{}"), "410": ("福祉用具{}", "ふくしようぐ{}"),
    "430": ("居宅介護支援事業所{}", "きょたくかいごしえんじぎょうしょ{}"), "510": ("特別養護老人ホーム{}苑", "とくべつようごろうじんほーむ{}えん"),
    "520": ("介護老人保健施設{}", "かいごろうじんほけんしせつ{}"), "530": ("{}療養病棟", "{}りょうようびょうとう"),
    "540": ("地域密着型特別養護老人ホーム{}", "ちいきみっちゃくがたとくべつようごろうじんほーむ{}"), "550": ("{}介護医療院", "{}かいごいりょういん"),
    "551": ("{}介護医療院短期入所", "{}かいごいりょういんたんきにゅうしょ"), "710": ("夜間ヘルパー{}", "やかんへるぱー{}"),
    "720": ("認知症デイサービス{}", "にんちしょうでいさーびす{}"), "730": ("小規模多機能ホーム{}", "しょうきぼたきのうほーむ{}"),
    "760": ("定期巡回ステーション{}", "ていきじゅんかいすてーしょん{}"), "770": ("看護小規模多機能{}", "かんごしょうきぼたきのう{}"),
    "780": ("デイホーム{}", "でいほーむ{}"),
}

# Offices of one line share a place; "number" = they share one 事業所番号 too; "+" begins the same number at another place.
GROUPS = ([("number", ["110", "430"])] * 5 + [("number", ["510", "210", "150", "430"])] * 3 + [("number", ["510", "210"])] +
          [("number", ["520", "220", "160"])] * 3 + [("number", ["170", "410"])] * 4 + [("apart", ["130", "430"])] * 4 +
          [("number", ["130", "+", "430"])] + [("number", ["150", "+", "110"])] + [("apart", ["320", "730"])] * 3 +
          [("apart", ["331", "110"]), ("apart", ["332", "150"]), ("apart", ["334", "110", "150"]), ("number", ["550", "551"])] +
          [("apart", [code]) for code in ("110 110 110 110 120 120 120 130 130 130 130 150 150 150 150 150 150 155 170 210 210 320 320 "
           "320 320 320 331 334 335 336 337 361 362 364 430 430 430 430 530 540 540 710 720 720 730 760 770 770 780 780 780 780 "
           "780 780 780").split()])

CAPACITY = {"150": (20, 40), "155": (5, 9), "160": (20, 40), "210": (8, 20), "320": (9, 18), "331": (30, 60), "332": (30, 50), "334": (20, 40),
            "335": (20, 30), "336": (20, 40), "337": (20, 30), "361": (20, 29), "362": (20, 29), "364": (20, 29), "510": (50, 80), "520": (60, 100),
            "530": (20, 40), "540": (20, 29), "550": (30, 60), "720": (8, 12), "730": (18, 29), "770": (18, 29), "780": (10, 18)}
MIDDLE_DIGIT = {"130": "6", "520": "5", "220": "5", "160": "5", "550": "B", "551": "B", "320": "9", "730": "9", "720": "9", "770": "9", "780": "9",
                "361": "9", "362": "9", "364": "9", "540": "9", "710": "9", "760": "9", "530": "1"}


def care(towns, rng, counter, medical):
    """Offices of care services: (facility, service code), one a row of the published files."""
    offices, used, serial = [], set(), 1
    stems = list(STEMS)

    def add(code, stem, town, group_operator):
        facility = Facility(TITLES[code][0].format(stem[0]), TITLES[code][1].format(stem[1]), [SERVICES[code]["kind"]], town, rng, counter,
                            group_operator)
        if code in CAPACITY:
            facility.extra["capacity"] = rng.randint(*CAPACITY[code])
        offices.append((facility, code))
        return facility

    for index, (mode, codes) in enumerate(GROUPS):
        free = [stem for stem in stems if all((code, stem) not in used for code in codes)]
        stem = free[(index * 5) % len(free)]
        town, operator = rng.choice(towns), OPERATORS[(index * 3) % len(OPERATORS)]
        first = number = None
        for code in codes:
            if code == "+":
                town, first = rng.choice([t for t in towns if t.area != town.area]), None
                continue
            used.add((code, stem))
            facility = add(code, stem, town, operator)
            if first is not None:  # one building: one address, often one telephone
                facility.house, facility.lat, facility.lon, facility.phone, facility.fax = first.house, first.lat, first.lon, first.phone, first.fax
            first = first or facility
            if number is None or mode == "apart":
                middle = MIDDLE_DIGIT.get(code, "7")
                number = f"99{middle}{'0' if middle != 'B' else '1'}{facility.town.municipality[2]}{serial:05d}"
                serial += 13
            facility.office_number = number
    # Services that hospitals and clinics offer under their own number (third digit 1).
    for place, codes in zip(medical[:4], (["140", "160"], ["140", "230"], ["140", "160"], ["140"])):
        place.extra["care"] = True
        for code in codes:
            facility = add(code, (place.name, place.kana), place.town, place.operator)
            for name in ("house", "lat", "lon", "phone", "fax", "office_number"):
                setattr(facility, name, getattr(place, name))
            facility.office_number = place.institution_number
    return offices


SPECIALITIES = ["内科", "内科、循環器内科", "内科、小児科", "外科、整形外科", "整形外科、リハビリテーション科", "皮膚科", "精神科、心療内科", "眼科", "耳鼻咽喉科",
                "泌尿器科", "内科、消化器内科", "脳神経内科", "産婦人科"]


def medical(towns, rng, counter):
    """Hospitals, clinics, dental clinics and pharmacies; the hospitals first."""
    def by(name):
        return next(town for town in towns if town.base == name)

    def make(name, kana, kinds, town, operator, table, beds="", specialities=""):
        facility = Facility(name, kana, kinds, town, rng, counter, operator)
        facility.institution_number = f"99{table}{town.municipality[2]}{facility.serial:06d}"
        facility.extra.update(beds=beds, specialities=specialities)
        return facility

    none = ("", 0)
    result = [
        make("見本市民病院", "みほんしみんびょういん", ["hospital", "emergency_hospital", "active_role_medical"], by("中央"), ("見本市", 0), "1",
             "一般　１８０／緩和ケア　１６", "内科、外科、整形外科、泌尿器科、脳神経外科"),
        make("例示町立れいじ病院", "れいじちょうりつれいじびょういん", ["hospital", "emergency_hospital"], by("役場前"), ("例示町", 0), "1", "一般 60/療養 40",
             "内科、整形外科、小児科"),
        make("架空会見本リハビリテーション病院", "かくうかいみほんりはびりてーしょんびょういん", ["hospital"], by("緑が丘"), OPERATORS[8], "1", "回復期 90",
             "内科、リハビリテーション科"),
        make("見本メンタルクリニック病院", "みほんめんたるくりにっくびょういん", ["hospital", "dementia_center"], by("大字寺内"), OPERATORS[2], "1", "精神 120",
             "精神科、内科"),
    ]
    clinics = [("本町", "見本本町内科医院", "みほんほんまちないかいいん"), ("中央", "サンプル在宅クリニック見本", "さんぷるざいたくくりにっくみほん"),
               ("栄町", "栄町手本クリニック", "さかえまちてほんくりにっく"), ("城見町", "城見町見本整形外科", "しろみちょうみほんせいけいげか"), ("北浜", "北浜見本診療所", "きたはまみほんしんりょうじょ"),
               ("港町", "港町見本内科小児科", "みなとまちみほんないかしょうにか"), ("松風町", "松風町試作皮膚科", "まつかぜちょうしさくひふか"), ("汐見ヶ丘", "汐見ヶ丘見本眼科", "しおみがおかみほんがんか"),
               ("西見本", "西見本ファミリークリニック", "にしみほんふぁみりーくりにっく"), ("桜ケ丘", "桜ケ丘見本耳鼻咽喉科", "さくらがおかみほんじびいんこうか"), ("夕日町", "夕日町架空医院", "ゆうひちょうかくういいん"),
               ("東見本", "東見本ホームケアクリニック", "ひがしみほんほーむけあくりにっく"), ("朝日町", "朝日町見本泌尿器科", "あさひちょうみほんひにょうきか"), ("若草町", "若草町手本脳神経内科", "わかくさちょうてほんのうしんけいないか"),
               ("大字試作", "試作診療所", "しさくしんりょうじょ"), ("大字湯の里", "湯の里試作出張診療所", "ゆのさとしさくしゅっちょうしんりょうじょ"), ("役場前", "例示町役場前クリニック", "れいじちょうやくばまえくりにっく"),
               ("花見台", "花見台例示医院", "はなみだいれいじいいん"), ("大字竹田", "竹田例示内科", "たけだれいじないか"), ("大字里", "里の例示診療所", "さとのれいじしんりょうじょ"),
               ("駅前町", "駅前見本レディースクリニック", "えきまえみほんれでぃーすくりにっく"), ("緑が丘", "緑が丘見本こころの診療所", "みどりがおかみほんこころのしんりょうじょ")]
    for index, (base, name, kana) in enumerate(clinics):
        result.append(make(name, kana, ["clinic"], by(base), OPERATORS[2] if index % 4 == 0 else none, "1", "19" if index == 3 else "",
                           SPECIALITIES[index % len(SPECIALITIES)]))
    result[5].kinds.append("active_role_medical")
    for base, name, kana in [("本町", "見本本町歯科", "みほんほんまちしか"), ("中央", "見本中央デンタルクリニック", "みほんちゅうおうでんたるくりにっく"), ("北浜", "北浜見本歯科医院", "きたはまみほんしかいいん"),
                             ("西見本", "西見本歯科", "にしみほんしか"), ("東見本", "東見本訪問歯科", "ひがしみほんほうもんしか"), ("大字試作", "試作の里歯科", "しさくのさとしか"),
                             ("役場前", "例示歯科クリニック", "れいじしかくりにっく"), ("大字竹田", "竹田例示歯科", "たけだれいじしか"), ("桜ケ丘", "桜ケ丘手本歯科", "さくらがおかてほんしか")]:
        result.append(make(name, kana, ["dental_clinic"], by(base), none, "3", "", "歯科" if len(result) % 2 else "歯科、歯科口腔外科"))
    for base, name, kana in [("本町", "見本本町薬局", "みほんほんまちやっきょく"), ("中央", "見本中央調剤薬局", "みほんちゅうおうちょうざいやっきょく"), ("駅前町", "サンプル薬局見本駅前店", "さんぷるやっきょくみほんえきまえてん"),
                             ("北浜", "北浜見本薬局", "きたはまみほんやっきょく"), ("西見本", "手本薬局西見本店", "てほんやっきょくにしみほんてん"), ("東見本", "東見本薬局", "ひがしみほんやっきょく"),
                             ("緑が丘", "緑が丘見本薬局", "みどりがおかみほんやっきょく"), ("大字試作", "試作薬局", "しさくやっきょく"), ("役場前", "例示薬局役場前", "れいじやっきょくやくばまえ"),
                             ("大字里", "例示薬局里店", "れいじやっきょくさとてん"), ("栄町", "架空薬局見本栄町", "かくうやっきょくみほんさかえまち")]:
        result.append(make(name, kana, ["pharmacy"], by(base), OPERATORS[13] if "例示" in name else OPERATORS[11], "4"))
    for kinds, base, name, kana in [(["dental_liaison"], "本町", "見本市在宅歯科医療連携室", "みほんしざいたくしかいりょうれんけいしつ"),
                                    (["nutrition_station"], "城見町", "見本栄養ケア・ステーション", "みほんえいようけあすてーしょん"),
                                    (["holiday_night_clinic"], "中央", "見本地域休日夜間急患センター", "みほんちいききゅうじつやかんきゅうかんせんたー")]:
        facility = Facility(name, kana, kinds, by(base), rng, counter, ("一般社団法人架空郡見本医師会", 0) if "holiday" in kinds[0] else none)
        facility.extra.update(beds="", specialities="内科、小児科" if "holiday" in kinds[0] else "")
        result.append(facility)
    return result
