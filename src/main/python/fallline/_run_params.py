"""Params that are settings of a training; defaults come from the Java estimators."""

from typing import TypeVar, Union

from pyspark.ml.param import Param, Params, TypeConverters
from pyspark.ml.param.shared import HasBatchSize

from fallline._converters import _Converters

P = TypeVar("P", bound=Params)


class _StepParams(HasBatchSize):
    """How long, how and on what engine training runs."""

    batchSize: "Param[int]" = Param(
        Params._dummy(), "batchSize", 'rows a step, or "full"',
        typeConverter=_Converters.toInt,
    )
    fullBatch: "Param[bool]" = Param(
        Params._dummy(), "fullBatch", "a step takes all rows, not batchSize rows",
        typeConverter=_Converters.toBoolean,
    )
    epochs: "Param[int]" = Param(
        Params._dummy(), "epochs", "how often every row is visited; auto: until the watched loss has settled",
        typeConverter=_Converters.toIntOrAuto,
    )
    maxSteps: "Param[int]" = Param(
        Params._dummy(), "maxSteps", "ends the training after so many steps",
        typeConverter=_Converters.toInt,
    )
    engine: "Param[str]" = Param(
        Params._dummy(), "engine", "auto resident jobs local",
        typeConverter=TypeConverters.toString,
    )
    kernels: "Param[str]" = Param(
        Params._dummy(), "kernels", "whose matrix products: auto native vector java portable",
        typeConverter=TypeConverters.toString,
    )
    finish: "Param[str]" = Param(
        Params._dummy(), "finish", "auto none; auto: a small smooth linear model whose rate and epochs are auto ends with Newton steps",
        typeConverter=TypeConverters.toString,
    )
    lastBatch: "Param[str]" = Param(
        Params._dummy(), "lastBatch", "of an epoch: keep (mean of its own rows) drop scale (every row weighs the same)",
        typeConverter=TypeConverters.toString,
    )
    clipNorm: "Param[float]" = Param(
        Params._dummy(), "clipNorm", "a gradient longer than this is shortened to it",
        typeConverter=_Converters.toFloat,
    )
    clipValue: "Param[float]" = Param(
        Params._dummy(), "clipValue", "gradient coordinates are cut to this size, before clipNorm",
        typeConverter=_Converters.toFloat,
    )
    onNonFinite: "Param[str]" = Param(
        Params._dummy(), "onNonFinite", "a loss or gradient that is not finite: fail skip rollback",
        typeConverter=TypeConverters.toString,
    )

    def setBatchSize(self: P, value: int) -> P:
        """Rows a step, or 'full'."""
        return self._set(batchSize=value)  # type: ignore[return-value]

    def getBatchSize(self) -> int:
        """Rows a step, or 'full'."""
        return self.getOrDefault(self.batchSize)

    def setFullBatch(self: P, value: bool) -> P:
        """A step takes all rows, not batchSize rows."""
        return self._set(fullBatch=value)  # type: ignore[return-value]

    def getFullBatch(self) -> bool:
        """A step takes all rows, not batchSize rows."""
        return self.getOrDefault(self.fullBatch)

    def setEpochs(self: P, value: Union[int, str]) -> P:
        """How often every row is visited; auto: until the watched loss has settled."""
        return self._set(epochs=value)  # type: ignore[return-value]

    def getEpochs(self) -> Union[int, str]:
        """How often every row is visited; auto: until the watched loss has settled."""
        return self.getOrDefault(self.epochs) if self.isDefined(self.epochs) else "auto"

    def setMaxSteps(self: P, value: int) -> P:
        """Ends the training after so many steps."""
        return self._set(maxSteps=value)  # type: ignore[return-value]

    def getMaxSteps(self) -> int:
        """Ends the training after so many steps."""
        return self.getOrDefault(self.maxSteps)

    def setSeed(self: P, value: int) -> P:
        """Of first weights, the order of rows and dropout."""
        return self._set(seed=value)  # type: ignore[return-value]

    def setEngine(self: P, value: str) -> P:
        """Auto resident jobs local."""
        return self._set(engine=value)  # type: ignore[return-value]

    def getEngine(self) -> str:
        """Auto resident jobs local."""
        return self.getOrDefault(self.engine)

    def setKernels(self: P, value: str) -> P:
        """Whose matrix products: auto native vector java portable."""
        return self._set(kernels=value)  # type: ignore[return-value]

    def getKernels(self) -> str:
        """Whose matrix products: auto native vector java portable."""
        return self.getOrDefault(self.kernels)

    def setFinish(self: P, value: str) -> P:
        """Auto none; auto: a small smooth linear model whose rate and epochs are auto ends with Newton steps."""
        return self._set(finish=value)  # type: ignore[return-value]

    def getFinish(self) -> str:
        """Auto none; auto: a small smooth linear model whose rate and epochs are auto ends with Newton steps."""
        return self.getOrDefault(self.finish)

    def setLastBatch(self: P, value: str) -> P:
        """Of an epoch: keep (mean of its own rows) drop scale (every row weighs the same)."""
        return self._set(lastBatch=value)  # type: ignore[return-value]

    def getLastBatch(self) -> str:
        """Of an epoch: keep (mean of its own rows) drop scale (every row weighs the same)."""
        return self.getOrDefault(self.lastBatch)

    def setClipNorm(self: P, value: float) -> P:
        """A gradient longer than this is shortened to it."""
        return self._set(clipNorm=value)  # type: ignore[return-value]

    def getClipNorm(self) -> float:
        """A gradient longer than this is shortened to it."""
        return self.getOrDefault(self.clipNorm)

    def setClipValue(self: P, value: float) -> P:
        """Gradient coordinates are cut to this size, before clipNorm."""
        return self._set(clipValue=value)  # type: ignore[return-value]

    def getClipValue(self) -> float:
        """Gradient coordinates are cut to this size, before clipNorm."""
        return self.getOrDefault(self.clipValue)

    def setOnNonFinite(self: P, value: str) -> P:
        """A loss or gradient that is not finite: fail skip rollback."""
        return self._set(onNonFinite=value)  # type: ignore[return-value]

    def getOnNonFinite(self) -> str:
        """A loss or gradient that is not finite: fail skip rollback."""
        return self.getOrDefault(self.onNonFinite)


class _StoppingParams(Params):
    """When training ends early."""

    stopGradientNorm: "Param[float]" = Param(
        Params._dummy(), "stopGradientNorm", "ends the training when the gradient is no longer than this",
        typeConverter=_Converters.toFloat,
    )
    stopLoss: "Param[float]" = Param(
        Params._dummy(), "stopLoss", "ends the training when a step's loss is no larger than this",
        typeConverter=_Converters.toFloat,
    )
    stopMinutes: "Param[float]" = Param(
        Params._dummy(), "stopMinutes", "ends the training after so many minutes",
        typeConverter=_Converters.toFloat,
    )
    earlyStoppingMetric: "Param[str]" = Param(
        Params._dummy(), "earlyStoppingMetric", "of the validation data, or loss; null: off. Not set, but another key here: loss",
        typeConverter=TypeConverters.toString,
    )
    earlyStoppingPatience: "Param[int]" = Param(
        Params._dummy(), "earlyStoppingPatience", "epochs without improvement",
        typeConverter=_Converters.toInt,
    )
    earlyStoppingMinDelta: "Param[float]" = Param(
        Params._dummy(), "earlyStoppingMinDelta", "less than this is no improvement",
        typeConverter=_Converters.toFloat,
    )
    earlyStoppingRestoreBest: "Param[bool]" = Param(
        Params._dummy(), "earlyStoppingRestoreBest", "the model is that of the best epoch",
        typeConverter=_Converters.toBoolean,
    )

    def setStopGradientNorm(self: P, value: float) -> P:
        """Ends the training when the gradient is no longer than this."""
        return self._set(stopGradientNorm=value)  # type: ignore[return-value]

    def getStopGradientNorm(self) -> float:
        """Ends the training when the gradient is no longer than this."""
        return self.getOrDefault(self.stopGradientNorm)

    def setStopLoss(self: P, value: float) -> P:
        """Ends the training when a step's loss is no larger than this."""
        return self._set(stopLoss=value)  # type: ignore[return-value]

    def getStopLoss(self) -> float:
        """Ends the training when a step's loss is no larger than this."""
        return self.getOrDefault(self.stopLoss)

    def setStopMinutes(self: P, value: float) -> P:
        """Ends the training after so many minutes."""
        return self._set(stopMinutes=value)  # type: ignore[return-value]

    def getStopMinutes(self) -> float:
        """Ends the training after so many minutes."""
        return self.getOrDefault(self.stopMinutes)

    def setEarlyStoppingMetric(self: P, value: str) -> P:
        """Of the validation data, or loss; null: off. Not set, but another key here: loss."""
        return self._set(earlyStoppingMetric=value)  # type: ignore[return-value]

    def getEarlyStoppingMetric(self) -> str:
        """Of the validation data, or loss; null: off. Not set, but another key here: loss."""
        return self.getOrDefault(self.earlyStoppingMetric)

    def setEarlyStoppingPatience(self: P, value: int) -> P:
        """Epochs without improvement."""
        return self._set(earlyStoppingPatience=value)  # type: ignore[return-value]

    def getEarlyStoppingPatience(self) -> int:
        """Epochs without improvement."""
        return self.getOrDefault(self.earlyStoppingPatience)

    def setEarlyStoppingMinDelta(self: P, value: float) -> P:
        """Less than this is no improvement."""
        return self._set(earlyStoppingMinDelta=value)  # type: ignore[return-value]

    def getEarlyStoppingMinDelta(self) -> float:
        """Less than this is no improvement."""
        return self.getOrDefault(self.earlyStoppingMinDelta)

    def setEarlyStoppingRestoreBest(self: P, value: bool) -> P:
        """The model is that of the best epoch."""
        return self._set(earlyStoppingRestoreBest=value)  # type: ignore[return-value]

    def getEarlyStoppingRestoreBest(self) -> bool:
        """The model is that of the best epoch."""
        return self.getOrDefault(self.earlyStoppingRestoreBest)


class _CheckpointParams(Params):
    """Where training keeps its state, to go on from."""

    checkpointDirectory: "Param[str]" = Param(
        Params._dummy(), "checkpointDirectory", "null: no checkpoints",
        typeConverter=TypeConverters.toString,
    )
    checkpointEveryEpochs: "Param[int]" = Param(
        Params._dummy(), "checkpointEveryEpochs", "an epoch's end at which one is written",
        typeConverter=_Converters.toInt,
    )
    checkpointEverySteps: "Param[int]" = Param(
        Params._dummy(), "checkpointEverySteps", "a step at which one is written, too; null: by epochs only",
        typeConverter=_Converters.toInt,
    )
    checkpointKeep: "Param[int]" = Param(
        Params._dummy(), "checkpointKeep", "older ones are deleted",
        typeConverter=_Converters.toInt,
    )
    checkpointResume: "Param[str]" = Param(
        Params._dummy(), "checkpointResume", "go on from the newest checkpoint: auto never require",
        typeConverter=TypeConverters.toString,
    )

    def setCheckpointDirectory(self: P, value: str) -> P:
        """Null: no checkpoints."""
        return self._set(checkpointDirectory=value)  # type: ignore[return-value]

    def getCheckpointDirectory(self) -> str:
        """Null: no checkpoints."""
        return self.getOrDefault(self.checkpointDirectory)

    def setCheckpointEveryEpochs(self: P, value: int) -> P:
        """An epoch's end at which one is written."""
        return self._set(checkpointEveryEpochs=value)  # type: ignore[return-value]

    def getCheckpointEveryEpochs(self) -> int:
        """An epoch's end at which one is written."""
        return self.getOrDefault(self.checkpointEveryEpochs)

    def setCheckpointEverySteps(self: P, value: int) -> P:
        """Likewise in steps."""
        return self._set(checkpointEverySteps=value)  # type: ignore[return-value]

    def getCheckpointEverySteps(self) -> int:
        """Likewise in steps."""
        return self.getOrDefault(self.checkpointEverySteps)

    def setCheckpointKeep(self: P, value: int) -> P:
        """Older ones are deleted."""
        return self._set(checkpointKeep=value)  # type: ignore[return-value]

    def getCheckpointKeep(self) -> int:
        """Older ones are deleted."""
        return self.getOrDefault(self.checkpointKeep)

    def setCheckpointResume(self: P, value: str) -> P:
        """Go on from the newest checkpoint: auto never require."""
        return self._set(checkpointResume=value)  # type: ignore[return-value]

    def getCheckpointResume(self) -> str:
        """Go on from the newest checkpoint: auto never require."""
        return self.getOrDefault(self.checkpointResume)
