"""dateline and SQLite FTS5 on the same releases: time to index, and faceted queries.

    python3 benches/peers/sqlite_fts5.py FOLDER [--dateline PROGRAM] [--queries N]

FOLDER holds plain text files, such as `dateline bench make` writes. Needs Python alone. SQLite gets the text and
the fields that dateline found, in memory, and has nothing to understand; nothing is stored but the index.
"""

import argparse
import sqlite3
import tempfile
import time
from pathlib import Path

from common import FACETS, ask_dateline, build, queries, releases, report, timed

SCHEMA = """
pragma journal_mode = off;
pragma synchronous = off;
pragma cache_size = -200000;
create virtual table words using fts5(title, body, content='', tokenize="unicode61 remove_diacritics 2");
create table country (release integer, value text);
create table year (release integer, value text);
create table speaker (release integer, value text);
create temp table hit (release integer primary key, score real);
"""
INDEXES = "".join(
    f"create index {facet}_of on {facet} (release, value); create index of_{facet} on {facet} (value, release);"
    for facet in FACETS
)


def fill(database, found):
    """Indexes all releases in one transaction; the processor seconds of it."""
    started = time.process_time()
    database.executescript(SCHEMA)
    database.execute("begin")
    database.executemany(
        "insert into words (rowid, title, body) values (?, ?, ?)",
        ((number, release["title"], release["body"]) for number, release in enumerate(found)),
    )
    for facet in FACETS:
        rows = ((number, value) for number, release in enumerate(found) for value in release[facet])
        database.executemany(f"insert into {facet} values (?, ?)", rows)
    database.execute("commit")
    database.executescript(INDEXES)
    database.execute("analyze")
    return time.process_time() - started


def ask(database, words, filters):
    """The total, ten ids, and ten values of each facet; a facet's own filter is left out of its counts."""
    match = " ".join(f'"{word}"' for word in words)
    facets = {}

    def find(kept):
        narrowed = "".join(
            f" and rowid in (select release from {facet} where value = ?)" for facet in kept
        )
        database.execute("delete from hit")
        database.execute(
            f"insert into hit select rowid, rank from words where words match ?{narrowed}", [match, *kept.values()]
        )

    def count(facet):
        return database.execute(
            f"select value, count(*) from hit join {facet} using (release) group by value order by 2 desc limit 10"
        ).fetchall()

    for facet in filters:
        find({other: value for other, value in filters.items() if other != facet})
        facets[facet] = count(facet)
    find(filters)
    for facet in FACETS:
        if facet not in filters:
            facets[facet] = count(facet)
    total = database.execute("select count(*) from hit").fetchone()[0]
    ids = database.execute("select release from hit order by score limit 10").fetchall()
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
        file = Path(scratch) / "words.db"
        database = sqlite3.connect(file, isolation_level=None)
        theirs = fill(database, found)
        megabytes = sum(len(release["body"].encode()) for release in found) / 1e6
        print(f"{len(found):,} releases, {megabytes:.1f} MB; SQLite {sqlite3.sqlite_version}")
        print(f"index, processor seconds: dateline {ours:.1f} (understood), SQLite {theirs:.1f} (words alone)")
        size = sum(path.stat().st_size for path in index.iterdir())
        print(f"size, MB: dateline {size / 1e6:.1f} (with texts), SQLite {file.stat().st_size / 1e6:.1f} (without)")
        classes = queries(found, args.queries)
        figures, totals = ask_dateline(args.dateline, index, classes)
        times = {name: [] for name in classes}
        their_totals = {name: [] for name in classes}
        for name, asked in classes.items():
            for words, filters in asked:
                answer, took = timed(lambda: ask(database, words, filters))
                times[name].append(took)
                their_totals[name].append(answer[0])
        report("SQLite", classes, figures, times, totals, their_totals)


if __name__ == "__main__":
    main()
