"""Comparisons of RDMs and ranks in plain NumPy and SciPy.

usage: comparison.py JOB SIZE COUNT      prints {"seconds": ...}, the best of COUNT rounds

spearman-permutations  one permutation of SIZE stimuli: the ranks are made once, and every permutation is a reordered square matrix,
                       its upper triangle and one product (COUNT permutations; the mean)
kendall                scipy.stats.kendalltau of SIZE values
cosine, correlation, spearman, whitened
                       SIZE × SIZE RDMs of 100 conditions as one product of vectors of length 1
kendall-pairs          scipy.stats.kendalltau of SIZE × SIZE RDMs of 100 conditions
product-float32, product-float64
                       X @ X.T of 2,000 patterns of SIZE units
product-5000           X @ X.T of 5,000 patterns of SIZE units in float64
noise                  shrunk covariance (Schaefer and Strimmer) of SIZE units from 3,000 residuals, by the two products it takes
"""
import json
import sys
import time

import numpy as np
from scipy import stats

job, size, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
rng = np.random.default_rng(0)


def best(work):
    seconds = []
    for _ in range(count):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def spearman_permutations():
    upper = np.triu_indices(size, 1)
    shared = rng.normal(size=len(upper[0]))
    model, region = (stats.rankdata(shared + rng.normal(size=len(shared))) for _ in range(2))
    model, region = ((r - r.mean()) / np.linalg.norm(r - r.mean()) for r in (model, region))
    square = np.zeros((size, size))
    square[upper] = model
    square += square.T
    started = time.perf_counter()
    for _ in range(count):
        order = rng.permutation(size)
        square[np.ix_(order, order)][upper] @ region
    return (time.perf_counter() - started) / count


def kendall():
    x = rng.normal(size=size)
    y = x + rng.normal(size=size)
    return best(lambda: stats.kendalltau(x, y))


def noise():
    x = rng.normal(size=(3000, size))
    off = ~np.eye(size, dtype=bool)

    def shrink():
        r = x - x.mean(0)
        s = r.T @ r / 2999
        scale = np.outer(np.diag(s), np.diag(s))
        variance = 3000 / 2999**3 * (((r * r).T @ (r * r)) / scale - (s * 2999) ** 2 / scale / 2999)
        weight = variance[off].sum() / (s**2 / scale)[off].sum()
        return s * (np.eye(size) + (1 - weight) * off)

    shrink()
    return best(shrink)


def product(dtype, rows=2000):
    x = rng.normal(size=(rows, size)).astype(dtype)
    x @ x.T
    return best(lambda: x @ x.T)


def rdms():
    pairs = 100 * 99 // 2
    shared = rng.normal(size=pairs)
    return [np.abs(shared + rng.normal(size=(size, pairs))) for _ in range(2)]


def double_centred(x):
    rows, columns = np.triu_indices(100, 1)
    square = np.zeros((len(x), 100, 100))
    square[:, rows, columns] = x
    square += square.transpose(0, 2, 1)
    square -= square.mean(1, keepdims=True)
    square -= square.mean(2, keepdims=True)
    return square.reshape(len(x), -1)


def many(transform):
    x, y = rdms()

    def work():
        a, b = transform(x), transform(y)
        a = a / np.linalg.norm(a, axis=1, keepdims=True)
        b = b / np.linalg.norm(b, axis=1, keepdims=True)
        return a @ b.T

    return best(work)


def centred(x):
    return x - x.mean(1, keepdims=True)


def kendall_pairs():
    x, y = rdms()
    return best(lambda: [stats.kendalltau(a, b) for a in x for b in y])


seconds = {
    "cosine": lambda: many(lambda x: x),
    "correlation": lambda: many(centred),
    "spearman": lambda: many(lambda x: centred(stats.rankdata(x, axis=1))),
    "whitened": lambda: many(double_centred),
    "kendall-pairs": kendall_pairs,
    "spearman-permutations": spearman_permutations,
    "kendall": kendall,
    "product-float32": lambda: product(np.float32),
    "product-float64": lambda: product(np.float64),
    "product-5000": lambda: product(np.float64, 5000),
    "noise": noise,
}[job]()
print(json.dumps({"seconds": seconds, "numpy": np.__version__}))
