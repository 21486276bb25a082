"""Scores extracted articles: runs of four words, each counted as often as it occurs.

Precision and recall are taken page by page and averaged over the pages; F1 is that of the two averages.
A page where neither has a word does not count.
"""
import collections
import re

RUN = 4
WORD = re.compile(r"\w+")


def runs_of_words(text):
    """How often each run of four words occurs; a shorter text is one run."""
    words = WORD.findall(text or "")
    if not words:
        return collections.Counter()
    last = max(1, len(words) - RUN + 1)
    return collections.Counter(tuple(words[i : i + RUN]) for i in range(last))


def f1(wanted, found):
    """The score of the texts `found` against `wanted`, both by page; what was not found is empty."""
    precisions, recalls = [], []
    for page, text in wanted.items():
        truth, guess = runs_of_words(text), runs_of_words(found.get(page))
        common = (truth & guess).total()
        if guess:
            precisions.append(common / guess.total())
        if truth:
            recalls.append(common / truth.total())
    if not precisions or not recalls:
        return 0.0
    precision = sum(precisions) / len(precisions)
    recall = sum(recalls) / len(recalls)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
