"""Variance partitions of RDMs, for DnnBrain.Rsa.VariancePartitioner.

Written from the definitions with NumPy and SciPy alone: R² by numpy.linalg.lstsq with an intercept for every set of groups; the parts as the solution of the
linear equations R²(S) = sum of the parts of all sets that meet S, not by inclusion and exclusion; samples with copies of stimuli as longer vectors; exact
permutation tests by going through all labellings of square matrices, with residuals as vectors.

Python 3.11, NumPy 1.24.2, SciPy 1.10.1 (Debian 12); seed 20260611.
Run: /usr/bin/python3 tests/data/generate/variance_partition.py  ->  tests/data/variance_partition.json
"""
import itertools
import json
import pathlib

import numpy as np
from scipy import stats
from scipy.spatial.distance import pdist, squareform

rng = np.random.default_rng(20260611)


def r_squared(columns, y):
    x = np.column_stack([np.ones(len(y))] + columns)
    residual = y - x @ np.linalg.lstsq(x, y, rcond=None)[0]
    return 1 - residual @ residual / ((y - y.mean()) @ (y - y.mean()))


def sets_of(count):
    return [s for size in range(1, count + 1) for s in itertools.combinations(range(count), size)]


def partition(groups, y, rank=False, adjust=False):
    """Parts in the order of sets_of, then the total."""
    if rank:
        groups = [[stats.rankdata(x) for x in group] for group in groups]
        y = stats.rankdata(y)
    sets = sets_of(len(groups))
    explained = []
    for s in sets:
        columns = [x for g in s for x in groups[g]]
        r2 = r_squared(columns, y)
        explained.append(1 - (1 - r2) * (len(y) - 1) / (len(y) - len(columns) - 1) if adjust else r2)
    meets = np.array([[1.0 if set(s) & set(t) else 0.0 for t in sets] for s in sets])
    return list(np.linalg.solve(meets, explained)) + [explained[-1]]


def mean_partition(groups, subjects, weights=None, **options):
    parts = [partition(groups, y, **options) for y in subjects]
    return list(np.average(parts, axis=0, weights=weights))


def copies(vector, weights):
    """The condensed vector of a sample of stimuli with copies, without pairs of two copies of one stimulus."""
    index = np.repeat(np.arange(len(weights)), weights)
    square = squareform(vector)
    return np.array([square[a, b] for a, b in itertools.combinations(index, 2) if a != b])


def moved(vector, labels):
    return squareform(squareform(vector)[np.ix_(labels, labels)], checks=False)


def residual(x, columns):
    a = np.column_stack([np.ones(len(x))] + columns)
    return x - a @ np.linalg.lstsq(a, x, rcond=None)[0]


def permuted_statistics(groups, subjects, labels):
    """Parts over unexplained variance; those of unique parts with the others in place."""
    sets = sets_of(len(groups))
    all_moved = [[moved(x, labels) for x in group] for group in groups]
    parts = mean_partition(all_moved, subjects)
    values = [part / (1 - parts[-1]) for part in parts]
    for g in range(len(groups)):
        others = [x for h, group in enumerate(groups) if h != g for x in group]
        own = [moved(residual(x, others), labels) for x in groups[g]]
        full = np.mean([r_squared(others + own, y) for y in subjects])
        less = np.mean([r_squared(others, y) for y in subjects])
        values[sets.index((g,))] = (full - less) / (1 - full)
    return values


def projection(columns):
    x = np.column_stack(columns)
    x = x - x.mean(axis=0)
    return x @ np.linalg.pinv(x)


def spread(groups):
    """Mean and standard deviation of y'Qy for y without structure, by dense projections."""
    sets = sets_of(len(groups))
    meets = np.array([[1.0 if set(s) & set(t) else 0.0 for t in sets] for s in sets])
    dense = np.array([projection([x for g in s for x in groups[g]]) for s in sets])
    q = list(np.tensordot(np.linalg.inv(meets), dense, axes=1)) + [dense[-1]]
    return np.array([np.trace(m) for m in q]), np.array([np.sqrt(2 * np.trace(m @ m)) for m in q])


def p_values(groups, subjects):
    n = squareform(subjects[0]).shape[0]
    draws = np.array([permuted_statistics(groups, subjects, list(labels)) for labels in itertools.permutations(range(n))])
    mean, deviation = spread(groups)
    draws = (draws * (len(subjects[0]) - mean[-1] - 1) - mean) / deviation
    reached = draws >= draws[0] - 1e-10
    largest = draws.max(axis=1)[:, None] >= draws[0] - 1e-10
    return reached.mean(axis=0).tolist(), largest.mean(axis=0).tolist()


def simulate(n, sizes, subject_count, suppress=False):
    common = rng.normal(size=(n, 3))
    groups = [[pdist(np.hstack([0.7 * common, rng.normal(size=(n, 3))])) for _ in range(size)] for size in sizes]
    subjects = [pdist(np.hstack([common, rng.normal(size=(n, 4))])) for _ in range(subject_count)]
    if suppress:
        # Two predictors that are alike but for what the reference is made of.
        noise = pdist(rng.normal(size=(n, 3)))
        groups = [[subjects[0] + 2 * noise], [noise]] + groups[2:]
    return groups, subjects


cases = []
for name, n, sizes, count, suppress in (
        ("two", 9, (1, 1), 3, False), ("three", 10, (2, 1, 1), 3, False), ("four", 12, (1, 2, 1, 1), 2, False), ("suppression", 9, (1, 1), 2, True)):
    groups, subjects = simulate(n, sizes, count, suppress)
    stimulus_weights = rng.multinomial(n, np.ones(n) / n)
    subject_weights = rng.multinomial(count, np.ones(count) / count)
    drawn = [[copies(x, stimulus_weights) for x in group] for group in groups], [copies(y, stimulus_weights) for y in subjects]
    holes = [1, 5, 17]
    left = [[np.delete(x, holes) for x in group] for group in groups], [np.delete(y, holes) for y in subjects]
    cases.append({
        "name": name, "groups": [[x.tolist() for x in group] for group in groups], "subjects": [y.tolist() for y in subjects],
        "parts": [partition(groups, y) for y in subjects], "mean": mean_partition(groups, subjects),
        "ranked": mean_partition(groups, subjects, rank=True), "adjusted": mean_partition(groups, subjects, adjust=True),
        "holes": holes, "with_holes": mean_partition(*left),
        "stimulus_weights": stimulus_weights.tolist(), "subject_weights": subject_weights.tolist(),
        "drawn": mean_partition(*drawn, weights=subject_weights), "drawn_ranked": mean_partition(*drawn, weights=subject_weights, rank=True),
        "drawn_adjusted": mean_partition(*drawn, weights=subject_weights, adjust=True)})
tests = []
for sizes in ((1, 1), (2, 1), (1, 1, 1)):
    groups, subjects = simulate(6, sizes, 2)
    raw, adjusted = p_values(groups, subjects)
    tests.append({"groups": [[x.tolist() for x in group] for group in groups], "subjects": [y.tolist() for y in subjects], "p": raw, "adjusted": adjusted})
with open(pathlib.Path(__file__).parent.parent / "variance_partition.json", "w", encoding="utf-8", newline="\n") as file:
    json.dump({"cases": cases, "tests": tests}, file)
    file.write("\n")
