"""Preprocessed images, for tests/DnnBrain.Core.Tests/Networks/Preprocessing/ImagePreprocessingTests.

Run:     /usr/bin/python3 tests/data/generate/preprocessing.py
Made on: Python 3.11, torch 1.13.0a0, torchvision 0.14.1a0, Pillow 9.4 (Debian 12)

The images are a formula that both sides compute. A chain is torchvision's, on PIL images. Kept are the SHA-256 of the 8-bit
pixels before normalisation (row, column, channel) and SAMPLES values, evenly spread, of the tensor after it.
"""
import hashlib
import json
import pathlib

import numpy as np
from PIL import Image
from torchvision import transforms as T

SAMPLES = 8
OUT = pathlib.Path(__file__).resolve().parent.parent / "preprocessing.json"
IMAGENET = ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225))
HALF = ((0.5, 0.5, 0.5), (0.5, 0.5, 0.5))
FACE = tuple(tuple(v / 255 for v in values) for values in ((129.186279296875, 104.76238250732422, 93.59396362304688), (1, 1, 1)))
FILTER = {"bilinear": T.InterpolationMode.BILINEAR, "bicubic": T.InterpolationMode.BICUBIC}
# Width × height: upright, flat, square, odd rests on either side, smaller than the target, of exactly its size.
SIZES = [(500, 375), (375, 500), (333, 333), (301, 258), (257, 600), (100, 70), (256, 257), (224, 224)]
# Resize (one number: the shorter side; two: rows, columns), crop, filter, normalisation.
CHAINS = [
    ([224, 224], None, "bilinear", IMAGENET),
    (256, 224, "bilinear", IMAGENET),
    (232, 224, "bilinear", IMAGENET),
    (342, 299, "bilinear", HALF),
    (320, 300, "bicubic", IMAGENET),
    (288, 288, "bicubic", IMAGENET),
    ([256, 256], 224, "bilinear", IMAGENET),
    ([224, 224], None, "bicubic", FACE),
]


def picture(width, height):
    y, x, c = np.meshgrid(np.arange(height), np.arange(width), np.arange(3), indexing="ij")
    return Image.fromarray(((x * x * 31 + y * y * 17 + x * y * 7 + c * 101 + x * 13 + y * 29) * (c + 3) // 3 % 256).astype(np.uint8))


def case(size, resize, crop, interpolation, normalization):
    steps = [T.Resize(resize, FILTER[interpolation])] + ([T.CenterCrop(crop)] if crop else [])
    image = T.Compose(steps)(picture(*size))
    mean, std = normalization
    values = T.Compose([T.ToTensor(), T.Normalize(mean, std)])(image).numpy().reshape(-1)
    return {
        "width": size[0], "height": size[1], "resize": resize, "crop": crop, "filter": interpolation, "mean": mean, "std": std,
        "sha256": hashlib.sha256(np.asarray(image).tobytes()).hexdigest(),
        "value": [float(f"{v:.9g}") for v in values[[i * (values.size - 1) // (SAMPLES - 1) for i in range(SAMPLES)]]],
    }


if __name__ == "__main__":
    cases = [case(size, *chain) for chain in CHAINS for size in SIZES]
    OUT.write_text("[\n" + ",\n".join(" " + json.dumps(c) for c in cases) + "\n]\n")
