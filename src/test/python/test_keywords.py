"""The signatures of estimators: what Python, editors and mypy know of keywords."""

import inspect
import pydoc
import re
import subprocess
import sys
from pathlib import Path
from typing import Literal, Sequence, get_args, get_type_hints

import fallline
import pytest

TYPED = Path(__file__).with_name("typed")
ESTIMATORS = [fallline.MiniBatchClassifier, fallline.MiniBatchRegressor]
OF_A_FIT = ["onStep", "onEpoch", "progress"]

#: What is taken beside None, by the name of a Param's converter.
TAKEN = {
    "toBoolean": {bool},
    "toFloat": {float},
    "toFloatOrAuto": {float, Literal["auto"]},
    "toInt": {int},
    "toIntOrAuto": {int, Literal["auto"]},
    "toListFloat": {Sequence[float]},
    "toListInt": {int, Sequence[int]},
    "toListString": {str, Sequence[str]},
    "toString": {str},
}


@pytest.fixture(params=ESTIMATORS)
def estimator(request):
    return request.param


@pytest.fixture(params=["__init__", "setParams"])
def method(request):
    return request.param


def test_a_signature_has_every_param_as_a_keyword_and_no_default_of_its_own(spark, estimator, method):
    keywords = dict(inspect.signature(getattr(estimator, method)).parameters)
    del keywords["self"]
    assert sorted(keywords) == sorted([param.name for param in estimator().params] + OF_A_FIT)
    for keyword in keywords.values():
        assert keyword.kind is inspect.Parameter.KEYWORD_ONLY
        assert keyword.default is None, keyword


def test_a_keyword_has_the_type_of_its_param(spark, estimator, method):
    hints = get_type_hints(getattr(estimator, method))
    for param in estimator().params:
        expected = TAKEN[param.typeConverter.__name__] | {type(None)}
        if param.name == "batchSize":
            expected.add(Literal["full"])
        assert set(get_args(hints[param.name])) == expected, param.name
    assert set(get_args(hints["progress"])) == {bool, type(None)}


def test_help_says_what_each_keyword_means(estimator):
    shown = pydoc.plain(pydoc.render_doc(estimator))
    for name in inspect.signature(estimator).parameters:
        assert re.search(rf"^ \| +{name}: \S.*\.$", shown, re.MULTILINE), name
    assert re.search(rf"{estimator.__name__}\([\s|*,]+featuresCol: ", shown)


def test_what_is_not_given_stays_and_none_clears(spark):
    estimator = fallline.MiniBatchClassifier(learningRate=0.1, clipNorm=1.0, rule=None)
    assert estimator.getRule() == fallline.MiniBatchClassifier().getRule()
    assert estimator.setParams(epochs=3, clipNorm=None) is estimator
    assert estimator.getLearningRate() == 0.1
    assert not estimator.isSet(estimator.clipNorm)


def test_a_value_without_its_keyword_is_refused(spark):
    with pytest.raises(TypeError):
        fallline.MiniBatchClassifier("species")
    with pytest.raises(TypeError):
        fallline.MiniBatchRegressor().setParams(0.1)


@pytest.mark.parametrize("example", ["right.py", "wrong.py"])
def test_mypy_refuses_wrong_keywords_and_types_and_no_others(tmp_path_factory, example):
    lines = (TYPED / example).read_text().splitlines()
    expected = [(at, line.split("  # ")[1]) for at, line in enumerate(lines, 1) if "  # " in line]
    cache = str(tmp_path_factory.getbasetemp() / "mypy")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--cache-dir", cache, example]
    said = subprocess.run(command, cwd=TYPED, capture_output=True, text=True)
    refused = re.findall(rf"^{example}:(\d+): error: .*\[([a-z-]+)\]$", said.stdout, re.MULTILINE)
    assert [(int(at), rule) for at, rule in refused] == expected, said.stdout + said.stderr
    assert said.returncode == (1 if expected else 0), said.stdout + said.stderr
