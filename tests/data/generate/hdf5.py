#!/usr/bin/env python3
"""Writes the HDF5 files that tests read: tests/data/hdf5/*.h5.

Layouts: .act.h5 and .rdm.h5 as DNNBrain's io module writes them (datasets at the root, gzip 4, no attributes but the
RDM type), and one file of everything that the HDF5 layer itself must read.

Ran on Python 3.11.2, h5py 3.7.0, HDF5 1.10.8, NumPy 1.24.2. No random numbers.
"""

from pathlib import Path

import h5py
import numpy as np

OUT = Path(__file__).resolve().parent.parent / "hdf5"


def formula(*shape):
    """Value = 1000 a + 100 b + 10 c + d at index (a, b, c, d)."""
    weights = 10.0 ** np.arange(3, 3 - len(shape), -1)
    return sum(w * i for w, i in zip(weights, np.indices(shape)))


def activation():
    with h5py.File(OUT / "dnnbrain.act.h5", "w") as f:
        for layer, shape in {"conv10": (3, 2, 2, 2), "conv2": (3, 2, 3, 4), "fc1": (3, 5, 1, 1)}.items():
            f.create_dataset(layer, data=formula(*shape).astype("f4"), compression="gzip")

    # What other programs write: two axes, double precision, big-endian, no compression.
    with h5py.File(OUT / "two-axes.act.h5", "w") as f:
        f.create_dataset("fc6", data=formula(4, 3).astype(">f8"))

    with h5py.File(OUT / "three-axes.act.h5", "w") as f:
        f.create_dataset("time", data=formula(4, 3, 2).astype("f4"))

    with h5py.File(OUT / "group.act.h5", "w") as f:
        f.create_dataset("features/0", data=formula(2, 3, 1, 1).astype("f4"))

    # 8 TB declared, nothing stored.
    with h5py.File(OUT / "hollow.act.h5", "w") as f:
        f.create_dataset("conv1", shape=(2_000_000, 1000, 1000, 1), chunks=(1, 10, 10, 1), dtype="f4")


def rdm():
    pairs = np.arange(6) / 4
    with h5py.File(OUT / "dnnbrain-d.rdm.h5", "w") as f:
        f.attrs["type"] = "dRDM"
        f.create_dataset("conv10", data=np.stack([pairs + 10, pairs + 20]), compression="gzip")
        f.create_dataset("conv2", data=pairs[None], compression="gzip")

    with h5py.File(OUT / "dnnbrain-b.rdm.h5", "w") as f:
        f.attrs["type"] = "bRDM"
        f.create_dataset("FFA", data=pairs, compression="gzip")
        f.create_dataset("PPA", data=np.where(pairs == 0.5, np.nan, pairs), compression="gzip")

    with h5py.File(OUT / "not-triangular.rdm.h5", "w") as f:
        f.attrs["type"] = "bRDM"
        f.create_dataset("FFA", data=np.arange(7.0), compression="gzip")


def everything():
    with h5py.File(OUT / "everything.h5", "w", track_order=True) as f:
        f.attrs["text"] = "gr\u00fcn"
        f.attrs["fixed"] = np.array([b"ab", b"abcde", b""], dtype="S5")
        f.attrs["texts"] = np.array(["b", "", "\u03b1\u03b2"], dtype=h5py.string_dtype())
        f.attrs["whole"] = np.array([1, -2, 3], dtype=">i2")
        f.attrs["scalar"] = 2.5
        f.attrs["empty"] = h5py.Empty("f8")
        f.create_dataset("zebra", data=formula(4, 3, 2).astype("f8"), chunks=(2, 2, 1), compression="gzip")
        f.create_dataset("apple", data=np.arange(5, dtype="i4"))
        f.create_dataset("mango", data=np.array(["x", "y"], dtype=h5py.string_dtype()))
        f.create_group("group").create_dataset("inner", data=7.0)


if __name__ == "__main__":
    OUT.mkdir(exist_ok=True)
    activation()
    rdm()
    everything()
