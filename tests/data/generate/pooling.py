"""Reference values for tests/DnnBrain.Core.Tests/Activations/MapPoolingTests.cs: pooling of channel maps.

Run:     /usr/bin/python3 tests/data/generate/pooling.py
Made on: Python 3.11, numpy 1.24 (Debian 12)

L1 and L2 are vector norms over the map. MatrixL1 and MatrixL2 are what numpy.linalg.norm gives over two axes, which DNNBrain uses.
"""
import json
import pathlib

import numpy as np

rng = np.random.default_rng(3)
cases = []
for rows, columns in [(3, 3), (2, 4), (1, 1)]:
    x = rng.standard_normal((2, 3, rows, columns)).astype(np.float32)
    flat = x.reshape(2, 3, -1).astype(np.float64)
    cases.append({
        "shape": list(x.shape),
        "values": x.ravel().tolist(),
        "Max": flat.max(axis=2).ravel().tolist(),
        "Mean": flat.mean(axis=2).ravel().tolist(),
        "Median": np.median(flat, axis=2).ravel().tolist(),
        "L1": np.abs(flat).sum(axis=2).ravel().tolist(),
        "L2": np.sqrt((flat**2).sum(axis=2)).ravel().tolist(),
        "MatrixL1": np.linalg.norm(x.astype(np.float64), 1, axis=(2, 3)).ravel().tolist(),
        "MatrixL2": np.linalg.norm(x.astype(np.float64), 2, axis=(2, 3)).ravel().tolist(),
    })

out = pathlib.Path(__file__).resolve().parent.parent / "pooling.json"
out.write_text(json.dumps({"numpy": np.__version__, "seed": 3, "cases": cases}) + "\n")
