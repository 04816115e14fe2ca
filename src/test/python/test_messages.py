"""What is said to those who are mistaken: each mistake, and the line."""

import math

import fallline
import numpy as np
import pytest
from pyspark.errors import IllegalArgumentException, PySparkException, SparkRuntimeException
from pyspark.ml.linalg import Vectors, VectorUDT
from pyspark.ml.param import Param
from pyspark.sql import functions as F
from pyspark.sql.types import StructField, StructType

from fallline._names import _ELSEWHERE, no_param


def frame(spark, rows, columns=("label", "features")):
    return spark.createDataFrame(rows, list(columns))


@pytest.fixture(scope="module")
def rows(spark):
    points = [(float(i % 2), Vectors.dense(i % 5, i % 3)) for i in range(60)]
    return frame(spark, points).cache()


@pytest.fixture(scope="module")
def model(rows):
    return fallline.MiniBatchClassifier(learningRate=0.1, epochs=1).fit(rows)


def line_of(error: BaseException) -> str:
    said = str(error)
    assert len(said.splitlines()) == 1, said
    for word in ("Py4J", "java.", "Lambda", "\tat ", "optimizer.", "training.", "data.", "model."):
        assert word not in said, said
    return said


@pytest.mark.parametrize("name", ["MiniBatchClassifier", "MiniBatchRegressor"])
@pytest.mark.parametrize(
    "params, line",
    [
        (dict(learningRate=-1), "learningRate is -1.0, expected a number above 0, or auto"),
        (dict(learningRate=math.nan), "learningRate is NaN, expected a number above 0, or auto"),
        (dict(epochs=-1), "epochs is -1, expected a whole number of 0 or more"),
        (dict(batchSize=0), "batchSize is 0, expected a whole number of 1 or more; fullBatch takes all rows"),
        (dict(rule="addam"), 'rule is "addam", expected one of '),
        (dict(layers=[4, 0]), "layers is [4,0], expected "),
        (dict(dropout=1.0), "dropout is 1.0, expected a number in [0, 1)"),
        (dict(activation="rellu"), 'activation is "rellu", expected one of '),
        (dict(missing="drop"), 'missing is "drop", expected one of error, zero, mean'),
        (dict(clipNorm=0), "clipNorm is 0.0, expected a number above 0, or not to be set"),
        (dict(beta1=1.5), "beta1 is 1.5, expected "),
        (dict(learningRate="fast"), "learningRate is 'fast'; could not convert"),
        (dict(learningRate=None, epochs=2.5), "epochs is 2.5; could not convert 2.5 to int"),
        (dict(intercept=1), "intercept is 1; boolean Param requires value of type bool"),
    ],
)
def test_a_value_is_looked_at_when_it_is_set(spark, name, params, line):
    wrong = [each for each in params if params[each] is not None][-1]
    with pytest.raises(PySparkException) as by_keyword:
        getattr(fallline, name)(**params)
    estimator = getattr(fallline, name)()
    with pytest.raises(PySparkException) as by_setter:
        getattr(estimator, "set" + wrong[0].upper() + wrong[1:])(params[wrong])
    for refused in (by_keyword, by_setter):
        said = line_of(refused.value)
        assert said.startswith(name + "_") and line in said, said
    assert not estimator.isSet(getattr(estimator, wrong))


@pytest.mark.parametrize(
    "name, line",
    [
        ("maxIter", "has no Param maxIter; what has that job here is epochs"),
        ("n_epochs", "has no Param n_epochs; what has that job here is epochs"),
        ("regParam", "has no Param regParam; what has that job here is l2"),
        ("elasticNetParam", "what has that job here is l1 and l2: with regParam r and elasticNetParam e, l1 = r · e"),
        ("stepSize", "what has that job here is learningRate"),
        ("lr", "what has that job here is learningRate"),
        ("learning_rate", "has no Param learning_rate; did you mean learningRate?"),
        ("learnRate", "has no Param learnRate; did you mean learningRate?"),
        ("batch_size", "did you mean batchSize?"),
        ("blockSize", "what has that job here is batchSize"),
        ("hidden_layer_sizes", "what has that job here is layers"),
        ("tol", "what has that job here is earlyStoppingMinDelta with earlyStoppingPatience"),
        ("C", "what has that job here is l2, which is 1 / (C · rows)"),
        ("optimizer", "what has that job here is rule"),
        ("callbacks", "what has that job here is onStep and onEpoch"),
        ("epoch", "did you mean epochs?"),
        ("xyzzy", "explainParams() shows those that it has"),
    ],
)
def test_an_unknown_keyword_is_told_the_param_of_that_job(spark, name, line):
    with pytest.raises(TypeError) as refused:
        fallline.MiniBatchRegressor(**{name: 1})
    assert isinstance(refused.value, PySparkException)
    assert line in line_of(refused.value)
    with pytest.raises(TypeError):
        fallline.MiniBatchClassifier().setParams(**{name: 1})


def test_a_setter_of_another_library_is_told_too(spark):
    with pytest.raises(AttributeError, match="no Param maxIter; what has that job here is epochs"):
        fallline.MiniBatchClassifier().setMaxIter(5)
    assert not hasattr(fallline.MiniBatchClassifier(), "nothingOfTheKind")


def test_names_of_elsewhere_lead_to_what_there_is(spark):
    known = dir(fallline.MiniBatchClassifier) + ["onStep", "onEpoch", "progress", "nothing:", "the"]
    for name, here in _ELSEWHERE.items():
        first = here.split(",")[0].split(" ")[0].split("=")[0].rstrip(";:,")
        assert first in known or first + ":" in known, f"{name}: {here}"
        assert name == name.lower() and "_" not in name


@pytest.mark.parametrize(
    "given, taken",
    [
        (dict(layers=64), [64]),
        (dict(layers=np.int64(8)), [8]),
        (dict(layers=np.array([8, 4])), [8, 4]),
        (dict(layers=(8, 4)), [8, 4]),
        (dict(layers=range(1, 3)), [1, 2]),
        (dict(activation="tanh"), ["tanh"]),
        (dict(learningRate=np.float32(0.5)), 0.5),
        (dict(learningRate=np.array(0.5)), 0.5),
        (dict(learningRate=1), 1.0),
        (dict(batchSize=np.int32(64)), 64),
        (dict(batchSize=64.0), 64),
        (dict(intercept=np.bool_(False)), False),
        (dict(seed=2**40), 2**40),
        (dict(classWeights=np.array([1, 2.5])), [1.0, 2.5]),
        (dict(rule=np.str_("sgd")), "sgd"),
    ],
)
def test_values_of_numpy_and_single_ones_are_taken(spark, given, taken):
    estimator = fallline.MiniBatchClassifier(**given)
    (name,) = given
    assert estimator.getOrDefault(name) == taken
    estimator._transfer_params_to_java()
    java = estimator._java_obj.getOrDefault(estimator._java_obj.getParam(name))
    assert (list(java) if isinstance(taken, list) else java) == taken


def test_auto_none_and_full_are_words_for_params_of_numbers(spark):
    estimator = fallline.MiniBatchClassifier(learningRate=0.1, epochs=3, clipNorm=1.0, shards=4)
    estimator.setParams(learningRate="auto", epochs="auto", clipNorm=None, shards="auto")
    for param in (estimator.learningRate, estimator.epochs, estimator.clipNorm, estimator.shards):
        assert not estimator.isSet(param)
        assert not estimator._java_obj.isSet(estimator._java_obj.getParam(param.name))
    full = fallline.MiniBatchRegressor(batchSize="full")
    assert full.getFullBatch()
    assert not full.setBatchSize(64).getFullBatch()
    copied = estimator.setEpochs(5).copy({estimator.epochs: "auto"})
    assert not copied.isSet(copied.epochs) and estimator.getEpochs() == 5
    for name in ("learningRate", "epochs"):
        if not estimator.hasDefault(name):
            assert getattr(copied, "get" + name[0].upper() + name[1:])() == "auto"


@pytest.mark.parametrize(
    "name, line",
    [
        (
            "MiniBatchClassifier",
            "Column label must be of type numeric but was actually of type string; "
            'StringIndexer(inputCol="label", outputCol="labelIndex") makes class indices 0, 1, … of it',
        ),
        (
            "MiniBatchRegressor",
            'Column label must be of type numeric but was actually of type string; withColumn("label", '
            'col("label").cast("double")) makes numbers of it; where texts are classes, take MiniBatchClassifier',
        ),
    ],
)
def test_a_label_of_texts_is_shown_the_way(rows, name, line):
    estimator = getattr(fallline, name)()
    with pytest.raises(IllegalArgumentException) as refused:
        estimator.fit(rows.withColumn("label", F.lit("yes")))
    assert line_of(refused.value) == f"{estimator.uid}: {line}"


@pytest.mark.parametrize(
    "change, line",
    [
        (lambda rows: rows.withColumnRenamed("features", "feature"),
         'the rows have no column "features" of features; did you mean feature?; VectorAssembler makes'),
        (lambda rows: rows.withColumn("features", F.array(F.lit(1.0))),
         'the column "features" is array<double>, expected a vector; array_to_vector makes one'),
        (lambda rows: rows.withColumn("features", F.lit(1.0)),
         'the column "features" is double, expected a vector; VectorAssembler makes one'),
        (lambda rows: rows.withColumn("label", F.lit(True)),
         'Column label must be of type numeric but was actually of type boolean; withColumn('),
        (lambda rows: rows.withColumn("label", F.lit(0.5)), 'column "label" is 0.5, expected a class index'),
        (lambda rows: rows.withColumn("label", F.lit(None).cast("double")), 'column "label" is empty, expected a label'),
    ],
)
def test_columns_that_cannot_be_used_are_refused_in_a_line(rows, change, line):
    with pytest.raises(PySparkException) as refused:
        fallline.MiniBatchClassifier(epochs=1).fit(change(rows))
    assert line in line_of(refused.value)


def vectors(spark, *values):
    return spark.createDataFrame(
        [(value,) for value in values], StructType([StructField("features", VectorUDT(), True)])
    )


@pytest.mark.parametrize(
    "vector, line",
    [
        (Vectors.dense(1, 2, 3), 'column "features" is a vector of 3 elements, expected 2 elements'),
        (None, 'column "features" is null, expected a vector'),
        (Vectors.dense(1, math.nan), 'column "features[1]" is NaN, expected a number, as the model was trained with missing = "error"'),
    ],
)
@pytest.mark.parametrize("name", ["MiniBatchClassifier", "MiniBatchRegressor"])
def test_a_row_that_cannot_be_scored_is_one_line(spark, rows, name, vector, line):
    model = getattr(fallline, name)(learningRate=0.1, epochs=1).fit(rows)
    scored = model.transform(vectors(spark, Vectors.dense(1, 2), vector))
    for action in (
        lambda: scored.collect(),
        lambda: scored.select("prediction").toPandas() if _has_pandas() else scored.first() and scored.tail(1),
        lambda: scored.where("prediction >= 0").count(),
        lambda: scored.agg(F.avg("prediction")).first(),
    ):
        with pytest.raises(SparkRuntimeException) as refused:
            action()
        assert line in line_of(refused.value)


def _has_pandas() -> bool:
    try:
        import pandas  # noqa: F401
    except ImportError:
        return False
    return True


def test_rows_that_can_be_scored_are(spark, model):
    assert len(model.transform(vectors(spark, Vectors.dense(1, 2), Vectors.sparse(2, {0: 1.0}))).collect()) == 2


def test_a_null_offset_is_one_line(spark, rows):
    offset = rows.withColumn("o", F.lit(0.5))
    model = fallline.MiniBatchClassifier(offsetCol="o", learningRate=0.1, epochs=1).fit(offset)
    with pytest.raises(SparkRuntimeException) as refused:
        model.transform(rows.withColumn("o", F.lit(None).cast("double"))).collect()
    assert "the offset is null, expected a number" in line_of(refused.value)


def test_a_loss_that_is_not_finite_is_one_line(rows):
    estimator = fallline.MiniBatchRegressor(rule="sgd", learningRate=1e30, epochs=5)
    with pytest.raises(SparkRuntimeException) as failed:
        estimator.fit(rows)
    assert line_of(failed.value).endswith("lower learningRate, or set clipNorm")


def test_what_only_fit_can_know_is_one_line(rows):
    with pytest.raises(IllegalArgumentException) as refused:
        fallline.MiniBatchClassifier(rule="sgd", beta1=0.5).fit(rows)
    assert "beta1 is not a setting of sgd (it has none)" in line_of(refused.value)


def test_saving_over_something_and_loading_nothing_are_one_line(model, tmp_path):
    path = str(tmp_path / "model")
    model.save(path)
    with pytest.raises(PySparkException, match="already exists"):
        model.save(path)
    with pytest.raises(PySparkException) as missing:
        fallline.MiniBatchClassificationModel.load(str(tmp_path / "none"))
    assert "none" in str(missing.value) and len(str(missing.value).splitlines()) == 1
    model.write().overwrite().save(path)


@pytest.mark.parametrize("name", ["MiniBatchClassifier", "MiniBatchRegressor"])
def test_coefficients_are_where_mllib_has_them(rows, name):
    linear = getattr(fallline, name)(learningRate=0.1, epochs=3).fit(rows)
    row = linear.transform(rows).first()
    score = row.prediction if name.endswith("Regressor") else row.rawPrediction[1]
    assert score == pytest.approx(linear.coefficients.dot(row.features) + linear.intercept, abs=1e-5)
    deep = getattr(fallline, name)(layers=3, learningRate=0.1, epochs=1).fit(rows)
    assert not hasattr(deep, "coefficients")
    with pytest.raises(IllegalArgumentException, match=r"hidden layers has no coefficients; it has layers \[3\]"):
        deep.intercept


def test_a_row_of_coefficients_a_class_is_a_matrix(spark):
    rows = frame(spark, [(float(i % 3), Vectors.dense(i % 5, i % 3)) for i in range(60)])
    model = fallline.MiniBatchClassifier(learningRate=0.1, epochs=1).fit(rows)
    assert (model.coefficientMatrix.numRows, model.interceptVector.size) == (3, 3)
    with pytest.raises(IllegalArgumentException, match="see coefficientMatrix and interceptVector"):
        model.coefficients


def test_no_param_names_the_nearest_of_those_that_there_are():
    assert no_param("X", "dropOut", ["dropout"]) == "X has no Param dropOut; did you mean dropout?"
    assert no_param("X", "momentums", ["momentum"]).endswith("did you mean momentum?")
