#!/usr/bin/env python3
"""Writes tests/data/hdf5/claims.h5: a few kilobytes that declare gigabytes, none of which was ever written.

Ran on Python 3.11.2, h5py 3.7.0, HDF5 1.10.8. No random numbers.
"""

import pathlib

import h5py

OUT = pathlib.Path(__file__).parents[1] / "hdf5"
COUNT = 100_000_000

with h5py.File(OUT / "claims.h5", "w", libver="earliest") as f:
    f.create_dataset("fixed", shape=(COUNT,), chunks=(1000,), dtype="S4", track_times=False)
    f.create_dataset("variable", shape=(COUNT,), chunks=(1000,), dtype=h5py.string_dtype(), track_times=False)
    f.create_dataset("references", shape=(COUNT,), chunks=(1000,), dtype=h5py.ref_dtype, track_times=False)
    f.create_dataset("dissimilarities", shape=(1, 3), data=[[1.0, 2.0, 3.0]], track_times=False)
    f.create_group("pattern_descriptors").create_dataset("stimulus", shape=(COUNT,), chunks=(1000,), dtype="f8", track_times=False)
