#!/usr/bin/env python3
"""Makes the tiny vision-language models that the tests of Glyph.Reading/Onnx run, and what they must answer.

The files lie and are named as Hugging Face's Optimum and transformers.js exports are; the weights are random. Each folder's
`expected.json` comes from another forward pass: numpy in double precision, the whole sequence again for every token, no
cache, no padding, images resized by Pillow.

    python3 scripts/make-test-models.py tests/Glyph.Reading.Tests/Onnx/Models

Needs torch 1.13, onnx 1.12, numpy and Pillow. The same versions write the same weights and numbers.
"""
import collections
import io
import json
import math
import pathlib
import re
import sys

import numpy as np
import onnx
import torch
from onnx import TensorProto, numpy_helper
from PIL import Image
from torch import nn
from torch.nn import functional as F

HIDDEN, HEADS, KV_HEADS, HEAD, LAYERS, FFN = 32, 4, 2, 8, 2, 48
STEPS = 8

# ---------------------------------------------------------------- tokenizer

GPT2 = r"'s|'t|'re|'ve|'m|'ll|'d| ?[A-Za-zÀ-ɏ]+| ?[0-9]+| ?[^\sA-Za-zÀ-ɏ0-9]+|\s+(?!\S)|\s+"
QWEN_FILE = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
QWEN = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\nA-Za-zÀ-ɏ0-9]?[A-Za-zÀ-ɏ]+|[0-9]| ?[^\sA-Za-zÀ-ɏ0-9]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
DIGITS = r"[0-9]"


def letters():
    """The letter that stands for each byte in byte-level BPE files."""
    printable = [*range(33, 127), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    table, extra = {}, 256
    for b in range(256):
        if b in printable:
            table[b] = chr(b)
        else:
            table[b], extra = chr(extra), extra + 1
    return table


LETTER = letters()
TEXT = "What does the page say? Read all the text on the page, line by line. the answer is the text of the image. " \
       "You are a helpful assistant.\nuser\nassistant\nsystem\nUser: Assistant: What is the text in the image? "


class Tokenizer:
    """Byte-level BPE, trained on one paragraph."""

    def __init__(self, cuts, first=(), last=(), plain=()):
        self.cuts, self.plain = cuts, plain
        words = collections.Counter(tuple(LETTER[b] for b in w.encode()) for w in self.split(TEXT))
        self.merges = []
        for _ in range(60):
            pairs = collections.Counter()
            for w, n in words.items():
                for p in zip(w, w[1:]):
                    pairs[p] += n
            best = min(pairs, key=lambda p: (-pairs[p], p))
            self.merges.append(best)
            words = collections.Counter({self.join(w, best): n for w, n in words.items()})
        names = list(first) + [LETTER[b] for b in range(256)] + ["".join(m) for m in self.merges]
        self.vocab = {n: i for i, n in enumerate(names)}
        self.added = {n: self.vocab[n] for n in first}
        for n in (*last, *plain):
            self.added[n] = len(names) + len([x for x in self.added if x not in self.vocab])
        self.size = max([*self.vocab.values(), *self.added.values()]) + 1
        self.name = {i: n for n, i in [*self.vocab.items(), *self.added.items()]}

    def split(self, text):
        parts = [text]
        for cut in self.cuts:
            parts = [x for p in parts for x in pieces(cut, p)]
        return parts

    @staticmethod
    def join(word, pair):
        out, i = [], 0
        while i < len(word):
            if i + 1 < len(word) and (word[i], word[i + 1]) == pair:
                out.append(word[i] + word[i + 1])
                i += 2
            else:
                out.append(word[i])
                i += 1
        return tuple(out)

    def encode(self, text):
        ids = []
        for part in re.split("(" + "|".join(re.escape(a) for a in sorted(self.added, key=len, reverse=True)) + ")", text):
            if part in self.added:
                ids.append(self.added[part])
                continue
            for piece in self.split(part) if part else []:
                word = tuple(LETTER[b] for b in piece.encode())
                for m in self.merges:
                    word = self.join(word, m)
                ids += [self.vocab[x] for x in word]
        return ids

    def decode(self, ids):
        back = {v: k for k, v in LETTER.items()}
        data = b""
        for i in ids:
            n = self.name[i]
            if n in self.added and n not in self.plain:
                continue
            data += n.encode() if n in self.added else bytes(back[c] for c in n)
        return data.decode("utf-8", "replace")

    def file(self, pre, normalizer=None):
        return {
            "version": "1.0", "truncation": None, "padding": None,
            "added_tokens": [{"id": i, "content": n, "single_word": False, "lstrip": False, "rstrip": False,
                              "normalized": False, "special": n not in self.plain}
                             for n, i in sorted(self.added.items(), key=lambda x: x[1])],
            "normalizer": normalizer, "pre_tokenizer": pre, "post_processor": None,
            "decoder": {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True},
            "model": {"type": "BPE", "dropout": None, "unk_token": None, "vocab": self.vocab,
                      "merges": [" ".join(m) for m in self.merges]},
        }


def pieces(pattern, text):
    """The matches of a pattern and what lies between them."""
    at = 0
    for m in re.finditer(pattern, text):
        if m.start() > at:
            yield text[at:m.start()]
        yield m.group()
        at = m.end()
    if at < len(text):
        yield text[at:]


BYTE_LEVEL = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
NO_REGEX = {**BYTE_LEVEL, "use_regex": False}

# ---------------------------------------------------------------- images


def picture(width, height, seed, grey):
    """A noisy picture that the tests draw by the same formula."""
    y, x = np.mgrid[0:height, 0:width]
    r = (x * 7 + y * 13 + seed * 31) & 255
    g = (x * x + y * 3 + seed * 17) & 255
    b = (x * y + seed * 5) & 255
    if grey:
        g = b = r
    return Image.fromarray(np.stack([r, g, b], -1).astype(np.uint8))


def normalised(image, mean, std):
    return ((np.asarray(image).astype(np.float64) / 255 - mean) / std).transpose(2, 0, 1)


def statistics(values):
    flat = values.reshape(-1)
    at = [int(i) for i in np.linspace(0, len(flat) - 1, 23)]
    return {"shape": list(values.shape), "sum": float(flat.sum()), "absolute": float(np.abs(flat).sum()),
            "at": at, "values": [round(float(flat[i]), 7) for i in at]}


# ---------------------------------------------------------------- modules that are exported


def heads(x, n):
    b, t, _ = x.shape
    return x.view(b, t, n, HEAD).transpose(1, 2)


class Rms(nn.Module):
    def __init__(self):
        super().__init__()
        self.w = nn.Parameter(1 + 0.1 * torch.randn(HIDDEN))

    def forward(self, x):
        return self.w * (x * torch.rsqrt((x * x).mean(-1, keepdim=True) + 1e-5))


class LlamaLayer(nn.Module):
    def __init__(self):
        super().__init__()
        self.n1, self.n2 = Rms(), Rms()
        self.q, self.k = nn.Linear(HIDDEN, HEADS * HEAD, False), nn.Linear(HIDDEN, KV_HEADS * HEAD, False)
        self.v, self.o = nn.Linear(HIDDEN, KV_HEADS * HEAD, False), nn.Linear(HEADS * HEAD, HIDDEN, False)
        self.g, self.u, self.d = nn.Linear(HIDDEN, FFN, False), nn.Linear(HIDDEN, FFN, False), nn.Linear(FFN, HIDDEN, False)

    def forward(self, x, cos, sin, mask, pk, pv):
        h = self.n1(x)
        q, k, v = turn(heads(self.q(h), HEADS), cos, sin), turn(heads(self.k(h), KV_HEADS), cos, sin), heads(self.v(h), KV_HEADS)
        k, v = torch.cat([pk, k], 2), torch.cat([pv, v], 2)
        n = HEADS // KV_HEADS
        a = q @ shared(k, n).transpose(2, 3) / math.sqrt(HEAD) + mask
        y = F.softmax(a, -1) @ shared(v, n)
        x = x + self.o(y.transpose(1, 2).reshape(x.shape[0], x.shape[1], HEADS * HEAD))
        h = self.n2(x)
        return x + self.d(F.silu(self.g(h)) * self.u(h)), k, v


def shared(x, n):
    """Each head of keys or values for n heads of queries. (The exporter takes repeat_interleave for a constant.)"""
    return x.unsqueeze(2).expand(-1, -1, n, -1, -1).reshape(x.shape[0], HEADS, x.shape[2], HEAD)


def turn(x, cos, sin):
    a, b = x.chunk(2, -1)
    return x * cos + torch.cat([-b, a], -1) * sin


class Llama(nn.Module):
    """A decoder as of SmolVLM (positions [B,T]) or Qwen2-VL (positions [3,B,T], a share of the angles each)."""

    def __init__(self, vocab, sections=None):
        super().__init__()
        self.sections = sections
        self.layers = nn.ModuleList(LlamaLayer() for _ in range(LAYERS))
        self.norm, self.head = Rms(), nn.Linear(HIDDEN, vocab, False)
        self.register_buffer("freq", 1.0 / (100.0 ** (torch.arange(0, HEAD, 2).float() / HEAD)))

    def forward(self, inputs_embeds, attention_mask, position_ids, *past):
        angles = position_ids.unsqueeze(-1).float() * self.freq
        if self.sections:
            angles = torch.cat([p[i] for i, p in enumerate(angles.split(self.sections, -1))], -1)
        angles = torch.cat([angles, angles], -1).unsqueeze(1)
        total, new = attention_mask.shape[1], inputs_embeds.shape[1]
        rows = torch.arange(total - new, total).unsqueeze(1)
        seen = (torch.arange(total).unsqueeze(0) <= rows).unsqueeze(0) & attention_mask.unsqueeze(1).bool()
        mask = ((~seen).float() * -10000.0).unsqueeze(1)
        x, present = inputs_embeds, []
        for i, layer in enumerate(self.layers):
            x, k, v = layer(x, angles.cos(), angles.sin(), mask, past[2 * i], past[2 * i + 1])
            present += [k, v]
        return (self.head(self.norm(x)), *present)


class SmolVision(nn.Module):
    """Patches of 8, pixel shuffle by 2: four features for a tile of 32."""

    def __init__(self):
        super().__init__()
        self.patch, self.pos = nn.Conv2d(3, 16, 8, 8), nn.Parameter(0.3 * torch.randn(16, 16))
        self.out = nn.Linear(64, HIDDEN, False)

    def forward(self, pixel_values, pixel_attention_mask):
        x = self.patch(pixel_values.reshape(-1, 3, 32, 32)).flatten(2).transpose(1, 2)
        seen = F.avg_pool2d(pixel_attention_mask.reshape(-1, 1, 32, 32).float(), 8).flatten(1).unsqueeze(-1)
        x = torch.tanh((x + self.pos) * seen)
        x = x.reshape(-1, 4, 2, 32).permute(0, 2, 1, 3).reshape(-1, 2, 2, 64).permute(0, 2, 1, 3)
        return self.out(x.reshape(-1, 4, 64))


class QwenVision(nn.Module):
    """Flattened patches of 4, four neighbours merged to a feature; the grid's size is an input that counts."""

    def __init__(self):
        super().__init__()
        self.patch, self.out = nn.Linear(96, 16), nn.Linear(64, HIDDEN, False)

    def forward(self, pixel_values, grid_thw):
        x = torch.tanh(self.patch(pixel_values) + 0.01 * grid_thw.float().sum())
        return self.out(x.reshape(-1, 64))


@torch.jit.script
def choose(use, kept, fresh):
    if bool(use):
        result = kept
    else:
        result = fresh
    return result


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))

    def forward(self, x, k, v, mask=None):
        a = heads(self.q(x), HEADS) @ k.transpose(2, 3) / math.sqrt(HEAD)
        a = a if mask is None else a + mask
        y = (F.softmax(a, -1) @ v).transpose(1, 2).reshape(x.shape[0], x.shape[1], HIDDEN)
        return self.o(y)

    def keys(self, x):
        return heads(self.k(x), HEADS), heads(self.v(x), HEADS)


class BartLayer(nn.Module):
    def __init__(self, crosses):
        super().__init__()
        self.self_attention, self.n1 = Attention(), nn.LayerNorm(HIDDEN)
        if crosses:
            self.cross, self.n2 = Attention(), nn.LayerNorm(HIDDEN)
        self.f1, self.f2, self.n3 = nn.Linear(HIDDEN, FFN), nn.Linear(FFN, HIDDEN), nn.LayerNorm(HIDDEN)

    def last(self, x):
        return self.n3(x + self.f2(F.gelu(self.f1(x))))


class BartEncoder(nn.Module):
    def __init__(self, length):
        super().__init__()
        self.pos = nn.Parameter(0.3 * torch.randn(length, HIDDEN))
        self.layers = nn.ModuleList(BartLayer(False) for _ in range(LAYERS))

    def forward(self, inputs_embeds, attention_mask):
        mask = (1 - attention_mask.float()).unsqueeze(1).unsqueeze(1) * -10000.0
        x = inputs_embeds + self.pos[:inputs_embeds.shape[1]]
        for layer in self.layers:
            x = layer.last(layer.n1(x + layer.self_attention(x, *layer.self_attention.keys(x), mask)))
        return x


class BartDecoder(nn.Module):
    """Optimum's merged decoder: with the cache, the encoder's keys are the kept ones, and those that it gives are empty."""

    def __init__(self, vocab, length, embeds):
        super().__init__()
        self.embed = nn.Embedding(vocab, HIDDEN) if embeds else None
        self.pos = nn.Parameter(0.3 * torch.randn(length, HIDDEN))
        self.layers = nn.ModuleList(BartLayer(True) for _ in range(LAYERS))
        self.head = nn.Linear(HIDDEN, vocab)

    def run(self, x, states, states_mask, past, use):
        done, new = past[0].shape[2], x.shape[1]
        x = x + self.pos[done:done + new]
        ahead = torch.arange(done + new).unsqueeze(0) > torch.arange(done, done + new).unsqueeze(1)
        present = []
        for i, layer in enumerate(self.layers):
            k, v = layer.self_attention.keys(x)
            k, v = torch.cat([past[4 * i], k], 2), torch.cat([past[4 * i + 1], v], 2)
            x = layer.n1(x + layer.self_attention(x, k, v, ahead.float() * -10000.0))
            fk, fv = layer.cross.keys(states)
            ek, ev = choose(use[0], past[4 * i + 2], fk), choose(use[0], past[4 * i + 3], fv)
            x = layer.last(layer.n2(x + layer.cross(x, ek, ev, states_mask)))
            none = torch.zeros(0, HEADS, 1, HEAD)
            present += [k, v, choose(use[0], none, fk), choose(use[0], none, fv)]
        return (self.head(x), *present)


class FlorenceDecoder(BartDecoder):
    def forward(self, encoder_attention_mask, encoder_hidden_states, inputs_embeds, *rest):
        mask = (1 - encoder_attention_mask.float()).unsqueeze(1).unsqueeze(1) * -10000.0
        return self.run(inputs_embeds, encoder_hidden_states, mask, rest[:-1], rest[-1])


class TrocrDecoder(BartDecoder):
    def forward(self, input_ids, encoder_hidden_states, *rest):
        return self.run(self.embed(input_ids), encoder_hidden_states, None, rest[:-1], rest[-1])


class FlorenceVision(nn.Module):
    def __init__(self):
        super().__init__()
        self.patch, self.pos = nn.Conv2d(3, HIDDEN, 16, 16), nn.Parameter(0.3 * torch.randn(4, HIDDEN))

    def forward(self, pixel_values):
        x = self.patch(pixel_values).flatten(2).transpose(1, 2) + self.pos
        return torch.tanh(torch.cat([x.mean(1, keepdim=True), x], 1))


class TrocrEncoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.patch, self.pos = nn.Conv2d(3, HIDDEN, 8, 8), nn.Parameter(0.3 * torch.randn(16, HIDDEN))
        self.layer = BartLayer(False)

    def forward(self, pixel_values):
        x = self.patch(pixel_values).flatten(2).transpose(1, 2) + self.pos
        return self.layer.last(self.layer.n1(x + self.layer.self_attention(x, *self.layer.self_attention.keys(x))))


# ---------------------------------------------------------------- the other forward pass: numpy, no cache


def weights(module):
    return {k: v.detach().numpy().astype(np.float64) for k, v in module.state_dict().items()}


def softmax(x):
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def attend(q, k, v, causal):
    """q [T,n,d], k and v [S,n,d]."""
    scores = np.einsum("tnd,snd->nts", q, k) / math.sqrt(HEAD)
    if causal:
        scores = np.where(np.arange(k.shape[0])[None, :] <= np.arange(q.shape[0])[:, None], scores, -np.inf)
    return np.einsum("nts,snd->tnd", softmax(scores), v).reshape(q.shape[0], -1)


def llama_reference(w, embeds, positions, sections):
    """All logits of one unpadded sequence. Positions are [3,T]; a model without sections takes the first row."""
    def norm(x, name):
        return x / np.sqrt((x * x).mean(-1, keepdims=True) + 1e-5) * w[name]

    axis = np.repeat(np.arange(len(sections)), sections) if sections else np.zeros(HEAD // 2, int)
    angle = positions[axis, :].T * 100.0 ** (-np.arange(0, HEAD, 2) / HEAD)

    def rotate(x):
        a, b = x[..., :HEAD // 2], x[..., HEAD // 2:]
        c, s = np.cos(angle)[:, None], np.sin(angle)[:, None]
        return np.concatenate([a * c - b * s, b * c + a * s], -1)

    x = embeds
    for i in range(LAYERS):
        p = f"layers.{i}."
        h = norm(x, p + "n1.w")
        q = rotate((h @ w[p + "q.weight"].T).reshape(-1, HEADS, HEAD))
        k = np.repeat(rotate((h @ w[p + "k.weight"].T).reshape(-1, KV_HEADS, HEAD)), HEADS // KV_HEADS, 1)
        v = np.repeat((h @ w[p + "v.weight"].T).reshape(-1, KV_HEADS, HEAD), HEADS // KV_HEADS, 1)
        x = x + attend(q, k, v, True) @ w[p + "o.weight"].T
        h = norm(x, p + "n2.w")
        gate = h @ w[p + "g.weight"].T
        x = x + (gate / (1 + np.exp(-gate)) * (h @ w[p + "u.weight"].T)) @ w[p + "d.weight"].T
    return norm(x, "norm.w") @ w["head.weight"].T


def layer_norm(x, w, name):
    d = x - x.mean(-1, keepdims=True)
    return d / np.sqrt((d * d).mean(-1, keepdims=True) + 1e-5) * w[name + ".weight"] + w[name + ".bias"]


def linear(x, w, name):
    return x @ w[name + ".weight"].T + w[name + ".bias"]


ERF = np.vectorize(math.erf)


def bart_layer(x, w, p, states=None):
    def attention(name, x, y, causal):
        q, k, v = (linear(z, w, p + name + n).reshape(-1, HEADS, HEAD) for z, n in ((x, ".q"), (y, ".k"), (y, ".v")))
        return linear(attend(q, k, v, causal), w, p + name + ".o")

    x = layer_norm(x + attention("self_attention", x, x, states is not None), w, p + "n1")
    if states is not None:
        x = layer_norm(x + attention("cross", x, states, False), w, p + "n2")
    h = linear(x, w, p + "f1")
    return layer_norm(x + linear(h * (1 + ERF(h / math.sqrt(2))) / 2, w, p + "f2"), w, p + "n3")


def bart_decoder_reference(w, embeds, states):
    x = embeds + w["pos"][:len(embeds)]
    for i in range(LAYERS):
        x = bart_layer(x, w, f"layers.{i}.", states)
    return linear(x, w, "head")


def patches_reference(pixels, w, size):
    """A convolution whose stride is its size, as a sum over each patch."""
    c, h, width = pixels.shape
    p = pixels.reshape(c, h // size, size, width // size, size).transpose(1, 3, 0, 2, 4).reshape(-1, c * size * size)
    return p @ w["patch.weight"].reshape(w["patch.weight"].shape[0], -1).T + w["patch.bias"]


def smol_vision_reference(w, tile):
    x = np.tanh(patches_reference(tile, w, 8) + w["pos"]).reshape(4, 4, 16)
    merged = [np.concatenate([x[2 * r + i, 2 * c + j] for i in range(2) for j in range(2)]) for r in range(2) for c in range(2)]
    return np.stack(merged) @ w["out.weight"].T


# ---------------------------------------------------------------- writing


def randomise(module, seed, spread=1.6):
    generator = torch.Generator().manual_seed(seed)
    for name, p in module.named_parameters():
        if p.dim() > 1 and "pos" not in name:
            fan = p[0].numel() if "embed" not in name else 4
            p.data = torch.randn(p.shape, generator=generator) * (spread / math.sqrt(fan))
        else:
            scale = p.dim() == 1 and not name.endswith("bias")
            p.data = torch.randn(p.shape, generator=generator) * (0.5 if p.dim() > 1 else 0.1) + (1.0 if scale else 0.0)
    return module.eval()


def export(module, path, inputs, outputs, axes):
    """inputs: name -> example; outputs: names; axes: name -> {axis: name}."""
    buffer = io.BytesIO()
    torch.onnx.export(module, tuple(inputs.values()), buffer, input_names=list(inputs), output_names=list(outputs),
                      dynamic_axes=axes, opset_version=14)
    model = onnx.load_from_string(buffer.getvalue())
    for graph in graphs(model.graph):
        for node in graph.node:
            node.ClearField("doc_string")
    present = {i.name for i in model.graph.input}
    missing = [n for n in inputs if n not in present]
    if missing:
        raise ValueError(f"{path}: the export dropped {missing}")
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(path))
    return model


def graphs(graph):
    yield graph
    for node in graph.node:
        for attribute in node.attribute:
            if attribute.type == onnx.AttributeProto.GRAPH:
                yield from graphs(attribute.g)


def half(model, path):
    """The same model in float16, inputs and outputs too."""
    model = onnx.ModelProto.FromString(model.SerializeToString())

    def convert(tensor):
        if tensor.data_type == TensorProto.FLOAT:
            tensor.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(tensor).astype(np.float16), tensor.name))

    for graph in graphs(model.graph):
        for tensor in graph.initializer:
            convert(tensor)
        for value in [*graph.input, *graph.output, *graph.value_info]:
            if value.type.tensor_type.elem_type == TensorProto.FLOAT:
                value.type.tensor_type.elem_type = TensorProto.FLOAT16
        for node in graph.node:
            for a in node.attribute:
                if a.type == onnx.AttributeProto.TENSOR:
                    convert(a.t)
                if node.op_type == "Cast" and a.name == "to" and a.i == TensorProto.FLOAT:
                    a.i = TensorProto.FLOAT16
    onnx.save(model, str(path))


def halved(module):
    for p in module.parameters():
        p.data = p.data.half().float()
    return module


def write(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n")


def greedy(step, count):
    """Tokens and logits; step(tokens so far) gives the next logits. The best must be clearly the best."""
    tokens, logits, margin = [], [], math.inf
    for _ in range(count):
        row = step(tokens)
        order = np.sort(row)
        margin = min(margin, order[-1] - order[-2])
        tokens.append(int(row.argmax()))
        logits.append(row)
    return tokens, logits, margin


def case(name, images, prompt, **more):
    return {"name": name, "images": [dict(zip(("width", "height", "seed", "grey"), i)) for i in images], "prompt": prompt, **more}


def answer(found, tokenizer, step, ends):
    tokens, logits, margin = greedy(step, STEPS)
    found["margin"] = float(margin)
    stop = next((i for i, t in enumerate(tokens) if t in ends), None)
    kept = tokens if stop is None else tokens[:stop + 1]
    found["tokens"] = kept
    found["finish"] = "length" if stop is None else "stop"
    found["text"] = tokenizer.decode([t for t in kept if t not in ends])
    found["logits"] = [" ".join(f"{v:.5f}" for v in row) for row in logits[:len(kept)]]
    return tokens


def finish(folder, cases, generation, tokenizer, pre, ends, normalizer=None, extra=None):
    write(folder / "generation_config.json", {**generation, "eos_token_id": ends if len(ends) > 1 else ends[0]})
    write(folder / "tokenizer.json", tokenizer.file(pre, normalizer))
    texts = ["the text of the page", "Read 2026 lines,  twice.", "naïve café € 日本", "a\n\nb", *(extra or [])]
    write(folder / "expected.json", {
        "encodings": [{"text": t, "ids": tokenizer.encode(t)} for t in texts],
        "cases": cases,
    })


def best_end(runs, least):
    """A token that ends the first answer after `least` tokens and is none of the other answers' first ones."""
    for token in runs[0][least:]:
        if token not in runs[0][:least]:
            return token
    raise ValueError("no token can serve as an end")


def with_margin(make):
    """Random weights whose greedy choices are all clear, so that rounding cannot change them."""
    for seed in range(1, 60):
        found = make(seed)
        if found is not None:
            return found
    raise ValueError("no seed gives clear choices")


CLEAR = 0.03

# ---------------------------------------------------------------- SmolVLM


def kv(names, heads_count=KV_HEADS):
    return {n: torch.zeros(1, heads_count, 1, HEAD) for n in names}


def llama_io(positions, vocab):
    past = [f"past_key_values.{i}.{k}" for i in range(LAYERS) for k in ("key", "value")]
    present = [p.replace("past_key_values", "present") for p in past]
    inputs = {"inputs_embeds": torch.randn(1, 3, HIDDEN), "attention_mask": torch.ones(1, 4, dtype=torch.long),
              "position_ids": positions, **kv(past)}
    axes = {"inputs_embeds": {0: "batch_size", 1: "sequence_length"}, "attention_mask": {0: "batch_size", 1: "total_sequence_length"},
            "position_ids": {positions.dim() - 2: "batch_size", positions.dim() - 1: "sequence_length"},
            "logits": {0: "batch_size", 1: "sequence_length"},
            **{p: {0: "batch_size", 2: "past_sequence_length"} for p in past},
            **{p: {0: "batch_size", 2: "total_sequence_length"} for p in present}}
    return inputs, ["logits", *present], axes


def ceil_to(x, n):
    return math.ceil(x / n) * n


def smol_tiles(image, longest, edge):
    """transformers' SmolVLMImageProcessor, by its own words: longest edge, multiples of the tile, tiles, the whole."""
    def longest_edge(width, height):
        aspect = width / height
        if width >= height:
            width, height = longest, int(longest / aspect)
            height += height % 2
        else:
            height, width = longest, int(longest * aspect)
            width += width % 2
        return max(width, 1), max(height, 1)

    width, height = longest_edge(*image.size)
    image = image.resize((width, height), Image.Resampling.LANCZOS)
    aspect = width / height
    if width >= height:
        width = ceil_to(width, edge)
        height = ceil_to(int(width / aspect), edge)
    else:
        height = ceil_to(height, edge)
        width = ceil_to(int(height * aspect), edge)
    image = image.resize((width, height), Image.Resampling.LANCZOS)
    rows, columns = height // edge, width // edge
    if rows == 1 and columns == 1:
        return [image], 0, 0
    tiles = [image.crop((c * edge, r * edge, (c + 1) * edge, (r + 1) * edge)) for r in range(rows) for c in range(columns)]
    return [*tiles, image.resize((edge, edge), Image.Resampling.LANCZOS)], rows, columns


def smolvlm(root):
    folder = root / "smolvlm"
    grid = [f"<row_{r}_col_{c}>" for r in (1, 2) for c in (1, 2)]
    tokenizer = Tokenizer([DIGITS, GPT2], last=["<|im_start|>", "<|im_end|>", "<end_of_utterance>", "<fake_token_around_image>",
                                                "<image>", "<global-img>", *grid])
    image_id = tokenizer.added["<image>"]
    asked = [case("tall page", [(45, 61, 1, False)], "What does the page say?"),
             case("small grey page", [(20, 20, 2, True)], "Read all the text."),
             case("two pages", [(64, 30, 3, False), (33, 64, 4, False)], "the text of 2 pages"),
             case("no page", [], "What is the answer?")]

    def questions(vision, embed):
        for q in asked:
            tiles, prompt = [], "<|im_start|>User:" + ("" if q["images"] else " ")
            for i in q["images"]:
                found, rows, columns = smol_tiles(picture(**i), 64, 32)
                tiles += [normalised(t, 0.5, 0.5) for t in found]
                for r in range(rows):
                    for c in range(columns):
                        prompt += f"<fake_token_around_image><row_{r + 1}_col_{c + 1}>" + "<image>" * 4
                    prompt += "\n"
                prompt += ("\n" if rows else "") + "<fake_token_around_image><global-img>" + "<image>" * 4 + "<fake_token_around_image>"
            prompt += q["prompt"] + "<end_of_utterance>\nAssistant:"
            ids = tokenizer.encode(prompt)
            features = np.concatenate([smol_vision_reference(vision, t) for t in tiles]) if tiles else np.zeros((0, HIDDEN))
            embeds = embed[ids].copy()
            embeds[np.array(ids) == image_id] = features
            yield dict(q, prompt_ids=ids, pixels=statistics(np.stack(tiles)) if tiles else None,
                       features=statistics(features) if tiles else None), embeds

    def run(modules, ends):
        vision, embed, decoder = weights(modules[0]), weights(modules[1])["weight"], weights(modules[2])
        cases, runs = [], []
        for found, embeds in questions(vision, embed):
            def step(tokens):
                x = np.concatenate([embeds, embed[tokens]]) if tokens else embeds
                return llama_reference(decoder, x, np.tile(np.arange(len(x)), (3, 1)), None)[-1]
            runs.append(answer(found, tokenizer, step, ends))
            cases.append(found)
        return cases, runs

    def make(seed):
        modules = [randomise(m, seed * 10 + i) for i, m in enumerate((SmolVision(), nn.Embedding(tokenizer.size, HIDDEN), Llama(tokenizer.size)))]
        cases, runs = run(modules, [])
        return (modules, runs) if min(c["margin"] for c in cases) > CLEAR and len(set(runs[0])) > 4 else None

    modules, runs = with_margin(make)
    ends = [tokenizer.added["<end_of_utterance>"], best_end(runs, 3)]
    cases, _ = run(modules, ends)
    onnx_folder = folder / "onnx"
    models = {
        "vision_encoder": export(modules[0], onnx_folder / "vision_encoder.onnx",
                                 {"pixel_values": torch.randn(1, 2, 3, 32, 32), "pixel_attention_mask": torch.ones(1, 2, 32, 32, dtype=torch.bool)},
                                 ["image_features"], {"pixel_values": {0: "batch_size", 1: "num_images"}, "pixel_attention_mask": {0: "batch_size", 1: "num_images"}, "image_features": {0: "num_tiles"}}),
        "embed_tokens": export(modules[1], onnx_folder / "embed_tokens.onnx", {"input_ids": torch.ones(1, 3, dtype=torch.long)}, ["inputs_embeds"],
                               {"input_ids": {0: "batch_size", 1: "sequence_length"}, "inputs_embeds": {0: "batch_size", 1: "sequence_length"}}),
        "decoder_model_merged": export(modules[2], onnx_folder / "decoder_model_merged.onnx", *llama_io(torch.arange(3).unsqueeze(0), tokenizer.size)),
    }
    for name, model in models.items():
        half(model, onnx_folder / f"{name}_fp16.onnx")
    halves, _ = run([halved(m) for m in modules], ends)
    write(folder / "expected_fp16.json", {"encodings": [], "cases": halves})
    write(folder / "config.json", {
        "model_type": "idefics3", "architectures": ["Idefics3ForConditionalGeneration"], "image_token_id": image_id, "scale_factor": 2,
        "text_config": {"model_type": "llama", "hidden_size": HIDDEN, "num_hidden_layers": LAYERS, "num_attention_heads": HEADS,
                        "num_key_value_heads": KV_HEADS, "head_dim": HEAD, "max_position_embeddings": 192, "vocab_size": tokenizer.size},
        "vision_config": {"model_type": "idefics3", "hidden_size": 16, "image_size": 32, "patch_size": 8}})
    write(folder / "preprocessor_config.json", {
        "do_convert_rgb": True, "do_image_splitting": True, "do_normalize": True, "do_pad": True, "do_rescale": True, "do_resize": True,
        "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5], "image_processor_type": "Idefics3ImageProcessor",
        "max_image_size": {"longest_edge": 32}, "processor_class": "Idefics3Processor", "resample": 1,
        "rescale_factor": 0.00392156862745098, "size": {"longest_edge": 64}})
    write(folder / "processor_config.json", {"image_seq_len": 4, "processor_class": "Idefics3Processor"})
    write(folder / "tokenizer_config.json", {"bos_token": "<|im_start|>", "eos_token": "<end_of_utterance>", "tokenizer_class": "GPT2Tokenizer"})
    finish(folder, cases, {"_from_model_config": True}, tokenizer,
           {"type": "Sequence", "pretokenizers": [{"type": "Digits", "individual_digits": True}, BYTE_LEVEL]}, ends,
           extra=["<|im_start|>User:<image><row_1_col_2><global-img>the<end_of_utterance>"])


# ---------------------------------------------------------------- Qwen2-VL

CLIP_MEAN, CLIP_STD = np.array([0.48145466, 0.4578275, 0.40821073]), np.array([0.26862954, 0.26130258, 0.27577711])


def qwen_patches(image):
    """transformers' Qwen2VLImageProcessor: sides to multiples of 8, area from 256 to 1024 pixels, patches in blocks of 2 x 2."""
    width, height = image.size
    h, w = round(height / 8) * 8, round(width / 8) * 8
    if h * w > 1024:
        beta = math.sqrt(height * width / 1024)
        h, w = max(8, math.floor(height / beta / 8) * 8), max(8, math.floor(width / beta / 8) * 8)
    elif h * w < 256:
        beta = math.sqrt(256 / (height * width))
        h, w = math.ceil(height * beta / 8) * 8, math.ceil(width * beta / 8) * 8
    pixels = normalised(image.resize((w, h), Image.Resampling.BICUBIC), CLIP_MEAN[None, None], CLIP_STD[None, None])
    rows = []
    for r in range(0, h, 8):
        for c in range(0, w, 8):
            for i in (0, 4):
                for j in (0, 4):
                    patch = pixels[:, r + i:r + i + 4, c + j:c + j + 4]
                    rows.append(np.stack([patch, patch], 1).reshape(-1))
    return np.stack(rows), (1, h // 4, w // 4)


def qwen(root):
    folder = root / "qwen2-vl"
    specials = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|vision_start|>", "<|vision_end|>", "<|image_pad|>"]
    tokenizer = Tokenizer([QWEN], last=specials)
    image_id = tokenizer.added["<|image_pad|>"]
    sections = [2, 1, 1]
    asked = [case("wide page", [(50, 30, 1, False)], "What does the page say?"),
             case("small grey page", [(11, 14, 2, True)], "Read all the text."),
             case("two pages", [(24, 33, 3, False), (40, 16, 4, False)], "the text of 2 pages"),
             case("no page", [], "What is the answer?")]

    def positions(ids, grids):
        """M-RoPE: text counts on in all three rows, an image has its time, row and column; what follows begins after the largest."""
        out, grids, i, at = [], list(grids), 0, 0
        while i < len(ids):
            if ids[i] == image_id:
                _, h, w = grids.pop(0)
                out += [(at, at + r, at + c) for r in range(h // 2) for c in range(w // 2)]
                i += h * w // 4
                at += max(h // 2, w // 2)
            else:
                out.append((at, at, at))
                i, at = i + 1, at + 1
        return np.array(out).T, at

    def run(modules, ends):
        vision, embed, decoder = weights(modules[0]), weights(modules[1])["weight"], weights(modules[2])
        cases, runs = [], []
        for q in asked:
            images = [qwen_patches(picture(**i)) for i in q["images"]]
            prompt = "<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n<|im_start|>user\n"
            prompt += "".join("<|vision_start|>" + "<|image_pad|>" * (g[1] * g[2] // 4) + "<|vision_end|>" for _, g in images)
            prompt += q["prompt"] + "<|im_end|>\n<|im_start|>assistant\n"
            ids = tokenizer.encode(prompt)
            cells = sum(sum(g) for _, g in images)
            features = [np.tanh(linear(p, vision, "patch") + 0.01 * cells).reshape(-1, 64) @ vision["out.weight"].T for p, _ in images]
            embeds = embed[ids].copy()
            if images:
                embeds[np.array(ids) == image_id] = np.concatenate(features)
            where, following = positions(ids, [g for _, g in images])
            found = dict(q, prompt_ids=ids, positions=[int(x) for x in where.reshape(-1)],
                         pixels=statistics(np.concatenate([p for p, _ in images])) if images else None,
                         features=statistics(np.concatenate(features)) if images else None)

            def step(tokens):
                x = np.concatenate([embeds, embed[tokens]]) if tokens else embeds
                more = np.tile(following + np.arange(len(tokens)), (3, 1))
                return llama_reference(decoder, x, np.concatenate([where, more], 1), sections)[-1]
            runs.append(answer(found, tokenizer, step, ends))
            cases.append(found)
        return cases, runs

    def make(seed):
        modules = [randomise(m, seed * 10 + i) for i, m in enumerate((QwenVision(), nn.Embedding(tokenizer.size, HIDDEN), Llama(tokenizer.size, sections)))]
        cases, runs = run(modules, [])
        return (modules, runs) if min(c["margin"] for c in cases) > CLEAR and len(set(runs[0])) > 4 else None

    modules, runs = with_margin(make)
    ends = [tokenizer.added["<|im_end|>"], best_end(runs, 3)]
    cases, _ = run(modules, ends)
    onnx_folder = folder / "onnx"
    export(modules[0], onnx_folder / "vision_encoder.onnx", {"pixel_values": torch.randn(8, 96), "grid_thw": torch.tensor([[1, 2, 4]])}, ["image_features"],
           {"pixel_values": {0: "patches"}, "grid_thw": {0: "images"}, "image_features": {0: "tokens"}})
    export(modules[1], onnx_folder / "embed_tokens.onnx", {"input_ids": torch.ones(1, 3, dtype=torch.long)}, ["inputs_embeds"],
           {"input_ids": {0: "batch_size", 1: "sequence_length"}, "inputs_embeds": {0: "batch_size", 1: "sequence_length"}})
    export(modules[2], onnx_folder / "decoder_model_merged.onnx", *llama_io(torch.arange(3).repeat(3, 1, 1), tokenizer.size))
    write(folder / "config.json", {
        "model_type": "qwen2_vl", "architectures": ["Qwen2VLForConditionalGeneration"], "image_token_id": image_id,
        "vision_start_token_id": tokenizer.added["<|vision_start|>"], "hidden_size": HIDDEN, "num_hidden_layers": LAYERS,
        "num_attention_heads": HEADS, "num_key_value_heads": KV_HEADS, "max_position_embeddings": 256, "vocab_size": tokenizer.size,
        "rope_scaling": {"type": "mrope", "mrope_section": sections},
        "vision_config": {"patch_size": 4, "spatial_merge_size": 2, "temporal_patch_size": 2, "in_chans": 3}})
    write(folder / "preprocessor_config.json", {
        "min_pixels": 256, "max_pixels": 1024, "patch_size": 4, "temporal_patch_size": 2, "merge_size": 2,
        "image_mean": [float(x) for x in CLIP_MEAN], "image_std": [float(x) for x in CLIP_STD], "image_processor_type": "Qwen2VLImageProcessor",
        "processor_class": "Qwen2VLProcessor"})
    write(folder / "tokenizer_config.json", {"eos_token": "<|im_end|>", "pad_token": "<|endoftext|>", "tokenizer_class": "Qwen2Tokenizer"})
    finish(folder, cases, {"pad_token_id": tokenizer.added["<|endoftext|>"]}, tokenizer,
           {"type": "Sequence", "pretokenizers": [{"type": "Split", "pattern": {"Regex": QWEN_FILE}, "behavior": "Isolated", "invert": False}, NO_REGEX]},
           ends, {"type": "NFC"}, ["<|im_start|>user\n<|image_pad|><|image_pad|>the<|im_end|>"])


# ---------------------------------------------------------------- Florence-2 and TrOCR


def bart_io(first, with_mask):
    past = [f"past_key_values.{i}.{side}.{k}" for i in range(LAYERS) for side in ("decoder", "encoder") for k in ("key", "value")]
    present = [p.replace("past_key_values", "present") for p in past]
    inputs = {**first, **kv(past, HEADS), "use_cache_branch": torch.tensor([False])}
    axes = {n: {0: "batch_size", 1: "sequence_length" if n in ("inputs_embeds", "input_ids") else "encoder_sequence_length"} for n in first}
    axes.update({p: {0: "batch_size", 2: "past_decoder_sequence_length" if ".decoder." in p else "encoder_sequence_length_out"} for p in past})
    axes.update({p: {0: "batch_size", 2: "total" + ("_decoder" if ".decoder." in p else "_encoder")} for p in present})
    axes["logits"] = {0: "batch_size", 1: "sequence_length"}
    return inputs, ["logits", *present], axes


def florence(root):
    folder = root / "florence-2"
    tokenizer = Tokenizer([GPT2], first=["<s>", "<pad>", "</s>", "<unk>"], last=["<mask>"], plain=["<loc_0>", "<loc_1>", "<od>", "</od>"])
    mean, std = np.array([0.485, 0.456, 0.406]), np.array([0.229, 0.224, 0.225])
    tasks = {"<OCR>": "What is the text in the image?"}
    asked = [case("task word", [(50, 30, 1, False)], "<OCR>"),
             case("grey page", [(20, 27, 2, True)], "What does the page say?"),
             case("exact size", [(32, 32, 3, False)], "Read <loc_0><loc_1> 2")]

    def run(modules, ends):
        vision, embed, encoder, decoder = (weights(m) for m in modules)
        embed = embed["weight"]
        cases, runs = [], []
        for q in asked:
            image = picture(**q["images"][0]).resize((32, 32), Image.Resampling.BICUBIC)
            pixels = normalised(image, mean[None, None], std[None, None])
            x = patches_reference(pixels, vision, 16) + vision["pos"]
            features = np.tanh(np.concatenate([x.mean(0, keepdims=True), x]))
            ids = tokenizer.encode("<s>" + tasks.get(q["prompt"], q["prompt"]) + "</s>")
            states = np.concatenate([features, embed[ids]])
            states = states + encoder["pos"][:len(states)]
            for i in range(LAYERS):
                states = bart_layer(states, encoder, f"layers.{i}.")
            found = dict(q, prompt_ids=ids, pixels=statistics(pixels[None]), features=statistics(features[None]))

            def step(tokens):
                # A forced first token leaves no choice, so its logits say so too.
                if not tokens:
                    forced = np.full(tokenizer.size, 0.0)
                    forced[0] = 1.0
                    return forced
                return bart_decoder_reference(decoder, embed[[2, *tokens]], states)[-1]
            runs.append(answer(found, tokenizer, step, ends))
            cases.append(found)
        return cases, runs

    def make(seed):
        modules = [randomise(m, seed * 10 + i) for i, m in enumerate((
            FlorenceVision(), nn.Embedding(tokenizer.size, HIDDEN), BartEncoder(96), FlorenceDecoder(tokenizer.size, 64, False)))]
        cases, runs = run(modules, [])
        return (modules, runs) if min(c["margin"] for c in cases) > CLEAR and len(set(runs[0])) > 3 else None

    modules, runs = with_margin(make)
    ends = [2, best_end(runs, 3)]
    cases, _ = run(modules, ends)
    onnx_folder = folder / "onnx"
    export(modules[0], onnx_folder / "vision_encoder.onnx", {"pixel_values": torch.randn(1, 3, 32, 32)}, ["image_features"],
           {"pixel_values": {0: "batch_size"}, "image_features": {0: "batch_size"}})
    export(modules[1], onnx_folder / "embed_tokens.onnx", {"input_ids": torch.ones(1, 3, dtype=torch.long)}, ["inputs_embeds"],
           {"input_ids": {0: "batch_size", 1: "sequence_length"}, "inputs_embeds": {0: "batch_size", 1: "sequence_length"}})
    export(modules[2], onnx_folder / "encoder_model.onnx", {"inputs_embeds": torch.randn(1, 6, HIDDEN), "attention_mask": torch.ones(1, 6, dtype=torch.long)},
           ["last_hidden_state"], {n: {0: "batch_size", 1: "encoder_sequence_length"} for n in ("inputs_embeds", "attention_mask", "last_hidden_state")})
    export(modules[3], onnx_folder / "decoder_model_merged.onnx", *bart_io({
        "encoder_attention_mask": torch.ones(1, 6, dtype=torch.long), "encoder_hidden_states": torch.randn(1, 6, HIDDEN), "inputs_embeds": torch.randn(1, 2, HIDDEN)}, True))
    write(folder / "config.json", {
        "model_type": "florence2", "is_encoder_decoder": True, "architectures": ["Florence2ForConditionalGeneration"],
        "bos_token_id": 0, "eos_token_id": 2, "pad_token_id": 1, "vocab_size": tokenizer.size,
        "text_config": {"model_type": "florence2_language", "d_model": HIDDEN, "encoder_layers": LAYERS, "decoder_layers": LAYERS,
                        "decoder_start_token_id": 2, "forced_bos_token_id": 0, "forced_eos_token_id": 2, "max_position_embeddings": 64}})
    write(folder / "preprocessor_config.json", {
        "image_processor_type": "CLIPImageProcessor", "do_resize": True, "do_center_crop": False, "do_rescale": True, "do_normalize": True,
        "do_convert_rgb": None, "image_mean": [float(x) for x in mean], "image_std": [float(x) for x in std], "resample": 3, "rescale_factor": 0.00392156862745098,
        "size": {"height": 32, "width": 32}, "crop_size": {"height": 32, "width": 32}, "image_seq_length": 5,
        "task_prompts_without_inputs": tasks})
    write(folder / "tokenizer_config.json", {"bos_token": "<s>", "eos_token": "</s>", "pad_token": "<pad>", "tokenizer_class": "BartTokenizer"})
    finish(folder, cases, {"decoder_start_token_id": 2, "forced_bos_token_id": 0, "pad_token_id": 1}, tokenizer, BYTE_LEVEL, ends,
           extra=["<s><loc_1>the<od></od></s>"])


def trocr(root):
    folder = root / "trocr"
    tokenizer = Tokenizer([GPT2], first=["<s>", "<pad>", "</s>", "<unk>"], last=["<mask>"])
    asked = [case("a line", [(90, 20, 1, False)], ""), case("grey square", [(20, 20, 2, True)], ""), case("exact size", [(32, 32, 3, False)], "")]

    def run(modules, ends):
        encoder, decoder = (weights(m) for m in modules)
        cases, runs = [], []
        for q in asked:
            pixels = normalised(picture(**q["images"][0]).resize((32, 32), Image.Resampling.BILINEAR), 0.5, 0.5)
            states = bart_layer(patches_reference(pixels, encoder, 8) + encoder["pos"], encoder, "layer.")
            found = dict(q, prompt_ids=[], pixels=statistics(pixels[None]), features=statistics(states[None]))

            def step(tokens):
                return bart_decoder_reference(decoder, decoder["embed.weight"][[2, *tokens]], states)[-1]
            runs.append(answer(found, tokenizer, step, ends))
            cases.append(found)
        return cases, runs

    def make(seed):
        modules = [randomise(m, seed * 10 + i) for i, m in enumerate((TrocrEncoder(), TrocrDecoder(tokenizer.size, 48, True)))]
        cases, runs = run(modules, [])
        return (modules, runs) if min(c["margin"] for c in cases) > CLEAR and len(set(runs[0])) > 3 else None

    modules, runs = with_margin(make)
    ends = [2, best_end(runs, 3)]
    cases, _ = run(modules, ends)
    # Optimum's older exports have no `onnx` folder: this one lies flat.
    export(modules[0], folder / "encoder_model.onnx", {"pixel_values": torch.randn(1, 3, 32, 32)}, ["last_hidden_state"],
           {"pixel_values": {0: "batch_size"}, "last_hidden_state": {0: "batch_size"}})
    export(modules[1], folder / "decoder_model_merged.onnx", *bart_io({
        "input_ids": torch.ones(1, 2, dtype=torch.long), "encoder_hidden_states": torch.randn(1, 16, HIDDEN)}, False))
    write(folder / "config.json", {
        "model_type": "vision-encoder-decoder", "is_encoder_decoder": True, "architectures": ["VisionEncoderDecoderModel"],
        "encoder": {"model_type": "vit", "image_size": 32, "patch_size": 8, "hidden_size": HIDDEN},
        "decoder": {"model_type": "trocr", "d_model": HIDDEN, "decoder_layers": LAYERS, "decoder_attention_heads": HEADS,
                    "decoder_start_token_id": 2, "eos_token_id": 2, "max_position_embeddings": 48, "vocab_size": tokenizer.size}})
    write(folder / "preprocessor_config.json", {
        "image_processor_type": "ViTImageProcessor", "do_resize": True, "do_rescale": True, "do_normalize": True, "image_mean": [0.5, 0.5, 0.5],
        "image_std": [0.5, 0.5, 0.5], "resample": 2, "size": {"height": 32, "width": 32}})
    write(folder / "tokenizer_config.json", {"bos_token": "<s>", "eos_token": "</s>", "pad_token": "<pad>", "tokenizer_class": "RobertaTokenizer"})
    finish(folder, cases, {"decoder_start_token_id": 2, "pad_token_id": 1}, tokenizer, BYTE_LEVEL, ends)


# ---------------------------------------------------------------- resampling


def resampling(root):
    """What Pillow makes of a picture by each filter."""
    found = []
    for name in ("NEAREST", "LANCZOS", "BILINEAR", "BICUBIC", "BOX", "HAMMING"):
        for size in ((31, 17), (70, 90), (53, 12), (53, 64)):
            image = picture(53, 64, 7, False).resize(size, Image.Resampling[name])
            data = np.asarray(image).astype(np.int64).reshape(-1)
            weights_ = np.arange(len(data)) % 251 + 1
            found.append({"resample": int(Image.Resampling[name]), "width": size[0], "height": size[1],
                          "sum": int(data.sum()), "weighted": int((data * weights_).sum())})
    write(root / "resampling.json", found)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    torch.set_num_threads(1)
    root = pathlib.Path(sys.argv[1])
    for make in (resampling, smolvlm, qwen, florence, trocr):
        make(root)
        print(make.__name__)


if __name__ == "__main__":
    main()
