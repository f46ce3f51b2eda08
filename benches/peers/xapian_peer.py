"""dateline and Xapian on the same releases: time to index, and faceted queries.

    pip install xapian-bindings-binary
    python3 benches/peers/xapian_peer.py FOLDER [--dateline PROGRAM] [--queries N]

FOLDER holds plain text files, such as `dateline bench make` writes. Xapian gets the text and the fields that
dateline found, in memory. It counts one value a slot, so each facet has several slots, and of releases with more
values than slots some are not counted: that is to its advantage.
"""

import argparse
import tempfile
import time
from collections import Counter
from pathlib import Path

import xapian

from common import FACETS, ask_dateline, build, queries, releases, report, timed

SLOTS = {"country": range(0, 3), "year": range(3, 4), "speaker": range(4, 10)}
PREFIXES = {"country": "XC", "year": "XY", "speaker": "XS"}
# longer terms are refused
LONGEST = 200


def fill(path, found):
    """Indexes all releases; the processor seconds of it."""
    started = time.process_time()
    database = xapian.WritableDatabase(str(path), xapian.DB_CREATE)
    generator = xapian.TermGenerator()
    for release in found:
        document = xapian.Document()
        generator.set_document(document)
        generator.index_text(release["title"])
        generator.increase_termpos()
        generator.index_text(release["body"])
        for facet, slots in SLOTS.items():
            for slot, value in zip(slots, release[facet]):
                document.add_value(slot, value)
            for value in release[facet]:
                document.add_boolean_term((PREFIXES[facet] + value)[:LONGEST])
        database.add_document(document)
    database.commit()
    database.close()
    return time.process_time() - started


def ask(database, words, filters):
    """The total, ten ids, and ten values of each facet; a facet's own filter is left out of its counts."""
    parts = []
    for word in words:
        terms = word.split()
        parts.append(
            xapian.Query(xapian.Query.OP_PHRASE, terms) if len(terms) > 1 else xapian.Query(terms[0])
        )
    text = xapian.Query(xapian.Query.OP_AND, parts)
    facets = {}

    def find(kept, counted):
        query = text
        for facet, value in kept.items():
            query = xapian.Query(xapian.Query.OP_FILTER, query, xapian.Query(PREFIXES[facet] + value))
        enquire = xapian.Enquire(database)
        enquire.set_query(query)
        spies = {facet: [xapian.ValueCountMatchSpy(slot) for slot in SLOTS[facet]] for facet in counted}
        for spy in [spy for of_facet in spies.values() for spy in of_facet]:
            enquire.add_matchspy(spy)
        hits = enquire.get_mset(0, 10, database.get_doccount())
        for facet, of_facet in spies.items():
            counts = Counter()
            for spy in of_facet:
                for value in spy.values():
                    counts[value.term.decode()] += value.termfreq
            facets[facet] = counts.most_common(10)
        return hits.get_matches_estimated(), [hit.docid for hit in hits]

    for facet in filters:
        find({other: value for other, value in filters.items() if other != facet}, [facet])
    total, ids = find(filters, [facet for facet in FACETS if facet not in filters])
    return total, ids, facets


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--dateline", default="dateline", metavar="PROGRAM")
    parser.add_argument("--queries", type=int, default=20, metavar="N", help="of each class")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        index = Path(scratch) / "index"
        ours = build(args.dateline, args.folder, index)
        found = releases(args.dateline, index)
        path = Path(scratch) / "xapian"
        theirs = fill(path, found)
        megabytes = sum(len(release["body"].encode()) for release in found) / 1e6
        print(f"{len(found):,} releases, {megabytes:.1f} MB; Xapian {xapian.version_string()}")
        print(f"index, processor seconds: dateline {ours:.1f} (understood), Xapian {theirs:.1f} (words alone)")
        size = [sum(file.stat().st_size for file in folder.iterdir()) / 1e6 for folder in (index, path)]
        print(f"size, MB: dateline {size[0]:.1f} (with texts), Xapian {size[1]:.1f} (without)")
        classes = queries(found, args.queries)
        figures, totals = ask_dateline(args.dateline, index, classes)
        database = xapian.Database(str(path))
        times = {name: [] for name in classes}
        their_totals = {name: [] for name in classes}
        for name, asked in classes.items():
            for words, filters in asked:
                answer, took = timed(lambda: ask(database, words, filters))
                times[name].append(took)
                their_totals[name].append(answer[0])
        report("Xapian", classes, figures, times, totals, their_totals)


if __name__ == "__main__":
    main()
