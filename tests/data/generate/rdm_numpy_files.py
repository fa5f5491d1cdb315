"""RDMs as other programs save them with NumPy, and their upper triangles by SciPy.

Python 3.11, NumPy 1.24.2, SciPy 1.10.1 (Debian 12); seed 20260105.
Run: /usr/bin/python3 tests/data/generate/rdm_numpy_files.py  ->  tests/data/rdm_numpy/*.npz, *.npy, expected.json
expected.json: per file its RDMs as [name, subject, triangle]; NaN is written as null.
"""
import json
import math
import pathlib

import numpy as np
from scipy.spatial.distance import pdist, squareform

rng = np.random.default_rng(20260105)
folder = pathlib.Path(__file__).resolve().parents[1] / "rdm_numpy"
folder.mkdir(exist_ok=True)
expected = {}

subjects, times, n = 3, 2, 5
condensed = np.array([[pdist(rng.standard_normal((n, 40)), "correlation") for _ in range(times)] for _ in range(subjects)])
square = np.array([[squareform(c) for c in row] for row in condensed])


def expect(file, rdms):
    expected[file] = [[name, subject, [None if math.isnan(v) else v for v in np.asarray(values, float).tolist()]] for name, subject, values in rdms]


def npy(file, array, rdms):
    np.save(folder / file, array)
    expect(file, rdms)


def npz(file, wanted, **arrays):
    np.savez_compressed(folder / file, **arrays)
    expect(file, wanted)


stack = [("stack", str(s + 1), condensed[s, 0]) for s in range(subjects)]
npy("condensed.npy", condensed[0, 0], [("condensed", None, condensed[0, 0])])
npy("square.npy", np.asfortranarray(square[0, 0]), [("square", None, condensed[0, 0])])
npy("square_big_endian.npy", square[0, 0].astype(">f8"), [("square_big_endian", None, condensed[0, 0])])
half = square[0, 0].astype("f2")
npy("half.npy", half, [("half", None, squareform(half.astype(float), checks=False))])
single = (square[0, 0].astype("f4") + np.triu(np.full((n, n), 3e-7, "f4"), 1)).astype("f4")
npy("single_nearly_symmetric.npy", single, [("single_nearly_symmetric", None, single[np.triu_indices(n, 1)])])
npy("integers.npy", (square[0, 0] * 10).astype("i4"), [("integers", None, (condensed[0, 0] * 10).astype("i4"))])
missing = square[0, 0].copy()
missing[2, :] = missing[:, 2] = np.nan
npy("missing.npy", missing, [("missing", None, missing[np.triu_indices(n, 1)])])
npy("two_stimuli.npy", np.array([0.5]), [("two_stimuli", None, [0.5])])

npz("stack.npz", stack, arr_0=np.asfortranarray(square[:, 0]))
npz("stack_condensed.npz", [("stack_condensed", s, v) for _, s, v in stack], rdms=condensed[:, 0])
npz("times.npz", [(f"times:{t + 1}", str(s + 1), condensed[s, t]) for s in range(subjects) for t in range(times)], brain=square)
npz("times_condensed.npz", [(f"times_condensed:{t + 1}", str(s + 1), condensed[s, t]) for s in range(subjects) for t in range(times)], arr_0=condensed)
npz("single_subject.npz", [("single_subject", "1", condensed[0, 0])], arr_0=square[:1, 0])
npz(
    "net2brain.npz",
    [("features.3", None, condensed[0, 0].astype("f4"))],
    rdm=condensed[0, 0].astype("f4"),
    stimuli_name=np.array(["e.jpg", "d.jpg", "c.jpg", "b.jpg", "a.jpg"]),
    layer_name=np.array("features.3"),
    meta=np.array({"distance": "pearson"}, object),
)
npz("numbered.npz", [("numbered", None, condensed[0, 0])], rdm=square[0, 0], stimulus_id=np.arange(10, 15))

(folder / "expected.json").write_text("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in expected.items()) + "\n}\n")
