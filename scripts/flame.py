#!/usr/bin/env python3
"""Draws a flame graph of what perf recorded: perf script | scripts/flame.py > flame.svg

Each bar is a function, as wide as its share of the samples, on top of the one that called it; names show
where the mouse is. --text prints the functions by the samples they are in instead.
"""
import collections
import html
import re
import sys

WIDTH, ROW = 1400, 17  # pixels
NARROWEST = 0.1  # per cent: bars below are left out
FRAME = re.compile(r"^\s+[0-9a-f]+ (.*) \((.*)\)$")


def short(symbol):
    """The name of a function without its address, arguments and template arguments."""
    name = re.sub(r"\+0x[0-9a-f]+$", "", symbol).replace("(anonymous namespace)::", "")
    while (shorter := re.sub(r"<[^<>]*>", "", name)) != name:
        name = shorter
    return name.split("(")[0].removeprefix("headwater::") or symbol


def read_stacks(lines):
    """The stacks of all samples, outermost function first."""
    stack = []
    for line in lines:
        frame = FRAME.match(line)
        if frame:
            name = short(frame[1])
            stack.append(f"[{frame[2].rsplit('/', 1)[-1]}]" if name == "[unknown]" else name)
        elif not line.strip() and stack:
            yield stack[::-1]
            stack = []
    if stack:
        yield stack[::-1]


class Node:
    def __init__(self):
        self.samples, self.children = 0, collections.defaultdict(Node)


def make_tree(stacks):
    root = Node()
    for stack in stacks:
        node = root
        node.samples += 1
        for name in stack:
            node = node.children[name]
            node.samples += 1
    return root


def bars(node, name, left, depth, total):
    """(name, left edge and width in per cent, depth) of a node and all inside of it."""
    share = 100 * node.samples / total
    if share < NARROWEST:
        return
    yield name, left, share, depth
    for child_name, child in sorted(node.children.items()):
        yield from bars(child, child_name, left, depth + 1, total)
        left += 100 * child.samples / total


def draw(root):
    drawn = list(bars(root, "all", 0.0, 0, max(root.samples, 1)))
    height = ROW * (1 + max((depth for *_, depth in drawn), default=0))
    print(f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}"'
          ' font-family="monospace" font-size="11">')
    for name, left, share, depth in drawn:
        x, y, width = left * WIDTH / 100, height - ROW * (depth + 1), share * WIDTH / 100
        label = html.escape(name[: int(width / 7)])
        hue = 20 + sum(name.encode()) % 35
        print(f'<g><title>{html.escape(name)} {share:.1f} %</title><rect x="{x:.1f}" y="{y}"'
              f' width="{width:.1f}" height="{ROW - 1}" fill="hsl({hue},80%,65%)"/>'
              f'<text x="{x + 2:.1f}" y="{y + 12}">{label}</text></g>')
    print("</svg>")


def print_text(stacks):
    inside, total = collections.Counter(), 0
    for stack in stacks:
        total += 1
        inside.update(set(stack))
    for name, samples in inside.most_common(60):
        print(f"{100 * samples / total:6.1f} %  {name}")


if sys.argv[1:] == ["--text"]:
    print_text(read_stacks(sys.stdin))
else:
    draw(make_tree(read_stacks(sys.stdin)))
