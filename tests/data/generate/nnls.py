#!/usr/bin/env python3
"""What scipy.optimize.nnls gives, with and without a ridge penalty, as ../nnls.json. NumPy 1.24.2, SciPy 1.10.1 (Debian 12), Python 3.11.2."""
import json
import os

import numpy as np
from scipy.optimize import nnls

random = np.random.default_rng(11)
cases = []
for rows, columns, alpha in ((30, 4, 0), (30, 12, 0), (30, 12, 2.5), (8, 12, 0.5), (200, 40, 0), (12, 1, 0)):
    x = random.normal(0.4, 1, (rows, columns))
    y = x @ np.maximum(0, random.normal(0, 1, columns)) + random.normal(0, 3, rows)
    stacked = np.vstack([x, np.sqrt(alpha) * np.eye(columns)])
    theta, _ = nnls(stacked, np.concatenate([y, np.zeros(columns)]))
    free = np.linalg.solve(x.T @ x + alpha * np.eye(columns), x.T @ y) if alpha or rows >= columns else np.linalg.lstsq(x, y, rcond=None)[0]
    cases.append({"alpha": alpha, "gram": (x.T @ x).tolist(), "product": (x.T @ y).tolist(), "theta": theta.tolist(), "free": free.tolist()})
with open(os.path.join(os.path.dirname(__file__), "..", "nnls.json"), "w", encoding="utf-8", newline="\n") as file:
    json.dump({"cases": cases}, file)
    file.write("\n")
