"""Callbacks and progress."""

import io
import math
import sys

import fallline
import pytest
from pyspark.errors import PySparkTypeError
from pyspark.ml import Pipeline
from pyspark.ml.linalg import Vectors

from fallline import _watch


@pytest.fixture(scope="module")
def rows(spark):
    points = [(float(i % 2), Vectors.dense(i % 5, i % 3)) for i in range(64)]
    return spark.createDataFrame(points, ["label", "features"]).cache()


def classifier(**params):
    settings = dict(learningRate=0.1, epochs=3, batchSize=16)
    return fallline.MiniBatchClassifier(**{**settings, **params})


def test_callbacks_are_told_every_step_and_every_epoch(rows):
    steps, epochs = [], []
    model = classifier(validationFraction=0.25, onStep=steps.append, onEpoch=epochs.append).fit(rows)
    history = model.summary.history()
    recorded = [line for line in history if "loss" in line]
    assert len(steps) == model.summary.totalSteps
    for told, line in zip(steps, recorded):
        for key in ("step", "epoch", "loss", "learningRate", "gradientNorm"):
            assert told[key] == pytest.approx(line[key])
        assert told["rows"] > 0
    assert [told["epoch"] for told in epochs] == [1, 2, 3]
    validated = [line["validation"] for line in history if "validation" in line]
    assert [told["validation"]["loss"] for told in epochs] == pytest.approx([each["loss"] for each in validated])
    assert epochs[-1]["loss"] == steps[-1]["loss"] and epochs[-1]["learningRate"] == 0.1


def test_an_epoch_without_a_look_at_held_out_rows_has_no_validation(spark):
    points = [(float(i % 2), Vectors.dense(i % 5, i % 3)) for i in range(64)]
    epochs = []
    classifier(
        epochs="auto", maxSteps=120, validationFraction=0.25, onEpoch=epochs.append
    ).fit(spark.createDataFrame(points, ["label", "features"]))
    looks = [told["epoch"] for told in epochs if "validation" in told]
    assert 0 < len(looks) < len(epochs)
    assert all(math.isfinite(told["validation"]["loss"]) for told in epochs if "validation" in told)


def test_nothing_changes_the_model(rows):
    plain = classifier().fit(rows).summary.parametersSha256
    told = classifier(onStep=lambda tick: None, progress=True).fit(rows).summary.parametersSha256
    assert told == plain


def test_what_a_callback_raises_ends_the_fit_which_raises_it(rows, capfd):
    class Enough(Exception):
        pass

    seen = []

    def until_five(tick):
        seen.append(tick["step"])
        if tick["step"] == 5:
            raise Enough("five steps")

    estimator = classifier().setOnStep(until_five)
    with pytest.raises(Enough, match="five steps"):
        estimator.fit(rows)
    assert seen == [1, 2, 3, 4, 5]
    assert "Traceback" not in capfd.readouterr().err
    assert estimator.setOnStep(None).fit(rows).summary.totalSteps == 12


def test_a_callback_goes_with_copies_and_pipelines(rows):
    epochs = []
    Pipeline(stages=[classifier(onEpoch=epochs.append)]).fit(rows)
    classifier(onEpoch=epochs.append).copy().fit(rows)
    assert [told["epoch"] for told in epochs] == [1, 2, 3, 1, 2, 3]


def test_no_function_is_no_callback(spark):
    with pytest.raises(PySparkTypeError, match="onStep is 5, expected a function of a dict, or None"):
        classifier(onStep=5)


@pytest.mark.parametrize("installed", [True, False])
def test_progress_is_shown_where_it_is_asked_for(rows, monkeypatch, installed):
    if installed:
        pytest.importorskip("tqdm")
    else:
        monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    screen = io.StringIO()
    monkeypatch.setattr(sys, "stderr", screen)
    classifier(progress=True).fit(rows)
    shown = screen.getvalue()
    assert "epoch 3, step 12, loss 0." in shown and shown.endswith("\n"), shown
    screen.truncate(0)
    classifier(progress=False).fit(rows)
    classifier().fit(rows)  # a file is no terminal
    assert "epoch" not in screen.getvalue()


def test_it_is_shown_in_terminals_and_notebooks(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    assert not _watch.is_watched() or sys.stderr.isatty()
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert _watch.is_watched()


def test_a_step_in_words_has_the_last_validation():
    tick = dict(epoch=3, step=40, loss=0.123456, ended=dict(epoch=2, step=32, validation=dict(loss=0.5)))
    assert _watch.words(tick) == "epoch 3, step 40, loss 0.1235, validation loss 0.5"
    assert _watch.words(dict(epoch=1, step=2, loss=None)) == "epoch 1, step 2"


def test_the_number_of_steps_is_known_after_an_epoch():
    progress = _watch._Progress(10, 70)
    assert progress._total(dict(step=3)) is None
    assert progress._total(dict(step=9, ended=dict(epoch=1, step=8))) == 70
    assert _watch._Progress(10, None)._total(dict(step=9, ended=dict(epoch=1, step=8))) == 80
    assert _watch._Progress(None, None)._total(dict(step=9, ended=dict(epoch=1, step=8))) is None
