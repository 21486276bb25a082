"""Runs one peer written for Python over gzipped pages: run_python.py PEER FILE...

Prints one JSON object: its version, the CPU seconds that the calls took (without start-up, reading and
decoding), and the text of each page. The first page is done once before, so that what is loaded late is.
"""
import gzip
import importlib.metadata
import json
import sys
import time


def trafilatura(fast):
    from trafilatura import extract

    return "trafilatura", lambda html: extract(html, include_comments=False, fast=fast)


def resiliparse_parse():
    from resiliparse.parse.html import HTMLTree

    def parse(html):
        HTMLTree.parse(html)

    return "resiliparse", parse


def resiliparse():
    from resiliparse.extract.html2text import extract_plain_text

    return "resiliparse", lambda html: extract_plain_text(html, main_content=True)


def readability():
    import lxml.html
    from readability import Document

    def extract(html):
        return lxml.html.fromstring(Document(html).summary()).text_content()

    return "readability-lxml", extract


PEERS = {
    "resiliparse-parse": resiliparse_parse,
    "resiliparse": resiliparse,
    "trafilatura-fast": lambda: trafilatura(True),
    "trafilatura": lambda: trafilatura(False),
    "readability-lxml": readability,
}


def call(extract, html):
    try:
        return extract(html) or ""
    except Exception:  # A page that a peer cannot read is a page without text.
        return ""


def main():
    package, extract = PEERS[sys.argv[1]]()
    pages = {}
    for path in sys.argv[2:]:
        with gzip.open(path) as file:
            pages[path] = file.read().decode("utf-8", "replace")
    call(extract, next(iter(pages.values())))
    texts = {}
    began = time.process_time()
    for path, html in pages.items():
        texts[path] = call(extract, html)
    seconds = time.process_time() - began
    version = importlib.metadata.version(package)
    json.dump({"version": version, "seconds": seconds, "texts": texts}, sys.stdout)


main()
