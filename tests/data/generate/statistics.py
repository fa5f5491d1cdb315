"""Ranks, correlations (Kendall's count also over all pairs) and z-scores by SciPy, for DnnBrain.Statistics.

Python 3.11, NumPy 1.24.2, SciPy 1.10.1 (Debian 12); seed 20260101.
Run: /usr/bin/python3 tests/data/generate/statistics.py  ->  tests/data/statistics.json
"""
import json
import pathlib

import numpy as np
from scipy import stats

rng = np.random.default_rng(20260101)


def case(name, x, y):
    return {
        "name": name,
        "x": x.tolist(),
        "y": y.tolist(),
        "ranks_x": stats.rankdata(x).tolist(),
        "ranks_y": stats.rankdata(y).tolist(),
        "pearson": stats.pearsonr(x, y)[0],
        "spearman": stats.spearmanr(x, y)[0],
        "tau_b": stats.kendalltau(x, y)[0],
        "concordance": int(np.sum(np.sign(x[:, None] - x) * np.sign(y[:, None] - y)) // 2),
        "zscores_x": stats.zscore(x, ddof=0).tolist(),
    }


x = rng.normal(size=40)
cases = [
    case("continuous", x, 0.4 * x + rng.normal(size=40)),
    case("ties", rng.integers(0, 4, 30).astype(float), rng.integers(-2, 3, 30).astype(float)),
    case("offset", 1e6 + x, 1e6 - x + rng.normal(size=40)),
    case("small", np.array([3.0, 1.0, 2.0]), np.array([1.0, 3.0, 2.5])),
    case("negative", -np.exp(x), x),
]
path = pathlib.Path(__file__).parent.parent / "statistics.json"
path.write_text(json.dumps({"cases": cases}) + "\n")
