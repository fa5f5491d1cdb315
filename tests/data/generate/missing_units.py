"""Distances in units of a noise that mixes units, where units are missing, from their definition pair by pair.

usage: missing_units.py > ../missing_units.json      (NumPy 1.24.2)

Mahalanobis    6 patterns of 8 units; two are whole, two lack the same units, two others each their own: over the q units that both have, with the inverse of
               their covariance, over q
Crossnobis     4 conditions x 3 runs; one lacks a unit in one run, one two units in all runs, one everything but two units: the mean over pairs of runs, over the
               units that both conditions have in all runs; with one covariance, and with one a run (pairs of runs: the inverse of the mean of both)
"""
import itertools
import json

import numpy as np

rng = np.random.default_rng(20260416)


def covariance(p):
    a = rng.standard_normal((p, 2 * p))
    return a @ a.T / (2 * p)


def numbers(values):
    return [None if np.isnan(v) else float(v) for v in np.asarray(values, float).ravel()]


x = rng.standard_normal((6, 8)) + 5
for row, units in ((2, [0, 1]), (3, [0, 1]), (4, [5]), (5, [1, 5, 7])):
    x[row, units] = np.nan
noise = covariance(8)
mahalanobis = []
for i, j in itertools.combinations(range(6), 2):
    units = np.flatnonzero(~np.isnan(x[i]) & ~np.isnan(x[j]))
    d = x[i, units] - x[j, units]
    mahalanobis.append(d @ np.linalg.inv(noise[np.ix_(units, units)]) @ d / len(units))

y = rng.standard_normal((3, 4, 8)) + 5
y[0, 1, 2] = np.nan
y[:, 2, [0, 4]] = np.nan
y[:, 3, [0, 1, 2, 3, 4, 5]] = np.nan
noises = [covariance(8) for _ in range(3)]


def crossnobis(of_pair):
    distances = []
    for i, j in itertools.combinations(range(4), 2):
        units = np.flatnonzero(~np.isnan(y[:, [i, j]]).any((0, 1)))
        values = []
        for r, s in itertools.permutations(range(3), 2):
            precision = np.linalg.inv(of_pair(r, s)[np.ix_(units, units)])
            values.append((y[r, i, units] - y[r, j, units]) @ precision @ (y[s, i, units] - y[s, j, units]) / len(units))
        distances.append(np.mean(values))
    return distances


print(json.dumps({
    "Patterns": numbers(x), "Noise": numbers(noise), "Mahalanobis": numbers(mahalanobis),
    "Measurements": numbers(y), "NoiseOfRun": [numbers(c) for c in noises],
    "Crossnobis": numbers(crossnobis(lambda r, s: noise)), "CrossnobisOfRuns": numbers(crossnobis(lambda r, s: (noises[r] + noises[s]) / 2)),
}))
