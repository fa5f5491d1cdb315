"""Transformed and merged RDMs by their definitions, for DnnBrain.Rsa.Transforms and DnnBrain.Rsa.Merging.

Shortest paths by SciPy's Dijkstra. Missing pairs are null.

Python 3.11, NumPy 1.24.2, SciPy 1.10.1 (Debian 12); seed 20261123.
Run: /usr/bin/python3 tests/data/generate/rdm_transforms.py  ->  tests/data/rdm_transforms.json
"""
import itertools
import json
import pathlib

import numpy as np
from scipy import stats
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra
from scipy.spatial.distance import squareform

rng = np.random.default_rng(20261123)
N = 9
d = rng.normal(1.5, 1.0, size=N * (N - 1) // 2)
d[[3, 7]] = d[11]


def minmax(x):
    return (x - x.min()) / (x.max() - x.min())


def geotopological(x, low, high):
    low, high = np.quantile(x, [low, high])
    return np.clip((x - low) / (high - low), 0, 1)


def geodesic(x):
    x = minmax(x)
    square = squareform(x)
    i, j = np.where((square < 1) & ~np.eye(N, dtype=bool))
    # An explicit zero in a sparse graph is an edge of length 0.
    graph = csr_matrix((square[i, j], (i, j)), shape=(N, N))
    paths = dijkstra(graph, directed=True)
    return paths[np.triu_indices(N, 1)]


transforms = {
    "Rank": stats.rankdata(d), "Sqrt": np.sqrt(np.maximum(d, 0)), "Square": d**2, "Positive": np.maximum(d, 0), "MinMax": minmax(d),
    "Geotopological": geotopological(d, 0.2, 0.8), "Geotopological 0.1 0.3": geotopological(d, 0.1, 0.3), "Geodesic": geodesic(d),
    "Geotopological Geodesic": geodesic(geotopological(d, 0.2, 0.8)),
}

# Three partial RDMs of eight stimuli, each on a scale of its own.
truth = np.abs(rng.normal(0.5, 0.2, size=28))
pairs = list(itertools.combinations(range(8), 2))
sets = [[0, 1, 2, 3, 4], [2, 3, 4, 5, 6], [0, 4, 5, 6, 7]]
parts = np.full((3, 28), np.nan)
for r, members in enumerate(sets):
    for k, (i, j) in enumerate(pairs):
        if i in members and j in members:
            parts[r, k] = truth[k] * [1, 0.4, 2][r] * rng.uniform(0.9, 1.1)


def weights_of(x, method):
    if method == "Evidence":
        w = np.maximum(x**2, 0.04)
    elif method == "SetSize":
        w = np.repeat(1 / np.isfinite(x).sum(1, keepdims=True), x.shape[1], axis=1)
    else:
        w = np.ones_like(x)
    return np.where(np.isfinite(x), w, np.nan)


def mean(x, w):
    with np.errstate(invalid="ignore"):
        return np.nansum(x * w, 0) / np.nansum(w, 0)


def unit(x):
    return x / np.sqrt(np.nansum(x**2, axis=-1, keepdims=True))


def rescale(x, method):
    w = weights_of(x, method)
    estimate, before = unit(mean(x, w)), None
    while before is None or np.nansum((estimate - before) ** 2) > 1e-31:
        before = estimate
        there = np.where(np.isfinite(x), estimate, np.nan)
        aligned = unit(x) * np.sqrt(np.nansum(there**2, axis=1, keepdims=True))
        estimate = unit(mean(aligned, w))
    return mean(aligned, w)


plain = lambda values: [None if np.isnan(v) else float(v) for v in values]
path = pathlib.Path(__file__).parent.parent / "rdm_transforms.json"
path.write_text(json.dumps({
    "dissimilarity": d.tolist(),
    "transforms": {name: values.tolist() for name, values in transforms.items()},
    "sets": sets,
    "parts": [[v for v in part if not np.isnan(v)] for part in parts.tolist()],
    "Mean": {m: plain(mean(parts, weights_of(parts, m))) for m in ("Equal", "Evidence", "SetSize")},
    "Rescale": {m: plain(rescale(parts, m)) for m in ("Equal", "Evidence", "SetSize")},
}) + "\n")
