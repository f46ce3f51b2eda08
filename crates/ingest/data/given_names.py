#!/usr/bin/env python3
"""Writes given_names.tsv from the person providers of Faker (MIT): `pip install Faker==40.54.0`, then
`python3 given_names.py > given_names.tsv`. A name listed for men only is `m`, for women only `f`, for both `u`.
"""

import importlib
import pkgutil
import unicodedata

from faker.providers import person

SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC")


def names_of(provider, attribute):
    names = getattr(provider, attribute, ())
    names = () if isinstance(names, property) else names
    for name in names:
        name = unicodedata.normalize("NFC", name.strip())
        is_word = len(name) > 1 and all(ch.isalpha() or ch in "-'’" for ch in name)
        if is_word and unicodedata.name(name[0], "").startswith(SCRIPTS):
            yield name.replace("’", "'")


def main():
    genders = {}
    for module in pkgutil.iter_modules(person.__path__):
        if not module.ispkg:
            continue
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for gender, attribute in (("m", "first_names_male"), ("f", "first_names_female"), ("u", "first_names")):
            for name in names_of(provider, attribute):
                genders.setdefault(name, set()).add(gender)
    for name in sorted(genders):
        certain = genders[name] - {"u"}
        print(name, certain.pop() if len(certain) == 1 else "u", sep="\t")


if __name__ == "__main__":
    main()
