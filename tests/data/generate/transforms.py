"""Reference values for tests/DnnBrain.Core.Tests/Activations/Transforms: principal components, histograms, spectra, z-scores.

Run:     /usr/bin/python3 tests/data/generate/transforms.py
Made on: Python 3.11, numpy 1.24, scipy 1.10, scikit-learn 1.2 (Debian 12)

The data are float32, as activations are; everything is computed from them in float64. Axes as in dnn_fe: "Layer" takes all units,
"Channel" the channels at each location, "Location" the locations in each channel.
"""
import json
import pathlib

import numpy as np
import scipy
import scipy.signal
import sklearn
from sklearn.decomposition import PCA
from sklearn.random_projection import johnson_lindenstrauss_min_dim

rng = np.random.default_rng(11)


def data(stimuli, channels, rows, columns):
    rank = min(stimuli, channels * rows * columns)
    scale = np.linspace(3, 0.3, rank)
    x = (rng.standard_normal((stimuli, rank)) * scale) @ rng.standard_normal((rank, channels * rows * columns))
    return (np.where(x > 0, x, 0.1 * x) + 0.5).astype(np.float32).reshape(stimuli, channels, rows, columns)


def groups(x, axis):
    """stimulus x group x unit"""
    n, c = x.shape[:2]
    flat = x.reshape(n, c, -1)
    return {"Layer": x.reshape(n, 1, -1), "Channel": flat.transpose(0, 2, 1), "Location": flat}[axis]


def merge(features, x, axis):
    """stimulus x group x feature to stimulus x channel x row x column, as dnn_fe."""
    n, c, r, k = x.shape
    count = features.shape[2]
    if axis == "Layer":
        return features.reshape(n, count, 1, 1)
    if axis == "Channel":
        return features.transpose(0, 2, 1).reshape(n, count, r, k)
    return features.reshape(n, c, count, 1)


def pca_scores(group, count, fit_on=None):
    model = PCA(count, svd_solver="full").fit(group if fit_on is None else group[fit_on])
    return model, model.transform(group)


cases = []
for name, shape in [("wide", (12, 4, 3, 2)), ("tall", (40, 3, 2, 2))]:
    x = data(*shape)
    case = {"name": name, "shape": list(shape), "values": x.ravel().tolist(), "axes": {}}
    x = x.astype(np.float64)
    for axis in ["Layer", "Channel", "Location"]:
        g = groups(x, axis)
        count = 3
        scores = np.stack([pca_scores(g[:, i], count)[1] for i in range(g.shape[1])], axis=1)
        hist = np.stack([[np.histogram(v, 5)[0] for v in stimulus] for stimulus in g]).astype(float)
        shared = np.stack([[np.histogram(v, 5, (g[:, i].min(), g[:, i].max()))[0] for i, v in enumerate(stimulus)] for stimulus in g]).astype(float)
        psd = scipy.signal.periodogram(g, axis=2)[1]
        z = (g - g.mean(axis=2, keepdims=True)) / g.std(axis=2, keepdims=True)
        case["axes"][axis] = {
            "pca": merge(scores, x, axis).ravel().tolist(),
            "histogram": merge(hist, x, axis).ravel().tolist(),
            "sharedHistogram": merge(shared, x, axis).ravel().tolist(),
            "psd": merge(psd, x, axis).ravel().tolist(),
            "psdShape": list(merge(psd, x, axis).shape),
            "zStimulus": merge(z, x, axis).ravel().tolist(),
        }
    flat = x.reshape(x.shape[0], -1)
    model = PCA(5, svd_solver="full").fit(flat)
    fit_on = list(range(1, shape[0], 2))
    subset, subset_scores = pca_scores(flat, 3, fit_on)
    case["layer"] = {
        "mean": model.mean_.tolist(),
        "components": model.components_.ravel().tolist(),
        "variance": model.explained_variance_.tolist(),
        "ratio": model.explained_variance_ratio_.tolist(),
        "singular": model.singular_values_.tolist(),
        "scores": model.transform(flat).ravel().tolist(),
        "whitened": PCA(5, svd_solver="full", whiten=True).fit_transform(flat).ravel().tolist(),
        "countFor": {str(share): int(PCA(share, svd_solver="full").fit(flat).n_components_) for share in [0.5, 0.8, 0.95, 0.999]},
        "fitOn": fit_on,
        "subsetScores": subset_scores.ravel().tolist(),
        "subsetVariance": subset.explained_variance_.tolist(),
        "zUnit": ((flat - flat.mean(axis=0)) / flat.std(axis=0)).ravel().tolist(),
    }
    cases.append(case)

jl = [{"n": n, "eps": eps, "dimension": int(johnson_lindenstrauss_min_dim(n, eps=eps))} for n in [10, 120, 4916, 1_000_000] for eps in [0.1, 0.3, 0.5, 0.99]]
out = pathlib.Path(__file__).resolve().parent.parent / "transforms.json"
out.write_text(json.dumps({"numpy": np.__version__, "scipy": scipy.__version__, "sklearn": sklearn.__version__, "cases": cases, "johnsonLindenstrauss": jl}) + "\n")
