#!/usr/bin/env python3
"""Two-factor variances of values made of pairs, as ../pairwise_variance.json.

Made with SciPy 1.10.1 (Debian 12), Python 3.11.2. "weights": what draws of n stimuli have of the variance of a mean over pairs, exactly, by going
through all partitions of n: of what stimuli (a) and what pairs (b) have in common. "estimates": the estimate from measured spreads, its mean and variance under
chi-squared sums of squares by numerical integration of the bounded estimate itself.
"""
import json
import math
import os
from collections import Counter
from fractions import Fraction

from scipy import integrate, stats


def partitions(n, largest=None):
    if n == 0:
        yield []
        return
    for first in range(min(n, largest or n), 0, -1):
        for rest in partitions(n - first, first):
            yield [first] + rest


def drawn(n):
    """Variance over draws of a mean over pairs of different stimuli, three or more of them, over the variance itself."""
    total = of_stimuli = of_pairs = 0
    for sizes in partitions(n):
        if len(sizes) < 3:
            continue
        count = math.factorial(n) // math.factorial(n - len(sizes))
        for same in Counter(sizes).values():
            count //= math.factorial(same)
        draws = count * math.factorial(n)
        for size in sizes:
            draws //= math.factorial(size)
        square = sum(size ** 2 for size in sizes)
        pairs = Fraction(n * n - square, 2)
        total += draws
        of_stimuli += draws * sum((size * (n - size)) ** 2 for size in sizes) / pairs ** 2
        of_pairs += draws * Fraction(square ** 2 - sum(size ** 4 for size in sizes), 2) / pairs ** 2
    return float(Fraction(n, 4) * of_stimuli / total - 1), float(Fraction(n * (n - 1), 2) * of_pairs / total - 1)


def estimate(case):
    n, subjects = case["stimuli"], case["subjects"]
    a = 1 - 3 / n + 7 / n ** 2 - 17 / n ** 3
    b = 3 - 5 / n + 17 / n ** 2 - 35 / n ** 3
    j = 2 * (n - 1) / (n - 2)
    c = n ** 3 / ((n + 2) ** 2 * (n - 1))
    more = subjects / (subjects - 1)
    pairs = min(max((case["stimulus"] / a - case["slope"] / c) / (b / a - j), 0), case["stimulus"] / b)
    stimuli = case["stimulus"] / a - (b / a - 1) * pairs
    joint = max(0, more * (case["both"] - case["subject"] - case["stimulus"]))
    own = min(max((joint / a - more * (case["drawnSlope"] - case["slope"]) / c) / (b / a - j), 0), joint / b)
    shared = min(stimuli, joint / a - (b / a - 1) * own)
    people = more * case["subject"]
    value = stimuli + max(0, people - shared)
    error = 2 * math.sqrt(6 * n * (n - 1) / ((n - 2) * (n + 1) * (n + 3))) * math.sqrt((n ** 2 - 1) / ((n - 3) * (n + 5)))
    freedom = 2 / (2 / (n - 1) + max(0, case["kurtosis"] + 2 * error) / n)
    slopes = stimuli + (j - 1) * pairs

    def of_slopes(x):
        """What the estimate over stimuli is for another sum of squared slopes: draws follow it, pairs stay as they are or are all there is."""
        total = x + (b / a - j) * pairs
        return max(total - (b / a - 1) * pairs, total * a / b)

    def of_people(x):
        return max(0, x - shared)

    def moments(function, mean, nu, kink):
        chi = stats.chi2(nu, scale=mean / nu)
        cut = [0, kink, mean * (1 + 60 / math.sqrt(nu) + 60 / nu)]
        whole = [sum(integrate.quad(lambda x: function(x) ** power * chi.pdf(x), low, high, epsabs=0, epsrel=1e-12, limit=500)[0]
                     for low, high in zip(cut, cut[1:]) if high > low) for power in (1, 2)]
        return whole[0], whole[1] - whole[0] ** 2

    m1, v1 = moments(of_slopes, slopes, freedom, j * pairs)
    m2, v2 = moments(of_people, max(people, shared), subjects - 1, shared)
    return value ** 2 / (m1 + m2), 2 * (m1 + m2) ** 2 / (v1 + v2)


names = ["stimuli", "subjects", "both", "subject", "stimulus", "slope", "drawnSlope", "kurtosis"]
cases = [dict(zip(names, values)) for values in (
    (12, 4, 11.8, 2.3, 7.0, 5.1, 6.9, 0.4),
    (24, 6, 5.9, 0.42, 4.2, 2.8, 3.5, 1.7),
    (24, 6, 5.9, 0.42, 4.2, 1.2, 1.9, -3),
    (24, 6, 5.9, 0.42, 4.2, 6.0, 6.1, 5),
    (48, 16, 1.4, 0.15, 1.1, 1.0, 1.1, 2),
    (48, 16, 1.2, 0.9, 0.35, 0.3, 0.33, 0),
    (30, 8, 2.0, 1.4, 0.9, 0.8, 0.9, 1),
)]
for case in cases:
    case["variance"], case["freedom"] = estimate(case)
result = {"weights": [dict(zip(("stimuli", "a", "b"), (n, *drawn(n)))) for n in (8, 12, 16, 24, 32)], "estimates": cases}
with open(os.path.join(os.path.dirname(__file__), "..", "pairwise_variance.json"), "w") as file:
    json.dump(result, file, indent=1)
    file.write("\n")
