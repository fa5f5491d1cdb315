"""Distances of distributions in shared bins, for DnnBrain.Rsa.DistributionComparer.

Edges by numpy.histogram_bin_edges over both sets, counts by numpy.histogram, distances by SciPy: wasserstein_distance of bin centres with counts as weights, and
jensenshannon of counts. p by going through all exchanges of stimuli, with the values counted anew for each.

Python 3.11, NumPy 1.24.2, SciPy 1.10.1 (Debian 12); seed 20261122.
Run: /usr/bin/python3 tests/data/generate/distribution.py  ->  tests/data/distribution.json
"""
import itertools
import json
import pathlib

import numpy as np
from scipy.spatial.distance import jensenshannon
from scipy.stats import wasserstein_distance

rng = np.random.default_rng(20261122)


def single(values):
    """Values that float32 holds, as double."""
    return np.asarray(values, dtype=np.float32).astype(float)


def distances(x, y, edges):
    centres = (edges[:-1] + edges[1:]) / 2
    a, b = np.histogram(x, edges)[0], np.histogram(y, edges)[0]
    return wasserstein_distance(centres, centres, a, b), jensenshannon(a, b)


def case(name, x, y, bins):
    """x, y: stimulus × channel × place."""
    parts = []
    for a, b in [(x, y)] + [(x[:, c], y[:, c]) for c in range(x.shape[1])]:
        edges = np.histogram_bin_edges(np.concatenate([a.ravel(), b.ravel()]), bins)
        wasserstein, js = distances(a, b, edges)
        parts.append({
            "low": edges[0], "high": edges[-1],
            "share": list(np.histogram(a, edges)[0] / a.size), "reference_share": list(np.histogram(b, edges)[0] / b.size),
            "Wasserstein": wasserstein, "JensenShannon": js,
        })
    return {"name": name, "bins": bins, "channels": x.shape[1], "places": x.shape[2], "x": x.ravel().tolist(), "y": y.ravel().tolist(), "all": parts[0], "channel": parts[1:]}


def exact(x, y, bins, paired):
    """Shares of exchanges, the observed one among them, with a distance as large: of each channel, and of the largest of all channels in spreads of both sets."""
    both = np.concatenate([x, y])
    n, m, channels = len(x), len(y), x.shape[1]
    if paired:
        sides = [[i + (n if flip[i] else 0) for i in range(n)] for flip in itertools.product([0, 1], repeat=n)]
    else:
        sides = [list(side) for side in itertools.combinations(range(n + m), n)]
    edges = [np.histogram_bin_edges(both[:, c], bins) for c in range(channels)]
    spread = []
    for c in range(channels):
        centres = (edges[c][:-1] + edges[c][1:]) / 2
        weights = np.histogram(both[:, c], edges[c])[0]
        mean = np.average(centres, weights=weights)
        spread.append(np.sqrt(np.average((centres - mean) ** 2, weights=weights)))
    result = {"paired": paired, "bins": bins, "channels": channels, "places": x.shape[2], "x": x.ravel().tolist(), "y": y.ravel().tolist()}
    for k, method in enumerate(["Wasserstein", "JensenShannon"]):
        scale = spread if k == 0 else [1] * channels
        values = np.array([
            [distances(both[side][:, c], np.delete(both, side, axis=0)[:, c], edges[c])[k] / scale[c] for c in range(channels)] for side in sides])
        observed = values[sides.index(list(range(n)))] - 1e-10
        result[method] = {"p": list((values >= observed).mean(axis=0)), "adjusted": [float((values.max(axis=1) >= o).mean()) for o in observed]}
    return result


cases = [
    case("normal", single(rng.normal(0, 1, (12, 3, 5))), single(rng.normal([[[0.2], [1], [0]]], [[[1], [2], [1]]], (9, 3, 5))), 20),
    case("apart", single(rng.uniform(0, 1, (4, 2, 3))), single(rng.uniform(5, 6, (6, 2, 3))), 13),
    case("on_edges", single(rng.integers(0, 11, (10, 2, 6))), single(rng.integers(0, 8, (10, 2, 6))), 10),
    # A tenth is no binary fraction: edges and quotients round.
    case("tenths", single(rng.integers(-9, 10, (10, 1, 6)) / 10), single(rng.integers(-3, 14, (8, 1, 6)) / 10), 23),
    case("constant", single(np.full((3, 1, 2), 2)), single(np.full((4, 1, 2), 2)), 5),
]
tests = [
    exact(single(rng.normal(0, 1, (4, 2, 3))), single(rng.normal([[[0.8], [0]]], 1, (5, 2, 3))), 12, False),
    exact(single(rng.normal(0, 1, (7, 2, 3))), single(rng.normal([[[0.7], [0]]], 1, (7, 2, 3))), 12, True),
]
path = pathlib.Path(__file__).parents[1] / "distribution.json"
path.write_text(json.dumps({"cases": cases, "tests": tests}, indent=None, separators=(",", ":")).replace('{"name"', '\n{"name"') + "\n")
