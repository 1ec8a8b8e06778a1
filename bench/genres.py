"""Keeps the documents of some genres of a GUM treebank: genres.py TREEBANK news interview > OUT"""

import sys

path, *genres = sys.argv[1:]
keep = False
for block in open(path, encoding="utf-8").read().split("\n\n"):
    for line in block.split("\n"):
        if line.startswith("# newdoc id = "):
            keep = line.split(" = ")[1].split("_")[1] in genres
    if keep and block.strip():
        print(block, end="\n\n")
