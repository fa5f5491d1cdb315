#!/usr/bin/env python3
"""What bootstraps give when every copy of a stimulus is written out, as ../bootstrap.json.

Made with NumPy 1.24.2, SciPy 1.10.1 (Debian 12), Python 3.11.2. Stimuli that a sample holds several times become rows of their own; pairs of
copies of one stimulus have no value and are dropped; whitening inverts the covariance of all remaining pairs as a dense matrix.
"""
import json
import os

import numpy as np
from scipy import stats


def condensed(square, rows, original, present):
    """Values of the pairs of different stimuli among the rows, row by row."""
    return np.array([square[i, j] for i, j in pairs(rows, original, present)])


def pairs(rows, original, present):
    return [(original[a], original[b]) for a in range(len(rows)) for b in range(a + 1, len(rows))
            if original[a] != original[b] and present[original[a], original[b]]]


def covariance(rows, original, present):
    """V of the dissimilarities of rows with independent errors: (C C') squared element by element."""
    c = []
    for a in range(len(rows)):
        for b in range(a + 1, len(rows)):
            if original[a] != original[b] and present[original[a], original[b]]:
                row = np.zeros(len(rows))
                row[a], row[b] = 1, -1
                c.append(row)
    c = np.array(c)
    return (c @ c.T) ** 2


def unit(x):
    return x / np.linalg.norm(x)


def similarity(method, x, y, v):
    if method == "Cosine":
        return unit(x) @ unit(y)
    if method == "Pearson":
        return np.corrcoef(x, y)[0, 1]
    if method == "Spearman":
        return stats.spearmanr(x, y)[0]
    if method == "RhoA":
        n = len(x)
        a, b = stats.rankdata(x), stats.rankdata(y)
        return 12 * np.sum((a - a.mean()) * (b - b.mean())) / (n ** 3 - n)
    if method == "CorrelationCov":
        x, y = x - x.mean(), y - y.mean()
    iv = np.linalg.inv(v)
    return x @ iv @ y / np.sqrt((x @ iv @ x) * (y @ iv @ y))


def pool(method, ys, v):
    """The mean of the forms in which the similarity asks that data are averaged."""
    if method == "Cosine":
        forms = [unit(y) for y in ys]
    elif method == "Pearson":
        forms = [stats.zscore(y) for y in ys]
    elif method in ("Spearman", "RhoA"):
        forms = [stats.rankdata(y) for y in ys]
    else:
        iv = np.linalg.inv(v)
        centred = [y - y.mean() if method == "CorrelationCov" else y for y in ys]
        forms = [y / np.sqrt(y @ iv @ y) for y in centred]
    return np.mean(forms, axis=0)


def main():
    random = np.random.default_rng(20230823)
    cases = []
    for name, n, missing, tied in (("complete", 8, [], False), ("missing", 8, [(0, 3), (2, 5), (6, 7)], False), ("tied", 7, [], True), ("six", 6, [], False)):
        subjects, regions, models = 4, 2, 3
        present = np.ones((n, n), bool)
        for i, j in missing:
            present[i, j] = present[j, i] = False

        def rdm():
            values = random.random((n, n)) + 0.3
            values = np.round(values, 1) if tied else values
            return np.triu(values, 1) + np.triu(values, 1).T
        m = [rdm() for _ in range(models)]
        shared = [rdm() for _ in range(regions)]
        r = [[shared[g] + rdm() for _ in range(subjects)] for g in range(regions)]
        weights = [np.ones(n, int), np.array([3, 0, 1, 2] + [1, 0, 1] + [0] * (n - 7)) if n > 6 else np.array([4, 1, 1, 0, 0, 0]),
                   np.bincount(random.integers(0, n, n), minlength=n), np.bincount(random.integers(0, n, n), minlength=n)]
        people = [[1, 1, 1, 1], [2, 0, 1, 1], [0, 3, 1, 0]]
        draws = []
        for w in weights:
            rows = np.repeat(np.arange(n), w)
            v = covariance(rows, rows, present)
            x = [condensed(a, rows, rows, present) for a in m]
            y = [[condensed(a, rows, rows, present) for a in region] for region in r]
            draw = {"weights": w.tolist(), "values": {}}
            for method in ("Cosine", "Pearson", "Spearman", "RhoA", "CosineCov", "CorrelationCov"):
                values = []
                for p in people:
                    who = np.repeat(np.arange(subjects), p)
                    cells = [np.mean([similarity(method, a, region[s], v) for s in who]) for a in x for region in y]
                    lower = [np.mean([similarity(method, region[s], pool(method, [region[t] for t in who if t != s], v), v) for s in who]) for region in y]
                    upper = [np.mean([similarity(method, region[s], pool(method, [region[t] for t in who], v), v) for s in who]) for region in y]
                    values.append(cells + lower + upper)
                draw["values"][method] = values
            draws.append(draw)
        upper_triangle = np.triu_indices(n, 1)
        flat = [a[upper_triangle].tolist() for a in m]
        flat_regions = [[a[upper_triangle].tolist() for a in region] for region in r]
        cases.append({"name": name, "n": n, "present": present[upper_triangle].tolist(), "models": flat, "regions": flat_regions,
                      "people": people, "draws": draws})

    sample = stats.gamma(2).rvs(15, random_state=5)
    boot = stats.bootstrap((sample,), np.mean, n_resamples=999, method="BCa", random_state=np.random.default_rng(3))
    percentile = stats.bootstrap((sample,), np.mean, n_resamples=999, method="percentile", random_state=np.random.default_rng(3))
    bca = {"sample": sample.tolist(), "draws": boot.bootstrap_distribution.tolist(),
           "bca": list(boot.confidence_interval), "percentile": list(percentile.confidence_interval)}

    # A variance of values with excess kurtosis has fewer degrees of freedom than n - 1. Hesterberg 2015: quantiles at the level at which those of
    # a normal mean would be its t interval.
    n = len(sample)
    bca["freedom"] = 2 / (2 / (n - 1) + stats.kurtosis(sample) / n)
    bca["expanded"] = []
    for count, freedom in ((3, 2), (n, bca["freedom"]), (200, 199)):
        level = 1 - 2 * stats.norm.sf(np.sqrt(count / (count - 1)) * stats.t.isf(0.025, freedom))
        bca["expanded"].append({"count": count, "freedom": freedom, "level": level})
        if count == n:
            for method in ("BCa", "percentile"):
                wide = stats.bootstrap((sample,), np.mean, n_resamples=999, method=method, confidence_level=level, random_state=np.random.default_rng(3))
                bca["expanded"][-1][method] = list(wide.confidence_interval)

    values = random.normal(0.2, 1, (3, 6))
    t = stats.ttest_1samp(values, 0, axis=1, alternative="greater")
    two_sided = stats.ttest_1samp(values, 0, axis=1)
    flips = np.array([[1 - 2 * (k >> s & 1) for s in range(6)] for k in range(1, 64)])

    def t_of(x):
        return x.mean(axis=1) / (x.std(axis=1, ddof=1) / np.sqrt(x.shape[1]))
    largest = np.array([t_of(values * f).max() for f in flips])
    maximum = [(np.sum(largest >= o - 1e-12) + 1) / 64 for o in t_of(values)]
    ttest = {"values": values.tolist(), "p": t.pvalue.tolist(), "two_sided": two_sided.pvalue.tolist(),
             "maximum": np.maximum(t.pvalue, maximum).tolist()}

    path = os.path.join(os.path.dirname(__file__), "..", "bootstrap.json")
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        json.dump({"cases": cases, "bca": bca, "ttest": ttest}, file)
        file.write("\n")


main()
