#!/usr/bin/env python3
"""Reads files that DnnBrain wrote with the field's Python programs and checks what they see.

    check_written_files.py act FILE STIMULI     an .act.h5 of ActivationHdf5WriterTests, as DNNBrain opens it
    check_written_files.py rdm FILE TYPE        an .rdm.h5 of RdmHdf5Tests, as DNNBrain opens it

Ends with an AssertionError where something differs. Ran on Python 3.11.2, h5py 3.7.0, HDF5 1.10.8, NumPy 1.24.2.
"""

import json
import sys

import h5py
import numpy as np


def formula(*shape):
    """Value = 1000 a + 100 b + 10 c + d at index (a, b, c, d), in single precision."""
    weights = 10.0 ** np.arange(3, 3 - len(shape), -1)
    return sum(w * i for w, i in zip(weights, np.indices(shape))).astype("f4")


def check_act(path, stimuli):
    stimuli = int(stimuli)
    with h5py.File(path, "r") as f:
        # DNNBrain takes every member of the root for a layer and reads it whole.
        layers = {name: f[name] for name in f}
        assert set(layers) == {"conv2", "conv10", "blocks%2F0", "fc"}, set(layers)
        for name, channels, rows, columns in [("conv2", 3, 5, 4), ("conv10", 2, 1, 1), ("blocks%2F0", 300, 32, 32), ("fc", 26000, 1, 1)]:
            data = layers[name]
            assert isinstance(data, h5py.Dataset), name
            assert data.shape == (stimuli, channels, rows, columns), (name, data.shape)
            assert data.dtype == np.dtype("<f4"), (name, data.dtype)
            assert data.compression == "gzip" and data.compression_opts == 4, (name, data.compression)
            np.testing.assert_array_equal(data[:], formula(*data.shape), err_msg=name)
        assert list(f.attrs["layer"]) == ["conv2", "conv10", "blocks/0", "fc"], list(f.attrs["layer"])
        assert list(f.attrs["stimulus_id"]) == [f"bild-\u00e4-{i}" for i in range(stimuli)]
        assert f.attrs["model"] == "testnet"
        assert f.attrs["format"] == "DnnBrain activation"
        assert list(f.attrs["format_version"]) == [1]
        assert json.loads(f.attrs["provenance"])["Operation"] == "Test"


def check_rdm(path, kind):
    pairs = np.arange(6) / 4
    with h5py.File(path, "r") as f:
        assert f.attrs["type"] == kind, f.attrs["type"]
        assert all(isinstance(f[name], h5py.Dataset) for name in f)
        for name in f:
            assert f[name].dtype == np.dtype("<f8") and f[name].compression == "gzip", name
        if kind == "dRDM":
            assert set(f) == {"conv2", "conv10"}, set(f)
            np.testing.assert_array_equal(f["conv2"][:], pairs[None])
            np.testing.assert_array_equal(f["conv10"][:], pairs[None] + 10)
        else:
            assert set(f) == {"FFA|s1", "FFA|s2", "PPA"}, set(f)
            np.testing.assert_array_equal(f["FFA|s1"][:], pairs)
            np.testing.assert_array_equal(f["FFA|s2"][:], pairs + 1)
            np.testing.assert_array_equal(f["PPA"][:], np.where(pairs == 0.5, np.nan, pairs))
            assert [f[k].attrs.get("subject") for k in ("FFA|s1", "FFA|s2", "PPA")] == ["s1", "s2", None]
        assert list(f.attrs["stimulus_id"]) == ["a", "b", "c", "d"]


if __name__ == "__main__":
    {"act": check_act, "rdm": check_rdm}[sys.argv[1]](*sys.argv[2:])
