"""Reference activations for tests/DnnBrain.Core.Tests/Networks: every module of every network on a fixed input.

Run:     /usr/bin/python3 tests/data/generate/network_layers.py [name ...]
Made on: Python 3.11, torch 1.13.0a0, torchvision 0.14.1a0, numpy 1.24 (Debian 12)

Weights and input are a formula that both sides compute exactly, so no large file is needed: the values of parameter number
`index` (in the network's order; the input comes after the last) are bound * (2 u - 1), rounded once from float64 to float32,
where u are 53-bit numbers of Philox4x32-10 (Salmon et al. 2011) with SEED as key and (block, purpose 0, index, 0) as counter.
After PERIOD numbers, a prime, they begin again. bound is sqrt(gain / fan-in) for weights, 0.1 for biases and running means and 2 for the input. Weights and running variances of batch norms are 1 plus
such a number with a bound of 0.5. A gain of 6 keeps the signal's size from layer to layer. In networks with gates (squeeze
and excitation) that would let the gates flip: PyTorch's float32 would be up to 100 % off its own float64. They get GATED.

Shapes are those at the input size the network is made for. Values are taken at a smaller one (`size`) where the architecture
allows it: norm, sum and SAMPLES values, evenly spread, of the output of every module, containers included. Where a module runs
more than once in a pass, its last output counts.
"""
import collections
import json
import pathlib
import sys

import numpy as np
import torch
import torchvision

SEED = 20
BATCH = 2
SAMPLES = 8
PERIOD = 131071
GAIN, GATED = 6.0, 1.5
OUT = pathlib.Path(__file__).resolve().parent.parent / "networks"

# Constructor's arguments, the input size the network is made for, the input size values are compared at.
SMALL = ({}, 224, 64)
NETWORKS = {
    "alexnet": ({}, 224, 224),
    "fashionnet": ({}, 28, 28),
    **{f"vgg{depth}{norm}": SMALL for depth in (11, 13, 16, 19) for norm in ("", "_bn")},
    **{f"resnet{depth}": SMALL for depth in (18, 34, 50, 101, 152)},
    **{name: SMALL for name in ("wide_resnet50_2", "wide_resnet101_2", "resnext50_32x4d", "resnext101_32x8d")},
    "squeezenet1_0": SMALL,
    "squeezenet1_1": SMALL,
    **{f"densenet{depth}": SMALL for depth in (121, 161, 169, 201)},
    "googlenet": ({"transform_input": True, "init_weights": False}, 224, 64),
    "inception_v3": ({"transform_input": True, "init_weights": False}, 299, 139),
    **{name: SMALL for name in ("mobilenet_v2", "mobilenet_v3_small", "mobilenet_v3_large")},
    **{f"convnext_{size}": SMALL for size in ("tiny", "small", "base", "large")},
    # CLIP is not in torchvision: the classes below are it. Its position embedding fixes the size of the input,
    **{name: ({}, 224, 224) for name in ("clip_rn50", "clip_vit_b_16", "clip_vit_b_32")},
    # and so does that of a vision transformer.
    **{f"vit_{size}_{patch}": ({}, 224, 224) for size in "bl" for patch in (16, 32)},
    # 92: with 23, 12, 6 and 3 places a side, windows hang over, and the last two stages have no more than one.
    **{f"swin_{size}": ({}, 224, 92) for size in "tsb"},
    **{f"regnet_{kind}_{size}": SMALL for kind in "xy" for size in ("400mf", "800mf", "1_6gf", "3_2gf", "8gf", "16gf", "32gf")},
    # Not in torchvision either: the classes below are they.
    "vgg_face": ({}, 224, 224),
    **{f"cornet_{kind}": SMALL for kind in ("z", "rt", "s")},
    **{f"efficientnet_b{i}": ({}, size, 64) for i, size in enumerate((224, 240, 288, 300, 380, 456, 528, 600))},
}
# In the files of weights but not in the networks: heads that serve training alone, and what belongs to CLIP's texts.
TEXT = ("transformer.", "token_embedding.", "positional_embedding", "ln_final.", "text_projection", "logit_scale",
        "input_resolution", "context_length", "vocab_size")
UNUSED = ("aux1.", "aux2.", "AuxLogits.", *TEXT)
# Integers that are counted or follow from the architecture.
INTEGERS = ("num_batches_tracked", "relative_position_index")


def philox(count, index):
    """The first `count` uniform numbers of a stream."""
    mask = np.uint64(0xFFFFFFFF)
    blocks = np.arange((count + 1) // 2, dtype=np.uint64)
    c = [blocks, np.zeros_like(blocks), np.full_like(blocks, index), np.zeros_like(blocks)]
    k0, k1 = np.uint64(SEED), np.uint64(0)
    for _ in range(10):
        p0, p1 = np.uint64(0xD2511F53) * c[0], np.uint64(0xCD9E8D57) * c[2]
        c = [(p1 >> np.uint64(32)) ^ c[1] ^ k0, p1 & mask, (p0 >> np.uint64(32)) ^ c[3] ^ k1, p0 & mask]
        k0, k1 = (k0 + np.uint64(0x9E3779B9)) & mask, (k1 + np.uint64(0xBB67AE85)) & mask
    words = np.stack(c, axis=1).reshape(-1, 2)
    return (((words[:, 0] >> np.uint64(5)) << np.uint64(26)) | (words[:, 1] >> np.uint64(6))).astype(np.float64)[:count] * 2.0**-53


def pattern(index, shape, bound):
    count = int(np.prod(shape))
    u = philox(min(count, PERIOD), index)
    return torch.from_numpy(np.resize((bound * (2 * u - 1)).astype(np.float32), count).reshape(shape))


def fashionnet():
    n = torch.nn
    net = n.Sequential()
    net.features = n.Sequential(
        n.Conv2d(3, 16, 3, padding=1), n.ReLU(), n.MaxPool2d(2),
        n.Conv2d(16, 32, 3, padding=1), n.ReLU(), n.MaxPool2d(2),
        n.Conv2d(32, 48, 3, padding=1), n.ReLU(),
        n.Conv2d(48, 64, 3, padding=1), n.ReLU(),
        n.Conv2d(64, 64, 3, padding=1), n.ReLU(), n.MaxPool2d(2))
    net.flatten = n.Flatten()
    net.classifier = n.Sequential(n.Dropout(0.2), n.Linear(576, 128), n.ReLU(), n.Linear(128, 10))
    return net


class QuickGelu(torch.nn.Module):
    def forward(self, x):
        return x / (1 + torch.exp(-1.702 * x))


class ClipBlock(torch.nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        n = torch.nn
        self.ln_1, self.ln_2 = n.LayerNorm(width), n.LayerNorm(width)
        self.attn = n.MultiheadAttention(width, heads, batch_first=True)
        self.mlp = n.Sequential()
        self.mlp.c_fc, self.mlp.gelu, self.mlp.c_proj = n.Linear(width, 4 * width), QuickGelu(), n.Linear(4 * width, width)

    def forward(self, tokens):
        normed = self.ln_1(tokens)
        tokens = tokens + self.attn(normed, normed, normed)[0]
        return tokens + self.mlp(self.ln_2(tokens))


class ClipTransformer(torch.nn.Module):
    """CLIP's vision transformers, tokens second (the official one has them first)."""

    def __init__(self, patch, width=768, heads=12, depth=12, out=512):
        super().__init__()
        n = torch.nn
        self.class_embedding = n.Parameter(torch.empty(width))
        self.positional_embedding = n.Parameter(torch.empty((224 // patch) ** 2 + 1, width))
        self.proj = n.Parameter(torch.empty(width, out))
        self.conv1 = n.Conv2d(3, width, patch, patch, bias=False)
        self.ln_pre, self.ln_post = n.LayerNorm(width), n.LayerNorm(width)
        self.transformer = n.Sequential()
        self.transformer.resblocks = n.Sequential(*(ClipBlock(width, heads) for _ in range(depth)))

    def forward(self, images):
        patches = torch.einsum("bcp->bpc", self.conv1(images).flatten(2))
        first = self.class_embedding.repeat(len(images), 1, 1)
        tokens = self.ln_pre(torch.hstack([first, patches]) + self.positional_embedding)
        return self.ln_post(self.transformer(tokens)[:, 0]) @ self.proj


class ClipBottleneck(torch.nn.Module):
    def __init__(self, channels, width, stride):
        super().__init__()
        n = torch.nn
        self.conv1, self.bn1, self.relu1 = n.Conv2d(channels, width, 1, bias=False), n.BatchNorm2d(width), n.ReLU()
        self.conv2, self.bn2, self.relu2 = n.Conv2d(width, width, 3, padding=1, bias=False), n.BatchNorm2d(width), n.ReLU()
        self.avgpool = n.AvgPool2d(stride) if stride > 1 else n.Identity()
        self.conv3, self.bn3, self.relu3 = n.Conv2d(width, 4 * width, 1, bias=False), n.BatchNorm2d(4 * width), n.ReLU()
        self.downsample = None
        if stride > 1 or channels != 4 * width:
            self.downsample = n.Sequential()
            self.downsample.add_module("-1", n.AvgPool2d(stride))
            self.downsample.add_module("0", n.Conv2d(channels, 4 * width, 1, bias=False))
            self.downsample.add_module("1", n.BatchNorm2d(4 * width))

    def forward(self, x):
        y = self.relu1(self.bn1(self.conv1(x)))
        y = self.avgpool(self.relu2(self.bn2(self.conv2(y))))
        return self.relu3(self.bn3(self.conv3(y)) + (self.downsample(x) if self.downsample else x))


class ClipPool(torch.nn.Module):
    """Attention of the mean over a map to the map and itself, by PyTorch's own module."""

    def __init__(self, places, channels, heads, out):
        super().__init__()
        self.heads = heads
        self.positional_embedding = torch.nn.Parameter(torch.empty(places + 1, channels))
        for name in ("k_proj", "q_proj", "v_proj"):
            setattr(self, name, torch.nn.Linear(channels, channels))
        self.c_proj = torch.nn.Linear(channels, out)

    def forward(self, x):
        places = x.flatten(2).mT
        tokens = torch.hstack([places.mean(1, keepdim=True), places]) + self.positional_embedding
        attention = torch.nn.MultiheadAttention(x.shape[1], self.heads, batch_first=True).eval()
        projections = self.q_proj, self.k_proj, self.v_proj
        attention.in_proj_weight.copy_(torch.cat([p.weight for p in projections]))
        attention.in_proj_bias.copy_(torch.cat([p.bias for p in projections]))
        attention.out_proj.weight.copy_(torch.eye(x.shape[1]))
        attention.out_proj.bias.zero_()
        pooled = attention(tokens[:, :1], tokens, tokens, need_weights=False)[0][:, 0]
        return torch.addmm(self.c_proj.bias, pooled, self.c_proj.weight.T)


class ClipResNet(torch.nn.Module):
    def __init__(self, blocks=(3, 4, 6, 3), width=64, out=1024):
        super().__init__()
        n = torch.nn
        channels = 3
        for i, wide in enumerate((width // 2, width // 2, width), 1):
            setattr(self, f"conv{i}", n.Conv2d(channels, wide, 3, stride=2 if i == 1 else 1, padding=1, bias=False))
            setattr(self, f"bn{i}", n.BatchNorm2d(wide))
            channels = wide
        self.relu, self.avgpool = n.ReLU(), n.AvgPool2d(2)
        for stage, count in enumerate(blocks):
            layer = n.Sequential()
            for i in range(count):
                layer.append(ClipBottleneck(channels, width << stage, 2 if stage and not i else 1))
                channels = 4 * width << stage
            setattr(self, f"layer{stage + 1}", layer)
        self.attnpool = ClipPool(49, channels, channels // 64, out)

    def forward(self, x):
        for i in (1, 2, 3):
            x = self.relu(getattr(self, f"bn{i}")(getattr(self, f"conv{i}")(x)))
        x = self.avgpool(x)
        for i in (1, 2, 3, 4):
            x = getattr(self, f"layer{i}")(x)
        return self.attnpool(x)


class Clip(torch.nn.Module):
    """An image tower with the names that an official file has besides; the text's side is a stub of the right names."""

    def __init__(self, visual):
        super().__init__()
        n = torch.nn
        self.visual = visual
        self.transformer = n.Sequential()
        self.transformer.resblocks = n.Sequential(ClipBlock(8, 2))
        self.token_embedding, self.ln_final = n.Embedding(4, 8), n.LayerNorm(8)
        self.positional_embedding, self.text_projection = n.Parameter(torch.empty(3, 8)), n.Parameter(torch.empty(8, 8))
        self.logit_scale = n.Parameter(torch.empty(()))
        for name in ("input_resolution", "context_length", "vocab_size"):
            self.register_buffer(name, torch.tensor(1))

    def forward(self, images):
        return self.visual(images)


def named(*modules):
    """A sequence of (name, module)."""
    return torch.nn.Sequential(collections.OrderedDict(modules))


def vgg_face():
    n = torch.nn
    modules, channels = [], 3
    for block, (count, width) in enumerate(((2, 64), (2, 128), (3, 256), (3, 512), (3, 512)), 1):
        for i in range(1, count + 1):
            modules += [(f"conv{block}_{i}", n.Conv2d(channels, width, 3, padding=1)), (f"relu{block}_{i}", n.ReLU())]
            channels = width
        modules.append((f"pool{block}", n.MaxPool2d(2)))
    modules.append(("flatten", n.Flatten()))
    for layer, size in ((6, 512 * 49), (7, 4096)):
        modules += [(f"fc{layer}", n.Linear(size, 4096)), (f"relu{layer}", n.ReLU()), (f"dropout{layer}", n.Dropout(0.5))]
    return named(*modules, ("fc8", n.Linear(4096, 2622)))


class Areas(torch.nn.Module):
    """What the CORnets have in common: V1, V2, V4, IT and a decoder."""

    def __init__(self, areas, last):
        super().__init__()
        self.V1, self.V2, self.V4, self.IT = areas
        n = torch.nn
        self.decoder = named(("avgpool", n.AdaptiveAvgPool2d(1)), ("flatten", n.Flatten()), ("linear", n.Linear(512, 1000)), *last)

    def forward(self, x):
        return self.decoder(self.IT(self.V4(self.V2(self.V1(x)))))


def cornet_z():
    n = torch.nn

    def area(channels, width, kernel, stride):
        return named(("conv", n.Conv2d(channels, width, kernel, stride, kernel // 2)), ("nonlin", n.ReLU()),
                     ("pool", n.MaxPool2d(3, 2, 1)), ("output", n.Identity()))

    areas = [area(3, 64, 7, 2), area(64, 128, 3, 1), area(128, 256, 3, 1), area(256, 512, 3, 1)]
    return Areas(areas, [("output", n.Identity())])


class RepeatedArea(torch.nn.Module):
    """CORnet-S, Kubilius et al. (2019): the block is applied to its own answer; every pass has its own norms."""

    def __init__(self, channels, width, passes):
        super().__init__()
        n = torch.nn
        self.passes = passes
        self.conv_input = n.Conv2d(channels, width, 1, bias=False)
        self.skip, self.norm_skip = n.Conv2d(width, width, 1, 2, bias=False), n.BatchNorm2d(width)
        # In the order of the computation, as the parameters are numbered.
        self.conv1, self.norm1_0, self.nonlin1 = n.Conv2d(width, 4 * width, 1, bias=False), n.BatchNorm2d(4 * width), n.ReLU()
        self.conv2, self.norm2_0, self.nonlin2 = n.Conv2d(4 * width, 4 * width, 3, 2, 1, bias=False), n.BatchNorm2d(4 * width), n.ReLU()
        self.conv3, self.norm3_0, self.nonlin3 = n.Conv2d(4 * width, width, 1, bias=False), n.BatchNorm2d(width), n.ReLU()
        for i in range(1, passes):
            for number, size in ((1, 4 * width), (2, 4 * width), (3, width)):
                self.add_module(f"norm{number}_{i}", n.BatchNorm2d(size))
        self.output = n.Identity()

    def forward(self, x):
        state = self.conv_input(x)
        for i in range(self.passes):
            norm = [self.get_submodule(f"norm{number}_{i}") for number in (1, 2, 3)]
            residual = state if i else self.norm_skip(self.skip(state))
            self.conv2.stride = (1, 1) if i else (2, 2)
            y = self.nonlin1(norm[0](self.conv1(state)))
            y = self.nonlin2(norm[1](self.conv2(y)))
            state = self.nonlin3(norm[2](self.conv3(y)) + residual)
        return self.output(state)


def cornet_s():
    n = torch.nn
    first = named(("conv1", n.Conv2d(3, 64, 7, 2, 3, bias=False)), ("norm1", n.BatchNorm2d(64)), ("nonlin1", n.ReLU()),
                  ("pool", n.MaxPool2d(3, 2, 1)), ("conv2", n.Conv2d(64, 64, 3, padding=1, bias=False)), ("norm2", n.BatchNorm2d(64)),
                  ("nonlin2", n.ReLU()), ("output", n.Identity()))
    return Areas([first, RepeatedArea(64, 128, 2), RepeatedArea(128, 256, 4), RepeatedArea(256, 512, 2)], [("output", n.Identity())])


class TemporalArea(torch.nn.Module):
    """CORnet-RT, Kubilius et al. (2018): an answer to the input, or to nothing as yet, and to the area's last answer."""

    def __init__(self, channels, width, kernel, stride):
        super().__init__()
        n = torch.nn
        self.conv_input = n.Conv2d(channels, width, kernel, stride, kernel // 2)
        self.norm_input, self.nonlin_input = n.GroupNorm(32, width), n.ReLU()
        self.conv1, self.norm1, self.nonlin1 = n.Conv2d(width, width, 3, padding=1, bias=False), n.GroupNorm(32, width), n.ReLU()
        self.output = n.Identity()

    def forward(self, seen, state, size):
        if seen is None:
            drive = torch.zeros(*size[:1], self.conv1.in_channels, *size[1:])
        else:
            drive = self.nonlin_input(self.norm_input(self.conv_input(seen)))
        return self.output(self.nonlin1(self.norm1(self.conv1(drive + state))))


class CornetRt(Areas):
    def __init__(self, steps=5):
        super().__init__([TemporalArea(3, 64, 7, 4), TemporalArea(64, 128, 3, 2), TemporalArea(128, 256, 3, 2), TemporalArea(256, 512, 3, 2)], [])
        self.steps = steps

    def forward(self, images):
        areas, answers = (self.V1, self.V2, self.V4, self.IT), [None] * 4
        for step in range(self.steps):
            seen, sides, now = [images, *answers[:3]], images.shape[-1], []
            for area, source, last in zip(areas, seen, answers):
                sides = (sides - 1) // area.conv_input.stride[0] + 1
                now.append(area(source, 0 if last is None else last, (len(images), sides, sides)))
            answers = now
        return self.decoder(answers[-1])


def build(name, arguments):
    own = {"vgg_face": vgg_face, "cornet_z": cornet_z, "cornet_s": cornet_s, "cornet_rt": CornetRt}
    if name in own:
        return own[name]()
    if name == "fashionnet":
        return fashionnet()
    if name.startswith("clip_"):
        return Clip(ClipResNet() if name == "clip_rn50" else ClipTransformer(int(name[-2:])))
    return getattr(torchvision.models, name)(**arguments)


def fill(net, gain):
    """Fills parameters and statistics in the order of the state dictionary; returns how many there are."""
    index = 0
    for name, values in net.state_dict().items():
        if name.endswith(INTEGERS) or name.startswith(UNUSED):
            continue
        if values.dim() > 1:
            values.copy_(pattern(index, values.shape, np.sqrt(gain / np.prod(values.shape[1:]))))
        elif name.endswith(("weight", "running_var")):
            values.copy_(1 + pattern(index, values.shape, 0.5))
        else:
            values.copy_(pattern(index, values.shape, 0.1))
        index += 1
    return index


def run(net, images, keep):
    """One forward pass; keep(path, output) is called after every module."""
    def keep_copy(path, output):
        # A copy: torchvision's ReLU works in place and would change the activation before it.
        keep(path, (output[0] if isinstance(output, tuple) else output).detach().clone())

    def with_probabilities(attention, path):
        """Attention as it is, keeping each head's probabilities besides, which nobody asks it for."""
        original = type(attention).forward

        def forward(query, key, value, **arguments):
            output, probabilities = original(attention, query, key, value, **{**arguments, "need_weights": True, "average_attn_weights": False})
            keep(f"{path}.probabilities", probabilities.detach().clone())
            return output, None

        return forward

    hooks = [
        module.register_forward_hook(lambda _module, _inputs, output, path=path: keep_copy(path, output))
        for path, module in net.named_modules() if path
    ]
    for path, module in net.named_modules():
        if isinstance(module, torch.nn.MultiheadAttention):
            module.forward = with_probabilities(module, path)
    net(images)
    for hook in hooks:
        hook.remove()


def record(name):
    arguments, full, small = NETWORKS[name]
    net = build(name, arguments).eval()
    gain = GATED if name.startswith(("mobilenet_v3", "efficientnet", "regnet_y")) else GAIN
    count = fill(net, gain)
    shapes, layers = {}, {}

    def keep_values(path, output):
        flat = output.numpy().reshape(-1)
        wide = flat.astype(np.float64)
        layers[path] = {
            "norm": float(f"{np.sqrt((wide**2).sum()):.9g}"),
            "sum": float(f"{wide.sum():.9g}"),
            "value": [float(f"{v:.9g}") for v in flat[[i * (flat.size - 1) // (SAMPLES - 1) for i in range(SAMPLES)]]],
        }

    def keep_shape(path, output):
        shapes[path] = list(output.shape[1:])

    run(net, pattern(count, (BATCH, 3, small, small), 2.0), keep_values)
    run(net, torch.zeros(1, 3, full, full), keep_shape)
    return {
        "torch": torch.__version__,
        "torchvision": torchvision.__version__,
        "size": small,
        **({"gain": gain} if gain != GAIN else {}),
        "parameters": {key: list(v.shape) for key, v in net.state_dict().items() if not key.endswith(INTEGERS)},
        "layers": {path: {"shape": shapes[path], **values} for path, values in layers.items()},
    }


def text(result):
    """JSON with one line a parameter and a module."""
    lines = []
    for key, value in result.items():
        if isinstance(value, dict):
            inner = ",\n".join(f"  {json.dumps(k)}: {json.dumps(v, separators=(',', ':'))}" for k, v in value.items())
            lines.append(f" {json.dumps(key)}: {{\n{inner}\n }}")
        else:
            lines.append(f" {json.dumps(key)}: {json.dumps(value)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    torch.set_num_threads(2)
    OUT.mkdir(exist_ok=True)
    with torch.no_grad():
        for network in sys.argv[1:] or NETWORKS:
            (OUT / f"{network}.json").write_text(text(record(network)))
            print(network, flush=True)
