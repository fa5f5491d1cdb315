"""Reference outputs for tests/DnnBrain.Core.Tests/Formats/Weights: the shipped fashionnet on the shipped images.

Run:     /usr/bin/python3 tests/data/generate/fashionnet_images.py
Made on: Python 3.11, torch 1.13.0a0, numpy 1.24, Pillow 9.4 (Debian 12)

The images go Pillow -> convert("RGB") -> resize(28, 28), bilinear -> (x / 255 - 0.2860) / 0.3530, as torchvision does it.
"""
import csv
import json
import pathlib
import struct

import numpy as np
import torch
from PIL import Image

from network_layers import OUT, fashionnet

ROOT = OUT.parent.parent


def safetensors(path):
    content = path.read_bytes()
    size = struct.unpack("<Q", content[:8])[0]
    header = json.loads(content[8:8 + size])
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = (8 + size + offset for offset in entry["data_offsets"])
            assert entry["dtype"] == "F32"
            tensors[name] = torch.from_numpy(np.frombuffer(content[begin:end], "<f4").reshape(entry["shape"]).copy())
    return tensors


def image(path):
    pixels = np.asarray(Image.open(path).convert("RGB").resize((28, 28), Image.BILINEAR), np.float32)
    return torch.from_numpy((pixels / np.float32(255) - np.float32(0.2860)) / np.float32(0.3530)).permute(2, 0, 1)


net = fashionnet().eval()
net.load_state_dict(safetensors(ROOT / "src/DnnBrain.Core/Networks/Architectures/fashionnet.safetensors"))
lines = (ROOT / "examples/data/fashion.stim.csv").read_text().splitlines()
start = next(i for i, line in enumerate(lines) if line.startswith("data="))
rows = list(csv.DictReader([lines[start][5:], *lines[start + 1:]]))
with torch.no_grad():
    outputs = net(torch.stack([image(ROOT / "examples/data/images" / row["stimID"]) for row in rows])).numpy()
right = sum(int(output.argmax()) == int(row["label"]) for output, row in zip(outputs, rows))
reference = {
    "torch": torch.__version__,
    "right": right,
    "outputs": {row["stimID"]: [float(v) for v in output] for row, output in list(zip(rows, outputs))[::15]},
}
(OUT / "fashionnet.images.json").write_text(json.dumps(reference, indent=1) + "\n")
print(right, "of", len(rows))
