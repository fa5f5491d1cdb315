#!/usr/bin/env python3
"""A bootstrap of comparisons of RDMs that copies the RDMs of each draw, with noise ceilings: seconds a draw.

usage: bootstrap.py METHOD FACTOR DRAWS     METHOD: Pearson, RhoA, CosineCov; FACTOR: Stimulus, Both
"""
import json
import sys
import time

import numpy as np
from scipy.stats import rankdata

N, MODELS, SUBJECTS = 92, 10, 10


def whitening(present):
    """V^-1/2-free product of the pairs that are there: x' (2I + A A')^-1 y by Woodbury."""
    rows, columns = np.nonzero(present)
    a = np.zeros((len(rows), len(present)))
    a[np.arange(len(rows)), rows] = a[np.arange(len(rows)), columns] = 1
    return a, np.linalg.inv(2 * np.eye(len(present)) + a.T @ a)


def product(method, x, y, white):
    if method == "CosineCov":
        a, inner = white
        return x @ y.T - (x @ a) @ inner @ (a.T @ y.T)
    return x @ y.T


def prepare(method, x):
    if method == "RhoA":
        x = np.array([rankdata(row) for row in x])
    return x if method == "CosineCov" else x - x.mean(axis=1, keepdims=True)


def similarity(method, x, y, white):
    if method == "RhoA":
        n = x.shape[1]
        return 12 * x @ y.T / (n ** 3 - n)

    def norm(z):
        return np.sqrt([product(method, row[None], row[None], white)[0, 0] for row in z])
    return product(method, x, y, white) / norm(x)[:, None] / norm(y)[None]


def evaluate(method, models, subjects, stimuli, people):
    index = np.ix_(stimuli, stimuli)
    upper = np.triu(stimuli[:, None] != stimuli[None], 1)
    x = np.array([m[index][upper] for m in models])
    y = np.array([subjects[s][index][upper] for s in people])
    white = whitening(upper) if method == "CosineCov" else None
    x, y = prepare(method, x), prepare(method, y)
    cells = similarity(method, x, y, white).mean(axis=1)
    unit = y if method == "RhoA" else y / np.sqrt([product(method, row[None], row[None], white) for row in y])[:, 0]
    pools = [unit.mean(axis=0)] + [unit[people != s].mean(axis=0) for s in np.unique(people)]
    bounds = similarity(method, prepare(method, np.array(pools)), y, white)
    return cells, bounds


def main():
    method, factor, draws = sys.argv[1], sys.argv[2], int(sys.argv[3])
    random = np.random.default_rng(0)

    def rdm():
        square = np.abs(random.normal(size=(N, N)))
        return np.triu(square, 1) + np.triu(square, 1).T
    models, subjects = [rdm() for _ in range(MODELS)], [rdm() for _ in range(SUBJECTS)]
    everything, everybody = np.arange(N), np.arange(SUBJECTS)
    started = time.perf_counter()
    for _ in range(draws):
        stimuli, people = random.integers(0, N, N), random.integers(0, SUBJECTS, SUBJECTS)
        evaluate(method, models, subjects, stimuli, everybody)
        if factor == "Both":
            evaluate(method, models, subjects, stimuli, people)
            evaluate(method, models, subjects, everything, people)
    print(json.dumps({"seconds_per_draw": (time.perf_counter() - started) / draws}))


main()
