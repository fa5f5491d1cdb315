"""The first principal components of a layer in an .act.h5, by scikit-learn's default solver.

usage: pca.py make FILE STIMULI CHANNELS ROWS     writes a layer of CHANNELS × ROWS × ROWS units: low rank, noise, rectified
       pca.py fit FILE COMPONENTS                 prints {"seconds": ..., "explained": ..., "gigabytes": ...}
"""
import json
import os
import resource
import sys
import time

import h5py
import numpy as np

if sys.argv[1] == "make":
    path, (n, channels, rows) = sys.argv[2], map(int, sys.argv[3:6])
    units, rank = channels * rows * rows, 200
    rng = np.random.default_rng(0)
    factors = rng.standard_normal((n, rank), dtype=np.float32) * np.arange(1, rank + 1, dtype=np.float32) ** -0.5
    weights = rng.standard_normal((rank, units), dtype=np.float32)
    with h5py.File(path + ".partial", "w") as file:
        layer = file.create_dataset("conv5", (n, channels, rows, rows), np.float32, chunks=(min(3, n), channels, rows, rows), compression="gzip", compression_opts=4)
        for first in range(0, n, 256):
            block = factors[first:first + 256] @ weights
            block += rng.standard_normal(block.shape, dtype=np.float32)
            layer[first:first + 256] = np.maximum(block, 0).reshape(-1, channels, rows, rows)
    os.rename(path + ".partial", path)
    print(json.dumps({"bytes": os.path.getsize(path)}))
else:
    from sklearn.decomposition import PCA

    path, count = sys.argv[2], int(sys.argv[3])
    started = time.perf_counter()
    with h5py.File(path) as file:
        layer = file["conv5"][:]
    model = PCA(count, random_state=0)
    scores = model.fit_transform(layer.reshape(len(layer), -1))
    seconds = time.perf_counter() - started
    assert scores.shape == (len(layer), count)
    print(json.dumps({
        "seconds": seconds,
        "explained": float(model.explained_variance_ratio_.sum()),
        "gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9,
    }))
