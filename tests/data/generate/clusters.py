"""Clusters and threshold-free cluster enhancement, from their definitions: every height of the map is a threshold, scipy.ndimage labels what lies above.

usage: clusters.py > ../clusters.json      (NumPy 1.24.2, SciPy 1.10.1)

enhanced     a 6 x 5 x 4 volume of t with a mask, for 6, 18 and 26 neighbours: TFCE as an exact integral, as a sum over steps of max/1000, and the
             sum of t in the clusters above 1; of the positive and of the negative side
group        5 subjects on a 4 x 3 x 2 volume: scores and p of all 31 flips other than the observed labelling, greater and two-sided
chain        5 subjects at 12 points in time: cluster masses and p, clusters formed at p < 0.2
Positions are those of memory with x fastest.
"""
import itertools
import json

import numpy as np
from scipy import ndimage, stats

rng = np.random.default_rng(20260411)
CONNECTIVITY = {6: 1, 18: 2, 26: 3}


def structure(neighbors, dimensions=3):
    return ndimage.generate_binary_structure(dimensions, CONNECTIVITY[neighbors] if dimensions == 3 else 1)


def tfce(t, neighbors, height=2.0, extent=0.5):
    """Between two neighbouring values of the map the clusters stay as they are."""
    score = np.zeros_like(t)
    levels = np.unique(np.append(t[t > 0], 0.0))
    for low, high in zip(levels[:-1], levels[1:]):
        label, count = ndimage.label(t >= high, structure(neighbors, t.ndim))
        size = np.bincount(label.ravel())
        gain = size[label] ** extent * (high ** (height + 1) - low ** (height + 1)) / (height + 1)
        score += np.where(label > 0, gain, 0)
    return score


def tfce_in_steps(t, neighbors, steps=1000):
    score = np.zeros_like(t)
    if not (t > 0).any():
        return score
    step = t.max() / steps
    for height in step * (np.arange(steps) + 0.5):
        label, count = ndimage.label(t >= height, structure(neighbors, t.ndim))
        size = np.bincount(label.ravel())
        score += np.where(label > 0, size[label] ** 0.5 * height**2 * step, 0)
    return score


def mass(t, neighbors, threshold):
    label, count = ndimage.label(t > threshold, structure(neighbors, t.ndim))
    sums = ndimage.sum(t, label, index=np.arange(count + 1))
    return np.where(label > 0, sums[label], 0)


def both(score, t):
    return score(t) - score(-t)


def t_values(x):
    """x: subjects on the first axis."""
    return x.mean(0) / (x.std(0, ddof=1) / np.sqrt(len(x)))


def flip_test(x, score, two_sided):
    """All flips but the observed; p = (k + 1) / (n + 1), raw and by the maximum over cells."""
    side = (lambda s: np.abs(s)) if two_sided else (lambda s: s)
    value = (lambda y: both(score, t_values(y))) if two_sided else (lambda y: score(t_values(y)))
    observed = value(x)
    flips = [np.array(signs) for signs in itertools.product([1, -1], repeat=len(x))][1:]
    draws = np.array([side(value(x * signs.reshape((-1,) + (1,) * (x.ndim - 1)))) for signs in flips])
    reached = side(observed) - 1e-9
    raw = ((draws >= reached).sum(0) + 1) / (len(flips) + 1)
    largest = draws.reshape(len(flips), -1).max(1).reshape((-1,) + (1,) * observed.ndim)
    adjusted = ((largest >= reached).sum(0) + 1) / (len(flips) + 1)
    return observed, raw, adjusted


def flat(volume):
    return np.asarray(volume).ravel(order="F").tolist()


shape = (6, 5, 4)
field = ndimage.gaussian_filter(rng.normal(size=shape), 0.8)
t = np.round(3 * field / field.std(), 2)  # rounded, so that some heights occur twice
mask = rng.random(shape) < 0.8
inside = np.where(mask, t, 0.0)
enhanced = {"shape": shape, "mask": [int(m) for m in flat(mask)], "t": flat(inside), "cases": []}
for neighbors in CONNECTIVITY:
    for height, extent in ((2.0, 0.5), (1.0, 1.0), (1.5, 2 / 3)):
        enhanced["cases"].append({
            "neighbors": neighbors, "height": height, "extent": extent,
            "tfce": flat(both(lambda v: tfce(v, neighbors, height, extent), inside)),
        })
enhanced["steps"] = flat(both(lambda v: tfce_in_steps(v, 26), inside))
enhanced["mass"] = [{"neighbors": n, "mass": flat(both(lambda v: mass(v, n, 1.0), inside))} for n in CONNECTIVITY]

small = (4, 3, 2)
x = rng.normal(size=(5,) + small)
x[:, :2, :2, :] += 1.2
group = {"shape": small, "values": [flat(subject) for subject in x]}
for name, two_sided in (("greater", False), ("twoSided", True)):
    score, raw, adjusted = flip_test(x, lambda v: tfce(v, 26), two_sided)
    group[name] = {"score": flat(score), "p": flat(raw), "adjusted": flat(adjusted)}

series = rng.normal(size=(5, 12))
series[:, 4:8] += 1.5
chain = {"values": series.tolist(), "formingP": 0.2}
for name, two_sided in (("greater", False), ("twoSided", True)):
    threshold = stats.t.ppf(1 - (0.1 if two_sided else 0.2), 4)
    score, raw, adjusted = flip_test(series, lambda v: mass(v, 6, threshold), two_sided)
    chain[name] = {"threshold": threshold, "score": score.tolist(), "adjusted": adjusted.tolist()}

print(json.dumps({"numpy": np.__version__, "enhanced": enhanced, "group": group, "chain": chain}))
