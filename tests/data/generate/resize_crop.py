#!/usr/bin/env python3
"""What torchvision's Resize and CenterCrop give for the images of ResizeCropTests, as ../images/resize_crop.json.

Run:     /usr/bin/python3 tests/data/generate/resize_crop.py
Made on: Python 3.11, torchvision 0.14.1a0, Pillow 9.4.0, numpy 1.24 (Debian 12)

No random numbers: images follow the integer formula of `resampling.picture`, which the test repeats. Of the result, the SHA-256 of
the pixels. Sizes: wide, tall, square, already right, with margins of half a pixel on either side of an even number, and long.
"""
import hashlib
import json
import pathlib

import numpy as np
from PIL import Image
from resampling import picture
from torchvision.transforms import CenterCrop, Compose, InterpolationMode, Resize

CASES = [((500, 375), 224, 224), ((375, 500), 224, 224), ((300, 300), 224, 224), ((224, 224), 224, 224), ((225, 224), 224, 224),
         ((227, 224), 224, 224), ((224, 229), 224, 224), ((640, 427), 256, 224), ((333, 500), 237, 224), ((20, 10), 224, 224), ((13, 400), 32, 28)]


def main():
    lines = []
    for (width, height), size, crop in CASES:
        image = Image.fromarray(picture("noise", width, height), "RGB")
        for name in ("bicubic", "bilinear"):
            result = Compose([Resize(size, InterpolationMode(name)), CenterCrop(crop)])(image)
            pixels = np.asarray(result)
            assert pixels.shape == (crop, crop, 3)
            lines.append(json.dumps({"source": [width, height], "size": size, "crop": crop, "filter": name, "sha256": hashlib.sha256(pixels.tobytes()).hexdigest()}))
    path = pathlib.Path(__file__).resolve().parent.parent / "images" / "resize_crop.json"
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n")


if __name__ == "__main__":
    main()
