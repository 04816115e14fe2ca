"""The Python package against a real pyspark."""

import math
from pathlib import Path

import fallline
import pytest
from pyspark.ml import Pipeline, PipelineModel
from pyspark.ml.evaluation import MulticlassClassificationEvaluator
from pyspark.ml.feature import StandardScaler, StringIndexer, VectorAssembler
from pyspark.ml.tuning import CrossValidator, CrossValidatorModel, ParamGridBuilder
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

SAMPLES = Path(__file__).resolve().parents[3] / "sample-data"


def csv(spark: SparkSession, name: str) -> DataFrame:
    return spark.read.csv(str(SAMPLES / name), header=True, inferSchema=True)


@pytest.fixture(scope="session")
def iris(spark):
    rows = csv(spark, "iris.csv")
    return StringIndexer(inputCol="label", outputCol="species").fit(rows).transform(rows)


def assembler(rows: DataFrame, output: str) -> VectorAssembler:
    inputs = [c for c in rows.columns if c not in ("label", "species")]
    return VectorAssembler(inputCols=inputs, outputCol=output)


def accuracy(predicted: DataFrame) -> float:
    evaluator = MulticlassClassificationEvaluator(labelCol="species", metricName="accuracy")
    return evaluator.evaluate(predicted)


def classifier(**params) -> fallline.MiniBatchClassifier:
    settings = dict(labelCol="species", learningRate=0.05, batchSize=16, epochs=30)
    return fallline.MiniBatchClassifier(**{**settings, **params})


def test_a_pipeline_predicts_the_same_once_saved_and_loaded(spark, tmp_path):
    rows = csv(spark, "iris.csv")
    stages = [
        StringIndexer(inputCol="label", outputCol="species"),
        assembler(rows, "raw"),
        StandardScaler(inputCol="raw", outputCol="features"),
        classifier(layers=[8]),
    ]
    model = Pipeline(stages=stages).fit(rows)
    model.write().save(str(tmp_path / "pipeline"))
    loaded = PipelineModel.load(str(tmp_path / "pipeline"))
    assert isinstance(loaded.stages[3], fallline.MiniBatchClassificationModel)
    expected = model.transform(rows).select("probability", "prediction").collect()
    assert loaded.transform(rows).select("probability", "prediction").collect() == expected
    assert accuracy(loaded.transform(rows)) > 0.95
    assert model.stages[3].hasSummary and not loaded.stages[3].hasSummary


def test_estimators_are_saved_with_what_was_set(spark, tmp_path):
    classifier(layers=[8], rule="momentum", momentum=0.5).save(str(tmp_path / "estimator"))
    loaded = fallline.MiniBatchClassifier.load(str(tmp_path / "estimator"))
    assert (loaded.getRule(), loaded.getMomentum()) == ("momentum", 0.5)
    assert list(loaded.getLayers()) == [8]
    assert not loaded.isSet(loaded.clipNorm)


def test_cross_validation_chooses_the_rate_that_learns(iris, tmp_path):
    rows = assembler(iris, "features").transform(iris)
    estimator = classifier(epochs=8)
    grid = ParamGridBuilder().addGrid(estimator.learningRate, [1e-9, 0.05]).build()
    evaluator = MulticlassClassificationEvaluator(labelCol="species", metricName="logLoss")
    validator = CrossValidator(
        estimator=estimator, estimatorParamMaps=grid, evaluator=evaluator, numFolds=2, seed=1
    )
    validated = validator.fit(rows)
    assert validated.avgMetrics[1] < validated.avgMetrics[0] / 2
    validated.write().save(str(tmp_path / "validated"))
    loaded = CrossValidatorModel.load(str(tmp_path / "validated"))
    assert accuracy(loaded.transform(rows)) == accuracy(validated.transform(rows))


def test_the_course_of_a_training_can_be_looked_at(iris):
    rows = assembler(iris, "features").transform(iris)
    model = classifier(validationFraction=0.2, epochs=3).fit(rows)
    summary = model.summary
    history = summary.history()
    assert summary.stopReason == "epochs"
    assert summary.warnings == []
    assert summary.objectiveLoss == summary.trainLoss
    assert summary.to_dict()["steps"] == summary.totalSteps
    assert [line["epoch"] for line in history if "validation" in line] == [1, 2, 3]
    assert all(math.isfinite(line["loss"]) for line in history if "loss" in line)


def test_the_same_rows_give_the_same_bits(iris):
    rows = assembler(iris, "features").transform(iris)
    first = classifier(epochs=2, layers=[4]).fit(rows).summary.parametersSha256
    again = classifier(epochs=2, layers=[4]).fit(rows.orderBy(F.rand(3)).repartition(3))
    assert again.summary.parametersSha256 == first


def test_a_model_goes_on_from_another(iris):
    rows = assembler(iris, "features").transform(iris)
    first = classifier().fit(rows)
    second = classifier(epochs=1).setInitialModel(first).fit(rows)
    assert second.summary.history()[0]["loss"] < 2 * first.summary.trainLoss + 0.1


def test_regression_coefficients_predict_and_metrics_are_told(spark):
    rows = csv(spark, "diabetes.csv")
    rows = assembler(rows, "features").transform(rows)
    model = fallline.MiniBatchRegressor(learningRate=2.0, epochs=100, batchSize=64).fit(rows)
    row = model.transform(rows).first()
    assert row.prediction == pytest.approx(
        model.coefficients.dot(row.features) + model.intercept, abs=1e-3
    )
    assert model.predict(row.features) == row.prediction
    assert model.evaluate(rows)["r2"] > 0.4


@pytest.mark.parametrize("name", ["MiniBatchClassifier", "MiniBatchRegressor"])
def test_params_and_defaults_are_those_of_the_java_estimator(spark, name):
    estimator = getattr(fallline, name)()
    java = estimator._java_obj
    assert {p.name for p in estimator.params} == {p.name() for p in java.params()}
    for param in estimator.params:
        java_param = java.getParam(param.name)
        assert estimator.hasDefault(param) == java.hasDefault(java_param), param.name
        if not any(hasattr(c, param.name) for c in type(estimator).__mro__ if c.__module__.startswith("pyspark")):
            assert param.doc.startswith("a setting of") or java_param.doc().endswith(param.doc), param.name
        setter = "set" + param.name[0].upper() + param.name[1:]
        assert hasattr(estimator, setter) and hasattr(estimator, setter.replace("set", "get", 1))


def test_wrong_params_are_told(iris):
    with pytest.raises(TypeError, match="no Param learnRate"):
        fallline.MiniBatchClassifier(learnRate=0.1)
    rows = assembler(iris, "features").transform(iris)
    with pytest.raises(Exception, match="optimizer.learningRate is -1.0, expected a number above 0"):
        classifier(learningRate=-1.0).fit(rows)
