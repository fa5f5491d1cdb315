"""Comparisons of RDMs, noise ceilings and exact permutation tests, for DnnBrain.Rsa.

Written from the definitions with NumPy and SciPy alone: correlations by scipy.stats, permutations by going through all of
them on square matrices.

Python 3.11, NumPy 1.24.2, SciPy 1.10.1 (Debian 12); seed 20260102.
Run: /usr/bin/python3 tests/data/generate/rsa.py  ->  tests/data/rsa.json
"""
import itertools
import json
import pathlib

import numpy as np
from scipy import stats
from scipy.spatial.distance import pdist, squareform

rng = np.random.default_rng(20260102)
CORRELATE = {"Pearson": stats.pearsonr, "Spearman": stats.spearmanr}
TRANSFORM = {"Pearson": lambda v: stats.zscore(v), "Spearman": stats.rankdata}


def simulate(n, n_subjects, missing=(), lost=()):
    """Two models (the second one with ties), two regions; the first region follows the first model."""
    truth = rng.normal(size=(n, 6))
    models = [pdist(truth), np.round(pdist(rng.normal(size=(n, 3))) * 2)]
    regions = []
    for signal in (1.0, 0.2):
        regions.append([pdist(np.hstack([signal * truth, rng.normal(size=(n, 6))])) for _ in range(n_subjects)])
    for pair in missing:
        regions[1][1][pair] = np.nan
    for stimulus in lost:
        square = squareform(models[0])
        square[stimulus, :] = square[:, stimulus] = np.nan
        models[0] = square[np.triu_indices(n, 1)]
    return models, regions


def ceiling(subjects, method):
    transformed = [TRANSFORM[method](s) for s in subjects]
    correlate = CORRELATE[method]
    lower = [
        correlate(transformed[i], np.mean([t for j, t in enumerate(transformed) if j != i], axis=0))[0]
        for i in range(len(subjects))
    ]
    upper = [correlate(t, np.mean(transformed, axis=0))[0] for t in transformed]
    return float(np.mean(lower)), float(np.mean(upper))


def mean_r(model, subjects, method):
    return np.mean([CORRELATE[method](model, s)[0] for s in subjects])


def exact_p(models, regions, n, method):
    """All n! - 1 relabellings of the models; p raw and by the maximum over cells."""
    observed = np.array([[mean_r(m, r, method) for r in regions] for m in models])
    raw = np.zeros(observed.shape)
    adjusted = np.zeros(observed.shape)
    count = 0
    for order in itertools.permutations(range(n)):
        if order == tuple(range(n)):
            continue
        order = list(order)
        moved = [squareform(m)[np.ix_(order, order)][np.triu_indices(n, 1)] for m in models]
        drawn = np.array([[mean_r(m, r, method) for r in regions] for m in moved])
        raw += drawn >= observed - 1e-12
        adjusted += drawn.max() >= observed - 1e-12
        count += 1
    return ((raw + 1) / (count + 1)).tolist(), ((adjusted + 1) / (count + 1)).tolist()


def case(name, n, n_subjects, method, exact=False, missing=(), lost=()):
    models, regions = simulate(n, n_subjects, missing, lost)
    everything = models + [s for r in regions for s in r]
    valid = ~np.isnan(np.sum(everything, axis=0))
    kept_models = [m[valid] for m in models]
    kept_regions = [[s[valid] for s in r] for r in regions]
    out = {
        "name": name,
        "method": method,
        "stimuli": n,
        "models": [[None if np.isnan(x) else x for x in m] for m in models],
        "regions": [[[None if np.isnan(x) else x for x in s] for s in r] for r in regions],
        "pairs": int(valid.sum()),
        "subject_r": [[[CORRELATE[method](m, s)[0] for s in r] for r in kept_regions] for m in kept_models],
        "ceilings": [ceiling(r, method) for r in kept_regions],
    }
    if exact:
        out["p"], out["adjusted_p"] = exact_p(models, regions, n, method)
        signs = np.array(list(itertools.product([1, -1], repeat=n_subjects)))
        values = np.array(out["subject_r"])
        drawn = np.einsum("ks,mrs->kmr", signs, values) / n_subjects
        observed = values.mean(-1)
        out["subject_p"] = (drawn >= observed - 1e-12).mean(0).tolist()
        out["adjusted_subject_p"] = (
            (drawn.max((1, 2))[:, None, None] >= observed - 1e-12).mean(0).tolist()
        )
    return out


cases = [
    case("spearman", 9, 4, "Spearman"),
    case("pearson", 9, 4, "Pearson"),
    case("exact spearman", 5, 4, "Spearman", exact=True),
    case("exact pearson", 5, 4, "Pearson", exact=True),
    case("missing", 9, 3, "Spearman", missing=(0, 7, 20)),
    case("lost stimulus", 9, 3, "Pearson", lost=(4,)),
]
path = pathlib.Path(__file__).parent.parent / "rsa.json"
path.write_text(json.dumps({"cases": cases}) + "\n")
