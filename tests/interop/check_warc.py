"""Reads segments that Headwater wrote with warcio and FastWARC, and checks every digest.

Usage: check_warc.py SEGMENT...
"""

import collections
import sys

from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator as WarcioIterator


def read_with_warcio(path):
    """Yields (type, uri, body with all codings undone, problems) of every record."""
    with open(path, "rb") as stream:
        for record in WarcioIterator(stream, check_digests=True):
            body = record.content_stream().read()
            problems = list(record.digest_checker.problems)
            # A revisit has the payload digest of another record: None, not checked.
            if not record.digest_checker.passed and record.rec_type != "revisit":
                problems.append(f"digests passed: {record.digest_checker.passed}")
            yield record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), body, problems


def read_with_fastwarc(path):
    """The same; digests are verified on what stands in the file, the body is read apart."""
    with open(path, "rb") as verified, open(path, "rb") as decoded:
        bodies = FastIterator(decoded, auto_decode="all")
        for record in FastIterator(verified, parse_http=False):
            kind = record.headers.get("WARC-Type")
            problems = [] if record.verify_block_digest() else ["block digest"]
            # FastWARC knows payloads of HTTP only.
            if kind == "response":
                record.parse_http()
                if not record.verify_payload_digest():
                    problems.append("payload digest")
            body = next(bodies).reader.read()
            yield kind, record.headers.get("WARC-Target-URI"), body, problems


def check(path, counts):
    failures = 0
    pairs = zip(read_with_warcio(path), read_with_fastwarc(path), strict=True)
    for number, (one, other) in enumerate(pairs):
        problems = one[3] + other[3]
        if one[:2] != other[:2]:
            problems.append(f"read as {one[:2]} and as {other[:2]}")
        if one[2] != other[2]:
            problems.append(f"bodies differ: {one[2][:60]!r} and {other[2][:60]!r}")
        for problem in problems:
            print(f"{path}: record {number} ({one[0]} {one[1]}): {problem}", file=sys.stderr)
        failures += len(problems)
        counts[one[0]] += 1
    return failures


def main():
    counts = collections.Counter()
    failures = sum(check(path, counts) for path in sys.argv[1:])
    print(", ".join(f"{count} {kind}" for kind, count in sorted(counts.items())))
    print(f"{sum(counts.values())} records, {failures} problems")
    needed = {"warcinfo", "resource", "request", "response", "revisit", "metadata"}
    missing = needed - counts.keys()
    if missing:
        print(f"not written: {', '.join(sorted(missing))}", file=sys.stderr)
    return 1 if failures or missing else 0


if __name__ == "__main__":
    sys.exit(main())
