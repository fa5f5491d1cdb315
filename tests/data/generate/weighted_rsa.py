"""Weighted RSA inside a cross-validation over stimuli and subjects, for DnnBrain.Rsa.WeightedRsaFitter.

Written from the definitions: non-negative weights by scipy.optimize.nnls (a penalty as rows below the predictors), others by scikit-learn's Ridge, which with
positive=True is checked against nnls; similarities by scipy.stats and NumPy. Folds are given, for stimuli and, within the training stimuli, for the penalty.

Python 3.11, NumPy 1.24.2, SciPy 1.10.1, scikit-learn 1.2.1 (Debian 12); seed 20260613.
Run: /usr/bin/python3 tests/data/generate/weighted_rsa.py  ->  tests/data/weighted_rsa.json
"""
import itertools
import json
import pathlib

import numpy as np
from scipy import stats
from scipy.optimize import nnls
from scipy.spatial.distance import pdist, squareform
from sklearn.linear_model import Ridge

rng = np.random.default_rng(20260613)


def similarity(method, x, y):
    if method == "Cosine":
        return x @ y / np.linalg.norm(x) / np.linalg.norm(y)
    return (stats.pearsonr if method == "Pearson" else stats.spearmanr)(x, y)[0]


def unit(x, centre):
    x = x - x.mean() if centre else x
    return x / np.linalg.norm(x)


def reference_row(method, y):
    return unit(stats.rankdata(y) if method == "Spearman" else y, method != "Cosine")


def fit(weighting, method, columns, target, alpha):
    """Weights of columns of length 1, as they predict the target."""
    x = np.column_stack([unit(c, method != "Cosine") for c in columns])
    if weighting == "Ridge":
        return Ridge(alpha=alpha, fit_intercept=False, solver="svd").fit(x, target).coef_
    stacked = np.vstack([x, np.sqrt(alpha) * np.eye(x.shape[1])])
    weights = nnls(stacked, np.concatenate([target, np.zeros(x.shape[1])]))[0]
    if alpha > 0:
        positive = Ridge(alpha=alpha, fit_intercept=False, positive=True, tol=1e-9).fit(x, target).coef_
        assert np.allclose(weights, positive, atol=1e-4), (weights, positive)
    return weights


def among(vector, chosen):
    n = len(chosen)
    inside = np.array([chosen[a] and chosen[b] for a, b in itertools.combinations(range(n), 2)])
    return vector[inside & ~HOLES]


def predict(columns, weights, method, all_columns):
    scale = [np.linalg.norm(c - c.mean() if method != "Cosine" else c) for c in all_columns]
    return sum(w * c / s for w, c, s in zip(weights, columns, scale))


def choose(weighting, method, models, subjects, counts, train, inner, alphas):
    if len(alphas) == 1:
        return alphas[0]
    scores = []
    for alpha in alphas:
        score = 0.0
        for g in range(max(inner) + 1):
            fitted, tested = [t and f >= 0 and f != g for t, f in zip(train, inner)], [t and f == g for t, f in zip(train, inner)]
            target = sum(c * reference_row(method, among(y, fitted)) for y, c in zip(subjects, counts))
            columns = [among(x, fitted) for x in models]
            weights = fit(weighting, method, columns, target, alpha)
            if not weights.any():
                continue
            p = unit(predict([among(x, tested) for x in models], weights, method, columns), method != "Cosine")
            score += sum(c * (p @ reference_row(method, among(y, tested))) for y, c in zip(subjects, counts))
        scores.append(score)
    return alphas[int(np.argmax(scores))]


def shares(weights):
    return (weights / np.abs(weights).sum()).tolist() if weights.any() else weights.tolist()


def cross_validate(weighting, method, models, subjects, counts, folds, inner, alphas):
    fits = []
    for f in range(max(folds) + 1):
        train, test = [g != f for g in folds], [g == f for g in folds]
        for s, y in enumerate(subjects):
            if counts[s] == 0:
                continue
            others = [c if t != s or len(subjects) == 1 else 0 for t, c in enumerate(counts)]
            alpha = choose(weighting, method, models, subjects, others, train, inner[f], alphas)
            target = sum(c * reference_row(method, among(other, train)) for other, c in zip(subjects, others))
            columns = [among(x, train) for x in models]
            weights = fit(weighting, method, columns, target, alpha)
            score = similarity(method, predict([among(x, test) for x in models], weights, method, columns), among(y, test)) if weights.any() else 0.0
            fits.append({"fold": f, "subject": s, "alpha": alpha, "weights": shares(weights), "score": float(score)})
    return fits


def ceilings(method, subjects, folds):
    bounds = []
    for f in range(max(folds) + 1):
        test = [g == f for g in folds]
        # Sums of ranks are whole numbers and tie: they are not divided before they are ranked again.
        rows = [stats.rankdata(among(y, test)) if method == "Spearman" else reference_row(method, among(y, test)) for y in subjects]
        pool = sum(rows)
        bounds.append([np.mean([similarity(method, row, pool - row) for row in rows]), np.mean([similarity(method, row, pool) for row in rows])])
    return np.mean(bounds, axis=0).tolist()


def moved(vector, labels):
    return squareform(squareform(vector)[np.ix_(labels, labels)], checks=False)


def simulate(n, models, subjects):
    features = [rng.normal(size=(n, 4)) for _ in range(models)]
    rdms = [pdist(x) ** 2 for x in features]
    truth = sum(w * x for w, x in zip([1.0, 0.5] + [0.0] * models, rdms))
    return rdms, [truth + 6 * pdist(rng.normal(size=(n, 4))) for _ in range(subjects)]


cases = []
for weighting, method, alphas, holes in (
        ("NonNegative", "Pearson", [0.0], []), ("NonNegative", "Spearman", [0.0], []), ("NonNegative", "Cosine", [0.0], []), ("Ridge", "Pearson", [0.01, 0.3, 5.0], []),
        ("Ridge", "Cosine", [0.2], []), ("NonNegativeRidge", "Spearman", [0.01, 0.3, 5.0], []), ("NonNegativeRidge", "Pearson", [0.01, 0.3, 5.0], [3, 40, 77])):
    n = 18
    models, subjects = simulate(n, 4, 3)
    HOLES = np.isin(np.arange(len(models[0])), holes)
    folds = [int(f) for f in rng.permutation(np.arange(n) % 3)]
    inner = [[-1 if g == f else int(rng.integers(0, 1000)) for g in folds] for f in range(3)] + [rng.permutation(np.arange(n) % 2).tolist()]
    for f in range(3):
        rank = np.argsort(np.argsort([v if v >= 0 else 2000 for v in inner[f]]))
        inner[f] = [int(r % 2) if v >= 0 else -1 for r, v in zip(rank, inner[f])]
    everything = [True] * n
    alpha = choose(weighting, method, models, subjects, [1, 1, 1], everything, inner[3], alphas)
    columns = [among(x, everything) for x in models]
    weights = fit(weighting, method, columns, sum(reference_row(method, among(y, everything)) for y in subjects), alpha)
    prediction = predict(columns, weights, method, columns)
    drawn = cross_validate(weighting, method, models, subjects, [2, 0, 1], folds, inner, alphas)
    cases.append({
        "weighting": weighting, "method": method, "alphas": alphas, "holes": holes, "models": [x.tolist() for x in models], "subjects": [y.tolist() for y in subjects],
        "folds": folds, "inner": inner, "fits": cross_validate(weighting, method, models, subjects, [1, 1, 1], folds, inner, alphas),
        "drawn": float(np.average([d["score"] for d in drawn], weights=[[2, 0, 1][d["subject"]] for d in drawn])),
        "ceiling": ceilings(method, subjects, folds), "alpha": alpha, "weights": shares(weights),
        "in_sample": float(np.mean([similarity(method, prediction, among(y, everything)) for y in subjects]))})

HOLES = np.zeros(15, bool)
models, subjects = simulate(6, 2, 2)
folds = [0, 1, 0, 1, 1, 0]
scores = []
for labels in itertools.permutations(range(6)):
    fits = cross_validate("NonNegative", "Pearson", [moved(x, list(labels)) for x in models], subjects, [1, 1], folds, [None, None], [0.0])
    scores.append(np.mean([f["score"] for f in fits]))
test = {"models": [x.tolist() for x in models], "subjects": [y.tolist() for y in subjects], "folds": folds,
        "score": scores[0], "p": float(np.mean(np.array(scores) >= scores[0] - 1e-10))}
with open(pathlib.Path(__file__).parent.parent / "weighted_rsa.json", "w", encoding="utf-8", newline="\n") as file:
    json.dump({"cases": cases, "test": test}, file)
    file.write("\n")
