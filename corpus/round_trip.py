#!/usr/bin/env python3
"""Compares what is understood of releases set in other formats with what is understood of their texts.

    corpus/round_trip.py DATELINE FOLDER [--errors] [--ocr]

FOLDER is written by pdf/make.py, office/make.py or scan/make.py (which needs --ocr): `a004-typed.docx` is the release a004. Prints for each kind of
file how many fields are equal, field by field, and how many words of the source are found again.
"""

import collections
import json
import pathlib
import re
import subprocess
import sys

CORPUS = pathlib.Path(__file__).resolve().parent
WORD = re.compile(r"[^\W_]+")


def norm(value):
    return " ".join(str(value).split()) if value is not None else None


def fields(release):
    return {
        "title": norm(release["title"]),
        "date": release["date"],
        "language": release["language"],
        "organisation": norm(release["organisation"]),
        "places": [norm(place) for place in release["places"]],
        "focus": sorted(c["code"] for c in release["countries"] if c["role"] == "focus"),
        "mentioned": sorted(c["code"] for c in release["countries"] if c["role"] != "boilerplate"),
        "speakers": sorted((norm(s["name"]), norm(s["role"]), norm(s["organisation"])) for s in release["speakers"]),
        "quotes": sorted(norm(q["text"]) for q in release["quotes"] if q["kind"] == "direct"),
        "contacts": sorted((norm(c["name"]) or "", sorted(c["phones"]), sorted(c["emails"])) for c in release["contacts"]),
    }


def inspect(program, paths):
    flags = [flag for flag in sys.argv[3:] if flag.startswith("--ocr")]
    run = subprocess.run([program, "inspect", "--jsonl", *flags, *map(str, paths)], capture_output=True, text=True)
    return {json.loads(line)["path"]: json.loads(line) for line in run.stdout.splitlines()}


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    gold = (json.loads(line) for line in (CORPUS / "gold.jsonl").read_text().splitlines())
    sources = {row["id"]: CORPUS / row["path"] for row in gold}
    made = sorted(path for path in folder.iterdir() if path.name.split("-")[0] in sources and path.suffix != ".txt")
    wanted = {path.name.split("-")[0] for path in made}
    texts = inspect(program, [sources[name] for name in wanted])
    found = inspect(program, made)
    equal, total = collections.Counter(), collections.Counter()
    differ = []
    for path in made:
        kind = path.name.split("-", 1)[1]
        name = path.name.split("-")[0]
        total[kind, "files"] += 1
        release = found.get(str(path))
        if release is None:
            differ.append(f"{path.name}: not read")
            continue
        source = fields(texts[str(sources[name])])
        for field, value in fields(release).items():
            total[kind, field] += 1
            equal[kind, field] += value == source[field]
            if value != source[field]:
                differ.append(f"{path.name} {field}: {str(source[field])[:150]} | {str(value)[:150]}")
    names = ["files", *fields(next(iter(texts.values())))]
    for kind in sorted({kind for kind, _ in total}):
        cells = [f"{field} {equal[kind, field]}/{total[kind, field]}" for field in names[1:]]
        n_equal = sum(equal[kind, field] for field in names[1:])
        n_total = sum(total[kind, field] for field in names[1:])
        print(f"{kind}: {total[kind, 'files']} files, {n_equal}/{n_total} = {n_equal / max(1, n_total):.3f}  " + "  ".join(cells))
    if "--errors" in sys.argv:
        print("\n".join(differ))


main()
