"""RDMs by SciPy's pdist, for DnnBrain.Rsa.RdmBuilder.

"offset" is computed in extended precision (80 bit), because the sums of pdist itself lose digits there.

Python 3.11, NumPy 1.24.2, SciPy 1.10.1 (Debian 12); seed 20260104.
Run: /usr/bin/python3 tests/data/generate/rdm.py  ->  tests/data/rdm.json
"""
import json
import pathlib

import numpy as np
from scipy import stats
from scipy.spatial.distance import pdist

rng = np.random.default_rng(20260104)
NAMES = {"Correlation": "correlation", "Euclidean": "euclidean", "Cosine": "cosine"}


def exact(x, metric):
    """The definitions in extended precision."""
    x = x.astype(np.longdouble)
    out = []
    for i in range(len(x)):
        for j in range(i + 1, len(x)):
            a, b = x[i], x[j]
            if metric == "Euclidean":
                out.append(np.sqrt(((a - b) ** 2).sum()))
                continue
            if metric == "Correlation":
                a, b = a - a.mean(), b - b.mean()
            a, b = a / np.sqrt((a**2).sum()), b / np.sqrt((b**2).sum())
            out.append(((a - b) ** 2).sum() / 2)
    return [float(v) for v in out]


def zscored(x, how):
    if how == "Stimulus":
        return stats.zscore(x, axis=1, ddof=0)
    if how == "Unit":
        return np.nan_to_num(stats.zscore(x, axis=0, ddof=0))
    return x


def case(name, x, reference):
    values = {}
    for metric in NAMES:
        for how in ("None", "Stimulus", "Unit"):
            z = zscored(x, how)
            values[f"{metric} {how}"] = (
                exact(z, metric) if reference == "exact" else pdist(z, NAMES[metric]).tolist()
            )
    return {"name": name, "stimuli": len(x), "patterns": x.ravel().tolist(), "rdms": values}


normal = rng.normal(size=(9, 23))
relu = np.maximum(rng.normal(size=(8, 31)), 0)
relu[:, 3] = 0.5
close = normal[:6].copy()
close[1] = close[0] * (1 + 1e-9)
close[2] = close[0] + 1e-7 * rng.normal(size=23)
cases = [
    case("normal", normal, "pdist"),
    case("relu", relu, "pdist"),
    case("offset", 1e4 + rng.uniform(-1, 1, size=(8, 40)), "exact"),
    case("close", close, "exact"),
    case("huge", 1e150 * normal[:5], "exact"),
]
path = pathlib.Path(__file__).parent.parent / "rdm.json"
path.write_text(json.dumps({"cases": cases}) + "\n")
