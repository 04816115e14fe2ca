"""PyTorch at Fallline's work, on two threads; prints one line of JSON.

torch_peer.py logistic VALUES LABELS ROWS COLUMNS BATCH EPOCHS    float32 files
torch_peer.py network DIRECTORY HIDDEN,… BATCH EPOCHS [ACCURACY]  Fashion-MNIST; ends early at this test accuracy
"""
import gzip
import json
import pathlib
import struct
import sys
import time

import numpy as np
import torch


def idx(path):
    with gzip.open(path) as file:
        dimensions = struct.unpack('>HBB', file.read(4))[2]
        shape = struct.unpack('>' + 'I' * dimensions, file.read(4 * dimensions))
        return np.frombuffer(file.read(), np.uint8).reshape(shape)


def fashion(directory, part):
    directory = pathlib.Path(directory)
    images = idx(directory / (part + '-images-idx3-ubyte.gz')).reshape(-1, 784).astype(np.float32) / 255
    labels = idx(directory / (part + '-labels-idx1-ubyte.gz')).astype(np.int64)
    return torch.from_numpy(images), torch.from_numpy(labels)


def epoch_seconds(model, loss, optimizer, x, y, batch):
    """One epoch over rows gathered in a new random order, which is drawn before the clock starts."""
    order = torch.randperm(len(x))
    start = time.perf_counter()
    for begin in range(0, len(x), batch):
        rows = order[begin:begin + batch]
        optimizer.zero_grad()
        loss(model(x[rows]), y[rows]).backward()
        optimizer.step()
    return time.perf_counter() - start


def logistic(values, labels, rows, columns, batch, epochs):
    x = torch.from_numpy(np.fromfile(values, '<f4').reshape(int(rows), int(columns)))
    y = torch.from_numpy(np.fromfile(labels, '<f4')).unsqueeze(1)
    model = torch.nn.Linear(int(columns), 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
    loss = torch.nn.BCEWithLogitsLoss()
    seconds = [epoch_seconds(model, loss, optimizer, x, y, int(batch)) for _ in range(int(epochs))]
    return {'rows': len(x), 'epochSeconds': seconds}


def network(directory, hidden, batch, epochs, accuracy=None):
    x, y = fashion(directory, 'train')
    mean, deviation = x.mean(0), x.std(0).clamp_min(1e-6)
    x = (x - mean) / deviation
    widths = [784] + [int(width) for width in hidden.split(',')]
    layers = []
    for inputs, outputs in zip(widths, widths[1:]):
        layers += [torch.nn.Linear(inputs, outputs), torch.nn.ReLU()]
    model = torch.nn.Sequential(*layers, torch.nn.Linear(widths[-1], 10))
    optimizer = torch.optim.Adam(model.parameters())
    loss = torch.nn.CrossEntropyLoss()
    seconds, accuracies = [], []
    for _ in range(int(epochs)):
        seconds.append(epoch_seconds(model, loss, optimizer, x, y, int(batch)))
        if accuracy is not None:
            test, classes = fashion(directory, 't10k')
            with torch.no_grad():
                predicted = model((test - mean) / deviation).argmax(1)
            accuracies.append((predicted == classes).float().mean().item())
            if accuracies[-1] >= float(accuracy):
                break
    return {'rows': len(x), 'epochSeconds': seconds, 'accuracies': accuracies}


torch.set_num_threads(2)
torch.manual_seed(1)
work = {'logistic': logistic, 'network': network}[sys.argv[1]]
print(json.dumps(work(*sys.argv[2:])))
