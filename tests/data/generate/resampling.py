#!/usr/bin/env python3
"""What Pillow's Image.resize gives for the images of ResamplingTests, as ../images/resampling.json.

Made with Pillow 9.4.0 (Debian 12), Python 3.11.2, NumPy 1.24.2. No random numbers: images follow the integer formulas of `picture`,
which the tests repeat. Small results are stored whole, in base64; of large ones the SHA-256 of the pixels.
"""
import base64
import hashlib
import json
import os

import numpy as np
from PIL import Image

# (width, height) -> (width, height): one pixel, one row, one column, the same size, one direction only, small and large
# scales up and down, whole and odd ratios.
SMALL = [((1, 1), (1, 1)), ((1, 1), (5, 3)), ((5, 3), (1, 1)), ((1, 9), (1, 4)), ((9, 1), (4, 1)), ((1, 9), (3, 9)), ((9, 1), (9, 3)),
         ((2, 2), (7, 5)), ((7, 5), (7, 5)), ((12, 10), (6, 5)), ((12, 10), (12, 4)), ((12, 10), (5, 10)), ((13, 11), (7, 12)),
         ((31, 17), (7, 8)), ((100, 3), (7, 5)), ((3, 100), (5, 7)), ((64, 48), (9, 7)), ((255, 200), (3, 2)), ((10, 8), (13, 9))]
LARGE = [((500, 375), (224, 224)), ((375, 500), (256, 341)), ((640, 427), (224, 224)), ((97, 61), (224, 224)), ((224, 224), (299, 299))]
FILTERS = ["nearest", "lanczos", "bilinear", "bicubic", "box"]


def picture(kind, width, height):
    """Noise of all levels, or of black and white, where filters with negative lobes overshoot."""
    y, x, c = np.ogrid[:height, :width, :3]
    if kind == "noise":
        return ((x * x * 31 + y * y * 17 + x * y * 7 + c * 101 + x * 13 + y * 29) * (c + 3) // 3 % 256).astype(np.uint8)
    return ((x * x * 3 + y * y + x * y + c * x + 2 * c) // 3 % 2 * 255).astype(np.uint8)


def main():
    cases = []
    for kind in ("noise", "extremes"):
        for (source, target) in SMALL + LARGE:
            image = Image.fromarray(picture(kind, *source), "RGB")
            for number, name in enumerate(FILTERS):
                pixels = np.asarray(image.resize(target, number)).tobytes()
                case = {"kind": kind, "source": source, "target": target, "filter": name}
                if (source, target) in SMALL:
                    case["pixels"] = base64.b64encode(pixels).decode()
                else:
                    case["sha256"] = hashlib.sha256(pixels).hexdigest()
                cases.append(case)
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "images", "resampling.json")
    with open(path, "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases) + "\n]\n")


if __name__ == "__main__":
    main()
