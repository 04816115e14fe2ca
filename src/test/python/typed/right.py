"""What a user may write; mypy finds nothing in it."""

from typing import Any, Dict

import fallline
from pyspark.sql import DataFrame


def tell(tick: Dict[str, Any]) -> None:
    print(tick["loss"])


def classify(rows: DataFrame) -> fallline.MiniBatchClassificationModel:
    classifier = fallline.MiniBatchClassifier(
        labelCol="species",
        layers=[64, 32],
        activation="tanh",
        learningRate=0.01,
        epochs=20,
        batchSize="full",
        l2=1,
        classWeights=(1.0, 2.5),
        balancedClasses=None,
        onEpoch=tell,
        progress=False,
    )
    again: fallline.MiniBatchClassifier = classifier.setParams(layers=8, learningRate="auto", seed=7)
    again = again.setLearningRate(classifier.getLearningRate()).setEpochs("auto").setClipNorm(None)
    model: fallline.MiniBatchClassificationModel = again.fit(rows)
    return model


def regress(rows: DataFrame) -> fallline.MiniBatchRegressionModel:
    regressor = fallline.MiniBatchRegressor(loss="quantile", tau=0.9, epochs="auto", shards=4)
    regressor.setParams(intercept=True, activation=["relu", "tanh"], layers=range(2, 4))
    model: fallline.MiniBatchRegressionModel = regressor.fit(rows)
    return model
