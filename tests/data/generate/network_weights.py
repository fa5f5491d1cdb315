"""Weights of one small network (a convolution 3 -> 2 of 3 x 3, a linear layer 8 -> 4) as training scripts leave them.

torch 1.13.1 (Debian python3-torch), Python 3.11. Run: /usr/bin/python3 tests/data/generate/network_weights.py
->  tests/data/pytorch/network-*.pth. Values are (7 i + 3) mod 64 - 32, halved: exact in every floating-point type.
"""
import collections
import pathlib

import torch

folder = pathlib.Path(__file__).resolve().parents[1] / "pytorch"
shapes = {"features.0.weight": (2, 3, 3, 3), "features.0.bias": (2,), "classifier.weight": (4, 8), "classifier.bias": (4,)}


def state(dtype=torch.float32, prefix="", wrap=lambda t: t):
    def values(shape):
        n = int(torch.tensor(shape).prod())
        return (((torch.arange(n) * 7 + 3) % 64 - 32).double() / 2).reshape(shape).to(dtype)

    return collections.OrderedDict((prefix + name, wrap(values(shape))) for name, shape in shapes.items())


def save(name, weights, zip=True):
    torch.save(weights, folder / f"network-{name}.pth", _use_new_zipfile_serialization=zip)


save("zip", state())
save("legacy", state(), zip=False)
save("half", state(torch.float16))
save("parameters", state(wrap=torch.nn.Parameter))
save("checkpoint", {"epoch": 90, "state_dict": state(prefix="module.", wrap=torch.nn.Parameter), "optimizer": {"lr": 0.1}})
save("checkpoint-legacy", {"epoch": 90, "state_dict": state(prefix="module.", wrap=torch.nn.Parameter)}, zip=False)

missing = state()
del missing["classifier.bias"]
save("missing", missing)
save("extra", {**state(), "classifier.scale": torch.zeros(3)})
save("misshapen", {**state(), "classifier.weight": torch.zeros(4, 9)})
