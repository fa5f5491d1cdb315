"""Reference values for tests/DnnBrain.Core.Tests/Activations/Clustering: linkages, k-means and DBSCAN.

Run:     /usr/bin/python3 tests/data/generate/clustering.py
Made on: Python 3.11, numpy 1.24, scipy 1.10, scikit-learn 1.2 (Debian 12)
"""
import json
import pathlib

import numpy as np
import scipy
import sklearn
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import pdist
from sklearn.cluster import DBSCAN, KMeans

rng = np.random.default_rng(17)
centres = rng.standard_normal((4, 6)) * 8
x = np.concatenate([centres[i] + rng.standard_normal((count, 6)) for i, count in enumerate([12, 9, 15, 7])])
x = np.concatenate([x, [[40.0, 38, 41, 44, 39, 40]]])[rng.permutation(44)].astype(np.float32)
y = x.astype(np.float64)


def numbered(labels):
    seen = {}
    return [0 if label < 0 else seen.setdefault(label, len(seen) + 1) for label in labels]


result = {"numpy": np.__version__, "scipy": scipy.__version__, "sklearn": sklearn.__version__, "shape": list(x.shape), "values": x.ravel().tolist()}
result["linkage"] = []
for metric in ["euclidean", "correlation", "cosine"]:
    for method in ["ward", "average", "complete", "single"]:
        if method == "ward" and metric != "euclidean":
            continue
        z = linkage(pdist(y, metric), method)
        result["linkage"].append({
            "metric": metric, "method": method, "z": z.ravel().tolist(),
            "count5": numbered(fcluster(z, 5, "maxclust")), "height": float(z[-8, 2] * 1.0000001), "cut": numbered(fcluster(z, z[-8, 2] * 1.0000001, "distance")),
        })
model = KMeans(5, n_init=20, random_state=0).fit(y)
result["kmeans"] = {"cluster": numbered(model.labels_), "inertia": float(model.inertia_), "centers": model.cluster_centers_[list(dict.fromkeys(model.labels_))].tolist()}
result["dbscan"] = []
for radius, count in [(2.5, 4), (3.5, 5), (1.0, 2)]:
    scan = DBSCAN(eps=radius, min_samples=count).fit(y)
    core = np.zeros(len(y), bool)
    core[scan.core_sample_indices_] = True
    result["dbscan"].append({"radius": radius, "count": count, "cluster": numbered(scan.labels_), "core": core.tolist()})
out = pathlib.Path(__file__).resolve().parent.parent / "clustering.json"
out.write_text(json.dumps(result) + "\n")
