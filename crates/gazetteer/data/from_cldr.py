"""Writes countries.tsv and names.tsv from two CLDR packages.

usage: from_cldr.py CLDR_CORE_DIR CLDR_LOCALENAMES_FULL_DIR OUTPUT_DIR

The packages are cldr-core and cldr-localenames-full (npm, 48.2.0, licence Unicode-3.0).
"""

import json
import pathlib
import sys

CORE, LOCALES, OUT = (pathlib.Path(a) for a in sys.argv[1:4])

LANGUAGES = """ar az be bg bn cs da de el en es fa fi fr he hi hr hu hy id it ja ka kk ko ky nl no
pl pt pt-PT ro ru sk sq sr sv sw th tr uk ur uz vi zh zh-Hant""".split()

# English names as ISO and the press write them, where CLDR abbreviates.
ENGLISH = {
    "AG": "Antigua and Barbuda", "BA": "Bosnia and Herzegovina", "BL": "Saint Barthélemy",
    "CD": "Democratic Republic of the Congo", "CG": "Republic of the Congo",
    "CI": "Côte d’Ivoire", "GS": "South Georgia and the South Sandwich Islands",
    "HK": "Hong Kong", "HM": "Heard Island and McDonald Islands", "KN": "Saint Kitts and Nevis",
    "LC": "Saint Lucia", "MF": "Saint Martin", "MM": "Myanmar", "MO": "Macao",
    "PM": "Saint Pierre and Miquelon", "PS": "Palestine", "SH": "Saint Helena",
    "SJ": "Svalbard and Jan Mayen", "ST": "São Tomé and Príncipe", "TC": "Turks and Caicos Islands",
    "TL": "Timor-Leste", "TR": "Türkiye", "TT": "Trinidad and Tobago", "UM": "US Outlying Islands",
    "VC": "Saint Vincent and the Grenadines", "VI": "US Virgin Islands", "WF": "Wallis and Futuna",
    "CZ": "Czechia", "SZ": "Eswatini", "CV": "Cabo Verde", "VA": "Vatican City",
}
# Codes that CLDR knows and ISO 3166-1 does not assign; Kosovo's stays.
NO_COUNTRY = "AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split()
# M49 gives these no or a different place.
REGION = {"TW": "Eastern Asia", "XK": "Southern Europe", "AQ": "Antarctica"}
REGION_NAME = {"035": "South-eastern Asia", "053": "Australia and New Zealand", "057": "Micronesia"}


def supplemental(name):
    return json.loads((CORE / f"supplemental/{name}.json").read_text())["supplemental"][name]


def territories(language):
    path = LOCALES / f"main/{language}/territories.json"
    return json.loads(path.read_text())["main"][language]["localeDisplayNames"]["territories"]


def countries():
    return sorted(
        k for k in territories("en") if len(k) == 2 and k.isalpha() and k not in NO_COUNTRY
    )


def regions():
    names = territories("en")
    found = {}
    # The finest region comes last: M49 sub-regions hold countries and no other regions.
    for code, entry in supplemental("territoryContainment").items():
        if code.isdigit() and code not in ("003", "202", "419"):
            for country in entry["_contains"]:
                found[country] = REGION_NAME.get(code, names[code])
    return found | REGION


def forms(code, name):
    """"Myanmar (Burma)" is two names; other brackets explain and are in no text."""
    outside, _, inside = name.replace("（", "(").replace("）", ")").partition("(")
    if not inside:
        return [name]
    if code in ("MM", "FK", "TL", "CI", "NZ"):
        return [outside.strip(), inside.strip(" )")]
    return []


def write(name, rows):
    (OUT / name).write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")


def main():
    mapping, region, english = supplemental("codeMappings"), regions(), territories("en")
    rows = []
    for code in countries():
        alpha3 = "XKX" if code == "XK" else mapping[code]["_alpha3"]
        rows.append((alpha3, code, region.get(code, "Antarctica"), ENGLISH.get(code, english[code])))
    write("countries.tsv", sorted(rows))

    known, names = set(countries()), set()
    for language in LANGUAGES:
        for key, name in territories(language).items():
            code = key[:2]
            if code in known and (len(key) == 2 or "-alt-" in key):
                for form in forms(code, name.replace("\u200f", "").strip()):
                    names.add((language.split("-")[0], code, form))
    write("names.tsv", sorted(names))


main()
