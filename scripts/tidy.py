#!/usr/bin/env python3
"""Runs clang-tidy over our sources. Usage: scripts/tidy.py BUILD (a folder that has been built).

clang-tidy is slow, so a file is looked at again only when it, a header of ours that it includes, its
compile command or .clang-tidy has changed: what was found clean is remembered in the cache folder.
"""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path.cwd()
TIDY = "clang-tidy-14"


def included_files(build):
    """Object -> files of ours that it was compiled from, as ninja recorded them."""
    files, current = {}, None
    listing = subprocess.run(["ninja", "-C", build, "-t", "deps"], capture_output=True, text=True, check=True)
    for line in listing.stdout.splitlines():
        if line.startswith("    "):
            path = (build / line.strip()).resolve()
            if path.is_relative_to(ROOT):
                current.append(path)
        elif ": #deps" in line:
            current = files.setdefault(line.split(": #deps")[0], [])
    return files


def object_of(entry):
    words = entry["command"].split()
    return words[words.index("-o") + 1]


def verdict_key(entry, files):
    """A digest of everything that the verdict on a source depends on."""
    digest = hashlib.sha256(pathlib.Path(".clang-tidy").read_bytes())
    digest.update(entry["command"].replace(str(ROOT), "").encode())
    for path in sorted(files):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def main():
    build = ROOT / sys.argv[1]
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "headwater-tidy"
    cache.mkdir(parents=True, exist_ok=True)
    included = included_files(build)

    def is_clean(entry):
        if build in pathlib.Path(entry["file"]).parents:
            return True
        mark = cache / verdict_key(entry, included[object_of(entry)])
        if mark.exists():
            return True
        # Compiler warnings are the compiler's business: clang's differ from those of GCC.
        command = [TIDY, "--quiet", "-p", build, "--extra-arg=-w", entry["file"]]
        run = subprocess.run(command, capture_output=True, text=True)
        if run.returncode == 0:
            mark.touch()
        else:
            print(run.stdout + run.stderr, end="")
        return run.returncode == 0

    entries = json.loads((build / "compile_commands.json").read_text())
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        sys.exit(0 if all(list(pool.map(is_clean, entries))) else 1)


main()
