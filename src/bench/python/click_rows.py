"""Writes rows like a log of clicks, in libsvm: 2^20 features, 30 categories a row drawn by Zipf's law, value 1.

click_rows.py FILE ROWS SEED
"""
import os
import sys

import numpy as np

FEATURES = 1 << 20
FIELDS = 30

path, rows, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
truth = np.random.default_rng(7).normal(0, 1, FEATURES)
random = np.random.default_rng(seed)
with open(path + '.unfinished', 'w') as file:
    for start in range(0, rows, 10000):
        count = min(10000, rows - start)
        drawn = random.zipf(1.3, (count, FIELDS)).clip(max=30000)
        features = (drawn * 2654435761 + np.arange(FIELDS) * 40503 * 65537) % FEATURES
        for row in features:
            hits = np.unique(row)
            probability = 1 / (1 + np.exp(-(truth[hits].sum() / 2 - 1)))
            label = '1 ' if random.random() < probability else '0 '
            file.write(label + ' '.join(f'{hit + 1}:1' for hit in hits) + '\n')
os.rename(path + '.unfinished', path)
