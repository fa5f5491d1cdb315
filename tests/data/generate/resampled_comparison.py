#!/usr/bin/env python3
"""Comparisons of samples in which every copy of a stimulus is written out, as ../resampled_comparison.json.

Made with NumPy 1.24.2, SciPy 1.10.1 (Debian 12), Python 3.11.2. As bootstrap.py, for what is no plain product: Kendall's tau, Bures similarity, partial and
semipartial correlations, and whitening with errors of stimuli that covary. Pairs of copies have no value and are dropped; the kernel of Bures has a 0 there.
"""
import json
import os

import numpy as np
from scipy import stats


def unit(x):
    return x / np.linalg.norm(x)


def pairs(rows, present):
    return [(a, b) for a in range(len(rows)) for b in range(a + 1, len(rows)) if rows[a] != rows[b] and present[rows[a], rows[b]]]


def values(square, rows, present):
    return np.array([square[rows[a], rows[b]] for a, b in pairs(rows, present)])


def errors(sigma, rows):
    """Covariance of the rows: copies share all but the smallest eigenvalue of the correlation matrix of their stimulus' variance."""
    scale = np.sqrt(np.diag(sigma))
    own = np.linalg.eigvalsh(sigma / np.outer(scale, scale))[0]
    sample = sigma[np.ix_(rows, rows)].copy()
    for a in range(len(rows)):
        for b in range(len(rows)):
            if a != b and rows[a] == rows[b]:
                sample[a, b] *= 1 - own
    return sample


def precision(sigma, rows, present):
    c = []
    for a, b in pairs(rows, present):
        row = np.zeros(len(rows))
        row[a], row[b] = 1, -1
        c.append(row)
    c = np.array(c)
    return np.linalg.inv((c @ errors(sigma, rows) @ c.T) ** 2)


def residual(x, nuisances):
    design = np.column_stack([np.ones(len(x))] + list(nuisances))
    return x - design @ np.linalg.lstsq(design, x, rcond=None)[0]


def kernel(square, rows):
    d = np.array([[0 if a == b else square[a, b] for b in rows] for a in rows])
    h = np.eye(len(rows)) - 1 / len(rows)
    return -h @ d @ h / 2


def root(g):
    w, v = np.linalg.eigh(g)
    return (v * np.sqrt(np.clip(w, 0, None))) @ v.T


def bures(x, y):
    a, b = root(x), root(y)
    return np.linalg.svd(a @ b, compute_uv=False).sum() / np.linalg.norm(a) / np.linalg.norm(b)


def tau(x, y, b):
    i, j = np.triu_indices(len(x), 1)
    sx, sy = np.sign(x[i] - x[j]), np.sign(y[i] - y[j])
    below = np.sqrt(np.sum(sx != 0)) * np.sqrt(np.sum(sy != 0)) if b else len(i)
    return np.sum(sx * sy) / below


class Sample:
    """One method on one written-out sample."""

    def __init__(self, method, rows, present, nuisances, sigma):
        self.method, self.rows, self.present = method, rows, present
        z = [values(n, rows, present) for n in nuisances]
        self.z = [stats.rankdata(v) for v in z] if "Spearman" in method else z
        self.iv = precision(sigma, rows, present) if "Cov" in method else None

    def take(self, square):
        if self.method == "Bures":
            return kernel(square, self.rows)
        x = values(square, self.rows, self.present)
        return x - x.mean() if self.method == "CorrelationCov" else x

    def similarity(self, x, y):
        if self.method == "Bures":
            return bures(x, y)
        if "Kendall" in self.method:
            return tau(x, y, self.method.endswith("B"))
        if "Cov" in self.method:
            return x @ self.iv @ y / np.sqrt((x @ self.iv @ x) * (y @ self.iv @ y))
        if "Spearman" in self.method:
            x, y = stats.rankdata(x), stats.rankdata(y)
        x = residual(x, self.z)
        return np.corrcoef(x, y if "semi" in self.method else residual(y, self.z))[0, 1]

    def pool(self, ys):
        if self.method == "Bures":
            forms = [y / np.trace(y) for y in ys]
        elif "Kendall" in self.method or "Spearman" in self.method:
            forms = [stats.rankdata(y) for y in ys]
        elif "Cov" in self.method:
            forms = [y / np.sqrt(y @ self.iv @ y) for y in ys]
        else:
            forms = [unit(y - y.mean()) if "semi" in self.method else unit(residual(y, self.z)) for y in ys]
        return np.mean(forms, axis=0)


METHODS = ("KendallTauA", "KendallTauB", "Bures", "Pearson, partial", "Pearson, semipartial", "Spearman, partial", "Spearman, semipartial", "CosineCov", "CorrelationCov")


def main():
    random = np.random.default_rng(20261122)
    cases = []
    for name, n, missing, tied, errors_of in (("complete", 9, [], False, "full"), ("missing", 9, [(0, 3), (2, 5), (6, 7)], False, "full"),
                                              ("tied", 8, [], True, "diagonal"), ("common", 8, [], False, "common"), ("six", 6, [], False, "full")):
        subjects, regions, models = 4, 2, 3
        present = np.ones((n, n), bool)
        for i, j in missing:
            present[i, j] = present[j, i] = False

        def rdm():
            x = random.random((n, n)) + 0.3
            x = np.round(x, 1) if tied else x
            return np.triu(x, 1) + np.triu(x, 1).T
        m = [rdm() for _ in range(models)]
        shared = [rdm() for _ in range(regions)]
        r = [[shared[g] + rdm() for _ in range(subjects)] for g in range(regions)]
        nuisances = [rdm() for _ in range(2)]
        noise = random.normal(size=(n, 3 * n))
        sigma = {"full": noise @ noise.T / (3 * n), "diagonal": np.diag(random.random(n) + 0.5), "common": np.eye(n) + 0.7}[errors_of]
        weights = [np.ones(n, int), np.array([3, 0, 1, 2, 1, 0, 1] + [0] * (n - 7)) if n > 6 else np.array([4, 1, 1, 0, 0, 0]),
                   np.bincount(random.integers(0, n, n), minlength=n), np.bincount(random.integers(0, n, n), minlength=n)]
        people = [[1, 1, 1, 1], [2, 0, 1, 1], [0, 3, 1, 0]]
        draws = []
        for w in weights:
            rows = np.repeat(np.arange(n), w)
            draw = {"weights": w.tolist(), "values": {}}
            for method in METHODS:
                if method == "Bures" and missing or len(values(m[0], np.unique(rows), present)) < 6 and "partial" in method:
                    continue
                sample = Sample(method, rows, present, nuisances, sigma)
                x = [sample.take(a) for a in m]
                y = [[sample.take(a) for a in region] for region in r]
                draw["values"][method] = []
                for p in people:
                    who = np.repeat(np.arange(subjects), p)
                    cells = [np.mean([sample.similarity(a, region[s]) for s in who]) for a in x for region in y]
                    lower = [np.mean([sample.similarity(sample.pool([region[t] for t in who if t != s]), region[s]) for s in who]) for region in y]
                    upper = [np.mean([sample.similarity(sample.pool([region[t] for t in who]), region[s]) for s in who]) for region in y]
                    draw["values"][method].append(cells + lower + upper)
            draws.append(draw)
        triangle = np.triu_indices(n, 1)
        cases.append({"name": name, "n": n, "present": present[triangle].tolist(), "models": [a[triangle].tolist() for a in m],
                      "regions": [[a[triangle].tolist() for a in region] for region in r], "nuisances": [a[triangle].tolist() for a in nuisances],
                      "sigma": sigma.tolist(), "people": people, "draws": draws})

    path = os.path.join(os.path.dirname(__file__), "..", "resampled_comparison.json")
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        json.dump({"cases": cases}, file)
        file.write("\n")


main()
