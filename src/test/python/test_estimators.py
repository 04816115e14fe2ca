"""The Python package against a real pyspark."""

import gc
import math
from pathlib import Path
from random import Random

import fallline
import pytest
from pyspark.errors import IllegalArgumentException, PySparkTypeError
from pyspark.ml import Pipeline, PipelineModel
from pyspark.ml.classification import LogisticRegression, OneVsRest
from pyspark.ml.evaluation import MulticlassClassificationEvaluator
from pyspark.ml.feature import StandardScaler, StringIndexer, VectorAssembler
from pyspark.ml.linalg import Vectors
from pyspark.ml.param import Param, shared
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
        owner = next(c for c in type(estimator).__mro__ if param.name in vars(c))
        if owner.__module__.startswith("fallline"):
            for effect in param.doc.split("; "):  # Java's also says the default of each rule
                assert effect.split(" (")[0] in java_param.doc(), param.name
        setter = "set" + param.name[0].upper() + param.name[1:]
        assert hasattr(estimator, setter) and hasattr(estimator, setter.replace("set", "get", 1))


def mixins(stage):
    """The mixins of pyspark's shared Params that a stage has a Param of, and those that it is."""
    named = {c for n, c in vars(shared).items() if n.startswith("Has") and isinstance(c, type)}
    own = {c: [n for n, p in vars(c).items() if isinstance(p, Param)] for c in named}
    having = {c.__name__ for c in named if any(stage.hasParam(n) for n in own[c])}
    return having, {c.__name__ for c in named if isinstance(stage, c)}


@pytest.mark.parametrize("name", ["MiniBatchClassifier", "MiniBatchRegressor"])
def test_a_stage_has_every_mixin_of_pyspark_whose_param_it_has(spark, tmp_path, name):
    rows = spark.createDataFrame([(0.0, Vectors.dense(1, 2)), (1.0, Vectors.dense(2, 1))], ["label", "features"])
    estimator = getattr(fallline, name)(epochs=1, seed=7)
    model = estimator.fit(rows)
    model.save(str(tmp_path / "model"))
    loaded = type(model).load(str(tmp_path / "model"))
    for stage in (estimator, model, loaded):
        having, being = mixins(stage)
        assert having == being, stage
        assert {"HasWeightCol", "HasSeed", "HasValidationIndicatorCol", "HasLoss"} <= being
        assert stage.getSeed() == 7
    assert getattr(fallline, name)().getSeed() == 42


def test_one_versus_rest_trains_weighted(spark):
    random = Random(0)
    rows = []
    for _ in range(400):
        a, b = random.gauss(3, 1), random.gauss(-2, 5)
        label = float(random.random() < 1 / (1 + math.exp(-(a - 3 + 0.3 * b + 0.6))))
        rows.append((label, Vectors.dense(a, b), 20.0 if label == 1 else 1.0))
    rows = spark.createDataFrame(rows, ["label", "features", "weight"]).cache()

    def ones(estimator, **more):
        fitted = OneVsRest(classifier=estimator, **more).fit(rows)
        return fitted.transform(rows).filter("prediction = 1").count()

    ours = fallline.MiniBatchClassifier(
        rule="nesterov", momentum=0.95, learningRate=0.1, fullBatch=True, epochs=1000
    )
    theirs = LogisticRegression()
    assert abs(ones(ours) - ones(theirs)) <= 2
    weighted = ones(theirs, weightCol="weight")
    assert weighted > ones(theirs) + 50
    assert abs(ones(ours, weightCol="weight") - weighted) <= 2


@pytest.mark.parametrize(
    "name, loss, fits",
    [
        ("MiniBatchClassifier", "mse", "auto, logistic, softmax, hinge, squaredHinge; mse predicts numbers"),
        ("MiniBatchRegressor", "logistic", "mse, rmse, mae, huber, quantile, poisson; logistic predicts classes"),
    ],
)
def test_a_loss_of_the_other_kind_is_refused_when_it_is_set(iris, name, loss, fits):
    refusal = f'loss is "{loss}", expected one of {fits}'
    with pytest.raises(IllegalArgumentException, match=refusal):
        getattr(fallline, name)(loss=loss)
    estimator = getattr(fallline, name)()
    with pytest.raises(IllegalArgumentException, match=refusal):
        estimator.setLoss(loss)
    with pytest.raises(IllegalArgumentException, match=refusal):
        estimator.fit(iris, {estimator.loss: loss})
    grid = ParamGridBuilder().addGrid(estimator.loss, [loss]).build()
    evaluator = MulticlassClassificationEvaluator()
    validator = CrossValidator(estimator=estimator, estimatorParamMaps=grid, evaluator=evaluator)
    with pytest.raises(IllegalArgumentException, match=refusal):
        validator.fit(assembler(iris, "features").transform(iris).withColumn("label", F.col("species")))


def test_an_estimator_outlives_a_fit_whose_values_are_refused(iris):
    rows = assembler(iris, "features").transform(iris)
    estimator = classifier(epochs=1)
    with pytest.raises(IllegalArgumentException, match="dropout is 2.0"):
        estimator.fit(rows, {estimator.dropout: 2.0})
    gc.collect()
    assert estimator.fit(rows, {estimator.epochs: 2}).summary.stopReason == "epochs"
    assert estimator.getEpochs() == 1


def test_columns_of_text_are_refused_and_not_cast(iris):
    rows = assembler(iris, "features").transform(iris).withColumn("text", F.lit("1"))
    for column in ("weightCol", "offsetCol", "validationIndicatorCol"):
        with pytest.raises(IllegalArgumentException, match="Column text must be of type"):
            classifier(**{column: "text"}).fit(rows)


def test_no_epochs_give_the_model_that_training_would_start_from(iris):
    rows = assembler(iris, "features").transform(iris)
    model = classifier(epochs=0).fit(rows)
    assert model.summary.totalSteps == 0
    assert not model.coefficientMatrix.toArray().any()
    assert model.predictProbability(rows.first().features).toArray() == pytest.approx([1 / 3] * 3)
    with pytest.raises(IllegalArgumentException, match="vector of 2 elements, expected 4 elements"):
        model.predict(Vectors.dense(1, 2))


def test_a_grid_takes_auto_beside_numbers(iris, tmp_path):
    rows = assembler(iris, "features").transform(iris)
    estimator = fallline.MiniBatchClassifier(labelCol="species", maxSteps=40)
    grid = ParamGridBuilder().addGrid(estimator.learningRate, ["auto", 1e-9]).addGrid(estimator.epochs, ["auto"]).build()
    assert estimator.setLearningRate(0.3).fit(rows, grid[0]).summary.to_dict()["found"]["learningRate"] > 0
    assert estimator.getLearningRate() == 0.3
    estimator.set(estimator.learningRate, "auto")
    evaluator = MulticlassClassificationEvaluator(labelCol="species", metricName="logLoss")
    validator = CrossValidator(
        estimator=estimator, estimatorParamMaps=grid, evaluator=evaluator, numFolds=2, seed=1, parallelism=2
    )
    validated = validator.fit(rows)
    assert validated.avgMetrics[0] < validated.avgMetrics[1] / 2
    validated.write().save(str(tmp_path / "validated"))
    loaded = CrossValidatorModel.load(str(tmp_path / "validated"))
    assert [dict((p.name, v) for p, v in point.items()) for point in loaded.getEstimatorParamMaps()] == [
        {},
        {"learningRate": 1e-9},
    ]


def test_a_grid_is_not_saved_where_auto_would_become_the_estimators_number(iris, tmp_path):
    estimator = fallline.MiniBatchClassifier(labelCol="species", learningRate=0.3)
    grid = ParamGridBuilder().addGrid(estimator.learningRate, ["auto", 0.1]).build()
    validator = CrossValidator(
        estimator=estimator, estimatorParamMaps=grid, evaluator=MulticlassClassificationEvaluator(), numFolds=2
    )
    with pytest.raises(PySparkTypeError, match='learningRate is "auto" in a grid that is to be saved, and 0.3'):
        validator.write().save(str(tmp_path / "validator"))
