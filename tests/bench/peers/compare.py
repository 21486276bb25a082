#!/usr/bin/env python3
"""Times Headwater and its peers on the same pages in one run, and scores what they extract.

Usage: compare.py PAGES PEERS BENCH. PAGES holds sets of pages, each a folder with html/ID.html.gz and
ground-truth.json ({ID: {"articleBody": ...}}); PEERS is the folder with the virtual environment "python"
and the npm folder "node", of which either may be missing; BENCH the folder with the programs.

All times are CPU seconds of one thread, without start-up. Of the peers only the calls count, and so for
Headwater "parse only" and "page to article", which finds the metadata and maps every byte, too. The other
rows are whole processes, with unzipping and hashing, minus those of a run over one page.
"""
import json
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile

from score import f1

HERE = pathlib.Path(__file__).parent
PYTHON_PEERS = ["resiliparse-parse", "resiliparse", "trafilatura-fast", "trafilatura", "readability-lxml"]
ARTICLE = "headwater, page to article"
REPEATS = 3  # Of Headwater's runs, which are short; the quickest counts.


class Row:
    def __init__(self, name, version, seconds, texts=None):
        self.name, self.version, self.seconds, self.texts = name, version, seconds, texts


def read_sets(folder):
    """Set -> {file: wanted text}, for the pages that are there."""
    sets = {}
    for truth in sorted(folder.glob("*/ground-truth.json")):
        wanted = {}
        for name, entry in sorted(json.loads(truth.read_text("utf-8")).items()):
            file = truth.parent / "html" / (name + ".html.gz")
            if file.exists():
                wanted[str(file)] = entry.get("articleBody") or ""
        if wanted:
            sets[truth.parent.name] = wanted
    return sets


def run(command):
    """The output of a command and the CPU seconds it took, or None if it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    except OSError:
        return None
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    # 3: some pages were set aside, which is what happens to pages that are no article.
    if done.returncode not in (0, 3):
        print(done.stderr.decode("utf-8", "replace")[-500:], file=sys.stderr)
        return None
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.stdout.decode("utf-8"), used


def seconds_of(command, files):
    """The output of a command over all files, and its CPU seconds without those of start-up."""
    best = None
    for _ in range(REPEATS):
        one, all_files = run(command(files[:1])), run(command(files))
        if one is None or all_files is None:
            return None
        seconds = max(all_files[1] - one[1], 0.0) * len(files) / max(len(files) - 1, 1)
        if best is None or seconds < best[1]:
            best = all_files[0], seconds
    return best


def texts_by_file(output, files):
    by_name = {pathlib.Path(file).name: file for file in files}
    texts = {}
    for line in output.splitlines():
        document = json.loads(line)
        name = (document.get("uri") or "").rsplit("/", 1)[-1]
        if name in by_name and "text" in document:
            texts[by_name[name]] = document["text"]
    return texts


def bench_row(bench, name, benchmark, files):
    """A row from headwater_bench, which reads the same pages."""
    result = run([bench / "headwater_bench", f"--benchmark_filter=^{benchmark}",
                  "--benchmark_format=json", "--benchmark_min_time=0.5"])
    if result is None:
        return []
    microseconds = json.loads(result[0])["benchmarks"][0]["us/page"]
    return [Row(name, "", microseconds * 1e-6 * len(files))]


def folder_of(files, parent):
    """A new folder with copies of the files: a folder is one source, as in daily use."""
    folder = tempfile.mkdtemp(dir=parent)
    for number, file in enumerate(files):
        shutil.copyfile(file, pathlib.Path(folder) / f"{number}.html.gz")
    return folder


def ingest_row(binary, files):
    with tempfile.TemporaryDirectory() as parent:
        folders = {1: folder_of(files[:1], parent), len(files): folder_of(files, parent)}

        def command(some):
            store = tempfile.mkdtemp(dir=parent)
            return [binary, "ingest", "--json", "--store", store, folders[len(some)]]

        result = seconds_of(command, files)
    return [Row("headwater ingest (into a store)", "", result[1])] if result else []


def headwater_rows(bench, files):
    binary = bench / "headwater"
    rows = bench_row(bench, "headwater, parse only", "make_tree", files)
    rows += bench_row(bench, ARTICLE, "page_to_article", files)
    for name, options in (("headwater extract --article", ["--article"]), ("headwater extract", [])):
        result = seconds_of(
            lambda some, options=options: [binary, "extract", "--json", "--workers", "1", *options, *some],
            files,
        )
        if result:
            rows.append(Row(name, "", result[1], texts_by_file(result[0], files)))
    return rows + ingest_row(binary, files)


def peer_row(name, command, files):
    result = run([*command, *files])
    if result is None:
        print(f"{name}: not installed, or it failed", file=sys.stderr)
        return []
    found = json.loads(result[0])
    texts = found["texts"] if not name.endswith("-parse") else None
    return [Row(name, found["version"], found["seconds"], texts)]


def peer_rows(peers, files):
    rows = []
    python = peers / "python" / "bin" / "python"
    for name in PYTHON_PEERS:
        rows += peer_row(name, [python, HERE / "run_python.py", name], files)
    node = peers / "node"
    return rows + peer_row("readability.js", ["node", HERE / "run_readability.mjs", node], files)


def print_table(rows, sets, pages):
    names = [f"{row.name} {row.version}".strip() for row in rows]
    width = max(map(len, names))
    whole = next((row.seconds for row in rows if row.name == ARTICLE), None)
    titles = "".join(f"{'F1 ' + name:>12}" for name in sets)
    print(f"{'':{width}}{'us/page':>10}{'pages/s':>9}{'ratio':>8}{titles}")
    for name, row in zip(names, rows):
        per_page = row.seconds / pages
        ratio = f"{row.seconds / whole:8.2f}" if whole else f"{'-':>8}"
        scores = "".join(f"{f1(wanted, row.texts):12.4f}" if row.texts else f"{'-':>12}"
                         for wanted in sets.values())
        print(f"{name:{width}}{per_page * 1e6:10.0f}{1 / max(per_page, 1e-9):9.0f}{ratio}{scores}")
    print(f"CPU time of one thread, without start-up. Ratio: to {ARTICLE}.")


def main():
    folder, peers, bench = (pathlib.Path(argument) for argument in sys.argv[1:4])
    sets = read_sets(folder)
    if not sets:
        print("compare.py: skipped, there are no pages in", folder)
        return
    files = [file for wanted in sets.values() for file in wanted]
    rows = headwater_rows(bench, files) + peer_rows(peers, files)
    size = sum(pathlib.Path(file).stat().st_size for file in files)
    print(f"{len(files)} pages, {size / len(files) / 1e3:.0f} KB each gzipped")
    print_table(rows, sets, len(files))


main()
