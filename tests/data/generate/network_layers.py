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
    # The position embedding fixes the size of a vision transformer's input.
    **{f"vit_{size}_{patch}": ({}, 224, 224) for size in "bl" for patch in (16, 32)},
    # 92: with 23, 12, 6 and 3 places a side, windows hang over, and the last two stages have no more than one.
    **{f"swin_{size}": ({}, 224, 92) for size in "tsb"},
    **{f"efficientnet_b{i}": ({}, size, 64) for i, size in enumerate((224, 240, 288, 300, 380, 456, 528, 600))},
}
# Heads that serve training alone are in the files of weights but not in the networks.
TRAINING_ONLY = ("aux1.", "aux2.", "AuxLogits.")
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


def fill(net, gain):
    """Fills parameters and statistics in the order of the state dictionary; returns how many there are."""
    index = 0
    for name, values in net.state_dict().items():
        if name.endswith(INTEGERS) or name.startswith(TRAINING_ONLY):
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
    net = (fashionnet() if name == "fashionnet" else getattr(torchvision.models, name)(**arguments)).eval()
    gain = GATED if name.startswith(("mobilenet_v3", "efficientnet")) else GAIN
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
