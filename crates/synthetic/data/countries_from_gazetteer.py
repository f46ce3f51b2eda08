"""Writes countries.tsv: the names of each country in five languages, and some of its cities.

Run here; reads the tables of the crate `gazetteer` (their sources and licences: its data/README.md).
"""

from pathlib import Path

TABLES = Path(__file__).parents[2] / "gazetteer" / "data"
LANGUAGES = ["en", "fr", "es", "pt", "de"]
# territories and dependencies, which releases seldom are about
NOT_SOVEREIGN = set(
    "ABW AIA ALA ASM ATA ATF BES BLM BMU BVT CCK COK CUW CXR CYM FLK FRO GGY GIB GLP GRL GUF GUM HKG HMD IMN IOT "
    "JEY MAC MAF MNP MSR MTQ MYT NCL NFK NIU PCN PRI PYF REU SGS SHN SJM SPM SXM TCA TKL UMI VGB VIR WLF".split()
)


def rows(name):
    for line in (TABLES / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def is_plain(text):
    return "," not in text and all(ord(letter) < 0x250 for letter in text)


names = {}
for language, code, name, *_ in rows("names.tsv"):
    names.setdefault((language, code), name)
cities = {}
for country, kind, found in rows("places.tsv"):
    if kind == "city":
        cities.setdefault(country, []).extend(filter(is_plain, found.split("|")))
for country, found in rows("cities.tsv"):
    cities.setdefault(country, []).extend(filter(is_plain, found.split("|")))

with open(Path(__file__).parent / "countries.tsv", "w", encoding="utf-8") as out:
    out.write("# names in English, French, Spanish, Portuguese and German; cities, parted by |\n")
    out.write("# By countries_from_gazetteer.py from CLDR (Unicode-3.0) and GeoNames (CC BY 4.0); do not edit by hand.\n")
    for code, alpha2, _, shown in rows("countries.tsv"):
        if code in NOT_SOVEREIGN:
            continue
        translated = [names.get((language, alpha2), shown) for language in LANGUAGES]
        found = list(dict.fromkeys(cities.get(code, [])))[:24]
        if not found:
            found = [f"Port {shown}"]
        out.write("\t".join([shown, *translated[1:], "|".join(found)]) + "\n")
