"""Numbers by mini-batch gradient descent."""

from typing import Any, Optional

from pyspark.ml.linalg import Vector
from pyspark.ml.param import Param, Params, TypeConverters
from pyspark.ml.regression import _JavaRegressionModel, _JavaRegressor
from pyspark.ml.util import JavaMLReadable, JavaMLReader, JavaMLWritable, JavaMLWriter
from pyspark.sql import DataFrame

from fallline._errors import _Writer
from fallline._model import _FittedModel
from fallline._regressor_keywords import _MiniBatchRegressorKeywords
from fallline._shared_params import _SharedParams
from fallline.classification import _Reader


class MiniBatchRegressionModel(
    _FittedModel,
    _JavaRegressionModel[Vector],
    _SharedParams,
    JavaMLWritable,
    JavaMLReadable["MiniBatchRegressionModel"],
):
    """What :class:`MiniBatchRegressor` fits."""

    @property
    def coefficients(self) -> Vector:
        """Of a model without hidden layers, for features as they come."""
        return self._linear("coefficients")

    @property
    def intercept(self) -> float:
        """The intercept that goes with :attr:`coefficients`."""
        return self._linear("intercept")

    @classmethod
    def read(cls) -> JavaMLReader:  # type: ignore[override]
        """Reads what was saved."""
        return _Reader(cls)

    def write(self) -> JavaMLWriter:
        """Saves it."""
        return _Writer(self)


class MiniBatchRegressor(
    _MiniBatchRegressorKeywords,
    _JavaRegressor[MiniBatchRegressionModel],
    JavaMLWritable,
    JavaMLReadable["MiniBatchRegressor"],
):
    """Linear regression by squared, absolute, Huber and quantile losses, Poisson, networks."""

    loss: "Param[str]" = Param(
        Params._dummy(), "loss", "what training makes small; it also says what the labels are",
        typeConverter=TypeConverters.toString,
    )

    def setLoss(self, value: Optional[str]) -> "MiniBatchRegressor":
        """What training makes small; it also says what the labels are."""
        return self._set(loss=value)  # type: ignore[return-value]

    def _transfer_param_map_to_java(self, pyParamMap: Any) -> Any:
        return super()._transfer_param_map_to_java(self._without_auto(pyParamMap))

    def _fit_java(self, dataset: DataFrame) -> Any:
        return self._watched(super()._fit_java, dataset)

    def _create_model(self, java_model: Any) -> MiniBatchRegressionModel:
        return MiniBatchRegressionModel(java_model)

    @classmethod
    def read(cls) -> JavaMLReader:  # type: ignore[override]
        """Reads what was saved."""
        return _Reader(cls)

    def write(self) -> JavaMLWriter:
        """Saves it."""
        return _Writer(self)
