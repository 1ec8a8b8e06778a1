"""F1 of name spans on gold words.

    names.py words WIKIGOLD > OUT.conllu     the tenth of a CoNLL name corpus that training left out, as a treebank without trees
    names.py score GOLD PARSED               GOLD: a GUM treebank, or what `words` wrote; PARSED: `sanudo-train --parse-gold GOLD`
"""

import collections
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "crates/sanudo-train/teacher"))
import common


def words(path):
    for s in common.read_names(path)[::10]:
        print("# text = " + " ".join(s.forms))
        for i, (form, name) in enumerate(zip(s.forms, s.names)):
            head, rel = (0, "root") if i == 0 else (1, "dep")
            print(i + 1, form, form, "X", "_", "_", head, rel, "_", "Name=" + common.NAMES[name], sep="\t")
        print()


def sentences(path, gold):
    for block in open(path, encoding="utf-8").read().split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line and line[0] != "#"]
        rows = [r for r in rows if len(r) == 10 and r[0].isdigit()]
        if rows and gold and "Name=" not in rows[0][9]:
            yield [common.NAMES[n] for n in common.gum_names(rows)]
        elif rows:
            misc = (dict(p.split("=", 1) for p in r[9].split("|") if "=" in p) for r in rows)
            yield [m.get("Name", "O") for m in misc]


def spans(names):
    out, start = set(), None
    for i, name in enumerate([*names, "O"]):
        if start is not None and name != "I-" + start[1]:
            out.add((start[0], i, start[1]))
            start = None
        if name != "O" and start is None:
            start = (i, name[2:])
    return out


def score(gold, parsed):
    counts = collections.Counter()
    for a, b in zip(sentences(gold, True), sentences(parsed, False), strict=True):
        assert len(a) == len(b)
        a, b = spans(a), spans(b)
        for kind in ("PER", "ORG", "LOC", "OTH"):
            x, y = ({s for s in side if s[2] == kind} for side in (a, b))
            counts[kind, "true"] += len(x)
            counts[kind, "found"] += len(y)
            counts[kind, "hit"] += len(x & y)
        plain = lambda side: {s[:2] for s in side}
        for key, value in (("true", len(a)), ("found", len(b)), ("hit", len(a & b)), ("span", len(plain(a) & plain(b)))):
            counts["all", key] += value
    for kind in ("PER", "ORG", "LOC", "OTH", "all"):
        true, found, hit = (counts[kind, k] for k in ("true", "found", "hit"))
        print(f"{kind:4} P {100 * hit / max(1, found):5.1f}  R {100 * hit / max(1, true):5.1f}  F1 {200 * hit / max(1, found + true):5.1f}  of {true}")
    print(f"span alone F1 {200 * counts['all', 'span'] / max(1, counts['all', 'found'] + counts['all', 'true']):.1f}")


if __name__ == "__main__":
    {"words": words, "score": score}[sys.argv[1]](*sys.argv[2:])
