"""CKA, Procrustes distance and canonical correlations of small random patterns, from their definitions on the patterns themselves.

Unbiased HSIC by the sums of Song et al. 2012, Procrustes by rotating and measuring, canonical correlations by QR of
principal components, permutation tests by going through all labellings.

Python 3.11, NumPy 1.24.2, SciPy 1.10.1 (Debian 12); seed 20260105.
Run: /usr/bin/python3 tests/data/generate/representations.py  ->  tests/data/representations.json
"""
import itertools
import json
import pathlib

import numpy as np
from scipy.spatial.distance import pdist, squareform

rng = np.random.default_rng(20260105)


def centred(x):
    return x - x.mean(0)


def hsic(k, l):
    h = np.eye(len(k)) - 1 / len(k)
    return np.trace(k @ h @ l @ h)


def cka(k, l):
    return hsic(k, l) / np.sqrt(hsic(k, k) * hsic(l, l))


def hsic_unbiased(k, l):
    n = len(k)
    k, l = k - np.diag(np.diag(k)), l - np.diag(np.diag(l))
    return (np.trace(k @ l) + k.sum() * l.sum() / ((n - 1) * (n - 2)) - 2 / (n - 2) * (k @ l).sum()) / (n * (n - 3))


def debiased(x, y):
    k, l = x @ x.T, y @ y.T
    return hsic_unbiased(k, l) / np.sqrt(hsic_unbiased(k, k) * hsic_unbiased(l, l))


def gaussian(x, share):
    squared = pdist(x, "sqeuclidean")
    return np.exp(-squareform(squared) / (2 * share ** 2 * np.median(squared)))


def procrustes(x, y):
    x, y = centred(x) / np.linalg.norm(centred(x)), centred(y) / np.linalg.norm(centred(y))
    # Both padded to the units of both: the distance after rotation, computed as a distance.
    size = max(x.shape[1], y.shape[1])
    pad = lambda a: np.hstack([a, np.zeros((len(a), size - a.shape[1]))])
    u, _, v = np.linalg.svd(pad(x).T @ pad(y))
    return np.linalg.norm(pad(x) @ (u @ v) - pad(y))


def components(x, share):
    u, s, _ = np.linalg.svd(centred(x), full_matrices=False)
    keep = s ** 2 > 1e-10 * s[0] ** 2
    u, s = u[:, keep], s[keep]
    count = np.searchsorted(np.cumsum(s ** 2) / np.sum(s ** 2), share * (1 - 1e-12)) + 1
    return u[:, :count] * s[:count]


def canonical(x, y, share):
    qx, qy = (np.linalg.qr(components(z, share))[0] for z in (x, y))
    a, rho, _ = np.linalg.svd(qx.T @ qy, full_matrices=False)
    weights = np.abs((qx @ a).T @ centred(x)).sum(1)
    return np.mean(rho), (weights * rho).sum() / weights.sum()


METHODS = {
    "LinearCka": lambda x, y: cka(x @ x.T, y @ y.T),
    "DebiasedCka": debiased,
    "RbfCka": lambda x, y: cka(gaussian(x, 0.6), gaussian(y, 0.6)),
    "Procrustes": procrustes,
    "Cca": lambda x, y: canonical(x, y, 0.9)[0],
    "ProjectionWeightedCca": lambda x, y: canonical(x, y, 0.9)[1],
}
N = 12
truth = rng.normal(size=(N, 3))
models = [np.hstack([truth, 0.4 * rng.normal(size=(N, 2))]) + 5, rng.normal(size=(N, 4))]
references = [truth @ rng.normal(size=(3, 6)) + 0.5 * rng.normal(size=(N, 6)), rng.normal(size=(N, 30))]
cases = []
for name, f in METHODS.items():
    case = {"method": name, "value": [[float(f(x, y)) for y in references] for x in models]}
    sign = -1 if name == "Procrustes" else 1
    small = [m[:5] for m in models], [r[:5] for r in references]
    observed = np.array([[sign * f(x, y) for y in small[1]] for x in small[0]])
    orders = [list(o) for o in itertools.permutations(range(5)) if o != tuple(range(5))]
    draws = np.array([[[sign * f(x[o], y) for y in small[1]] for x in small[0]] for o in orders])
    case["p"] = ((1 + (draws >= observed - 1e-9).sum(0)) / 120).tolist()
    cases.append(case)
out = {"stimuli": N, "models": [m.tolist() for m in models], "references": [r.tolist() for r in references], "bandwidth": 0.6, "share": 0.9, "cases": cases}
path = pathlib.Path(__file__).parent.parent / "representations.json"
path.write_text(json.dumps(out) + "\n")
