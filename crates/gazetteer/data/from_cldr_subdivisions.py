"""Writes subdivisions.tsv: states, provinces and regions that tell their country, from CLDR.

usage: from_cldr_subdivisions.py CLDR_SUBDIVISIONS_FULL_DIR TRAIN_USGOV_JSONL_GZ CORPUS_DIR > subdivisions.tsv

The package is cldr-subdivisions-full (npm, 48.2.0, licence Unicode-3.0); its names are English or those of the country. The
texts only tell which names are common words or names of persons. A name is kept if it is that of one country alone, no town
elsewhere, no given name, no word that texts write without a capital, and no name that the other tables hold.
"""

import collections
import gzip
import json
import pathlib
import re
import sys

from from_geonames import HERE, common_words, fold, given_names, known_names, rows

# Countries that are parted into more are parted into towns.
MANY = 130
SHORTEST = 5
# What stands behind a name, and may be left out.
KINDS = (
    "Province|Region|Oblast|Governorate|District|Department|State|Prefecture|County|Municipality|Division|Krai"
    "|Voivodeship|Canton|Republic|Autonomous Region|Autonomous Province|Autonomous Republic|Emirate"
).split("|")
# States of the United States stand in places.tsv, with what Georgia and Washington ask for.
LEFT_OUT = ("US", "UM")
# Parted into villages, or shared with nobody who writes about them.
SMALL = set(
    "AD AG BB BS BZ CV CZ DM EE FM GD GL GY IS JM KI KM KN LC LI LT LU LV MC MH MK MT MU MV NR PW SC SG SM ST TO TT TV VC "
    "VU WF WS".split()
)
# Also names of persons, peoples, companies, rivers and regions of several countries, or nothing but a direction.
NO_REGIONS = set(
    """Agder|Al Asimah|Al Bayda|Al Wusta|Aragon|Ararat|Artigas|Atlantique|Atlántico|Atlántida|Attica|Babylon|Balkan|Batha|Biscay
    |Boquerón|Bragança|Brest|Buryat|Cabañas|Caldas|Calvados|Capital District|Cartago|Cascades|Castelo Branco|Central Greece
    |Central River|Centrale|Centre-Est|Centre-Nord|Centre-Ouest|Centre-Sud|Centro Sur|Chechen|Chuvash|Collines|Cordillera
    |Creuse|Cáceres|El Oro|El Paraíso|El Valle|Emberá|Estuaire|Far North|Federal Capital Territory|Federal Dependencies|Free State
    |Fromager|Gisborne|Guyane (française)|Heredia|Hesse|Hiran|Holy Cross|Insular|Ishikawa|Kagawa|Karelia|Kōchi|Lagunes|Landes
    |Lapland|Lavalleja|Leste|Los Lagos|Los Santos|Lower River|Lower Silesia|Madeira|Madre de Dios|Magnesia|Manche|Marne|Meuse
    |Montagnes|Morazán|Moselle|Mérida|Nandi|Nenets|New Valley|Nord-Est|Nord-Ouest|North Bank|Northland|Orellana|Oriental
    |Orientale|Pomerania|Rhodope|Rhône|Rizal|Rocha|Saladin|Salamat|Salto|San Vicente|San Cristóbal|Shiga|Silesia|Somme|Soriano
    |Southland|Sud-Est|Sud-Ouest|Talas|Tasman|Tyrol|Udmurt|Ulster|Upper River|Wasit|Western Area|Zealand|Bay, Somalia
    |Central Denmark|Northern Denmark|Southern Denmark|Federation of Bosnia and Herzegovina|Central River Division
    |Balears|Tafilah|Abay oblysy|Chechnya|Durazno|Enriquillo|Loire|Marathon|Orne|Jura|Karas|Kossi|Rasina|Toplica|Pieria""".replace("\n    ", "").split("|")
)


def names(directory):
    data = json.loads((pathlib.Path(directory) / "subdivisions/en/en.json").read_text())
    while "subdivisions" not in data:
        data = next(iter(data.values()))
    data = data["subdivisions"]
    while isinstance(next(iter(data.values())), dict):
        data = list(data.values())[-1]
    by_country = collections.defaultdict(list)
    for code, name in data.items():
        by_country[code[:2].upper()].append(name.replace("’", "'").rstrip("²"))
    return by_country


def forms(name):
    """The name, and without what kind of region it is; of `A and B` nothing else."""
    yield name
    for kind in sorted(KINDS, key=len, reverse=True):
        if name.endswith(" " + kind):
            yield name[: -len(kind) - 1]
            return


def towns_elsewhere():
    return {row[0]: row[1] for row in rows(HERE / "towns.tsv")}


def persons(train):
    """Words with a capital of texts about the United States: hardly any is a region abroad."""
    counts = collections.Counter()
    for line in gzip.open(train, "rt"):
        counts.update(re.findall(r"\b[^\W\d_]+(?: [^\W\d_]+)?\b", json.loads(line)["text"]))
    return {fold(word) for word, n in counts.items() if n > 2}


def main():
    directory, train, corpus = sys.argv[1:4]
    codes = {row[1]: row[0] for row in rows(HERE / "countries.tsv")}
    cities = {fold(name): row[0] for row in rows(HERE / "cities.tsv") for name in row[1].split("|")}
    towns = towns_elsewhere()
    refused = {fold(name) for name in NO_REGIONS} | known_names() | common_words(train, corpus) | given_names() | persons(train)
    by_country = {c: n for c, n in names(directory).items() if c in codes and c not in SMALL and c not in LEFT_OUT and len(n) <= MANY}
    owners = collections.defaultdict(set)
    for country, of_country in by_country.items():
        for name in of_country:
            for form in forms(name):
                owners[fold(form)].add(country)
    print("# country	names of states, provinces and regions, parted by |")
    print("# From CLDR 48.2.0 (cldr-subdivisions-full), Unicode-3.0, by from_cldr_subdivisions.py; do not edit by hand.")
    for country in sorted(by_country, key=codes.get):
        code = codes[country]
        chosen = set()
        for name in by_country[country]:
            for form in forms(name):
                folded = fold(form)
                is_own = cities.get(folded) is None and towns.get(folded, code) == code
                is_whole = len(folded) >= SHORTEST and re.search(r"[\d()/,]", folded) is None
                if owners[folded] == {country} and is_own and is_whole and folded not in refused:
                    chosen.add(form)
        if chosen:
            print(code, "|".join(sorted(chosen)), sep="\t")


main()
