"""The bare product: X X^T in float64 for X in memory.

usage: gram_product.py STIMULUS_COUNT UNIT_COUNT      prints {"seconds": ...}
"""
import json
import sys
import time

import torch

stimuli, units = int(sys.argv[1]), int(sys.argv[2])
x = torch.randn(stimuli, units, dtype=torch.float64)
x[:100, :100] @ x[:100, :100].t()
started = time.perf_counter()
gram = x @ x.t()
elapsed = time.perf_counter() - started
print(json.dumps({"seconds": elapsed, "threads": torch.get_num_threads(), "torch": torch.__version__, "trace": float(gram.trace())}))
