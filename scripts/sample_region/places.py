"""The land of the sample region: a jittered grid of towns, and the areas that are unions of them.

Everything is fictional. The land lies in the Japan Sea north of Tango, so that on a base map it is seen to be
no real place, while every check for 「inside Japan」 holds.
"""

import math
import random

PREFECTURE = ("99", "案内県")
MUNICIPALITIES = {"99201": ("", "見本市"), "99302": ("架空郡", "例示町")}
WEST, SOUTH = 135.27, 36.62          # south-western corner of the grid
STEP_LON, STEP_LAT = 0.022, 0.018    # about two kilometres

# One letter a cell, north at the top. The letter is the 日常生活圏域; '.' is sea.
MAP = """
.NNNN.R.
WNNNNRR.
WWCCERRR
WWCCEESS
WWCCEESS
.UUUUESS
..UUU.S.
""".split()

# 日常生活圏域: letter → (code, name, municipality, towns in the order of the cells from north-west)
AREAS = {
    "C": ("99201-1", "中央圏域", "99201", [
        ("本町", "ほんまち", 3), ("緑が丘", "みどりがおか", 2), ("中央", "ちゅうおう", 4),
        ("駅前町", "えきまえちょう", 0), ("栄町", "さかえまち", 2), ("城見町", "しろみちょう", 0)]),
    "N": ("99201-2", "北浜圏域", "99201", [
        ("大字白砂", "しらすな", 0), ("北浜", "きたはま", 2), ("港町", "みなとまち", 0), ("大字灯台", "とうだい", 0),
        ("大字磯辺", "いそべ", 0), ("浜見台", "はまみだい", 0), ("松風町", "まつかぜちょう", 0), ("汐見ヶ丘", "しおみがおか", 0)]),
    "W": ("99201-3", "西見本圏域", "99201", [
        ("大字寺内", "てらうち", 0), ("大字型見", "かたみ", 0), ("西見本", "にしみほん", 2), ("大字手本", "てほん", 0),
        ("桜ケ丘", "さくらがおか", 0), ("大字西原", "にしはら", 0), ("夕日町", "ゆうひちょう", 0)]),
    "E": ("99201-4", "東見本圏域", "99201", [
        ("朝日町", "あさひちょう", 0), ("東見本", "ひがしみほん", 2), ("大字水口", "みなくち", 0), ("若草町", "わかくさちょう", 0),
        ("大字川向", "かわむかい", 0), ("大字東沢", "ひがしさわ", 0)]),
    "U": ("99201-5", "試作圏域", "99201", [
        ("大字中畑", "なかはた", 0), ("大字試作", "しさく", 0), ("大字湯の里", "ゆのさと", 0), ("大字杉の沢", "すぎのさわ", 0),
        ("大字奥山", "おくやま", 0), ("大字滝", "たき", 0), ("大字峠", "とうげ", 0)]),
    "R": ("99302-1", "例示北圏域", "99302", [
        ("大字北例示", "きたれいじ", 0), ("役場前", "やくばまえ", 0), ("花見台", "はなみだい", 0), ("大字例", "れい", 0),
        ("大字架け橋", "かけはし", 0), ("大字広野", "ひろの", 0)]),
    "S": ("99302-2", "例示南圏域", "99302", [
        ("大字南例示", "みなみれいじ", 0), ("大字竹田", "たけだ", 0), ("大字上竹田", "かみたけだ", 0), ("大字下竹田", "しもたけだ", 0),
        ("大字里", "さと", 0), ("大字岩戸", "いわと", 0), ("大字深谷", "ふかたに", 0)]),
}

# 地域包括支援センター担当区域: code, name, areas. 大字水口 is split between two of them.
DISTRICTS = [
    ("99201-h1", "見本市中央地域包括支援センター", "99201", "C"),
    ("99201-h2", "見本市北地域包括支援センター", "99201", "N"),
    ("99201-h3", "見本市西南地域包括支援センター", "99201", "WU"),
    ("99201-h4", "見本市東地域包括支援センター", "99201", "E"),
    ("99302-h1", "例示町地域包括支援センター", "99302", "RS"),
]
SPLIT_TOWN = "大字水口"
FORMER_MUNICIPALITY = ("99201-f1", "旧試作村", "99201", "U")
KANJI_NUMBERS = "〇一二三四五六七八九"


class Town:
    """A 町丁目 with its reference point."""

    def __init__(self, area, base, kana, chome, lat, lon):
        self.area, self.base, self.kana, self.chome, self.lat, self.lon = area, base, kana, chome, lat, lon
        self.municipality = AREAS[area][2]

    @property
    def name(self):
        return self.base + (KANJI_NUMBERS[self.chome] + "丁目" if self.chome else "")

    @property
    def city(self):
        return "".join(MUNICIPALITIES[self.municipality])

    @property
    def stem(self):
        return self.base.removeprefix("大字")


def _corners(rng):
    """Grid corners, moved a little, so that no border is a straight line."""
    return {(x, y): (WEST + STEP_LON * (x + rng.uniform(-0.13, 0.13)), SOUTH + STEP_LAT * (y + rng.uniform(-0.13, 0.13)))
            for x in range(len(MAP[0]) + 1) for y in range(len(MAP) + 1)}


def _wavy(a, b, rng, depth=3, sway=0.12):
    """Points from a to b (b left out), displaced at each halving."""
    if depth == 0:
        return [a]
    dx, dy = b[0] - a[0], b[1] - a[1]
    t = rng.uniform(-sway, sway)
    middle = ((a[0] + b[0]) / 2 - dy * t, (a[1] + b[1]) / 2 + dx * t)
    return _wavy(a, middle, rng, depth - 1, sway) + _wavy(middle, b, rng, depth - 1, sway)


def cells():
    """(x, y) → letter; y grows northwards."""
    return {(x, len(MAP) - 1 - row): letter for row, line in enumerate(MAP) for x, letter in enumerate(line) if letter != "."}


def build(seed):
    """All towns, and a function that gives the outline of a set of area letters."""
    rng = random.Random(seed)
    corner = _corners(rng)
    grid = cells()
    edges = {}  # both directions of one border share their points
    for x, y in corner:
        for other in ((x + 1, y), (x, y + 1)):
            if other in corner:
                points = _wavy(corner[(x, y)], corner[other], rng)
                edges[((x, y), other)] = points
                edges[(other, (x, y))] = [corner[other]] + points[:0:-1]

    def outline(letters):
        border = {}
        for (x, y), letter in grid.items():
            if letter not in letters:
                continue
            ring = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)]
            for a, b in zip(ring, ring[1:] + ring[:1]):
                if border.pop((b, a), None) is None:
                    border[(a, b)] = True
        following = {}
        for a, b in border:
            assert a not in following, "areas that touch at a corner only cannot be outlined"
            following[a] = b
        rings = []
        while following:
            start = a = next(iter(following))
            points = []
            while a in following:
                b = following.pop(a)
                points += edges[(a, b)]
                a = b
            assert a == start
            points.append(points[0])
            rings.append([[round(lon, 6), round(lat, 6)] for lon, lat in points])
        return rings

    return _towns(grid, corner, rng), outline


def _towns(grid, corner, rng):
    towns = []
    for letter, (_, _, _, names) in AREAS.items():
        places = sorted((cell for cell, found in grid.items() if found == letter), key=lambda cell: (-cell[1], cell[0]))
        assert len(places) == len(names), letter
        for (x, y), (base, kana, chomes) in zip(places, names):
            ring = [corner[(x, y)], corner[(x + 1, y)], corner[(x + 1, y + 1)], corner[(x, y + 1)]]
            lon, lat = sum(p[0] for p in ring) / 4, sum(p[1] for p in ring) / 4
            for chome in range(1, chomes + 1) if chomes else [0]:
                angle = 2 * math.pi * (chome / max(chomes, 1)) + rng.uniform(-0.3, 0.3)
                away = 0.0035 if chomes else rng.uniform(0, 0.002)
                towns.append(Town(letter, base, kana, chome, round(lat + away * math.sin(angle), 6),
                                  round(lon + away * math.cos(angle), 6)))
    return towns


def plane(lat, lon):
    """公共測量座標 of zone 6 (origin 36°N 136°E), to about a metre: sample files need no more."""
    x = (lat - 36.0) * 110983.0 + math.radians(lon - 136.0) ** 2 / 2 * 6378137 * math.sin(math.radians(lat)) * math.cos(math.radians(lat))
    y = math.radians(lon - 136.0) * 6386000.0 * math.cos(math.radians(lat)) * 0.9999
    return round(x, 1), round(y, 1)
