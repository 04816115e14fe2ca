"""What others make of the tables of tables.py; prints a line of JSON for each table and split.

table_peers.py DIRECTORY TABLE…

  constant      held-out loss of the best constant: the mean, the classes' shares, the mean count
  scikitLearn   of LogisticRegression, PoissonRegressor or LinearRegression as they are, numbers behind StandardScaler,
                categories behind OneHotEncoder
  optima        by penalty (l2): the least training objective, mean loss + l2/2 |weights|^2, by Newton in float64; numbers
                are standardised, categories 0 or 1, biases free
  trainConstant training loss of the best constant
"""
import json
import pathlib
import sys
import warnings

import numpy as np
import pandas as pd
from scipy.special import logsumexp, xlogy
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LinearRegression, LogisticRegression, PoissonRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

PEERS = {'logistic': LogisticRegression, 'softmax': LogisticRegression, 'poisson': PoissonRegressor,
         'mse': LinearRegression}
# tables of which the optimum is looked for, and their penalty
OPTIMA = {'german': 0.01, 'satimage': 0.001, 'nmes': 0.0, 'ames': 0.0, 'planted': 0.0, 'planted-logistic': 0.0}
NEWTON_STEPS = 200


def read(path, table):
    return pd.read_csv(path, keep_default_na=False, dtype={name: str for name in table['categorical']})


def encoder(table, columns):
    numbers = [column for column in columns if column not in table['categorical'] + [table['label']]]
    return ColumnTransformer([
        ('numbers', StandardScaler(), numbers),
        ('categories', OneHotEncoder(handle_unknown='ignore', sparse_output=False), table['categorical'])])


def loss_of_scores(loss, scores, y):
    """Mean, as Fallline has it; y are class indices where the loss takes classes."""
    if loss == 'mse':
        return np.mean((scores[:, 0] - y) ** 2)
    if loss == 'poisson':
        return np.mean(np.exp(scores[:, 0]) - y * scores[:, 0])
    if loss == 'logistic':
        return np.mean(np.logaddexp(0, -(2 * y - 1) * scores[:, 0]))
    return np.mean(logsumexp(scores, axis=1) - scores[np.arange(len(y)), y.astype(int)])


def constant(loss, y, width):
    """Scores of the best constant."""
    if loss == 'mse':
        return np.array([y.mean()])
    if loss == 'poisson':
        return np.log([y.mean()])
    shares = np.bincount(y.astype(int), minlength=width if loss == 'softmax' else 2) / len(y)
    with np.errstate(divide='ignore'):
        return np.log(shares) if loss == 'softmax' else np.log([shares[1] / shares[0]])


def peer_loss(loss, model, x, y):
    if loss == 'mse':
        return np.mean((model.predict(x) - y) ** 2)
    if loss == 'poisson':
        rate = model.predict(x)
        return np.mean(rate - xlogy(y, rate))
    shares = model.predict_proba(x)
    return -np.mean(np.log(shares[np.arange(len(y)), y.astype(int)]))


def slopes(loss, scores, y):
    """Gradient by score, [rows, outputs], and second derivatives, [rows, outputs, outputs]."""
    z = scores[:, 0]
    if loss == 'mse':
        return 2 * (z - y)[:, None], np.full((len(y), 1, 1), 2.0)
    if loss == 'poisson':
        return (np.exp(z) - y)[:, None], np.exp(z)[:, None, None]
    if loss == 'logistic':
        p = 1 / (1 + np.exp(-z))
        return (p - y)[:, None], (p * (1 - p))[:, None, None]
    p = np.exp(scores - logsumexp(scores, axis=1, keepdims=True))
    hit = np.eye(p.shape[1])[y.astype(int)]
    return p - hit, np.einsum('ri,ij->rij', p, np.eye(p.shape[1])) - np.einsum('ri,rj->rij', p, p)


def optimum(loss, x, y, width, l2):
    """The least objective: damped Newton from the constant, directions that change nothing left alone."""
    x = np.hstack([x, np.ones((len(x), 1))])
    theta = np.zeros((x.shape[1], width))
    theta[-1] = constant(loss, y, width)
    penalised = np.ones(theta.shape)
    penalised[-1] = 0

    def objective(theta):
        return loss_of_scores(loss, x @ theta, y) + l2 / 2 * np.sum(penalised * theta ** 2)

    value = objective(theta)
    for _ in range(NEWTON_STEPS):
        gradient, curvature = slopes(loss, x @ theta, y)
        g = x.T @ gradient / len(y) + l2 * penalised * theta
        hessian = np.einsum('ra,rij,rb->aibj', x, curvature, x, optimize=True).reshape(g.size, g.size) / len(y)
        hessian += np.diag(l2 * penalised.ravel())
        step = np.linalg.lstsq(hessian, g.ravel(), rcond=1e-14)[0].reshape(g.shape)
        if np.sum(g * step) < 1e-14 * max(1, abs(value)):
            return value
        length = 1.0
        with np.errstate(over='ignore'):
            while not objective(theta - length * step) <= value and length > 1e-12:
                length /= 2
        theta = theta - length * step
        value = objective(theta)
    raise ValueError(f'no optimum after {NEWTON_STEPS} steps')


def checked_by_statsmodels(x, y, value):
    import statsmodels.api as sm
    fitted = sm.GLM(y, sm.add_constant(x), family=sm.families.Poisson()).fit(tol=1e-12)
    other = np.mean(fitted.mu - y * np.log(fitted.mu))
    # its iterations end a little above the minimum, by how much depends on the processor's BLAS
    if not -1e-9 < other - value < 1e-6:
        raise ValueError(f'statsmodels has {other}, Newton {value}')


def of_split(directory, table, split):
    train, test = (read(directory / table['name'] / str(split) / part, table) for part in ('train.csv', 'test.csv'))
    loss, label = table['loss'], table['label']
    if loss in ('logistic', 'softmax'):
        classes = sorted(train[label].unique())
        y, held = (rows[label].map({name: i for i, name in enumerate(classes)}).to_numpy(float) for rows in (train, test))
        width = len(classes) if loss == 'softmax' else 1
    else:
        y, held = train[label].to_numpy(float), test[label].to_numpy(float)
        width = 1
    model = make_pipeline(encoder(table, train.columns), PEERS[loss]()).fit(train, y)
    scores = constant(loss, y, width)
    found = {'table': table['name'], 'split': split,
             'constant': loss_of_scores(loss, np.tile(scores, (len(held), 1)), held),
             'trainConstant': loss_of_scores(loss, np.tile(scores, (len(y), 1)), y),
             'scikitLearn': peer_loss(loss, model, test, held)}
    if table['name'] in OPTIMA and split == 0:
        l2 = OPTIMA[table['name']]
        x = encoder(table, train.columns).fit_transform(train)
        value = optimum(loss, x, y, width, l2)
        if loss == 'poisson' and l2 == 0:
            checked_by_statsmodels(x, y, value)
        found['l2'], found['optimum'] = l2, value
    return found


def main(directory, names):
    warnings.simplefilter('ignore')  # that lbfgs has come to its 100 iterations is the default that a user gets
    for name in names:
        table = json.loads((directory / name / 'table.json').read_text())
        for split in range(5):
            print(json.dumps(of_split(directory, table, split)), flush=True)


if __name__ == '__main__':
    main(pathlib.Path(sys.argv[1]), sys.argv[2:])
