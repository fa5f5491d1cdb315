"""Dissimilarities by SciPy's pdist, and cross-validated ones and noise covariances by their definitions in loops, for DnnBrain.Rsa.

"missing" patterns have NaN: each pair is taken over the units that both have, sums scaled up to all units.

Python 3.11, NumPy 1.24.2, SciPy 1.10.1 (Debian 12); seed 20261122.
Run: /usr/bin/python3 tests/data/generate/metrics.py  ->  tests/data/metrics.json
"""
import itertools
import json
import pathlib

import numpy as np
from scipy import stats
from scipy.spatial.distance import pdist

rng = np.random.default_rng(20261122)
LAMBDA, WEIGHT = 1.0, 0.1


def rates(x):
    return (x + LAMBDA * WEIGHT) / (1 + WEIGHT)


def poisson(a, b):
    a, b = rates(a), rates(b)
    return ((a - b) * (np.log(a) - np.log(b))).mean()


def named(name):
    return lambda a, b: pdist(np.stack([a, b]), name)[0]


METRICS = {
    "SquaredEuclidean": (named("sqeuclidean"), "sum"),
    "MeanSquaredEuclidean": (lambda a, b: ((a - b) ** 2).mean(), None),
    "Euclidean": (named("euclidean"), "root"),
    "Correlation": (named("correlation"), None),
    "Cosine": (named("cosine"), None),
    "Spearman": (lambda a, b: 1 - stats.spearmanr(a, b).statistic, None),
    "Cityblock": (named("cityblock"), "sum"),
    "Chebyshev": (named("chebyshev"), None),
    "Canberra": (named("canberra"), "sum"),
    "BrayCurtis": (named("braycurtis"), None),
    "JensenShannon": (named("jensenshannon"), None),
    "PoissonKL": (poisson, None),
}


def rdm(x, function, scaling):
    values = []
    for a, b in itertools.combinations(x, 2):
        there = np.isfinite(a) & np.isfinite(b)
        share = there.sum() / len(a)
        scale = {"sum": 1 / share, "root": 1 / np.sqrt(share), None: 1}[scaling]
        values.append(scale * function(a[there], b[there]))
    return np.array(values)


def case(name, x):
    values = {metric: rdm(x, *f).tolist() for metric, f in METRICS.items() if metric not in ("JensenShannon", "PoissonKL") or np.nanmin(x) >= 0}
    if np.isfinite(x).all():
        values["StandardizedEuclidean"] = pdist(x, "seuclidean", V=x.var(axis=0, ddof=1)).tolist()
    return {"name": name, "stimuli": len(x), "patterns": [None if np.isnan(v) else v for v in x.ravel()], "rdms": values}


def crossnobis(x, condition, run, precision):
    """Mean over all pairs of measurements from different runs; precision(r, s) is a matrix. x less its mean over all rows."""
    x = x - x.mean(axis=0)
    names = list(dict.fromkeys(condition))

    def kernel(i, j):
        values = [
            x[a] @ precision(run[a], run[b]) @ x[b]
            for a in range(len(x)) for b in range(len(x))
            if condition[a] == i and condition[b] == j and run[a] != run[b]
        ]
        return np.mean(values) if values else np.nan

    p = x.shape[1]
    return [(kernel(i, i) + kernel(j, j) - 2 * kernel(i, j)) / p for i, j in itertools.combinations(names, 2)]


def leave_one_out(x, condition, run, precision):
    """The balanced design from its textbook definition: mean over runs of (train difference) N (test difference) / p."""
    names, runs = list(dict.fromkeys(condition)), list(dict.fromkeys(run))
    condition, run = np.array(condition), np.array(run)
    out = []
    for i, j in itertools.combinations(names, 2):
        folds = []
        for r in runs:
            train = x[(condition == i) & (run != r)].mean(0) - x[(condition == j) & (run != r)].mean(0)
            test = x[(condition == i) & (run == r)].mean(0) - x[(condition == j) & (run == r)].mean(0)
            folds.append(train @ precision @ test / x.shape[1])
        out.append(np.mean(folds))
    return out


def poisson_folds(x, condition, run):
    names, runs = list(dict.fromkeys(condition)), list(dict.fromkeys(run))
    condition, run = np.array(condition), np.array(run)
    out = []
    for i, j in itertools.combinations(names, 2):
        folds = []
        for r in runs:
            parts = [x[(condition == k) & (run != r)] for k in (i, j)] + [x[(condition == k) & (run == r)] for k in (i, j)]
            if all(len(part) for part in parts):
                a, b, c, d = (rates(part.mean(0)) for part in parts)
                folds.append(((a - b) * (np.log(c) - np.log(d))).mean())
        out.append(np.mean(folds) if folds else np.nan)
    return out


def ledoit_wolf(x, dof):
    n, p = x.shape
    s = x.T @ x / n
    m = np.trace(s) / p
    d2 = ((s - m * np.eye(p)) ** 2).sum()
    b2 = min(d2, sum(((np.outer(r, r) - s) ** 2).sum() for r in x) / n**2)
    return (b2 / d2 * m * np.eye(p) + (1 - b2 / d2) * s) * n / dof, b2 / d2


def schaefer_strimmer(x, dof):
    n, p = x.shape
    s = x.T @ x / dof
    z = x / np.sqrt(np.diag(s))
    products = np.einsum("ki,kj->kij", z, z)
    variance = n / dof**3 * ((products**2).sum(0) - products.sum(0) ** 2 / dof)
    off = ~np.eye(p, dtype=bool)
    weight = np.clip(variance[off].sum() / ((products.sum(0) / dof)[off] ** 2).sum(), 0, 1)
    return s * (np.eye(p) + (1 - weight) * off), weight


def noise(x, dof):
    full = x.T @ x / dof
    lw, lw_weight = ledoit_wolf(x, dof)
    ss, ss_weight = schaefer_strimmer(x, dof)
    return {
        "Full": full.ravel().tolist(), "Diagonal": np.diag(np.diag(full)).ravel().tolist(),
        "LedoitWolf": lw.ravel().tolist(), "LedoitWolfShrinkage": lw_weight,
        "SchaeferStrimmer": ss.ravel().tolist(), "SchaeferStrimmerShrinkage": ss_weight,
    }


def plain(values):
    return [None if np.isnan(v) else float(v) for v in values]


normal = rng.normal(size=(9, 23))
positive = np.maximum(rng.gamma(1.0, 2.0, size=(8, 37)) - 0.5, 0)
missing = rng.gamma(1.0, 2.0, size=(7, 19))
missing[1, [0, 5]] = np.nan
missing[2, 5:9] = np.nan
missing[6, 18] = np.nan
cases = [case("normal", normal), case("positive", positive), case("missing", missing)]

# Five conditions in three runs, two measurements each: balanced. Then without some rows: unbalanced, and "c" in one run only.
condition = [c for r in range(3) for c in "abcde" for _ in range(2)]
run = [f"r{r}" for r in range(3) for c in "abcde" for _ in range(2)]
p = 6
x = 3 + rng.normal(size=(30, p)) + np.repeat(rng.normal(size=(5, p)), 2, axis=0)[np.tile(np.arange(10), 3)]
mix = rng.normal(size=(p, p))
covariance = {r: mix @ mix.T / p + np.diag(rng.uniform(0.5, 2, p)) for r in ("r0", "r1", "r2")}
pooled = np.linalg.inv(covariance["r0"])
keep = [k for k in range(30) if not (condition[k] == "c" and run[k] != "r1") and k not in (0, 13, 29)]
sub = lambda values: [values[k] for k in keep]
counts = rng.poisson(3.0, size=(30, p)).astype(float)
identity = lambda r, s: np.eye(p)
runs = {
    "condition": condition, "run": run, "patterns": x.ravel().tolist(), "counts": counts.ravel().tolist(), "keep": keep,
    "covariance": {r: c.ravel().tolist() for r, c in covariance.items()},
    "Crossnobis": leave_one_out(x, condition, run, np.eye(p)),
    "Crossnobis noise": leave_one_out(x, condition, run, pooled),
    "Crossnobis noise per run": crossnobis(x, condition, run, lambda r, s: np.linalg.inv((covariance[r] + covariance[s]) / 2)),
    "Crossnobis unbalanced": plain(crossnobis(x[keep], sub(condition), sub(run), lambda r, s: pooled)),
    "CrossvalidatedPoissonKL": poisson_folds(counts, condition, run),
    "CrossvalidatedPoissonKL unbalanced": plain(poisson_folds(counts[keep], sub(condition), sub(run))),
    "Mahalanobis": [
        (lambda d: d @ pooled @ d / p)(x[np.array(condition) == i].mean(0) - x[np.array(condition) == j].mean(0))
        for i, j in itertools.combinations("abcde", 2)
    ],
}

residual = rng.normal(size=(40, 7)) @ rng.normal(size=(7, 7)) + 5
cells = np.stack([x[k] - x[[m for m in range(30) if condition[m] == condition[k] and run[m] == run[k]]].mean(0) for k in range(30)])
covariances = {
    "residuals": residual.ravel().tolist(), "units": 7,
    "of residuals": noise(residual - residual.mean(0), 39), "of residuals, 30": noise(residual - residual.mean(0), 30),
    "of repeats": noise(cells, 15), "of repeats in r1": noise(cells[10:20], 5),
}
path = pathlib.Path(__file__).parent.parent / "metrics.json"
path.write_text(json.dumps({"cases": cases, "runs": runs, "noise": covariances}) + "\n")
