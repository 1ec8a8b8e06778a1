"""Trains the small network that ships: a convolutional tagger, parser and name finder that learns from gold trees and a teacher's.

    student.py train SEED VOCAB.txt OUT.pt --train TREEBANK… --dev TREEBANK… --names CORPUS… [--silver FILE.npz …]
    student.py export OUT.bin STUDENT.pt

The layout of the exported bytes is read by crates/sanudo/src/parse/net.rs.
"""

import argparse
import random
import struct
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import common
import teacher
from common import IGNORE, NAMES

MASK = (1 << 64) - 1
PRIME = 0x9E3779B97F4A7C15
LONGEST = 48
S3, S2, P3, SHAPES = 8192, 2048, 8192, 1024
FAR = 24


def key_of(chars):
    """`hash::chars` of crates/sanudo/src/parse/hash.rs."""
    h = PRIME
    for c in chars:
        h = (((h << 23) | (h >> 41)) & MASK) ^ ord(c)
        h = (h * PRIME) & MASK
    h = ((h ^ (h >> 29)) * PRIME) & MASK
    return max(1, h >> 32)


PLAIN = {"’": "'", "‘": "'", "“": '"', "”": '"'}


def normal(form):
    """`lex::normal` of every character, at most `LONGEST`."""
    return "".join("0" if c in "0123456789" else PLAIN.get(c) or c.lower()[:1] or c for c in form[:LONGEST])


def shape(form):
    seen = 0
    for i, c in enumerate(form[:LONGEST]):
        if c.isupper():
            seen |= 1 << (i > 0)
        elif c.islower():
            seen |= 4
        elif c.isnumeric():
            seen |= 8
        else:
            seen |= {"-": 16, ".": 32, "'": 64, "’": 64}.get(c, 128)
    return seen << 2 | min(3, len(form.encode()))


class Look:
    """Numbers of a word's rows in the five tables."""

    def __init__(self, keys):
        self.rows = {k: i + 1 for i, k in enumerate(keys)}
        self.cache = {}

    def of(self, form):
        found = self.cache.get(form)
        if found is None:
            low = normal(form)
            found = (self.rows.get(key_of(low), 0), key_of(low[-3:]) % S3, key_of(low[-2:]) % S2, key_of(low[:3]) % P3, shape(form))
            self.cache[form] = found
        return found


class Student(nn.Module):
    def __init__(self, vocab, tags, args):
        super().__init__()
        d = args.dim
        self.dim, self.dilations = d, args.dilations
        self.arc_dim, self.rel_dim = args.arc, args.rel
        self.tables = nn.ModuleList(nn.Embedding(n, d) for n in (vocab + 1, S3, S2, P3, SHAPES))
        for t in self.tables:
            nn.init.normal_(t.weight, std=0.1)
            t.weight.requires_grad_(False)
        self.used = []  # rows of the tables that the running step reads: see `Rows`
        self.first = nn.LayerNorm(d)
        self.norms = nn.ModuleList(nn.LayerNorm(d) for _ in args.dilations)
        self.convs = nn.ModuleList(nn.Linear(3 * d, d) for _ in args.dilations)
        self.last = nn.LayerNorm(d)
        self.parts = [self.arc_dim, self.arc_dim, self.rel_dim, self.rel_dim, tags, len(NAMES), 1]
        self.heads = nn.Linear(d, sum(self.parts))
        self.root_key = nn.Parameter(torch.randn(self.arc_dim) * 0.05)
        self.root_rel = nn.Parameter(torch.randn(self.rel_dim) * 0.05)
        self.root_bias = nn.Parameter(torch.zeros(1))
        self.far = nn.Parameter(torch.zeros(2 * FAR + 1))
        self.rel_out = nn.Linear(self.rel_dim, len(common.DEPREL))
        self.register_buffer("ceilings", torch.zeros(len(args.dilations) + 1))
        self.quantised = False

    def activation(self, norm, x, mask, which):
        y = F.relu(norm(x.float())) * mask
        if self.training:
            with torch.no_grad():
                top = torch.quantile(y.detach().flatten()[:: max(1, y.numel() // 20000)], 0.9995)
                self.ceilings[which].lerp_(top, 0.01 if self.ceilings[which] > 0 else 1.0)
        if self.quantised:
            step = self.ceilings[which] / 127
            whole = torch.floor(y / step + 0.5).clamp(max=127) * step
            y = y + (whole - y).detach()
        return y

    def weight(self, linear):
        w = linear.weight
        if self.quantised:
            step = w.detach().abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
            w = w + (torch.round(w / step) * step - w).detach()
        return w

    def look(self, rows, mask, drop):
        x = 0
        for i, table in enumerate(self.tables):
            values, at = table.weight, rows[:, i]
            if self.training:
                used, at = torch.unique(at, return_inverse=True)
                values = table.weight.detach()[used].requires_grad_()
                self.used.append((i, used, values))
            if self.quantised:
                step = values.detach().abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
                values = values + (torch.round(values / step) * step - values).detach()
            part = F.embedding(at, values)
            if drop and self.training:
                keep = torch.rand(len(part), 1) >= (drop if i else drop / 2)
                part = part * keep
            x = x + part
        return self.first(x) * mask

    def forward(self, batch, drop=0.1):
        """All columns of the output layer for the packed words: [words, columns]."""
        mask = batch["mask"][:, None]
        x = self.look(batch["rows"], mask, drop)
        for i, (norm, conv, far) in enumerate(zip(self.norms, self.convs, self.dilations)):
            y = common.dropout(self.activation(norm, x, mask, i), drop, self.training)
            wide = torch.cat([F.pad(y[:-far], (0, 0, far, 0)), y, F.pad(y[far:], (0, 0, 0, far))], 1)
            x = x + F.linear(wide, self.weight(conv), conv.bias)
        y = common.dropout(self.activation(self.last, x, mask, len(self.norms)), drop, self.training)
        out = F.linear(y, self.weight(self.heads), self.heads.bias).float()
        return out[batch["at"]].split(self.parts, -1)

    def arcs(self, parts, batch):
        """[b, n, n + 1], column 0 the root."""
        q, k, bias = parts[0], parts[1], parts[6][..., 0]
        b, n, _ = q.shape
        scores = q @ k.transpose(1, 2) + bias[:, None, :]
        place = torch.arange(n)
        scores = scores + self.far[(place[None, :] - place[:, None]).clamp(-FAR, FAR) + FAR]
        scores = scores.masked_fill(~batch["real"][:, None, :], -1e4)
        scores = scores.masked_fill(torch.eye(n, dtype=torch.bool), -1e4)
        root = (q @ self.root_key + self.root_bias)[..., None]
        return torch.cat([root, scores], -1)

    def rels(self, parts, heads):
        d, h = parts[2], parts[3]
        h = torch.cat([self.root_rel.expand(h.shape[0], 1, -1), h], 1)
        h = torch.gather(h, 1, heads[..., None].expand(-1, -1, h.shape[-1]))
        return self.rel_out(F.relu(d + h))


class Rows:
    """Adam for the tables that touches only the rows a step read: moving all of them each time would cost more than the network."""

    def __init__(self, model, betas=(0.9, 0.98)):
        self.model, self.betas, self.steps = model, betas, 0
        self.means = [torch.zeros_like(t.weight) for t in model.tables]
        self.squares = [torch.zeros_like(t.weight) for t in model.tables]

    def step(self, rate):
        self.steps += 1
        fix_mean, fix_square = (1 - b**self.steps for b in self.betas)
        for i, used, values in self.model.used:
            if values.grad is None:
                continue
            mean = self.means[i][used].lerp_(values.grad, 1 - self.betas[0])
            square = self.squares[i][used].lerp_(values.grad.square(), 1 - self.betas[1])
            self.means[i][used], self.squares[i][used] = mean, square
            move = (mean / fix_mean) / ((square / fix_square).sqrt_() + 1e-8)
            self.model.tables[i].weight.data[used] = values.detach() - rate * move
        self.model.used.clear()


def pack(group, look, gap):
    """Sentences one after the other with `gap` empty places between, so that windows do not reach over."""
    rows, mask, at = [], [], []
    n = max(len(s.forms) for s in group)
    place = np.zeros((len(group), n), np.int64)
    real = np.zeros((len(group), n), bool)
    base = 0
    for i, s in enumerate(group):
        k = len(s.forms)
        rows.append(s.rows)
        rows.append(np.zeros((gap, 5), np.int64))
        mask.append(np.ones(k, np.float32))
        mask.append(np.zeros(gap, np.float32))
        place[i, :k] = np.arange(base, base + k)
        real[i, :k] = True
        base += k + gap
    return dict(
        rows=torch.from_numpy(np.concatenate(rows)),
        mask=torch.from_numpy(np.concatenate(mask)),
        at=torch.from_numpy(place),
        real=torch.from_numpy(real),
    )


class Item:
    """A sentence ready for training; `arcs` are a teacher's probabilities, `sure` how far to trust its labels."""

    __slots__ = ("forms", "rows", "tags", "heads", "rels", "names", "arcs", "sure", "soft_tags", "soft_rels")

    def __init__(self, s, look):
        self.forms, self.tags, self.heads, self.rels, self.names = s.forms, s.tags, s.heads, s.rels, s.names
        self.arcs = self.sure = self.soft_tags = self.soft_rels = None
        self.rows = np.array([look.of(f) for f in s.forms], np.int64)


def silver(path, look, least):
    """Sentences that a teacher parsed, without those it was unsure of."""
    data = np.load(path)
    lines = str(data["forms"]).split("\n")
    arcs_at = word_at = 0
    lengths, sure = data["lengths"], data["sure"]
    layers = {k: data[k] for k in ("arcs", "heads", "rels", "tags", "names", "rel_chance", "tag_chance")}
    items, dropped, seen = [], 0, set()
    for line, n in zip(lines, lengths):
        a, b = arcs_at, arcs_at + n * (n + 1)
        w = slice(word_at, word_at + n)
        arcs_at, word_at = b, word_at + n
        if line in seen or sure[w].mean() < least:
            dropped += 1
            continue
        seen.add(line)
        s = common.Sentence(line.split(" "), None, layers["heads"][w], None, layers["names"][w])
        item = Item(s, look)
        item.arcs, item.sure = layers["arcs"][a:b].reshape(n, n + 1), sure[w]
        item.soft_tags = layers["tags"][w], layers["tag_chance"][w]
        item.soft_rels = layers["rels"][w], layers["rel_chance"][w]
        items.append(item)
    print(f"silver: {len(items)} sentences, {sum(len(i.forms) for i in items)} words, {dropped} left out", flush=True)
    return items


def field(group, name, n, kind=np.int64, fill=IGNORE):
    out = np.full((len(group), n), fill, kind)
    for i, s in enumerate(group):
        values = getattr(s, name)
        if values is not None:
            out[i, : len(values)] = values
    return torch.from_numpy(out)


def loss_of(model, group, look, args):
    batch = pack(group, look, max(args.dilations))
    n = batch["at"].shape[1]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        parts = model(batch, args.drop)
    parts = [p.float() for p in parts]
    arcs = model.arcs(parts, batch)
    tags, heads, rels, names = (field(group, f, n) for f in ("tags", "heads", "rels", "names"))
    trust = field(group, "sure", n, np.float32, 0.0)
    ce = lambda s, t, w=None: weigh(F.cross_entropy(s.flatten(0, 1), t.flatten(), ignore_index=IGNORE, reduction="none"), w)
    weigh = lambda v, w: (v if w is None else v * w.flatten()).sum()
    if group[0].arcs is None:
        loss = ce(tags_of(parts), tags) + ce(arcs, heads) + ce(model.rels(parts, heads.clamp(min=0)), rels)
        loss = loss + args.name_weight * ce(parts[5], names)
    else:
        soft = np.zeros((len(group), n, n + 1), np.float32)
        for i, s in enumerate(group):
            k = len(s.forms)
            soft[i, :k, : k + 1] = s.arcs
        logs = F.log_softmax(arcs, -1)
        loss = -(torch.from_numpy(soft) * logs.clamp(min=-50)).sum()
        loss = loss + soft_loss(model.rels(parts, heads.clamp(min=0)), group, "soft_rels", trust) + soft_loss(tags_of(parts), group, "soft_tags")
        loss = loss + args.name_weight * ce(parts[5], names)
    return loss / sum(len(s.forms) for s in group)


def soft_loss(scores, group, name, trust=None):
    """Cross-entropy against a teacher's few likeliest labels of each word, by its chances of each."""
    b, n, _ = scores.shape
    few = getattr(group[0], name)[0].shape[1]
    labels, chances = np.zeros((b, n, few), np.int64), np.zeros((b, n, few), np.float32)
    for i, s in enumerate(group):
        which, chance = getattr(s, name)
        labels[i, : len(which)], chances[i, : len(which)] = which, chance
    logs = torch.gather(F.log_softmax(scores, -1), -1, torch.from_numpy(labels))
    loss = -(logs * torch.from_numpy(chances)).sum(-1)
    return (loss if trust is None else loss * trust).sum()


def tags_of(parts):
    return parts[4]


def evaluate(model, dev, look, args):
    model.eval()
    for name, sentences in dev.items():
        words = tag = uas = las = found = true = hit = 0
        for ids in common.batches(sentences, 3000):
            group = [sentences[i] for i in ids]
            with torch.inference_mode():
                batch = pack(group, look, max(args.dilations))
                parts = model(batch, 0.0)
                arcs = model.arcs(parts, batch).numpy()
                heads = np.zeros(batch["at"].shape, np.int64)
                for i, s in enumerate(group):
                    n = len(s.forms)
                    heads[i, :n] = common.tree(arcs[i, :n, : n + 1])
                rels = model.rels(parts, torch.from_numpy(heads)).argmax(-1).numpy()
                tags, names = parts[4].argmax(-1).numpy(), parts[5].argmax(-1).numpy()
            for i, s in enumerate(group):
                n = len(s.forms)
                if s.names is not None:
                    a, b = teacher.spans(names[i, :n]), teacher.spans(s.names)
                    found, true, hit = found + len(a), true + len(b), hit + len(a & b)
                if s.heads is None:
                    continue
                words += n
                tag += (tags[i, :n] == s.tags).sum()
                arc = heads[i, :n] == s.heads
                base = lambda r: common.DEPREL[r].split(":")[0]
                uas += arc.sum()
                las += sum(bool(arc[k]) and base(rels[i, k]) == base(s.rels[k]) for k in range(n))
        w = max(1, words)
        print(f"  {name}: tag {100 * tag / w:.2f} uas {100 * uas / w:.2f} las {100 * las / w:.2f} names {200 * hit / max(1, found + true):.2f}", flush=True)
    model.train()


def start_words(model, vocab):
    """Starts the word table from MiniLM's input table, its pieces averaged and turned to fewer dimensions."""
    folder = teacher.minilm_folder()
    pieces = teacher.Pieces(folder)
    table = teacher.load_file(folder / "model.safetensors")
    table = next(v for k, v in table.items() if k.endswith("word_embeddings.weight")).float().numpy()
    rows = np.stack([table[pieces.of(w)].mean(0) for w in vocab])
    rows -= rows.mean(0)
    _, _, turn = np.linalg.svd(rows[:: max(1, len(rows) // 8000)], full_matrices=False)
    small = rows @ turn[: model.dim].T
    small *= 0.25 / small.std()
    model.tables[0].weight.data[1:] = torch.from_numpy(small.astype(np.float32))


def mixed(gold, silver_items, args, rng):
    """One round: groups of gold (`--gold` times) and of a share of silver."""
    groups = []
    for _ in range(args.gold):
        groups += [[gold[i] for i in ids] for ids in common.batches(gold, args.words, rng)]
    if silver_items:
        some = rng.sample(silver_items, int(len(silver_items) * args.share))
        groups += [[some[i] for i in ids] for ids in common.batches(some, args.words, rng)]
    rng.shuffle(groups)
    return groups


def train(args):
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    vocab = open(args.vocab, encoding="utf-8").read().split("\n")
    keyed = sorted({key_of(w): w for w in vocab if w}.items())
    keys, vocab = [k for k, _ in keyed], [w for _, w in keyed]
    look = Look(keys)
    trees, names, dev, tags = teacher.gold(args)
    gold = [Item(s, look) for s in trees]
    named = [Item(s, look) for s in names]
    dev = {k: [Item(s, look) for s in v] for k, v in dev.items()}
    silver_items = [i for path in args.silver for i in silver(path, look, args.least)]
    model = Student(len(vocab), len(tags), args)
    start_words(model, vocab)
    ema = None
    dense = [p for p in model.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(dense, lr=args.rate, betas=(0.9, 0.98), weight_decay=0.02, fused=True)
    rows = Rows(model)
    first = mixed(gold, silver_items, args, rng)
    total, step = args.rounds * len(first), 0
    for r in range(args.rounds):
        began, lost = time.time(), 0.0
        work = mixed(gold, silver_items, args, rng) if r else first
        for k, group in enumerate(work):
            done = step / total
            model.quantised = done > args.whole
            ramp = min(1.0, step / 300) * max(0.02, 1 - done)
            for g in optimiser.param_groups:
                g["lr"] = args.rate * ramp
            loss = loss_of(model, group, look, args)
            learn(loss, model, optimiser, rows)
            if k % 6 == 5:
                start = rng.randrange(max(1, len(named) - 80))
                learn(names_loss(model, named[start : start + 80], look, args), model, optimiser, rows)
            step += 1
            lost += float(loss)
            if step % 200 == 0:
                print(f"  step {step} of {total}, {time.time() - began:.0f} s, loss {lost / (k + 1):.3f}", flush=True)
            if step % 10 == 0 and done > 0.5:
                ema = blend(ema, model)
        print(f"round {r + 1} loss {lost / len(work):.3f} {time.time() - began:.0f} s", flush=True)
        evaluate(model, dev, look, args)
    if ema is not None:
        model.load_state_dict(ema)
        print("averaged:")
        evaluate(model, dev, look, args)
    kept = {k: v for k, v in vars(args).items() if k != "run"}
    data = {"model": model.state_dict(), "tags": tags, "keys": keys, "args": kept}
    common.save(lambda path: torch.save(data, path), args.out)


def learn(loss, model, optimiser, rows):
    loss.backward()
    changed = [p for p in model.parameters() if p.grad is not None] + [values for _, _, values in model.used]
    nn.utils.clip_grad_norm_(changed, 1.0)
    optimiser.step()
    optimiser.zero_grad(set_to_none=True)
    rows.step(optimiser.param_groups[0]["lr"])


def names_loss(model, group, look, args):
    batch = pack(group, look, max(args.dilations))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        parts = model(batch, args.drop)
    names = field(group, "names", batch["at"].shape[1])
    return args.name_weight * F.cross_entropy(parts[5].float().flatten(0, 1), names.flatten(), ignore_index=IGNORE)


def blend(ema, model, keep=0.98):
    state = model.state_dict()
    if ema is None:
        return {k: v.clone() for k, v in state.items()}
    for k, v in state.items():
        ema[k].lerp_(v, 1 - keep) if v.is_floating_point() else ema[k].copy_(v)
    return ema


def export(args):
    data = torch.load(args.student, weights_only=False)
    own = argparse.Namespace(**data["args"])
    model = Student(len(data["keys"]), len(data["tags"]), own)
    model.load_state_dict(data["model"])
    out = bytearray()
    numbers = [own.dim, len(own.dilations), own.arc, own.rel, len(data["tags"]), len(NAMES), len(common.DEPREL), FAR, S3, S2, P3, SHAPES, len(data["keys"])]
    u32 = lambda *v: out.extend(struct.pack(f"<{len(v)}I", *v))
    f32 = lambda t: out.extend(t.detach().float().contiguous().numpy().astype("<f4").tobytes())

    def small(w):
        """Rows of int8, each with its own step."""
        step = w.detach().abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        f32(step[:, 0])
        out.extend(torch.round(w.detach() / step).to(torch.int8).numpy().tobytes())

    def norm(n):
        f32(n.weight)
        f32(n.bias)

    u32(*numbers)
    for upos, bits in data["tags"]:
        u32(upos << 16 | bits)
    u32(*data["keys"])
    for table in model.tables:
        small(table.weight)
    norm(model.first)
    for i, far in enumerate(own.dilations):
        u32(far)
        norm(model.norms[i])
        f32(model.ceilings[i : i + 1] / 127)
        small(model.convs[i].weight)
        f32(model.convs[i].bias)
    norm(model.last)
    f32(model.ceilings[-1:] / 127)
    small(model.heads.weight)
    f32(model.heads.bias)
    for p in (model.root_key, model.root_rel, model.root_bias, model.far):
        f32(p)
    f32(model.rel_out.weight.T)
    f32(model.rel_out.bias)
    common.save(lambda path: Path(path).write_bytes(out), args.out)
    print(len(out), "bytes")


def main():
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(required=True)
    t = commands.add_parser("train")
    t.set_defaults(run=train)
    t.add_argument("seed", type=int)
    t.add_argument("vocab")
    t.add_argument("out")
    teacher.data_arguments(t)
    t.add_argument("--silver", nargs="*", default=[])
    t.add_argument("--least", type=float, default=0.6, help="sentences whose mean sureness is lower are left out")
    t.add_argument("--share", type=float, default=1.0, help="share of silver in one round")
    t.add_argument("--gold", type=int, default=4, help="passes over gold in one round")
    t.add_argument("--rounds", type=int, default=3)
    t.add_argument("--words", type=int, default=1500, help="words a step")
    t.add_argument("--rate", type=float, default=2e-3)
    t.add_argument("--drop", type=float, default=0.1)
    t.add_argument("--name-weight", type=float, default=0.5)
    t.add_argument("--whole", type=float, default=0.75, help="after this share of the steps the network computes in whole numbers")
    t.add_argument("--dim", type=int, default=256)
    t.add_argument("--arc", type=int, default=128)
    t.add_argument("--rel", type=int, default=128)
    t.add_argument("--dilations", type=int, nargs="*", default=[1, 2, 1, 4, 1, 2])
    e = commands.add_parser("export")
    e.set_defaults(run=export)
    e.add_argument("out")
    e.add_argument("student")
    args = parser.parse_args()
    args.run(args)


if __name__ == "__main__":
    main()
