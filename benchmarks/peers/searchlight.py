"""A searchlight in plain NumPy: for each centre the correlation RDM of its sphere as a product, and Spearman's rho with one model.

usage: searchlight.py CONDITIONS ROUNDS      prints {"seconds": ...}, the best of ROUNDS rounds, spheres found beforehand
"""
import json
import sys
import time

import numpy as np
from scipy import stats

conditions, rounds = int(sys.argv[1]), int(sys.argv[2])
shape, reach, square = (21, 23, 28), 2, 8
rng = np.random.default_rng(0)
data = rng.normal(size=(conditions,) + shape).astype(np.float32).reshape(conditions, -1).astype(float)
upper = np.triu_indices(conditions, 1)
model = stats.rankdata(rng.random(len(upper[0])))
model = (model - model.mean()) / np.linalg.norm(model - model.mean())

grid = np.mgrid[-reach : reach + 1, -reach : reach + 1, -reach : reach + 1].reshape(3, -1)
offsets = grid[:, (grid**2).sum(0) <= square]
centers = np.stack(np.meshgrid(*(np.arange(reach, n - reach) for n in shape), indexing="ij")).reshape(3, -1)
spheres = [np.ravel_multi_index(offsets + center[:, None], shape) for center in centers.T]


def searchlight():
    values = np.empty(len(spheres))
    for i, sphere in enumerate(spheres):
        x = data[:, sphere]
        x = x - x.mean(1, keepdims=True)
        x /= np.linalg.norm(x, axis=1, keepdims=True)
        ranks = stats.rankdata((1 - x @ x.T)[upper])
        ranks -= ranks.mean()
        values[i] = ranks @ model / np.linalg.norm(ranks)
    return values


seconds = []
for _ in range(rounds):
    started = time.perf_counter()
    searchlight()
    seconds.append(time.perf_counter() - started)
print(json.dumps({"seconds": min(seconds), "centers": len(spheres), "voxels": offsets.shape[1]}))
