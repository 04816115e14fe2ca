"""Classes by mini-batch gradient descent."""

from typing import Any, List, Optional, Sequence

from pyspark.ml.classification import (
    _JavaProbabilisticClassificationModel,
    _JavaProbabilisticClassifier,
)
from pyspark.ml.linalg import Matrix, Vector
from pyspark.ml.param import Param, Params, TypeConverters
from pyspark.ml.util import JavaMLReadable, JavaMLReader, JavaMLWritable, JavaMLWriter
from pyspark.sql import DataFrame

from fallline._classifier_keywords import _MiniBatchClassifierKeywords
from fallline._converters import _Converters
from fallline._errors import _Writer, one_line
from fallline._model import _FittedModel
from fallline._shared_params import _SharedParams

_JAVA = "io.fallline.ml."


class _Reader(JavaMLReader):
    """Knows the Java package, whose name is not that of the Python one."""

    @classmethod
    def _java_loader_class(cls, clazz: Any) -> str:
        return _JAVA + clazz.__name__

    def load(self, path: str) -> Any:
        """Says in one line why there is nothing to be read."""
        with one_line():
            return super().load(path)


class MiniBatchClassificationModel(
    _FittedModel,
    _JavaProbabilisticClassificationModel[Vector],
    _SharedParams,
    JavaMLWritable,
    JavaMLReadable["MiniBatchClassificationModel"],
):
    """What :class:`MiniBatchClassifier` fits."""

    @property
    def coefficientMatrix(self) -> Matrix:
        """Of a model without hidden layers, for features as they come."""
        return self._linear("coefficientMatrix")

    @property
    def interceptVector(self) -> Vector:
        """The intercepts that go with :attr:`coefficientMatrix`."""
        return self._linear("interceptVector")

    @property
    def coefficients(self) -> Vector:
        """Of a model of two classes with one score, which counts for class 1."""
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


class MiniBatchClassifier(
    _MiniBatchClassifierKeywords,
    _JavaProbabilisticClassifier[MiniBatchClassificationModel],
    JavaMLWritable,
    JavaMLReadable["MiniBatchClassifier"],
):
    """Logistic and softmax regression, linear support vector machines, multi-layer networks.

    Labels are class indices 0, 1, …, as ``StringIndexer`` makes them. Params may be given by name::

        MiniBatchClassifier(layers=[64], rule="adam", learningRate=0.003, epochs=20)
    """

    loss: "Param[str]" = Param(
        Params._dummy(), "loss",
        "auto (logistic for two classes, softmax for more) or one of the losses",
        typeConverter=TypeConverters.toString,
    )
    classWeights: "Param[List[float]]" = Param(
        Params._dummy(), "classWeights", "a factor for the rows of each class",
        typeConverter=_Converters.toListFloat,
    )
    balancedClasses: "Param[bool]" = Param(
        Params._dummy(), "balancedClasses", "every class weighs the same, rare or not",
        typeConverter=_Converters.toBoolean,
    )

    def setLoss(self, value: Optional[str]) -> "MiniBatchClassifier":
        """Auto (logistic for two classes, softmax for more) or one of the losses."""
        return self._set(loss=value)  # type: ignore[return-value]

    def setClassWeights(self, value: Optional[Sequence[float]]) -> "MiniBatchClassifier":
        """A factor for the rows of each class."""
        return self._set(classWeights=value)  # type: ignore[return-value]

    def getClassWeights(self) -> List[float]:
        """A factor for the rows of each class."""
        return self.getOrDefault(self.classWeights)

    def setBalancedClasses(self, value: Optional[bool]) -> "MiniBatchClassifier":
        """Every class weighs the same, rare or not."""
        return self._set(balancedClasses=value)  # type: ignore[return-value]

    def getBalancedClasses(self) -> bool:
        """Every class weighs the same, rare or not."""
        return self.getOrDefault(self.balancedClasses)

    def _transfer_param_map_to_java(self, pyParamMap: Any) -> Any:
        return super()._transfer_param_map_to_java(self._without_auto(pyParamMap))

    def _fit_java(self, dataset: DataFrame) -> Any:
        return self._watched(super()._fit_java, dataset)

    def _create_model(self, java_model: Any) -> MiniBatchClassificationModel:
        return MiniBatchClassificationModel(java_model)

    @classmethod
    def read(cls) -> JavaMLReader:  # type: ignore[override]
        """Reads what was saved."""
        return _Reader(cls)

    def write(self) -> JavaMLWriter:
        """Saves it."""
        return _Writer(self)
