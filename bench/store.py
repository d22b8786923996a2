#!/usr/bin/env python3
"""How a store grows and how fast it answers.

    bench/store.py GIPFEL ARTICLES.jsonl

Builds stores in a temporary folder and prints: the time of every query of the library on about a million quads; the time to add
one article to stores of growing size; time and memory for ten times the articles, copies with other names and dates.
Times are of the whole process, the least of three for queries.
"""
import datetime
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

GIPFEL, ARTICLES = sys.argv[1], Path(sys.argv[2])
QUERIES = sorted((Path(__file__).parent.parent / "queries").glob("*.rq"))
MILLION = 1_000_000
SYLLABLES = ["ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no"]


def run(*arguments):
    """Seconds, peak memory in MB and output of a command."""
    start = time.perf_counter()
    process = subprocess.Popen([GIPFEL, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"failed: gipfel {' '.join(map(str, arguments))}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024, output.decode()


def build(folder, records):
    source = folder.with_suffix(".jsonl")
    source.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return run("build", source, "--store", folder)


def quads(store):
    """Quads of an export: each fact in the graph of every article that gives it."""
    file = store.with_suffix(".nq")
    run("export", "--store", store, "-o", file)
    with file.open("rb") as lines:
        count = sum(1 for _ in lines)
    file.unlink()
    return count


def copy(record, number, names):
    """The same article about other people on another day."""
    syllable = SYLLABLES[number - 1]
    text = re.sub(r"\w+", lambda word: word[0] + syllable if word[0] in names else word[0], record["text"])
    day = datetime.date.fromisoformat(record["date"]) + datetime.timedelta(days=number)
    name = f"{record['id']}-{number}"
    return {**record, "id": name, "url": f"https://example.org/{name}", "date": day.isoformat(), "text": text}


def main():
    records = [json.loads(line) for line in ARTICLES.open(encoding="utf-8")]
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        sample = folder / "sample"
        build(sample, records[:100])
        wanted = min(len(records), round(100 * MILLION / quads(sample)))
        build(folder / "guess", records[:wanted])
        # The first articles need not be as long as the others.
        wanted = min(len(records), round(wanted * MILLION / quads(folder / "guess")))
        store = folder / "million"
        seconds, memory, _ = build(store, records[:wanted])
        print(f"{wanted} articles, {quads(store)} quads: built in {seconds:.1f} s with {memory:.0f} MB\n")
        print("query             rows  seconds")
        for query in QUERIES:
            times, rows = [], 0
            for _ in range(3):
                seconds, _, output = run("query", query, "--store", store, "--format", "tsv")
                times.append(seconds)
                rows = output.count("\n") - 1
            print(f"{query.stem:15} {rows:6} {min(times):8.2f}")

        print("\narticles  seconds to add one")
        for size in (100, 200, 400, 800):
            store = folder / f"grow{size}"
            build(store, records[:size])
            extra = folder / "extra.jsonl"
            extra.write_text(json.dumps(records[-1], ensure_ascii=False) + "\n", encoding="utf-8")
            print(f"{size:8} {run('build', extra, '--store', store)[0]:8.2f}")

        some = records[: len(records) // 10]
        once, once_memory, _ = build(folder / "once", some)
        _, _, names = run("query", Path(QUERIES[0].parent, "entities.rq"), "--store", folder / "once", "--format", "tsv")
        people = (line.split("\t")[0] for line in names.splitlines() if '"Person"' in line)
        names = {word for name in people for word in re.findall(r"\w{4,}", name.split("@")[0])}
        copies = some + [copy(record, number, names) for number in range(1, 10) for record in some]
        ten, ten_memory, _ = build(folder / "ten", copies)
        print(f"\n{len(some)} articles: {once:.1f} s, {once_memory:.0f} MB; {len(copies)}: {ten:.1f} s, {ten_memory:.0f} MB;", end=" ")
        print(f"{ten / once:.1f} times the time")


main()
