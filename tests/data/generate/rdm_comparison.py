"""Similarities of RDMs from their definitions, noise ceilings and exact permutation tests, for DnnBrain.Rsa.Comparison.

The whitened methods with V = (C S C') o (C S C') formed and inverted, rho-a as the mean of Spearman's rho over every way to break ties, Bures by
scipy.linalg.sqrtm, the Riemannian distance by scipy.optimize over both of its parameters, partial correlations by least squares.

Python 3.11, NumPy 1.24.2, SciPy 1.10.1 (Debian 12); seed 20260104.
Run: /usr/bin/python3 tests/data/generate/rdm_comparison.py  ->  tests/data/rdm_comparison.json
"""
import itertools
import json
import pathlib

import numpy as np
from scipy import linalg, optimize, stats
from scipy.spatial.distance import pdist, squareform

rng = np.random.default_rng(20260104)


def tie_breakings(values):
    """The ranks of every order that does not contradict the values."""
    groups = [np.flatnonzero(values == v) for v in np.unique(values)]
    for orders in itertools.product(*(itertools.permutations(g) for g in groups)):
        ranks = np.empty(len(values))
        ranks[[i for order in orders for i in order]] = np.arange(len(values))
        yield ranks


def rho_a(x, y):
    return np.mean([np.corrcoef(a, b)[0, 1] for a in tie_breakings(x) for b in tie_breakings(y)])


def tau_a(x, y):
    return sum(np.sign((x[i] - x[j]) * (y[i] - y[j])) for i in range(len(x)) for j in range(i)) / (len(x) * (len(x) - 1) / 2)


def dense_v(n, sigma, present):
    c = np.array([np.eye(n)[i] - np.eye(n)[j] for i in range(n) for j in range(i + 1, n)])
    v = c @ sigma @ c.T
    return (v * v)[np.ix_(present, present)]


def whitened(sigma=None, centre=False):
    def similarity(x, y, present, n):
        v = np.linalg.inv(dense_v(n, np.eye(n) if sigma is None else sigma, present))
        if centre:
            x, y = x - x.mean(), y - y.mean()
        return x @ v @ y / np.sqrt((x @ v @ x) * (y @ v @ y))
    return similarity


def kernel(d, n):
    h = np.eye(n) - 1 / n
    return -0.5 * h @ squareform(d) @ h


def bures(x, y, present, n):
    a, b = kernel(x, n), kernel(y, n)
    root = linalg.sqrtm(a + 1e-13 * np.eye(n))
    return np.trace(linalg.sqrtm(root @ b @ root + 1e-13 * np.eye(n))).real / np.sqrt(np.trace(a) * np.trace(b))


def riemann(x, y, present, n):
    p = np.hstack([-np.ones((n - 1, 1)), np.eye(n - 1)])
    a, b = p @ kernel(x, n) @ p.T, p @ kernel(y, n) @ p.T

    def distance(theta):
        lam = linalg.eigvalsh(np.exp(theta[0]) * a + np.exp(theta[1]) * p @ p.T, b)
        return np.sqrt(np.sum(np.log(lam) ** 2)) if lam.min() > 0 else np.inf

    starts = [(s, t) for s in (-5, 0, 3) for t in (-15, -5, 0, 3)]
    options = {"xatol": 1e-10, "fatol": 1e-12, "maxiter": 20000, "maxfev": 20000}
    return -min(optimize.minimize(distance, s, method="Nelder-Mead", options=options).fun for s in starts)


METHODS = {
    "Spearman": lambda x, y, *_: stats.spearmanr(x, y)[0],
    "Pearson": lambda x, y, *_: stats.pearsonr(x, y)[0],
    "KendallTauA": lambda x, y, *_: tau_a(x, y),
    "KendallTauB": lambda x, y, *_: stats.kendalltau(x, y)[0],
    "Cosine": lambda x, y, *_: x @ y / np.linalg.norm(x) / np.linalg.norm(y),
    "CosineCov": whitened(),
    "CorrelationCov": whitened(centre=True),
    "Bures": bures,
    "NegativeRiemannian": riemann,
}
N, UNITS, SUBJECTS = 6, 40, 3
ALL = np.arange(N * (N - 1) // 2)


def v_norm(x, present=ALL, sigma=np.eye(N)):
    return np.sqrt(x @ np.linalg.inv(dense_v(N, sigma, present)) @ x)


POOL = {
    "Spearman": stats.rankdata,
    "Pearson": stats.zscore,
    "KendallTauA": stats.rankdata,
    "KendallTauB": stats.rankdata,
    "Cosine": lambda x: x / np.linalg.norm(x),
    "CosineCov": lambda x: x / v_norm(x),
    "CorrelationCov": lambda x: (x - x.mean()) / v_norm(x - x.mean()),
    "Bures": lambda x: x / np.trace(kernel(x, N)),
    "NegativeRiemannian": lambda x: x / np.trace(kernel(x, N)),
}


def distances(shared=0.7):
    return pdist(np.hstack([shared * truth, rng.normal(size=(N, UNITS))]), "sqeuclidean")


truth = rng.normal(size=(N, UNITS))
models = [distances(), np.round(distances(0.3) / 20)]
subjects = [distances() for _ in range(SUBJECTS)]
cases = []
for name, similarity in METHODS.items():
    pooled = [POOL[name](s) for s in subjects]
    lower = [similarity(sum(p for j, p in enumerate(pooled) if j != i), s, ALL, N) for i, s in enumerate(subjects)]
    upper = [similarity(sum(pooled), s, ALL, N) for s in subjects]
    cases.append({
        "method": name,
        "similarity": [[float(similarity(m, s, ALL, N)) for s in subjects] for m in models],
        "ceiling": [float(np.mean(lower)), float(np.mean(upper))],
    })

# rho-a on few pairs, so that every way to break ties can be gone through.
tied_x, tied_y = np.array([1.0, 1, 2, 3, 3, 3]), np.array([2.0, 1, 1, 1, 3, 4])
out = {
    "stimuli": N,
    "models": [m.tolist() for m in models],
    "subjects": [s.tolist() for s in subjects],
    "cases": cases,
    "rho_a": {"x": tied_x.tolist(), "y": tied_y.tolist(), "value": float(rho_a(tied_x, tied_y))},
}

# Errors that covary between stimuli, and missing pairs.
a = rng.normal(size=(N, 2 * N))
full = a @ a.T / (2 * N)
diagonal = np.diag(rng.uniform(0.5, 3, N))
present = np.setdiff1d(ALL, [1, 7, 8])
out["whitened"] = []
for label, sigma in (("none", None), ("diagonal", diagonal), ("full", full)):
    for pairs in (ALL, present):
        for name, centre in (("CosineCov", False), ("CorrelationCov", True)):
            f = whitened(sigma, centre)
            out["whitened"].append({
                "method": name,
                "covariance": None if sigma is None else sigma.tolist(),
                "missing": np.setdiff1d(ALL, pairs).tolist(),
                "similarity": [[float(f(m[pairs], s[pairs], pairs, N)) for s in subjects] for m in models],
            })

# Partial and semipartial correlations; the second nuisance is the model's friend.
nuisances = [distances(0.2), np.round(distances(0.5))]
out["nuisances"] = [z.tolist() for z in nuisances]


def residual(v, z):
    design = np.column_stack([np.ones(len(v)), *z])
    return v - design @ np.linalg.lstsq(design, v, rcond=None)[0]


def partial(x, y, z, semi):
    return np.corrcoef(residual(x, z), y if semi else residual(y, z))[0, 1]


def scores(method, v):
    return stats.rankdata(v) if method == "Spearman" else v


out["partial"] = []
for method in ("Pearson", "Spearman"):
    for semi in (False, True):
        for pairs in (ALL, present):
            z = [scores(method, n[pairs]) for n in nuisances]
            out["partial"].append({
                "method": method,
                "semipartial": semi,
                "missing": np.setdiff1d(ALL, pairs).tolist(),
                "similarity": [[float(partial(scores(method, m[pairs]), scores(method, s[pairs]), z, semi)) for s in subjects] for m in models],
            })

# Exact tests over all 5! labellings of the first five stimuli: models against the mean over subjects.
five = np.ix_(range(5), range(5))
upper = np.triu_indices(5, 1)
small = lambda v: squareform(v)[five][upper]
SMALL = np.arange(10)


def move(v, order):
    return squareform(v)[np.ix_(order, order)][upper]


def exact(statistic):
    observed = np.array([statistic(range(5), m) for m in range(len(models))])
    draws = np.array([[statistic(order, m) for m in range(len(models))] for order in itertools.permutations(range(5)) if order != tuple(range(5))])
    p = (1 + (draws >= observed - 1e-12).sum(0)) / (1 + len(draws))
    adjusted = (1 + (draws.max(1)[:, None] >= observed - 1e-12).sum(0)) / (1 + len(draws))
    return {"p": p.tolist(), "adjusted_p": adjusted.tolist()}


def mean_similarity(f):
    return exact(lambda order, m: np.mean([f(move(small(models[m]), order), small(s), SMALL, 5) for s in subjects]))


out["exact"] = [{"method": name, "covariance": None, **mean_similarity(METHODS[name])} for name in ("KendallTauA", "KendallTauB", "Cosine", "CosineCov", "CorrelationCov", "Bures")]
out["exact"].append({"method": "CorrelationCov", "covariance": full[five].tolist(), **mean_similarity(whitened(full[five], True))})


def freedman_lane(method, semi):
    z = [scores(method, small(n)) for n in nuisances]
    y = [scores(method, small(s)) for s in subjects]

    def statistic(order, m):
        x = scores(method, small(models[m]))
        rest = residual(x, z)
        moved = x - rest + move(rest, list(order))
        return np.mean([partial(moved, s, z, semi) for s in y])

    return exact(statistic)


out["exact_partial"] = [{"method": m, "semipartial": s, **freedman_lane(m, s)} for m in ("Pearson", "Spearman") for s in (False, True)]
path = pathlib.Path(__file__).parent.parent / "rdm_comparison.json"
path.write_text(json.dumps(out) + "\n")
