"""Mini-batch gradient descent on Apache Spark, as ``pyspark.ml`` estimators.

Import this before the Spark session is made: the import sees to it that Spark finds Fallline's jar::

    import fallline
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.getOrCreate()
    model = fallline.MiniBatchClassifier(layers=[64], learningRate=0.003).fit(rows)
"""

import sys

from fallline._jar import attach, jar
from fallline.classification import MiniBatchClassificationModel, MiniBatchClassifier
from fallline.regression import MiniBatchRegressionModel, MiniBatchRegressor
from fallline.summary import TrainingSummary

__all__ = [
    "MiniBatchClassificationModel",
    "MiniBatchClassifier",
    "MiniBatchRegressionModel",
    "MiniBatchRegressor",
    "TrainingSummary",
    "jar",
]

# pyspark finds the Python class of a stage that it loads by the name of the Java class
sys.modules.setdefault("io.fallline.ml", sys.modules[__name__])
attach()
