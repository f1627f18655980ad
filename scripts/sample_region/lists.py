"""The lists that state what the facilities are, each in the layout of its source, with the dirt of the real ones."""

from facilities import KINDS, SERVICES, full_width, katakana
from files import csv_bytes, xlsx_bytes
from places import MUNICIPALITIES, PREFECTURE

CARE_HEADER = ["都道府県コード又は市町村コード", "No", "都道府県名", "市区町村名", "事業所名", "事業所名カナ", "サービスの種類", "住所", "方書（ビル名等）",
               "緯度", "経度", "電話番号", "FAX番号", "法人番号", "法人の名称", "事業所番号", "利用可能曜日", "利用可能曜日特記事項", "定員", "URL",
               "高齢者の方と障害者の方が同時一体的に利用できるサービス", "介護保険の通常の指定基準を満たしている", "障害福祉の通常の指定基準を満たしている", "備考"]
DAYS = ["平日", "平日,土曜日", "平日,祝日", "平日,土曜日,祝日", "平日,土曜日,日曜日,祝日"]
OPEN_HOURS = ["月〜金 8:30-17:30", "月〜金 9:00-12:00、月火木金 14:00-18:00、土 9:00-12:00", "月〜土 9:00-18:00", "月火水金 9:00-12:30、月火金 15:00-18:30"]


def with_check_digit(code):
    total = sum(int(digit) * (6 - place) for place, digit in enumerate(code))
    return code + str((11 - total % 11) % 10)


def written_address(facility, index):
    """The same address as different people write it."""
    text = facility.address
    if index % 3 == 0:
        text = text.removeprefix(PREFECTURE[1])
    if index % 5 == 1 and facility.town.chome:
        text = text.replace("〇一二三四"[facility.town.chome] + "丁目", f"{facility.town.chome}丁目")
        text = text.replace("番", "-").replace("号", "")
    if index % 5 == 2:
        text = text.replace("大字", "")
    if index % 7 == 3:
        text = full_width(text)
    return text.replace("ヶ", "ケ") if index % 2 else text.replace("ケ", "ヶ")


def care_files(offices, rng):
    """service code → bytes of jigyosho_NNN.csv"""
    rows = {}
    for index, (facility, code) in enumerate(offices):
        phone, fax, url, note, remarks = facility.phone, facility.fax, "", "", ""
        lat, lon = f"{facility.lat:.15f}", f"{facility.lon:.14f}"
        building = facility.building
        address = written_address(facility, index)
        if index % 11 == 2:
            phone, fax = full_width(phone), full_width(fax)
        if index % 23 == 5:
            phone = phone.replace("0999-00-", "0999(00)")
        if index % 29 == 6:
            phone += "（代表）"
        if index == 40:
            phone = ""
        if index % 41 == 7:
            lat, lon = "0", "0"
        if index == 20:
            lat, lon = "53.41291", "-8.24389"
        if index == 31:
            lat, lon = "36.204824", "138.252924"
        if index in (50, 77):
            lat, lon = "", ""
        if index % 9 == 4:
            url = f"https://care{index}.example.jp/"
        if index in (13, 58):
            url = f"office{index}@example.jp"
        if index in (22, 67):
            url = f"www.mihon{index}.example.jp"
        if index % 6 == 1:
            note = "12月30日から1月3日は休み"
        if index == 33:
            note = "土曜日は午前のみ（改行）祝日は要相談"
        if index == 45:
            remarks = "送迎は半径5kmまで\u2028冬期は要相談"
        if index % 17 == 8:
            building = "見本ビル2階"
            address += building
        if index % 19 == 9:
            building = "れいじハイツ101"
        capacity = facility.extra.get("capacity", "")
        if index % 4 == 0 or (capacity == "" and index % 2):
            capacity = 0
        number = facility.operator_number or ("000" + facility.office_number if index % 3 == 0 else "")
        days = "" if code in ("510", "520", "530", "540", "550", "320") else DAYS[index % len(DAYS)]
        rows.setdefault(code, []).append([
            with_check_digit(facility.town.municipality), facility.office_number, PREFECTURE[1],
            "".join(MUNICIPALITIES[facility.town.municipality][1:]), facility.name, katakana(facility.kana),
            SERVICES[code]["label"], address, building, lat, lon, phone, fax, number, facility.operator_name, facility.office_number,
            days, note, str(capacity), url, "なし" if index % 2 else "", "", "", remarks])
    return {code: csv_bytes(CARE_HEADER, found, bom=True) for code, found in sorted(rows.items())}


def kind_labels(facility):
    return "、".join(KINDS[kind]["label"] for kind in facility.kinds)


def medical_file(facilities, rng):
    header = ["医療機関コード", "介護事業所番号", "種別", "名称", "フリガナ", "開設者", "所在地", "電話番号", "FAX番号", "診療科", "病床数", "診療・営業時間", "休診・休業日", "ホームページ",
              "緯度", "経度", "状況", "状況の備考"]
    rows = []
    for index, facility in enumerate(facilities):
        hospital = "hospital" in facility.kinds
        status, note = {14: ("廃止", "令和8年3月31日に廃止"), 21: ("移転", "令和8年10月1日に見本市大字川向200番地へ移転"), 24: ("休止", "医師の都合により令和8年12月末まで")}.get(index, ("", ""))
        lat, lon = ("0.0", "0.0") if index % 13 == 6 else (facility.lat, facility.lon)
        rows.append([facility.institution_number, facility.institution_number if facility.extra.get("care") else "", kind_labels(facility), facility.name, katakana(facility.kana), facility.operator_name or "個人",
                     written_address(facility, index), full_width(facility.phone) if index % 8 == 3 else facility.phone, "なし" if index % 10 == 9 else facility.fax,
                     facility.extra["specialities"], facility.extra["beds"], "日祝 9:00-17:00" if "holiday_night_clinic" in facility.kinds else OPEN_HOURS[index % 4],
                     "" if hospital else "木・日・祝", f"https://medical{index}.example.jp/" if index % 3 == 0 else "", lat, lon, status, note])
    return csv_bytes(header, rows)


def consultation_file(facilities, rng):
    header = ["番号", "種別", "窓口の名称", "フリガナ", "設置者", "所在地", "電話", "専門職用直通", "FAX", "メール", "受付時間", "対象", "担当者", "担当者の職種"]
    people = ["見本 花子", "例示 太郎", "架空 一郎", "案内 さくら", "手本 次郎", "試作 みどり"]
    jobs = ["主任介護支援専門員", "保健師", "社会福祉士", "看護師"]
    rows = []
    for index, facility in enumerate(facilities):
        direct = f"0999-00-{9000 + index:04d}" if index < 13 else ""
        rows.append([str(index + 1), KINDS[facility.kinds[0]]["label"], facility.name, katakana(facility.kana), facility.operator_name,
                     written_address(facility, index + 1), facility.phone, direct, facility.fax, f"madoguchi{index + 1}@example.jp" if index % 2 == 0 else "",
                     "月〜金 8:30-17:15" if index % 4 else "月〜土 8:30-17:30", facility.extra["served"],
                     people[index % 6] if index < 13 else "", jobs[index % 4] if index < 13 else ""])
    return csv_bytes(header, rows, encoding="cp932")


def social_file(facilities, rng):
    header = ["区分", "名称", "ふりがな", "運営", "法人番号", "住所", "電話", "FAX", "定員", "営業時間", "実施地域"]
    rows = []
    for index, facility in enumerate(facilities):
        stays = KINDS[facility.kinds[0]]["group"] == "residential" or "stay" in facility.kinds[0] or "group_home" in facility.kinds[0]
        rows.append([KINDS[facility.kinds[0]]["label"], facility.name, facility.kana, facility.operator_name, facility.operator_number,
                     written_address(facility, index + 2), facility.phone, facility.fax if index % 4 else "", str(rng.randint(6, 40)) if stays else "",
                     "毎日" if stays else "月〜金 9:00-18:00", "見本市、例示町" if index % 2 else "見本市" if facility.town.municipality == "99201" else "例示町"])
    return csv_bytes(header, rows, bom=True)


def community_file(facilities):
    header = ["No", "種類", "名称", "よみ", "主催", "場所", "連絡先", "内容", "対象", "開催日時", "費用"]
    rows = [["見本市・例示町　地域の支え合い資源一覧（架空）"], ["令和8年8月1日現在"], [], header]
    readings = {}
    for index, facility in enumerate(facilities, 1):
        if index == 11:
            rows.append(["", "（例示町・見本市の見守り）"])  # a heading in the middle of the list
        rows.append([str(index), KINDS[facility.kinds[0]]["label"], facility.name, facility.kana, facility.operator_name,
                     written_address(facility, index), facility.phone, facility.extra["content"], facility.extra["whom"], facility.extra["when"], facility.extra["fee"]])
        readings[facility.name] = katakana(facility.kana)
    rows.append(["計", "", f"{len(facilities)}件"])
    return xlsx_bytes("一覧", rows, readings)
