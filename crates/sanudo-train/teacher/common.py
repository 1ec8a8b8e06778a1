"""What teacher and student share: labels, treebanks, name annotation, and the search for a tree."""

import os

import numpy as np
import torch

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
# The order of `Deprel` in crates/sanudo/src/parse/mod.rs; a test there compares the two.
DEPREL = (
    "acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:pass case cc cc:preconj ccomp compound compound:prt conj cop csubj "
    "csubj:pass dep det det:predet discourse dislocated expl fixed flat goeswith iobj list mark nmod nmod:desc nmod:poss nmod:unmarked "
    "nsubj nsubj:outer nsubj:pass nummod obj obl obl:agent obl:unmarked orphan parataxis punct reparandum root vocative xcomp"
).split()
# The bits of `Feats`, in order.
FEATS = (
    "VerbForm=Fin VerbForm=Inf VerbForm=Part VerbForm=Ger Tense=Past Tense=Pres Number=Plur Voice=Pass Mood=Imp "
    "Degree=Cmp,Degree=Sup Poss=Yes"
).split()
NAMES = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-OTH", "I-OTH"]
IGNORE = -100

REL = {r: i for i, r in enumerate(DEPREL)}
ROOT = REL["root"]


class Sentence:
    """Words with gold tags, heads (0 = root, 1-based), relations and name tags; a missing layer is None."""

    __slots__ = ("forms", "tags", "heads", "rels", "names")

    def __init__(self, forms, tags=None, heads=None, rels=None, names=None):
        self.forms, self.tags, self.heads, self.rels, self.names = forms, tags, heads, rels, names


def feats_bits(column):
    pairs = set(column.split("|"))
    return sum(1 << i for i, names in enumerate(FEATS) if pairs & set(names.split(",")))


def rel_id(name):
    return REL.get(name, REL.get(name.split(":")[0], REL["dep"]))


def read_trees(path):
    """Sentences of a treebank; tags are (UPOS, feature bits)."""
    sentences = []
    for block in open(path, encoding="utf-8").read().split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line and line[0] != "#"]
        rows = [r for r in rows if len(r) == 10 and r[0].isdigit()]
        if not rows:
            continue
        forms = [r[1] for r in rows]
        tags = [(UPOS.index(r[3]), feats_bits(r[5])) for r in rows]
        names = gum_names(rows) if any("Entity=" in r[9] for r in rows) else None
        heads, rels = [int(r[6]) for r in rows], [rel_id(r[7]) for r in rows]
        sentences.append(Sentence(forms, tags, heads, rels, names))
    return sentences


KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}


def gum_names(rows):
    """Names out of GUM's entity layer: the run of proper nouns around the head of an entity."""
    spans, open_at = [], []
    for i, row in enumerate(rows):
        misc = dict(p.split("=", 1) for p in row[9].split("|") if "=" in p)
        text, at = misc.get("Entity", ""), 0
        while at < len(text):
            if text[at] == "(":
                end = at + 1
                while end < len(text) and text[end] not in "()":
                    end += 1
                fields = text[at + 1 : end].split("-")
                if end < len(text) and text[end] == ")":
                    spans.append((i, i, fields[1], len(open_at)))
                    end += 1
                else:
                    open_at.append((i, fields))
                at = end
            else:
                end = text.find(")", at)
                key = text[at:end]
                for k in range(len(open_at) - 1, -1, -1):
                    if open_at[k][1][0] == key:
                        start, fields = open_at.pop(k)
                        spans.append((start, i, fields[1], k))
                        break
                at = end + 1 if end >= 0 else len(text)
    names = ["O"] * len(rows)
    for start, end, kind, _ in sorted(spans, key=lambda s: s[1] - s[0], reverse=True):
        inside = [k for k in range(start, end + 1) if not start <= int(rows[k][6]) - 1 <= end]
        if not inside or rows[inside[0]][3] != "PROPN":
            continue
        head = inside[0]
        a = b = head
        while a > start and rows[a - 1][3] == "PROPN":
            a -= 1
        while b < end and rows[b + 1][3] == "PROPN":
            b += 1
        mark(names, a, b, KINDS.get(kind, "OTH"))
    return [NAMES.index(n) for n in names]


def mark(names, a, b, kind):
    for k in range(a, b + 1):
        names[k] = ("B-" if k == a else "I-") + kind


RENAME = {"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG", "MISC": "OTH", "product": "OTH", "creative-work": "OTH"}


def read_names(path):
    """Sentences of a CoNLL name corpus: word, blank, tag; IOB1 becomes IOB2."""
    sentences = []
    for block in open(path, encoding="utf-8").read().replace("\r", "").split("\n\n"):
        rows = [line.split() for line in block.split("\n") if len(line.split()) >= 2]
        if not rows or len(rows) > 120:
            continue
        names, before = [], "O"
        for row in rows:
            tag = row[-1]
            if tag != "O":
                kind = RENAME.get(tag[2:], tag[2:])
                starts = tag[0] == "B" or before[2:] != kind
                tag = ("B-" if starts else "I-") + kind
            names.append(NAMES.index(tag))
            before = tag
        sentences.append(Sentence([r[0] for r in rows], names=names))
    return sentences


def tag_inventory(sentences, least=3):
    """All (UPOS, bits) pairs that occur, in order."""
    counts = {}
    for s in sentences:
        for t in s.tags:
            counts[t] = counts.get(t, 0) + 1
    tags = sorted(t for t, n in counts.items() if n >= least)
    return tags


def tag_ids(sentences, tags):
    ids = {t: i for i, t in enumerate(tags)}
    for s in sentences:
        if s.tags is not None:
            s.tags = [ids.get(t, IGNORE) for t in s.tags]


def tree(scores):
    """Heads (0 = root) of the best tree with one root: scores is [n, n + 1], column 0 the root, higher is better (Chu-Liu-Edmonds)."""
    n = scores.shape[0]
    full = np.full((n + 1, n + 1), -1e9, dtype=np.float64)
    full[1:, :] = scores
    np.fill_diagonal(full, -1e9)
    heads = full.argmax(1)
    heads[0] = 0
    if (heads[1:] == 0).sum() == 1 and find_cycle(heads) is None:
        return heads[1:]
    best, answer = -1e18, None
    roots = np.argsort(-full[1:, 0])[: min(n, 5)] + 1
    for root in roots:
        one = full.copy()
        one[1:, 0] = -1e9
        one[root] = -1e9
        one[root, 0] = full[root, 0]
        found = edmonds(one)
        value = full[np.arange(1, n + 1), found[1:]].sum()
        if value > best:
            best, answer = value, found[1:]
    return answer


def find_cycle(heads):
    state = [0] * len(heads)
    state[0] = 2
    for i in range(1, len(heads)):
        path, k = [], i
        while state[k] == 0:
            state[k] = 1
            path.append(k)
            k = heads[k]
        if state[k] == 1:
            return path[path.index(k) :]
        for p in path:
            state[p] = 2
    return None


def edmonds(scores):
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = find_cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(scores), bool)
    inside[cycle] = True
    rest = np.where(~inside)[0]
    gain = scores[cycle, heads[cycle]]
    small = np.full((len(rest) + 1, len(rest) + 1), -1e9)
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    out = scores[np.ix_(rest, cycle)]
    small[:-1, -1] = out.max(1)
    out_at = out.argmax(1)
    into = scores[np.ix_(cycle, rest)] - gain[:, None]
    small[-1, :-1] = into.max(0)
    into_at = into.argmax(0)
    small[0, :] = -1e9
    np.fill_diagonal(small, -1e9)
    found = edmonds(small)
    result = heads.copy()
    for k, node in enumerate(rest):
        if k == 0:
            continue
        result[node] = rest[found[k]] if found[k] < len(rest) else cycle[out_at[k]]
    entry = found[-1]
    result[cycle[into_at[entry]]] = rest[entry]
    result[0] = 0
    return result


def dropout(x, share, training):
    """As torch's, with eight random numbers drawn at once: drawing them one by one took a seventh of a run."""
    if not training or not share:
        return x
    least = round(share * 256)
    drawn = torch.empty((x.numel() + 7) // 8, dtype=torch.int64).random_(-(2**63), None)
    keep = drawn.view(torch.uint8)[: x.numel()].view(x.shape) >= least
    return x * (keep.to(x.dtype) * (256 / (256 - least)))


def save(write, path):
    """Writes beside `path` and moves the file there when it is whole: a run that is cut off leaves no half of one."""
    part = str(path).rpartition(".")
    part = f"{part[0]}.part.{part[2]}"
    write(part)
    os.replace(part, path)


def batches(sentences, words, rng=None):
    """Index lists of about `words` words each, sentences of like length together."""
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i].forms) + (rng.random() * 4 if rng else 0))
    groups, group, size = [], [], 0
    for i in order:
        group.append(i)
        size += len(sentences[i].forms)
        if size >= words:
            groups.append(group)
            group, size = [], 0
    if group:
        groups.append(group)
    if rng:
        rng.shuffle(groups)
    return groups
