#!/usr/bin/env python3
"""Reference values of encoding models, as ../encoding.json.

Made with scikit-learn 1.2.1, numpy 1.24.2, Python 3.11 (Debian 12); numpy seed 20240607.

Data are rounded to 3 decimals and then taken as float32, the precision of patterns, so that the short decimals of the
file give the same bits on both sides. `tall` has fewer units than stimuli and one constant unit, `wide` has more.
Minimum-norm least squares: scipy's driver behind LinearRegression keeps the singular value that centring has made zero,
so the wide case is solved with an explicit rank cut instead.
"""
import json
import os

import numpy as np
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.model_selection import KFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

ALPHAS = [0.1, 1.0, 10.0, 100.0, 1000.0]
FOLDS = 5
INNER = 4


class MinimumNorm:
    """Least squares with an intercept through the pseudo-inverse of the centred predictors."""

    def fit(self, x, y):
        self.x_mean, self.y_mean = x.mean(0), y.mean(0)
        self.coef_ = (np.linalg.pinv(x - self.x_mean, rcond=1e-10) @ (y - self.y_mean)).T
        self.intercept_ = self.y_mean - self.x_mean @ self.coef_.T
        return self

    def predict(self, x):
        return x @ self.coef_.T + self.intercept_


def correlation(a, b):
    a, b = a - a.mean(0), b - b.mean(0)
    return (a * b).sum(0) / np.sqrt((a * a).sum(0) * (b * b).sum(0))


def ridge(alpha, standardize):
    model = Ridge(alpha=alpha, solver="svd")
    return make_pipeline(StandardScaler(), model) if standardize else model


def inner_scores(x, y):
    """alphas x targets: minus the mean squared error, averaged over inner folds."""
    scores = np.zeros((len(ALPHAS), y.shape[1]))
    for train, test in KFold(INNER).split(x):
        for i, alpha in enumerate(ALPHAS):
            prediction = Ridge(alpha=alpha, solver="svd").fit(x[train], y[train]).predict(x[test])
            scores[i] -= ((y[test] - prediction) ** 2).mean(0) / INNER
    return scores


def cross_validate(x, y, fit_predict):
    accuracy, alphas = [], []
    for train, test in KFold(FOLDS).split(x):
        prediction, alpha = fit_predict(x[train], y[train], x[test])
        accuracy.append(correlation(y[test], prediction).tolist())
        alphas.append(alpha)
    return {"foldAccuracy": accuracy, "alpha": alphas}


def chosen(shared, standardize):
    def fit_predict(x_train, y_train, x_test):
        # The scaler is fitted on the outer training fold; the inner folds see its output, as in Pipeline(StandardScaler, RidgeCV).
        scaler = StandardScaler(with_std=standardize).fit(x_train)
        a, b = scaler.transform(x_train), scaler.transform(x_test)
        scores = inner_scores(a, y_train)
        if shared:
            best = np.full(y_train.shape[1], scores.mean(1).argmax())
        else:
            best = scores.argmax(0)
        prediction = np.stack([ridge(ALPHAS[k], False).fit(a, y_train[:, j]).predict(b) for j, k in enumerate(best)], 1)
        return prediction, [ALPHAS[k] for k in best]
    return fit_predict


def case(rng, n, p, v, n_new, constant_unit):
    latent = rng.normal(size=(n, 3))
    x = latent @ rng.normal(size=(3, p)) + rng.normal(size=(n, p)) + rng.normal(size=p) * 2
    x *= np.exp(rng.normal(size=p) * 0.5)
    if constant_unit:
        x[:, 1] = 0.5
    y = latent @ rng.normal(size=(3, v)) + rng.normal(size=(n, v)) * np.linspace(0.3, 3, v) + 5
    x_new = rng.normal(size=(n_new, p))
    x, y, x_new = (np.round(a, 3) for a in (x, y, x_new))
    xf, yf, nf = (a.astype(np.float32).astype(np.float64) for a in (x, y, x_new))
    least_squares = LinearRegression if p < n else MinimumNorm

    def fitted(model):
        model.fit(xf, yf)
        return {"coef": model.coef_.tolist(), "intercept": model.intercept_.tolist(), "prediction": model.predict(nf).tolist()}

    scaled = make_pipeline(StandardScaler(), Ridge(alpha=3.7, solver="svd")).fit(xf, yf)
    return {
        "x": x.tolist(), "y": y.tolist(), "xNew": x_new.tolist(),
        "ols": fitted(least_squares()),
        "ridge3.7": fitted(Ridge(alpha=3.7, solver="svd")),
        "ridge3.7Standardized": {"prediction": scaled.predict(nf).tolist()},
        "cv": {
            "ols": cross_validate(xf, yf, lambda a, b, c: (least_squares().fit(a, b).predict(c), None)),
            "fixed": cross_validate(xf, yf, lambda a, b, c: (ridge(10.0, False).fit(a, b).predict(c), None)),
            "perTarget": cross_validate(xf, yf, chosen(False, False)),
            "shared": cross_validate(xf, yf, chosen(True, False)),
            "standardized": cross_validate(xf, yf, chosen(False, True)),
        },
    }


def main():
    rng = np.random.default_rng(20240607)
    result = {
        "alphas": ALPHAS, "foldCount": FOLDS, "innerFoldCount": INNER,
        "tall": case(rng, 40, 8, 4, 3, True),
        "wide": case(rng, 33, 60, 4, 3, False),
    }
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "encoding.json")
    with open(path, "w") as stream:
        json.dump(result, stream, separators=(",", ":"))
        stream.write("\n")


if __name__ == "__main__":
    main()
