"""Params that are settings of a training; defaults come from the Java estimators."""

from typing import List, TypeVar, Union

from pyspark.ml.param import Param, Params, TypeConverters

from fallline._converters import _Converters

P = TypeVar("P", bound=Params)


class _DataParams(Params):
    """What becomes of the rows."""

    missing: "Param[str]" = Param(
        Params._dummy(), "missing", "null and NaN: error zero mean",
        typeConverter=TypeConverters.toString,
    )
    scaling: "Param[str]" = Param(
        Params._dummy(), "scaling", "auto standard minmax maxabs none; auto: standard for dense columns; sparse rows are never centred",
        typeConverter=TypeConverters.toString,
    )
    labelScaling: "Param[str]" = Param(
        Params._dummy(), "labelScaling", "of regressions, inside the training: auto none; auto: to a size near 1 where the learning rate is auto",
        typeConverter=TypeConverters.toString,
    )
    order: "Param[str]" = Param(
        Params._dummy(), "order", "canonical: by content; source: as read, so that files and cores change the result",
        typeConverter=TypeConverters.toString,
    )
    shards: "Param[int]" = Param(
        Params._dummy(), "shards", "a power of two; auto: from the row count",
        typeConverter=_Converters.toIntOrAuto,
    )
    storage: "Param[str]" = Param(
        Params._dummy(), "storage", "of shards: memory memory-and-disk disk",
        typeConverter=TypeConverters.toString,
    )
    validationFraction: "Param[float]" = Param(
        Params._dummy(), "validationFraction", "a fraction, held out by content; or a path or a list of paths; auto: a tenth where epochs are auto and rows at least 1,000, else 0",
        typeConverter=_Converters.toFloatOrAuto,
    )
    splitSeed: "Param[int]" = Param(
        Params._dummy(), "splitSeed", "another seed, another split",
        typeConverter=_Converters.toInt,
    )
    splitByCol: "Param[str]" = Param(
        Params._dummy(), "splitByCol", "rows with equal value in this column stay on one side of the split",
        typeConverter=TypeConverters.toString,
    )

    def setMissing(self: P, value: str) -> P:
        """Null and NaN: error zero mean."""
        return self._set(missing=value)  # type: ignore[return-value]

    def getMissing(self) -> str:
        """Null and NaN: error zero mean."""
        return self.getOrDefault(self.missing)

    def setScaling(self: P, value: str) -> P:
        """Auto standard minmax maxabs none; auto: standard for dense columns; sparse rows are never centred."""
        return self._set(scaling=value)  # type: ignore[return-value]

    def getScaling(self) -> str:
        """Auto standard minmax maxabs none; auto: standard for dense columns; sparse rows are never centred."""
        return self.getOrDefault(self.scaling)

    def setLabelScaling(self: P, value: str) -> P:
        """Of regressions, inside the training: auto none; auto: to a size near 1 where the learning rate is auto."""
        return self._set(labelScaling=value)  # type: ignore[return-value]

    def getLabelScaling(self) -> str:
        """Of regressions, inside the training: auto none; auto: to a size near 1 where the learning rate is auto."""
        return self.getOrDefault(self.labelScaling)

    def setOrder(self: P, value: str) -> P:
        """Canonical: by content; source: as read, so that files and cores change the result."""
        return self._set(order=value)  # type: ignore[return-value]

    def getOrder(self) -> str:
        """Canonical: by content; source: as read, so that files and cores change the result."""
        return self.getOrDefault(self.order)

    def setShards(self: P, value: Union[int, str]) -> P:
        """A power of two; auto: from the row count."""
        return self._set(shards=value)  # type: ignore[return-value]

    def getShards(self) -> Union[int, str]:
        """A power of two; auto: from the row count."""
        return self.getOrDefault(self.shards) if self.isDefined(self.shards) else "auto"

    def setStorage(self: P, value: str) -> P:
        """Of shards: memory memory-and-disk disk."""
        return self._set(storage=value)  # type: ignore[return-value]

    def getStorage(self) -> str:
        """Of shards: memory memory-and-disk disk."""
        return self.getOrDefault(self.storage)

    def setValidationFraction(self: P, value: Union[float, str]) -> P:
        """A fraction, held out by content; or a path or a list of paths; auto: a tenth where epochs are auto and rows at least 1,000, else 0."""
        return self._set(validationFraction=value)  # type: ignore[return-value]

    def getValidationFraction(self) -> Union[float, str]:
        """A fraction, held out by content; or a path or a list of paths; auto: a tenth where epochs are auto and rows at least 1,000, else 0."""
        return self.getOrDefault(self.validationFraction) if self.isDefined(self.validationFraction) else "auto"

    def setSplitSeed(self: P, value: int) -> P:
        """Another seed, another split."""
        return self._set(splitSeed=value)  # type: ignore[return-value]

    def getSplitSeed(self) -> int:
        """Another seed, another split."""
        return self.getOrDefault(self.splitSeed)

    def setSplitByCol(self: P, value: str) -> P:
        """Rows with equal value in this column stay on one side of the split."""
        return self._set(splitByCol=value)  # type: ignore[return-value]

    def getSplitByCol(self) -> str:
        """Rows with equal value in this column stay on one side of the split."""
        return self.getOrDefault(self.splitByCol)


class _NetworkParams(Params):
    """The network."""

    layers: "Param[List[int]]" = Param(
        Params._dummy(), "layers", "widths of hidden layers; empty: a linear model",
        typeConverter=_Converters.toListInt,
    )
    activation: "Param[List[str]]" = Param(
        Params._dummy(), "activation", "of hidden layers: one for all, or a list, one a layer",
        typeConverter=_Converters.toListString,
    )
    delta: "Param[float]" = Param(
        Params._dummy(), "delta", "a setting of the loss",
        typeConverter=_Converters.toFloat,
    )
    tau: "Param[float]" = Param(
        Params._dummy(), "tau", "a setting of the loss",
        typeConverter=_Converters.toFloat,
    )
    dropout: "Param[float]" = Param(
        Params._dummy(), "dropout", "the share of hidden units left out of a step",
        typeConverter=_Converters.toFloat,
    )
    intercept: "Param[bool]" = Param(
        Params._dummy(), "intercept", "whether there are biases",
        typeConverter=_Converters.toBoolean,
    )
    initialize: "Param[str]" = Param(
        Params._dummy(), "initialize", "first weights: auto zeros xavier he normal",
        typeConverter=TypeConverters.toString,
    )

    def setLayers(self: P, value: List[int]) -> P:
        """Widths of hidden layers; empty: a linear model."""
        return self._set(layers=value)  # type: ignore[return-value]

    def getLayers(self) -> List[int]:
        """Widths of hidden layers; empty: a linear model."""
        return self.getOrDefault(self.layers)

    def setActivation(self: P, value: List[str]) -> P:
        """Of hidden layers: one for all, or a list, one a layer."""
        return self._set(activation=value)  # type: ignore[return-value]

    def getActivation(self) -> List[str]:
        """Of hidden layers: one for all, or a list, one a layer."""
        return self.getOrDefault(self.activation)

    def setDelta(self: P, value: float) -> P:
        """A setting of the loss."""
        return self._set(delta=value)  # type: ignore[return-value]

    def getDelta(self) -> float:
        """A setting of the loss."""
        return self.getOrDefault(self.delta)

    def setTau(self: P, value: float) -> P:
        """A setting of the loss."""
        return self._set(tau=value)  # type: ignore[return-value]

    def getTau(self) -> float:
        """A setting of the loss."""
        return self.getOrDefault(self.tau)

    def setDropout(self: P, value: float) -> P:
        """The share of hidden units left out of a step."""
        return self._set(dropout=value)  # type: ignore[return-value]

    def getDropout(self) -> float:
        """The share of hidden units left out of a step."""
        return self.getOrDefault(self.dropout)

    def setIntercept(self: P, value: bool) -> P:
        """Whether there are biases."""
        return self._set(intercept=value)  # type: ignore[return-value]

    def getIntercept(self) -> bool:
        """Whether there are biases."""
        return self.getOrDefault(self.intercept)

    def setInitialize(self: P, value: str) -> P:
        """First weights: auto zeros xavier he normal."""
        return self._set(initialize=value)  # type: ignore[return-value]

    def getInitialize(self) -> str:
        """First weights: auto zeros xavier he normal."""
        return self.getOrDefault(self.initialize)
