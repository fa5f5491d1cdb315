"""Writes JPEGs of about 500 x 375 pixels that decode like photographs: noise with a 1/f spectrum, quality 90, 4:2:0.

usage: jpeg_images.py FOLDER COUNT
"""
import pathlib
import sys

import numpy as np
from PIL import Image

folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)
rng = np.random.default_rng(0)
for i in range(count):
    width, height = (500, 375 + int(rng.integers(-42, 43))) if i % 3 else (375, 500)
    fy, fx = np.fft.fftfreq(height)[:, None], np.fft.fftfreq(width)[None, :]
    amplitude = 1 / np.maximum(np.hypot(fy, fx), 1 / max(width, height))
    channels = []
    for _ in range(3):
        phase = np.exp(2j * np.pi * rng.random((height, width)))
        x = np.fft.ifft2(amplitude * phase).real
        channels.append(128 + 50 * (x - x.mean()) / x.std())
    # Photographs have nearly the same picture in all channels.
    grey = channels[0]
    rgb = np.stack([grey, 0.8 * grey + 0.2 * channels[1], 0.8 * grey + 0.2 * channels[2]], axis=2)
    Image.fromarray(np.clip(rgb, 0, 255).astype(np.uint8)).save(folder / f"{i:05d}.jpg", quality=90)
print(f'{{"images": {count}}}')
