#!/usr/bin/env python3
"""Reads files that DnnBrain wrote with the field's Python programs and checks what they see.

    check_written_files.py act FILE STIMULI     an .act.h5 of ActivationHdf5WriterTests, as DNNBrain opens it
    check_written_files.py rdm FILE TYPE        an .rdm.h5 of RdmHdf5Tests, as DNNBrain opens it
    check_written_files.py nifti FOLDER         images of WrittenFileTests, as nibabel opens them
    check_written_files.py numpy FOLDER         arrays of WrittenFileTests, as NumPy opens them
    check_written_files.py rdm_numpy FOLDER     RDMs of WrittenFileTests, as NumPy and SciPy take them
    check_written_files.py rdm_exchange FOLDER  RDMs of RdmWrittenTests, as SciPy and pandas open them
    check_written_files.py safetensors FILE     tensors of WrittenFileTests, read as the format's description says

Ends with an AssertionError where something differs. Ran on Python 3.11.2, h5py 3.7.0, HDF5 1.10.8, NumPy 1.24.2, SciPy 1.10.1,
nibabel 5.0.0.
"""

import json
import math
import pathlib
import struct
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
            assert data.compression == "gzip" and data.compression_opts == 2, (name, data.compression)
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


def check_nifti(folder):
    import nibabel

    def load(name, kind):
        image = nibabel.load(pathlib.Path(folder) / name)
        header = image.header
        problems = header.diagnose_binaryblock(header.binaryblock)
        assert problems == "", problems
        assert header.get_data_dtype() == np.dtype(kind), (name, header.get_data_dtype())
        assert header["descrip"].item().decode() == "Gr\u00f6\u00dfe", header["descrip"]
        assert (image.dataobj.slope, image.dataobj.inter) == (1, 0), name
        return image, header

    series = formula(3, 4, 5, 6) % 250

    # A left-handed grid, turned round the third axis.
    cos, sin = math.cos(0.5), math.sin(0.5)
    affine = np.array([[-2 * cos, -2.5 * sin, 0, 90], [-2 * sin, 2.5 * cos, 0, -126], [0, 0, 3, -72], [0, 0, 0, 1]])
    for name, kind in [("bytes.nii", "u1"), ("shorts.nii.gz", "<i2"), ("integers.nii", "<i4"), ("singles.nii.gz", "<f4")]:
        image, header = load(name, kind)
        np.testing.assert_array_equal(image.get_fdata(), series)
        np.testing.assert_allclose(image.affine, affine, atol=1e-5)
        np.testing.assert_allclose(header.get_qform(), affine, atol=1e-5)
        assert (int(header["qform_code"]), int(header["sform_code"])) == (4, 4)
        np.testing.assert_allclose(header.get_zooms(), (2, 2.5, 3, 1.5), rtol=1e-6)
        assert header.get_xyzt_units() == ("mm", "sec"), header.get_xyzt_units()

    # One volume on a grid with shears: no quaternion.
    image, header = load("volume.nii.gz", "<f4")
    volume = series[..., 0].astype(float)
    volume[0, 0, 0] = np.nan
    np.testing.assert_array_equal(image.get_fdata(), volume)
    np.testing.assert_allclose(image.affine, [[2, 0.5, 0, -10], [0, 2, 0, -20], [0, 0, 3, -30], [0, 0, 0, 1]], atol=1e-5)
    assert (int(header["qform_code"]), int(header["sform_code"])) == (0, 2)


def check_numpy(folder):
    folder = pathlib.Path(folder)
    for name, dtype in [("double", "<f8"), ("single", "<f4"), ("integer", "<i8")]:
        array = np.load(folder / f"{name}.npy", allow_pickle=False)
        assert array.dtype == np.dtype(dtype), array.dtype
        np.testing.assert_array_equal(array, formula(2, 3, 4))
    scalar = np.load(folder / "scalar.npy", allow_pickle=False)
    assert scalar.shape == () and scalar == 0.25
    with np.load(folder / "text.npz", allow_pickle=False) as archive:
        assert archive.files == ["ids", "none"], archive.files
        assert archive["ids"].tolist() == [["face", ""], ["Gr\u00f6\u00dfe", "\U0001d538"]], archive["ids"]
        assert archive["none"].shape == (0, 3)


def check_rdm_numpy(folder):
    from scipy.spatial.distance import squareform

    folder = pathlib.Path(folder)
    first, second = np.array([0.1, 0.2, 0.3]), np.array([3.0, 1.0, np.nan])
    with np.load(folder / "rdm.npz", allow_pickle=False) as archive:
        np.testing.assert_array_equal(archive["rdm"], [first, second])
        assert archive["rdm"].dtype == np.dtype("<f8")
        for member, values in [
            ("stimulus_id", ["a", "b", "c"]), ("name", ["conv1", "IT"]), ("subject", ["", "sub-01"]),
            ("metric", ["Correlation", "Euclidean"]), ("source", ["fashionnet", ""]),
        ]:
            assert archive[member].tolist() == values, (member, archive[member])
        assert archive["format"] == "DnnBrain RDM" and archive["format_version"] == 1
        assert [json.loads(p)["Operation"] for p in archive["provenance"]] == ["New-Rdm", "New-Rdm"]
        np.testing.assert_array_equal(squareform(archive["rdm"][0])[1], [0.1, 0, 0.3])
    np.testing.assert_array_equal(np.load(folder / "one.npy", allow_pickle=False), squareform(first))
    np.testing.assert_array_equal(np.load(folder / "two.npy", allow_pickle=False), [squareform(first), squareform(second, checks=False)])


def check_rdm_exchange(folder):
    """Two RDMs, the second written in another order of its stimuli, as a MAT-file and as a table."""
    import pandas as pd
    from scipy.io import loadmat

    folder = pathlib.Path(folder)
    mat = loadmat(folder / "rdm.mat")
    first = [[0, 1, 2], [1, 0, 3], [2, 3, 0]]
    second = [[0, 6, 4], [6, 0, np.nan], [4, np.nan, 0]]
    assert mat["rdm"].shape == (3, 3, 2) and mat["rdm"].dtype == np.float64, mat["rdm"].shape
    np.testing.assert_array_equal(mat["rdm"][:, :, 0], first)
    np.testing.assert_array_equal(mat["rdm"][:, :, 1], second)
    for name, values in [("stimulus_id", ["a", "b", "\u00fc c"]), ("name", ["conv1", "IT"]), ("metric", ["Correlation", "Euclidean"])]:
        assert [str(cell[0]) for cell in mat[name].ravel()] == values, (name, mat[name])
    assert loadmat(folder / "one.mat")["rdm"].tolist() == first

    table = pd.read_csv(folder / "rdm.csv", keep_default_na=False)
    assert table.columns.tolist() == ["name", "source", "subject", "metric", "stimulus1", "stimulus2", "dissimilarity"]
    assert table["name"].tolist() == ["conv1"] * 3 + ["IT"] * 3
    assert table["subject"].tolist() == [""] * 3 + ["sub-01"] * 3
    assert list(zip(table["stimulus1"], table["stimulus2"])) == [("a", "b"), ("a", "\u00fc c"), ("b", "\u00fc c"), ("\u00fc c", "a"), ("\u00fc c", "b"), ("a", "b")]
    np.testing.assert_array_equal(table["dissimilarity"].astype(float), [1, 2, 3, 4, np.nan, 6])


def check_safetensors(path):
    data = pathlib.Path(path).read_bytes()
    length = struct.unpack("<Q", data[:8])[0]
    assert length % 8 == 0 and data[8:9] == b"{"
    header, end = json.loads(data[8:8 + length]), 8 + length
    assert header.pop("__metadata__") == {"model": "Gr\u00f6\u00dfe"}
    assert set(header) == {"double", "single", "half", "brain", "bytes", "none"}, set(header)
    for name, entry in header.items():
        start, stop = (end + offset for offset in entry["data_offsets"])
        raw = data[start:stop]
        kind = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "U8": "u1", "BF16": "<u2"}[entry["dtype"]]
        assert start % np.dtype(kind).itemsize == 0, name
        array = np.frombuffer(raw, kind)
        if entry["dtype"] == "BF16":
            array = (array.astype("<u4") << 16).view("<f4")
        expected = np.zeros((0, 2)) if name == "none" else formula(*entry["shape"])
        if name == "bytes":
            expected = expected % 256
        np.testing.assert_array_equal(array.reshape(entry["shape"]), expected, err_msg=name)
    assert max(entry["data_offsets"][1] for entry in header.values()) == len(data) - end


def check_features(folder):
    """One layer, 5 x 3 x 2 x 2, in every format: the same bits everywhere, as NumPy and pandas read them."""
    import pandas as pd

    folder = pathlib.Path(folder)
    names = ["face_10", "face_2", "Größe", "house, old", "zebra"]
    array = np.load(folder / "a.npy", allow_pickle=False)
    assert array.dtype == np.float32 and array.shape == (5, 3, 2, 2), array
    assert np.isnan(array.flat[0]) and array.flat[1] == -np.inf and array.flat[2] == np.float32(1e-45) and np.signbit(array.flat[3])
    bits = array.view(np.uint32)
    assert (folder / "a.stimuli.txt").read_text("utf-8").split("\n") == names + [""]

    with np.load(folder / "a.npz", allow_pickle=False) as npz:
        assert npz["stimulus_id"].tolist() == names and npz["layer"].tolist() == ["conv"]
        np.testing.assert_array_equal(npz["conv"].view(np.uint32), bits)
    with np.load(folder / "net" / "consolidated_conv.npz", allow_pickle=False) as npz:
        assert npz.files == names
        np.testing.assert_array_equal(np.concatenate([npz[n] for n in names]).view(np.uint32), bits)

    table = pd.read_csv(folder / "a.csv", index_col="stimulus_id", float_precision="round_trip")
    assert table.index.tolist() == names and table.columns[[0, 1, -1]].tolist() == ["1.1.1", "1.1.2", "3.2.2"]
    read = table.to_numpy().astype(np.float32).reshape(array.shape)
    # The bits of a NaN are not written in a table.
    np.testing.assert_array_equal(read.view(np.uint32)[~np.isnan(array)], bits[~np.isnan(array)])


CHECKS = {
    "features": check_features,
    "act": check_act,
    "rdm": check_rdm,
    "nifti": check_nifti,
    "numpy": check_numpy,
    "rdm_numpy": check_rdm_numpy,
    "rdm_exchange": check_rdm_exchange,
    "safetensors": check_safetensors,
}

if __name__ == "__main__":
    CHECKS[sys.argv[1]](*sys.argv[2:])
