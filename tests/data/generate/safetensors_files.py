"""A safetensors file with every type that is read, put together from the format's description, and its values.

Python 3.11, NumPy 1.24.2, PyTorch 1.13.1 (Debian 12; PyTorch rounds to bfloat16); seed 20260102.
Run: /usr/bin/python3 tests/data/generate/safetensors_files.py  ->  tests/data/safetensors/types.safetensors, types.json
types.json holds the bits of each floating-point tensor as single precision, as unsigned integers.
"""
import json
import pathlib
import struct

import numpy as np
import torch

rng = np.random.default_rng(20260102)
# The edges of half precision and of bfloat16: zeros, subnormals, largest values, ties between neighbours, infinities, NaN.
edges = np.array(
    [0, -0.0, 6e-8, -6.1e-5, 1, 1 + 2**-11, 1 + 3 * 2**-11, 1 + 2**-8, 1 + 3 * 2**-8, 65504, -65520, 3.4e38, 1e-40, np.inf, -np.inf, np.nan],
    np.float32,
)
singles = np.concatenate([edges, rng.standard_normal(80).astype(np.float32)]).reshape(2, 3, 16)
with np.errstate(over="ignore"):
    halves = singles.astype("<f2")
brain = torch.from_numpy(singles).to(torch.bfloat16)
doubles = rng.standard_normal((3, 5)) * 1e3

tensors = {
    "double": ("F64", doubles.shape, doubles.astype("<f8").tobytes()),
    "int64": ("I64", (3,), np.array([-(2**63), 0, 2**63 - 1], "<i8").tobytes()),
    "uint64": ("U64", (1,), np.array([2**64 - 1], "<u8").tobytes()),
    "layer.0.weight": ("F32", singles.shape, singles.astype("<f4").tobytes()),
    "scalar": ("F32", (), np.array(0.25, "<f4").tobytes()),
    "empty": ("F32", (0, 4), b""),
    "int32": ("I32", (2,), np.array([-(2**31), 7], "<i4").tobytes()),
    "uint32": ("U32", (1,), np.array([2**32 - 1], "<u4").tobytes()),
    "half": ("F16", halves.shape, halves.tobytes()),
    "bfloat": ("BF16", singles.shape, brain.view(torch.int16).numpy().astype("<i2").tobytes()),
    "int16": ("I16", (2,), np.array([-(2**15), 5], "<i2").tobytes()),
    "uint16": ("U16", (1,), np.array([65535], "<u2").tobytes()),
    "int8": ("I8", (2,), np.array([-128, 127], np.int8).tobytes()),
    "uint8": ("U8", (2,), np.array([0, 255], np.uint8).tobytes()),
    "größe": ("BOOL", (2,), np.array([True, False]).tobytes()),
}

header, offset = {"__metadata__": {"format": "pt", "note": "ä \"quoted\""}}, 0
for name, (dtype, shape, data) in tensors.items():
    header[name] = {"dtype": dtype, "shape": list(shape), "data_offsets": [offset, offset + len(data)]}
    offset += len(data)
text = json.dumps(header).encode()
text += b" " * (-len(text) % 8)

folder = pathlib.Path(__file__).resolve().parents[1] / "safetensors"
folder.mkdir(exist_ok=True)
(folder / "types.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + b"".join(t[2] for t in tensors.values()))


def bits(values):
    return np.ascontiguousarray(values, np.float32).view(np.uint32).ravel().tolist()


(folder / "types.json").write_text(json.dumps({
    "double": bits(doubles),
    "layer.0.weight": bits(singles),
    "half": bits(halves),
    "bfloat": bits(brain.float().numpy()),
}) + "\n")
