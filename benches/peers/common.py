"""What the comparisons share: releases with their fields, queries drawn from them, and dateline's own figures."""

import json
import random
import re
import resource
import subprocess
import tempfile
import time
from collections import Counter
from pathlib import Path

FACETS = ("country", "year", "speaker")
WORD = re.compile(r"[^\W\d_]+")


def dateline(program, *arguments):
    """Runs the program; what it printed and the processor seconds it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([program, *map(str, arguments)], check=False, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{program} {arguments[0]}: {done.stderr.strip()}")
    return done.stdout, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def build(program, folder, index):
    """Indexes a folder on one thread; the processor seconds of it."""
    return dateline(program, "index", "--index", index, "--threads", 1, "--no-progress", "--json", folder)[1]


def releases(program, index):
    """All releases: title, text, countries, year, speakers. The text is that of the file, which is plain."""
    lines, _ = dateline(program, "export", "--index", index, "--format", "jsonl")
    found = []
    for line in lines.splitlines():
        record = json.loads(line)
        found.append(
            {
                "title": record["title"] or "",
                "body": Path(record["path"]).read_text("utf-8", "replace"),
                "country": record["countries"],
                "year": [record["date"][:4]] if record["date"] else [],
                "speaker": list(dict.fromkeys(record["speakers"])),
            }
        )
    return found


def queries(found, number, seed=1):
    """Queries by class: words and phrases as they stand, so that stemming makes no difference, and filters."""
    dice = random.Random(seed)
    held = Counter()
    sample = dice.sample(found, min(2_000, len(found)))
    for release in sample:
        held.update({word.lower() for word in WORD.findall(release["body"])})
    bands = {"word, rare": (0, 0.002), "word, middling": (0.002, 0.02), "word, frequent": (0.02, 1)}
    classes = {name: [] for name in [*bands, "two words", "phrase", "word in a country", "word, country, year"]}
    while min(map(len, classes.values())) < number:
        release = dice.choice(sample)
        words = [word.lower() for word in WORD.findall(release["body"]) if word.isascii() and len(word) > 1]
        if len(words) < 20 or not release["country"] or not release["year"]:
            continue
        at = dice.randrange(len(words) - 1)
        word, other = words[at], dice.choice(words)
        share = held[word] / len(sample)
        for name, (least, most) in bands.items():
            if least < share <= most:
                classes[name].append(([word], {}))
        country, year = release["country"][0], release["year"][0]
        classes["two words"].append(([word, other], {}))
        pair = re.search(rf"\b{word} +([a-z]{{2,}})\b", release["body"].lower())
        if pair:
            classes["phrase"].append(([f"{word} {pair[1]}"], {}))
        if share > 0.01:
            classes["word in a country"].append(([word], {"country": country}))
            classes["word, country, year"].append(([word], {"country": country, "year": year}))
        if all(len(asked) > 50 * number for name, asked in classes.items() if name != "word, rare"):
            break
    return {name: asked[:number] for name, asked in classes.items() if asked}


def typed(words, filters):
    """A query as dateline takes it: every word quoted, which means its exact form."""
    return " ".join([f'"{word}"' for word in words] + [f"{field}:{value}" for field, value in filters.items()])


def ask_dateline(program, index, classes):
    """Microseconds by class (median, 99th percentile) and the totals of all queries in order."""
    with tempfile.TemporaryDirectory() as scratch:
        totals, figures = {}, {}
        for name, asked in classes.items():
            file = Path(scratch) / "queries.txt"
            file.write_text("".join(typed(*query) + "\n" for query in asked), "utf-8")
            told, _ = dateline(program, "bench", "query", index, "--queries", file, "--check", 0, "--json")
            ways = json.loads(told)["all"]["ways"]
            figures[name] = next(way["latency"] for way in ways if way["way"] == "facets")
            told, _ = dateline(
                program, "search", "--index", index, "--queries", file, "--boilerplate", "--json"
            )
            totals[name] = [row["releases"] for row in json.loads(told)["queries"]]
    return figures, totals


def timed(ask, runs=3):
    """What `ask` gives, and the median of its processor times in microseconds."""
    taken = []
    for _ in range(runs):
        started = time.process_time()
        answer = ask()
        taken.append((time.process_time() - started) * 1e6)
    return answer, sorted(taken)[len(taken) // 2]


def percentile(times, percent):
    """The time below which so many of a hundred lie."""
    times = sorted(times)
    return times[max(0, -(-len(times) * percent // 100) - 1)]


def report(peer, classes, ours, peer_times, our_totals, peer_totals):
    """Prints times by class, their ratio, and how many totals agree."""
    print(f"{'µs of one processor':<24}{'dateline p50':>14}{peer + ' p50':>16}{'ratio':>9}   equal totals")
    for name in classes:
        median, other = ours[name]["p50"], percentile(peer_times[name], 50)
        same = sum(a == b for a, b in zip(our_totals[name], peer_totals[name]))
        equal = f"{same} of {len(peer_totals[name])}"
        print(f"{name:<24}{median:>14,.0f}{other:>16,.0f}{other / median:>8,.0f}×   {equal}")
    ratios = [percentile(peer_times[name], 50) / ours[name]["p50"] for name in classes]
    every = [time for name in classes for time in peer_times[name]]
    print(
        f"{peer}: all queries p50 {percentile(every, 50):,.0f}, p99 {percentile(every, 99):,.0f}; "
        f"median of the ratios of the classes {percentile(ratios, 50):,.0f}×"
    )
