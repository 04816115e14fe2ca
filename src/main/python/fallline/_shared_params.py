"""Params that an estimator leaves its model, by the names of Spark's traits where it has them."""

from pyspark.ml.param import Param, Params, TypeConverters
from pyspark.ml.param.shared import HasLoss, HasSeed, HasValidationIndicatorCol, HasWeightCol

from fallline._converters import _Converters


class _SharedParams(HasWeightCol, HasValidationIndicatorCol, HasSeed, HasLoss):
    """Spark asks for these by trait: OneVsRest hands weights on to what has HasWeightCol."""

    weightCol: "Param[str]" = Param(
        Params._dummy(), "weightCol", "weights of rows; not set: 1",
        typeConverter=TypeConverters.toString,
    )
    offsetCol: "Param[str]" = Param(
        Params._dummy(), "offsetCol", "what is added to a row's score",
        typeConverter=TypeConverters.toString,
    )
    validationIndicatorCol: "Param[str]" = Param(
        Params._dummy(), "validationIndicatorCol",
        "true: a row to validate on; false: to train on",
        typeConverter=TypeConverters.toString,
    )
    seed: "Param[int]" = Param(
        Params._dummy(), "seed", "random seed of first weights, row order and dropout",
        typeConverter=_Converters.toInt,
    )

    def __init__(self) -> None:
        super().__init__()
        # that of pyspark's HasSeed differs from one process to the next; Java's is taken over
        self._defaultParamMap.pop(self.seed, None)

    def getOffsetCol(self) -> str:
        """What is added to a row's score."""
        return self.getOrDefault(self.offsetCol)
