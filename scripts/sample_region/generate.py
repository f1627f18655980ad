#!/usr/bin/env python3
"""Writes the files of importers/sample_region. For developers: the files are committed. Python 3, standard library only.

    python3 scripts/sample_region/generate.py [folder]
"""

import random
import sys
from pathlib import Path

import facilities as fa
import lists
import offices as of
import places
import survey
from files import csv_bytes, geojson_bytes, polygon, write

SEED = 20261120
TOWN_HEADER = ["都道府県コード", "都道府県名", "市区町村コード", "市区町村名", "大字町丁目コード", "大字町丁目名", "緯度", "経度", "原典資料コード", "大字・字・丁目区分コード"]
BLOCK_HEADER = ["都道府県名", "市区町村名", "大字・丁目名", "小字・通称名", "街区符号・地番", "座標系番号", "Ｘ座標", "Ｙ座標", "緯度", "経度", "住居表示フラグ", "代表フラグ",
                "更新前履歴フラグ", "更新後履歴フラグ"]


def address_files(out, towns, rng):
    code, name = places.PREFECTURE
    rows = [[code, name, town.municipality, town.city, f"{town.municipality}{n:04d}00{town.chome}", town.name, f"{town.lat:.6f}", f"{town.lon:.6f}", "0",
             "3" if town.chome else "1"] for n, town in enumerate(towns, 1)]
    write(out / "addresses" / "99_towns.csv", csv_bytes(TOWN_HEADER, rows, encoding="cp932", quote_all=True))
    blocks = []
    for town in towns:
        if town.base not in ("中央", "本町", "役場前"):
            continue
        for number in range(1, 13):
            lat, lon = town.lat + rng.uniform(-0.0012, 0.0012), town.lon + rng.uniform(-0.0015, 0.0015)
            x, y = places.plane(lat, lon)
            gone = number == 12 and town.chome == 1  # abolished since: ignored by the importer
            blocks.append([name, town.city, town.name, "", str(number), "6", x, y, f"{lat:.6f}", f"{lon:.6f}", "1", "1", "0", "3" if gone else "0"])
    write(out / "addresses" / "99_blocks.csv", csv_bytes(BLOCK_HEADER, blocks, encoding="cp932", quote_all=True))


def boundary_files(out, towns, outline):
    def municipality(code):
        letters = "".join(letter for letter, area in places.AREAS.items() if area[2] == code)
        return {"code": code, "name": "".join(places.MUNICIPALITIES[code])}, polygon(outline(letters))

    write(out / "boundaries" / "municipalities.geojson", geojson_bytes([municipality(code) for code in places.MUNICIPALITIES]))
    write(out / "boundaries" / "daily_living_areas.geojson",
          geojson_bytes([({"code": code, "name": name, "municipality": owner}, polygon(outline(letter)))
                         for letter, (code, name, owner, _) in places.AREAS.items()]))
    rows = []
    for code, name, owner, letters in places.DISTRICTS:
        for town in towns:
            if town.area in letters:
                split = town.base == places.SPLIT_TOWN
                rows.append(["地域包括支援センター担当区域", code, name, owner, town.name, "一部（200番地以降）" if split else ""])
            elif town.base == places.SPLIT_TOWN and code == "99201-h1":
                rows.append(["地域包括支援センター担当区域", code, name, owner, town.name, "一部（1番地〜199番地）"])
    code, name, owner, letters = places.FORMER_MUNICIPALITY
    rows += [["旧町村", code, name, owner, town.name, ""] for town in towns if town.area in letters]
    write(out / "boundaries" / "town_lists.csv", csv_bytes(["種別", "区域コード", "区域名", "市区町村コード", "町名", "備考"], rows))


def respondents(everyone):
    """Those who answered: some of every kind that treats, nurses, cares or houses, more of those that treat and nurse."""
    chosen, count = [], {}
    for facility in everyone:
        kind = facility.kinds[0]
        if fa.KINDS[kind]["group"] in ("informal", "consultation") and kind not in ("hospital_discharge_desk", "gathering_place", "transport"):
            continue
        count[kind] = count.get(kind, 0) + 1
        if count[kind] <= {"clinic": 12, "hospital": 4, "pharmacy": 6, "dental_clinic": 5, "home_nursing": 7, "care_manager": 3}.get(kind, 1):
            chosen.append(facility)
    return chosen


def main():
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "importers" / "sample_region"
    rng, counter = random.Random(SEED), fa.Counter()
    towns, outline = places.build(SEED)
    address_files(out, towns, rng)
    boundary_files(out, towns, outline)

    medical = fa.medical(towns, rng, counter)
    care = fa.care(towns, rng, counter, medical)
    consultation, social, community = of.consultation(towns, rng, counter), of.social(towns, rng, counter), of.community(towns, rng, counter)
    for code, data in lists.care_files(care, rng).items():
        write(out / "care" / f"jigyosho_{code}.csv", data)
    write(out / "lists" / "medical.csv", lists.medical_file(medical, rng))
    write(out / "lists" / "consultation.csv", lists.consultation_file(consultation, rng))
    write(out / "lists" / "social.csv", lists.social_file(social, rng))
    write(out / "lists" / "community.xlsx", lists.community_file(community))

    offices = [facility for facility, _ in care]
    everyone = medical + offices + consultation + social + community
    asked = respondents(everyone)
    write(out / "lists" / "survey.csv", survey.wide_file(asked))
    long, covered = survey.long_file(medical + offices[::5] + social)
    write(out / "lists" / "confirmed.csv", long)

    stated = {kind for facility in everyone for kind in facility.kinds}
    assert stated == set(fa.KINDS), f"kinds without a facility: {set(fa.KINDS) - stated}"
    missing = {capability["code"] for capability in fa.CAPABILITIES} - covered
    assert not missing, f"capabilities that the confirmed list does not name: {missing}"
    sites = {(facility.office_number or facility.name, facility.address) for facility in everyone}
    print(f"{len(towns)} towns, {len(care)} care rows, {len(sites)} places, {len(asked)} answers")


if __name__ == "__main__":
    main()
