"""Reference activations for tests/DnnBrain.Core.Tests/Networks: every layer of AlexNet and fashionnet on a fixed input.

Run:     /usr/bin/python3 tests/data/generate/network_layers.py
Made on: Python 3.11, torch 1.13.0a0, torchvision 0.14.1a0, numpy 1.24 (Debian 12)

Weights and input are a formula that both sides compute exactly, so no large file is needed: the values of parameter number
`index` (in the network's order; the input comes after the last) are bound * (2 u - 1), rounded once from float64 to float32,
where u are 53-bit numbers of Philox4x32-10 (Salmon et al. 2011) with SEED as key and (block, purpose 0, index, 0) as counter.
bound is sqrt(6 / fan-in) for weights, which keeps the signal's size from layer to layer, 0.1 for biases and 2 for the input.
"""
import json
import pathlib

import numpy as np
import torch
import torchvision

SEED = 20
BATCH = 2
SAMPLES = 24
OUT = pathlib.Path(__file__).resolve().parent.parent


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
    u = philox(int(np.prod(shape)), index)
    return torch.from_numpy((bound * (2 * u - 1)).astype(np.float32).reshape(shape))


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


def record(net, size):
    with torch.no_grad():
        for index, parameter in enumerate(net.parameters()):
            fan_in = int(np.prod(parameter.shape[1:]))
            parameter.copy_(pattern(index, parameter.shape, np.sqrt(6 / fan_in) if parameter.dim() > 1 else 0.1))
    layers = {}

    def keep(path):
        def hook(_module, _inputs, output):
            # A copy: torchvision's ReLU works in place and would change the activation before it.
            values = output.detach().clone().numpy()
            flat = values.reshape(-1).astype(np.float64)
            index = np.linspace(0, flat.size - 1, SAMPLES).astype(int)
            layers[path] = {
                "shape": list(values.shape),
                "norm": float(np.sqrt((flat**2).sum())),
                "sum": float(flat.sum()),
                "index": index.tolist(),
                "value": [float(v) for v in values.reshape(-1)[index]],
            }
        return hook

    for path, module in net.named_modules():
        if path and not list(module.children()):
            module.register_forward_hook(keep(path))
    net.eval()
    with torch.no_grad():
        net(pattern(len(list(net.parameters())), (BATCH, 3, size, size), 2.0))
    return {
        "parameters": {name: list(parameter.shape) for name, parameter in net.named_parameters()},
        "layers": layers,
    }


if __name__ == "__main__":
    torch.set_num_threads(2)
    for name, net, size in [("alexnet", torchvision.models.alexnet(), 224), ("fashionnet", fashionnet(), 28)]:
        result = {"torch": torch.__version__, "torchvision": torchvision.__version__, "seed": SEED, "batch": BATCH, **record(net, size)}
        (OUT / f"{name}.layers.json").write_text(json.dumps(result, indent=1) + "\n")
