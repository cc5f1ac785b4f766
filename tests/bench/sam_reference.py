#!/usr/bin/env python3
"""What bench_sam measures, by the Python reference. Needs a scratch environment with torch, torchvision and the
reference's package (segment_anything for vit_b, mobile_sam for mobile) on PYTHONPATH; nothing of it is kept here.
Usage: THP_MEM_ALLOC_ENABLE=1 OMP_WAIT_POLICY=PASSIVE sam_reference.py vit_b|mobile"""
import resource
import sys
import time

import numpy as np
import torch


def report(name, times, work):
    wall, cpu = [], []
    for _ in range(times):
        t, c = time.perf_counter(), time.process_time()
        work()
        wall.append(time.perf_counter() - t)
        cpu.append(time.process_time() - c)
    wall.sort()
    cpu.sort()
    print(f"{name:20} wall least {wall[0]:.3f} s, median {wall[len(wall) // 2]:.3f} s; processor least {cpu[0]:.3f} s")


name = sys.argv[1]
if name == "vit_b":
    from segment_anything import SamPredictor, sam_model_registry
    sam = sam_model_registry["vit_b"]().eval()
else:
    from mobile_sam import SamPredictor, sam_model_registry
    sam = sam_model_registry["vit_t"]().eval()
torch.set_num_threads(2)
predictor = SamPredictor(sam)
image = (np.arange(1200 * 1800 * 3) % 251).astype(np.uint8).reshape(1200, 1800, 3)
report(name + " set image", 3, lambda: predictor.set_image(image))
report(name + " predict", 20, lambda: predictor.predict(np.array([[500, 375]]), np.array([1])))
print(f"{name + ' peak memory':20} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
a, b = torch.rand(4096, 768), torch.rand(768, 3072)
best = 1e9
for _ in range(20):
    t = time.perf_counter()
    a @ b
    best = min(best, time.perf_counter() - t)
print(f"sgemm peak           {2 * 4096 * 768 * 3072 / best / 1e9:.0f} GFLOP/s")
