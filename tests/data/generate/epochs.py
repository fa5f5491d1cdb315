"""Epochs in the files of several programs, and the RDMs of their bins of time from the definitions.

usage: epochs.py ../epochs      (NumPy 1.24.2, SciPy 1.10.1)

Files hold 100 trial + 10 sensor + sample, counted from 0, of 4 trials, 3 sensors and 5 samples.
trial_sensor_time.npz   MNE's order, float32, with times, sensors and what is known of the trials; a pickled object beside them
time_sensor_trial.npy   the other way round, in Fortran order, float16
sensor_time_trial.mat   MATLAB's, as EEGLAB has it, with a second variable of three axes
timelock.mat            a structure of FieldTrip with single trials, trialinfo and labels
expected.json           12 random trials (3 conditions x 2 runs x 2) x 4 sensors x 6 samples, and
    mean, concatenation    squared Euclidean distances of the condition means in bins of 2 samples
    noise                  the covariance over all samples, of what is left of each condition in each run at each sample
    crossnobis             leave-one-run-out with the inverse of that, bin by bin
"""
import json
import sys
from pathlib import Path

import numpy as np
from scipy import io
from scipy.spatial.distance import pdist

folder = Path(sys.argv[1])
folder.mkdir(exist_ok=True)
trial, sensor, sample = np.meshgrid(np.arange(4), np.arange(3), np.arange(5), indexing="ij")
data = (100 * trial + 10 * sensor + sample).astype(float)
time = np.round(-0.1 + 0.05 * np.arange(5), 6)
labels, stimuli, runs = ["Oz", "Cz", "Fz"], ["a", "b", "a", "b"], [1, 1, 2, 2]

np.savez(
    folder / "trial_sensor_time.npz", data=data.astype(np.float32), times=time, ch_names=labels, stimulus=stimuli, run=runs, name="MEG",
    info=np.array({"sfreq": 20}, dtype=object), other=np.zeros((4, 2, 2)),
)
np.save(folder / "time_sensor_trial.npy", np.asfortranarray(data.transpose(2, 1, 0).astype(np.float16)))
io.savemat(folder / "sensor_time_trial.mat", {"voltage": data.transpose(1, 2, 0), "other": np.zeros((2, 2, 2)), "run": np.array(runs, float)[:, None]})
cell = np.empty((3, 1), dtype=object)
cell[:, 0] = labels
io.savemat(folder / "timelock.mat", {"data": {
    "dimord": "rpt_chan_time", "trial": data, "time": time, "label": cell, "trialinfo": np.column_stack([[11, 12, 11, 12], runs]).astype(float),
}})

rng = np.random.default_rng(20260415)
condition, run = np.repeat([0, 1, 2], 4), np.tile([0, 0, 1, 1], 3)
epochs = (rng.standard_normal((12, 4, 6)) + rng.standard_normal((3, 4, 6))[condition]).astype(np.float32)
x = epochs.astype(float)
of_condition = np.array([x[condition == c].mean(0) for c in range(3)])
residuals = x.copy()
for c in range(3):
    for r in range(2):
        here = (condition == c) & (run == r)
        residuals[here] -= x[here].mean(0)
rows = residuals.transpose(0, 2, 1).reshape(-1, 4)
noise = rows.T @ rows / (12 * 6 - 6 * 6)
precision = np.linalg.inv(noise)
pairs = [(0, 1), (0, 2), (1, 2)]
crossnobis, mean, concatenation = [], [], []
for first in (0, 2, 4):
    window = x[:, :, first:first + 2].mean(2)
    of_run = np.array([[window[(condition == c) & (run == r)].mean(0) for c in range(3)] for r in range(2)])
    crossnobis.append([float((of_run[0, i] - of_run[0, j]) @ precision @ (of_run[1, i] - of_run[1, j]) / 4) for i, j in pairs])
    mean.append(pdist(of_condition[:, :, first:first + 2].mean(2), "sqeuclidean").tolist())
    concatenation.append(pdist(of_condition[:, :, first:first + 2].reshape(3, -1), "sqeuclidean").tolist())

(folder / "expected.json").write_text(json.dumps({
    "Epochs": epochs.ravel().tolist(), "Condition": condition.tolist(), "Run": run.tolist(),
    "Mean": mean, "Concatenation": concatenation, "Noise": noise.ravel().tolist(), "Crossnobis": crossnobis,
}))
