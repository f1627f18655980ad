"""What facilities answered: a wide sheet with a column for every capability, and a long list with every basis."""

import random
from zlib import crc32

from facilities import CAPABILITIES, KINDS, katakana
from files import csv_bytes
from lists import kind_labels, written_address

# How often a group of capabilities is answered yes, conditionally, no; the rest is left blank.
ODDS = {"coming": (45, 15, 25), "treatment": (35, 20, 25), "acceptance": (45, 25, 10), "backup": (30, 20, 25), "pharmacy": (60, 15, 10),
        "cooperation": (45, 25, 10), "notification": (20, 0, 30)}
CONDITIONS = ["応相談", "主治医の指示書が必要", "平日日中のみ", "利用者の状態による", "空きがあるとき", "訪問エリア内に限る"]
CONSENTS = ["住民にも可"] * 6 + ["関係者のみ"] * 3 + ["掲載しない"]
BASES = ["実績あり", "本人回答", "調整者確認", "今後予定", "本人回答", "届出あり"]
PEOPLE = ["見本 花子", "例示 太郎", "架空 一郎", "案内 さくら", "手本 次郎", "試作 みどり", "見本 健", "例示 ゆき"]
CHANNELS = ["電話（13時〜14時）", "FAX", "メール", "ICTツール", "来所前に電話"]
REQUESTS = ["退院が決まったら早めにご連絡ください", "状態が変わったときはFAXで結構です", "担当者会議は昼休みにお願いします", "薬の変更は当日中に知らせてください", ""]
YES_WORDS, SOME_WORDS, NO_WORDS = ["○", "〇", "可", "あり"], ["△", "要相談"], ["×", "不可"]

# Answers that are texts elsewhere in the sheet have a header of their own.
HEADERS = {"requests": "要望の有無", "preferred_channel": "連絡方法の指定", "contact_person": "窓口担当者の有無"}


def header_of(capability, qualifier=None):
    label = HEADERS.get(capability["code"], capability["label"])
    return f"{label}（{qualifier[1]}）" if qualifier else label


def qualifiers_of(capability):
    return [tuple(text.split("=")) for text in capability["qualifiers"].split("|") if text]


def answer(facility, capability, qualifier, salt=""):
    """yes, conditional, no or "" — always the same for the same question."""
    number = crc32(f"{salt}{facility.name}/{capability['code']}/{qualifier}".encode()) % 100
    yes, some, no = ODDS[capability["group"]]
    return "yes" if number < yes else "conditional" if number < yes + some else "no" if number < yes + some + no else ""


def answers_of(facilities):
    """(facility, code, qualifier) → answer. A capability as a whole is at least what its qualifiers are."""
    result = {}
    for capability in CAPABILITIES:
        asked = [facility for facility in facilities if facility.applies(capability)]
        assert asked, f"nobody is asked about {capability['code']}"
        names = [qualifier[0] for qualifier in qualifiers_of(capability)]
        for facility in asked:
            for name in names or [""]:
                result[(facility, capability["code"], name)] = answer(facility, capability, name)
        for index, name in enumerate(names or [""]):
            # So that every filter finds something.
            if all(result[(facility, capability["code"], name)] != "yes" for facility in asked):
                result[(asked[(index * 3) % len(asked)], capability["code"], name)] = "yes"
        for facility in asked if names else []:
            found = [result[(facility, capability["code"], name)] for name in names]
            result[(facility, capability["code"], "")] = next((word for word in ("yes", "conditional", "no") if word in found), "")
    return result


def written(word, index):
    words = {"yes": YES_WORDS, "conditional": SOME_WORDS, "no": NO_WORDS}.get(word)
    return words[index % len(words)] if words else ""


def coverage(facility, index):
    """Municipalities, towns, 旧町村, km, minutes, words: one way each, with its condition."""
    other = "例示町" if facility.town.municipality == "99201" else "見本市"
    own = facility.town.city.removeprefix("架空郡")
    return [(own, "", "", "", "", ""), (f"{own}、{other}", "", "", "", "", "応相談"), ("", "", "", "10", "", "峠・奥山は冬期除く"),
            ("", "", "", "", "30", ""), (own, "", "旧試作村", "", "", "冬期除く") if own == "見本市" else (own, "", "", "", "", ""),
            ("", f"{facility.town.base}、本町、中央", "", "", "", "") if own == "見本市" else ("", "竹田、里、岩戸", "", "", "", "")][index % 6]


def wide_file(facilities):
    answers = answers_of(facilities)
    columns = [(capability, qualifier) for capability in CAPABILITIES for qualifier in [None] + qualifiers_of(capability)]
    header = ["整理番号", "介護事業所番号", "医療機関コード", "種別", "名称", "フリガナ", "所在地", "電話", "FAX", "直通電話", "夜間・緊急連絡先", "メール", "窓口担当者", "担当者の職種",
              "担当者直通", "医師名", "連絡のとりやすい時間", "希望する連絡方法", "ケアマネタイム", "面談の方法", "利用しているツール", "他職種へのお願い", "あと何人", "新規受入の条件",
              "職員体制", "空き", "訪問する市町村", "訪問する町", "訪問する旧町村", "訪問する距離km", "訪問する時間分", "訪問の条件", "訪問時間", "状況", "回答日", "掲載の可否", "回答者"]
    header += [header_of(capability, qualifier) for capability, qualifier in columns]
    assert len(header) == len(set(header)), "two columns of one name"
    rows = []
    for index, facility in enumerate(facilities):
        rng = random.Random(facility.serial)
        medical = KINDS[facility.kinds[0]]["group"] in ("medical", "dental")
        day = f"2026-{6 + index % 5:02d}-{1 + index * 7 % 28:02d}"
        row = [f"S{index + 1:03d}", facility.office_number if facility.office_number != facility.institution_number else "", facility.institution_number,
               kind_labels(facility), facility.name, katakana(facility.kana), written_address(facility, index + 3), facility.phone,
               facility.fax if index % 7 else "なし", f"0999-00-{8000 + index:04d}" if index % 2 else "", f"090-0000-{1000 + index:04d}" if index % 3 == 0 else "",
               f"renkei{index + 1}@example.jp" if index % 2 == 0 else "", PEOPLE[index % 8], ["医療ソーシャルワーカー", "看護師", "介護支援専門員", "事務"][index % 4],
               f"0999-00-{8200 + index:04d}" if index % 4 == 0 else "", f"見本 {'一二三四五六七八九'[index % 9]}郎" if medical else "",
               ["13:00〜14:00", "診療終了後", "午前中", "いつでも"][index % 4], CHANNELS[index % 5], ["月・木 12:30〜13:30", "火 17:00〜18:00", "事前に電話", ""][index % 4],
               ["対面", "オンライン可", "電話", "FAXで可"][index % 4], ["", "見本連携ネット", "架空連絡帳アプリ"][index % 3], REQUESTS[index % 5],
               str(rng.randint(0, 8)) if index % 3 else "", ["応相談", "要支援の方も可", "主治医の紹介が必要", ""][index % 4],
               ["常勤3・非常勤2", "常勤5", "医師1・看護師4", ""][index % 4], ["空きあり", "満床", "若干名", ""][index % 4]]
        row += coverage(facility, index)
        row += ["月〜金 9:00-17:00" if index % 3 == 0 else "", "休止中" if index == 17 else "", day if index % 4 else f"令和8年{6 + index % 5}月{1 + index * 7 % 28}日",
                CONSENTS[index % 10], PEOPLE[(index + 3) % 8]]
        row += [written(answers.get((facility, capability["code"], qualifier[0] if qualifier else ""), ""), index) for capability, qualifier in columns]
        rows.append(row)
    return csv_bytes(header, rows)


def long_file(facilities):
    """One row a statement: every basis, every answer, conditions, periods, dates."""
    header = ["整理番号", "介護事業所番号", "医療機関コード", "名称", "所在地", "電話", "種別", "項目", "細目", "回答", "根拠", "日付", "期間", "条件", "掲載の可否"]
    rows, covered = [], set()
    able = {capability["code"]: sum(facility.applies(capability) for facility in facilities) for capability in CAPABILITIES}
    for index, facility in enumerate(facilities):
        asked = [capability for capability in CAPABILITIES if facility.applies(capability)]
        # What nobody has stated so far and few could state comes first, so that the file names every capability.
        asked.sort(key=lambda capability: (capability["code"] in covered, able[capability["code"]] if capability["code"] not in covered else 0, crc32(f"{facility.name}{capability['code']}".encode())))
        for place, capability in enumerate(asked[:10 if "hospital" in facility.kinds else 5]):
            covered.add(capability["code"])
            qualifiers = qualifiers_of(capability)
            qualifier = qualifiers[(index + place) % len(qualifiers)] if qualifiers else None
            basis = BASES[(index + place) % len(BASES)]
            if capability["group"] == "notification":
                basis = "届出あり"
            elif basis == "届出あり" and capability["group"] not in ("coming", "backup", "pharmacy"):
                basis = "本人回答"  # nobody notifies the rest
            claims = basis in ("届出あり", "今後予定")
            said = "○" if claims else ["○", "△", "○", "×"][(index * 5 + place) % 4]
            rows.append([f"K{index + 1:03d}", facility.office_number if facility.office_number != facility.institution_number else "",
                         facility.institution_number, facility.name, written_address(facility, index + 4), facility.phone, kind_labels(facility), capability["label"],
                         qualifier[1] if qualifier else "", said, basis, f"2026-{6 + (index + place) % 5:02d}-{1 + (index * 3 + place) % 28:02d}",
                         "2025-04/2026-03" if basis == "実績あり" else "", CONDITIONS[(index + place) % 6] if said == "△" else "令和9年4月から" if basis == "今後予定" else "",
                         CONSENTS[(index + 1) % 10]])
    return csv_bytes(header, rows), covered
