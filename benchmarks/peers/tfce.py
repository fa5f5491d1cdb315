"""Threshold-free cluster enhancement as a sum over a hundred thresholds: the parts above each are labelled, and each voxel of a part gets its size.

usage: tfce.py SIDE VOXELS MAPS      prints {"seconds": ...}, the best of MAPS maps of smooth noise in a ball of VOXELS voxels, positive side
"""
import json
import sys
import time

import numpy as np
from scipy import ndimage

side, voxels, maps = (int(argument) for argument in sys.argv[1:4])
grid = np.indices((side,) * 3) - (side - 1) / 2
distance = (grid**2).sum(0).ravel()
mask = np.zeros(side**3, bool)
mask[np.argsort(distance, kind="stable")[:voxels]] = True
mask = mask.reshape((side,) * 3)
neighbors = ndimage.generate_binary_structure(3, 3)


def enhance(t, steps=100):
    scores = np.zeros(t.shape)
    dh = t.max() / steps
    for step in range(1, steps + 1):
        height = step * dh
        labels, _ = ndimage.label(t >= height, neighbors)
        sizes = np.bincount(labels.ravel()).astype(float)
        sizes[0] = 0
        scores += np.sqrt(sizes)[labels] * height**2 * dh
    return scores


rng = np.random.default_rng(0)
seconds = []
for _ in range(maps):
    noise = ndimage.uniform_filter(rng.normal(size=mask.shape), 3) * np.sqrt(27)
    noise[~mask] = 0
    started = time.perf_counter()
    enhance(noise)
    seconds.append(time.perf_counter() - started)
print(json.dumps({"seconds": min(seconds)}))
