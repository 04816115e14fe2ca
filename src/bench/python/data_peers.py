"""From files to a model, as others do it on two threads; prints what it took, without imports, as one line of JSON.

data_peers.py numbers DIRECTORY   scikit-learn: logistic regression, Parquet by pyarrow
data_peers.py wide FILE           the same, csv by numpy.loadtxt, which is quicker than pandas
data_peers.py census FILE         the same, a messy csv by pandas
data_peers.py clicks FILE TEST    Vowpal Wabbit: one pass of logistic regression; it reads FILE.vw, which is made first
"""
import json
import os
import sys
import time


class Clock:
    def __init__(self):
        self.start, self.processor = time.perf_counter(), time.process_time()

    def read(self):
        return {'seconds': time.perf_counter() - self.start, 'processorSeconds': time.process_time() - self.processor}


def sklearn_logistic():
    from sklearn.linear_model import LogisticRegression
    return LogisticRegression(C=float('inf'), max_iter=20)


def numbers(directory):
    import numpy as np
    import pyarrow.parquet as parquet
    regression = sklearn_logistic()
    clock = Clock()
    table = parquet.read_table(directory)
    columns = [column.to_numpy() for column in table.drop_columns('label').columns]
    x = np.empty((len(table), len(columns)), np.float32)  # twice as fast as float64; turned over a cacheful at a time
    for row in range(0, len(x), 8192):
        for j, column in enumerate(columns):
            x[row:row + 8192, j] = column[row:row + 8192]
    regression.fit(x, table.column('label').to_numpy())
    return clock.read()


def wide(file):
    import numpy as np
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    model = make_pipeline(StandardScaler(), sklearn_logistic())
    clock = Clock()
    rows = np.loadtxt(file, np.float32, delimiter=',', skiprows=1)
    model.fit(rows[:, 1:], rows[:, 0])
    return clock.read()


def census(file):
    import pandas as pd
    from sklearn.compose import make_column_transformer
    from sklearn.impute import SimpleImputer
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import train_test_split
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler
    texts = ['workclass', 'education', 'occupation', 'country']
    numbers = ['age', 'education-num', 'capital-gain', 'hours-per-week']
    model = make_pipeline(
        make_column_transformer(
            (OneHotEncoder(handle_unknown='ignore'), texts),
            (make_pipeline(SimpleImputer(), StandardScaler()), numbers)),
        sklearn_logistic())
    clock = Clock()
    rows = pd.read_csv(file, skipinitialspace=True, na_values='?')
    train, test = train_test_split(rows, test_size=0.2, random_state=0)
    model.fit(train[texts + numbers], train['income'])
    auc = roc_auc_score(test['income'] == '>50K', model.predict_proba(test[texts + numbers])[:, 1])
    return clock.read() | {'auc': auc}


def vw(file):
    """The same rows as Vowpal Wabbit writes them, in a file that stays."""
    written = file + '.vw'
    if not os.path.exists(written):
        with open(file) as rows, open(written + '.unfinished', 'w') as lines:
            for row in rows:
                label, features = row.split(' ', 1)
                lines.write(('1' if label == '1' else '-1') + ' | ' + features)
        os.rename(written + '.unfinished', written)
    return written


def clicks(file, test):
    import tempfile
    from sklearn.metrics import roc_auc_score
    from vowpalwabbit import Workspace
    train, test = vw(file), vw(test)
    options = '-b 20 --loss_function logistic --quiet --no_stdin'
    with tempfile.TemporaryDirectory() as directory:
        model, scores = directory + '/model', directory + '/scores'
        clock = Clock()
        Workspace(f'{options} -d {train} -f {model}').finish()
        took = clock.read()
        Workspace(f'--quiet --no_stdin -t -i {model} -d {test} -p {scores}').finish()
        with open(scores) as predicted, open(test) as rows:
            auc = roc_auc_score([row.startswith('1') for row in rows], [float(score) for score in predicted])
    return took | {'auc': auc}


work = {'numbers': numbers, 'wide': wide, 'census': census, 'clicks': clicks}[sys.argv[1]]
print(json.dumps(work(*sys.argv[2:])))
