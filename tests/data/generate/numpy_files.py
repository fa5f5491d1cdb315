"""Arrays of every kind that is read, saved by NumPy, with their values in row-major order.

Python 3.11, NumPy 1.24.2 (Debian 12); seed 20260104.
Run: /usr/bin/python3 tests/data/generate/numpy_files.py  ->  tests/data/numpy/*.npy, *.npz, expected.json
NaN is written as null.
"""
import json
import math
import pathlib

import numpy as np
from numpy.lib import format as npy

rng = np.random.default_rng(20260104)
folder = pathlib.Path(__file__).resolve().parents[1] / "numpy"
folder.mkdir(exist_ok=True)
expected = {}


def save(name, array, version=(1, 0)):
    with open(folder / f"{name}.npy", "wb") as file:
        npy.write_array(file, array, version=version, allow_pickle=False)
    values = array.ravel("C").tolist()
    if array.dtype.kind == "S":
        values = [v.decode() for v in values]
    expected[name] = {
        "shape": list(array.shape),
        "values": [None if isinstance(v, float) and math.isnan(v) else v for v in values],
        "type": {"b": "Bool", "i": "Int", "u": "UInt", "f": "Float", "U": "Unicode", "S": "Bytes"}[array.dtype.kind]
        + (str(8 * array.dtype.itemsize) if array.dtype.kind in "iuf" else ""),
    }


for code in ["i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8"]:
    for order, name in [("<", "le"), (">", "be")]:
        dtype = np.dtype(order + code)
        if dtype.kind == "f":
            array = rng.standard_normal((2, 3)).astype(dtype)
            array[0, 1], array[1, 0] = np.nan, np.finfo(dtype).smallest_subnormal
        else:
            array = np.array([[np.iinfo(dtype).min, 1, 2], [3, 4, np.iinfo(dtype).max]], dtype)
        save(f"{dtype.name}_{name}", array)

cube = rng.standard_normal((2, 3, 4)).astype("<f4")
save("bool", np.array([True, False, True]))
save("c_order", cube)
save("fortran_order", np.asfortranarray(cube))
save("fortran_order_4d", np.asfortranarray(rng.integers(0, 99, (2, 3, 2, 5)).astype(">i2")))
save("scalar", np.array(0.25))
save("empty", np.zeros((0, 4)))
save("text_le", np.array(["face_001.png", "", "Größe", "𝔸 b"], "<U12"))
save("text_be", np.asfortranarray(np.array([["a", "bc"], ["d", "Größe"], ["x ", "y"]], ">U5")))
save("bytes", np.array(["ab".encode(), "ä".encode()], "S4"))
save("version_2", np.arange(6.0).reshape(2, 3), version=(2, 0))
save("version_3", np.arange(6.0).reshape(2, 3), version=(3, 0))
(folder / "expected.json").write_text("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in expected.items()) + "\n}\n")

np.save(folder / "refused_object.npy", np.array([{"a": 1}, None], object), allow_pickle=True)
np.save(folder / "refused_complex.npy", np.zeros(2, "c8"))
np.save(folder / "refused_date.npy", np.zeros(2, "M8[s]"))
np.save(folder / "refused_fields.npy", np.zeros(2, [("a", "f8"), ("b", "i4")]))

members = {"rdm": cube, "ids": np.array(["a", "b"]), "meta": np.array({"distance": "pearson"}, object)}
np.savez(folder / "stored.npz", **members)
np.savez_compressed(folder / "compressed.npz", **members)
