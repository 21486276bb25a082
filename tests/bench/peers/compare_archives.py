#!/usr/bin/env python3
"""Times Headwater and FastWARC on the same web archive in one run.

Usage: compare_archives.py PAGES PEERS BENCH, as compare.py. The archive is made of the pages: of each a request and
a response record, every record a gzip member. CPU seconds of one thread, without start-up, the quickest of three.
Both sides decompress every record and take the heads of the responses apart; "with bodies" hands them out, too,
which Headwater always does.
"""
import gzip
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import uuid

REPEATS = 3
READ = """
import importlib.metadata, json, sys, time
from fastwarc.warc import ArchiveIterator
seconds = {}
for bodies in (False, True):
    for _ in range(%d):
        began = time.process_time()
        with open(sys.argv[1], "rb") as file:
            for record in ArchiveIterator(file, parse_http=True):
                if bodies:
                    record.reader.read()
        used = time.process_time() - began
        seconds[bodies] = min(used, seconds.get(bodies, used))
print(json.dumps([importlib.metadata.version("fastwarc"), seconds[False], seconds[True]]))
""" % REPEATS


def record(kind, number, block):
    head = (f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{uuid.uuid4()}>\r\n"
            f"WARC-Date: 2026-02-03T10:00:00Z\r\nWARC-Target-URI: https://pages.example/{number}\r\n"
            f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n")
    return gzip.compress(head.encode() + block + b"\r\n\r\n", 6)


def write_archive(folder, path):
    pages = sorted(folder.glob("*/html/*.html.gz"))
    with open(path, "wb") as out:
        for number, page in enumerate(pages):
            body = gzip.decompress(page.read_bytes())
            out.write(record("request", number, b"GET / HTTP/1.1\r\nHost: pages.example\r\n\r\n"))
            out.write(record("response", number, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
                             b"Content-Length: %d\r\n\r\n" % len(body) + body))
    return len(pages)


def own_seconds(bench, path):
    done = subprocess.run(
        [bench / "headwater_bench", "--benchmark_filter=^read_archive", "--benchmark_format=json",
         f"--benchmark_repetitions={REPEATS}"],
        env={**os.environ, "HEADWATER_BENCH_ARCHIVE": path}, stdout=subprocess.PIPE, check=True)
    runs = json.loads(done.stdout)["benchmarks"]
    return min(run["cpu_time"] for run in runs if run["run_type"] == "iteration") / 1e3


def main():
    folder, peers, bench = (pathlib.Path(argument) for argument in sys.argv[1:4])
    with tempfile.TemporaryDirectory() as scratch:
        path = os.path.join(scratch, "pages.warc.gz")
        pages = write_archive(folder, path)
        if pages == 0:
            print("compare_archives.py: skipped, there are no pages in", folder)
            return
        own = own_seconds(bench, path)
        print(f"archive of {pages} pages, {os.path.getsize(path) / 1e6:.0f} MB")
        print(f"headwater                    {own / pages * 1e6:6.0f} us/page")
        done = subprocess.run([peers / "python" / "bin" / "python", "-c", READ, path],
                              stdout=subprocess.PIPE, check=False)
        if done.returncode != 0:
            print("fastwarc: not installed, or it failed", file=sys.stderr)
            return
        version, heads, bodies = json.loads(done.stdout)
        for name, seconds in (("heads", heads), ("with bodies", bodies)):
            print(f"{f'fastwarc {version}, {name}':29}{seconds / pages * 1e6:6.0f} us/page, "
                  f"{seconds / own:.2f} times as long")


main()
