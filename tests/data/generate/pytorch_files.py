"""Files of torch.save for the tests of Formats/PyTorch, small ones, in tests/data/pytorch.

Made with torch 1.13.1 (Debian python3-torch), Python 3.11. Run: /usr/bin/python3 pytorch_files.py
Values are (7 i + 3) mod 64 - 32, halved: exact in every floating-point type.
"""
import argparse
import collections
import os
import pickle
import zipfile

import torch

FOLDER = os.path.join(os.path.dirname(__file__), "..", "pytorch")
os.makedirs(FOLDER, exist_ok=True)


def path(name):
    return os.path.join(FOLDER, name)


def values(*shape, dtype=torch.float32):
    n = 1
    for s in shape:
        n *= s
    return (((torch.arange(n) * 7 + 3) % 64 - 32).double() / 2).reshape(shape).to(dtype)


def state():
    base = values(4, 6)
    result = collections.OrderedDict()
    result["features.0.weight"] = values(3, 2, 2)
    result["features.0.bias"] = values(3, dtype=torch.float64)
    result["half"] = values(2, 3, dtype=torch.float16)
    result["brain"] = values(2, 3, dtype=torch.bfloat16)
    result["transposed"] = base.t()
    result["slice"] = base[1:3, 2:5]
    result["count"] = torch.tensor(7)
    return result


torch.save(state(), path("zip.pth"))
torch.save(state(), path("legacy.pth"), _use_new_zipfile_serialization=False)
torch.save(
    {
        "epoch": 3,
        "args": argparse.Namespace(lr=0.1),
        "state_dict": collections.OrderedDict(("module." + k, torch.nn.Parameter(v) if v.is_floating_point() else v) for k, v in state().items()),
    },
    path("nested.pth"))
torch.save(torch.nn.Linear(2, 2), path("model.pth"))


class Tower(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.proj = torch.nn.Parameter(values(2, 3, dtype=torch.float16))
        self.register_buffer("position", torch.arange(3))
        self.conv = torch.nn.Sequential(torch.nn.Conv2d(2, 3, 2), torch.nn.ReLU())
        self.conv[0].weight.data = values(3, 2, 2, 2)
        self.sizes, self.names, self.rate = [1, 2], {"a": 1}, 0.5

    def forward(self, x):
        return self.conv(x).sum() * self.rate * self.sizes[0] + self.proj.float().sum()


# A program as CLIP is published: modules within modules, half precision, lists and a dictionary beside the weights.
outer = torch.nn.Sequential()
outer.visual = Tower()
outer.logit_scale = torch.nn.Parameter(values(1)[0])
torch.jit.script(outer.eval()).save(path("torchscript.pt"))


class Hostile:
    def __reduce__(self):
        return os.system, ("touch /tmp/dnnbrain-was-here",)


torch.save({"weight": Hostile()}, path("hostile.pth"))
with open(path("hostile-legacy.pth"), "wb") as f:
    pickle.dump(Hostile(), f, protocol=2)

# A program that calls, and one whose module holds itself: {'child': <the module>}.
for name, pickled in (
    ("torchscript-hostile.pt", pickle.dumps(Hostile(), protocol=2)),
    ("torchscript-loop.pt", b"\x80\x02c__torch__\nM\nq\x00)\x81q\x01}(X\x05\x00\x00\x00childh\x01ub."),
):
    with zipfile.ZipFile(path(name), "w") as target:
        for entry, data in (("a/data.pkl", pickled), ("a/constants.pkl", b"\x80\x02).")):
            target.writestr(zipfile.ZipInfo(entry, (1980, 1, 1, 0, 0, 0)), data)

# The same pickle beside storages that are not as long as it says.
with zipfile.ZipFile(path("zip.pth")) as source, zipfile.ZipFile(path("short-storage.pth"), "w") as target:
    for name in source.namelist():
        data = source.read(name)
        target.writestr(name, data[:-4] if name.endswith("/data/0") else data)
