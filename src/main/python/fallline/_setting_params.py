# Generated from the settings of a configuration: mvn -Pgenerate test
"""Params that are settings of a training; defaults come from the Java estimators."""

from typing import List, Literal, Optional, Sequence, TypeVar, Union

from pyspark.ml.param import Param, Params, TypeConverters
from pyspark.ml.param.shared import HasBatchSize, HasLearningRate, HasMomentum

from fallline._converters import _Converters

P = TypeVar("P", bound=Params)


class _DataParams(Params):
    """What becomes of the rows."""

    validationFraction: "Param[float]" = Param(
        Params._dummy(), "validationFraction", "a fraction, held out by content; or a path or a list of paths; auto: a tenth where epochs are auto and rows at least 1,000, else 0",
        typeConverter=_Converters.toFloatOrAuto,
    )
    splitByCol: "Param[str]" = Param(
        Params._dummy(), "splitByCol", "rows with equal value in this column stay on one side of the split",
        typeConverter=TypeConverters.toString,
    )
    splitSeed: "Param[int]" = Param(
        Params._dummy(), "splitSeed", "another seed, another split",
        typeConverter=_Converters.toInt,
    )
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

    def setValidationFraction(self: P, value: Union[float, Literal["auto"], None]) -> P:
        """data.validation: a fraction, held out by content; or a path or a list of paths; auto: a tenth where epochs are auto and rows at least 1,000, else 0."""
        return self._set(validationFraction=value)  # type: ignore[return-value]

    def getValidationFraction(self) -> Union[float, Literal["auto"]]:
        """data.validation: a fraction, held out by content; or a path or a list of paths; auto: a tenth where epochs are auto and rows at least 1,000, else 0."""
        return self.getOrDefault(self.validationFraction) if self.isDefined(self.validationFraction) else "auto"

    def setSplitByCol(self: P, value: Optional[str]) -> P:
        """data.splitBy: rows with equal value in this column stay on one side of the split."""
        return self._set(splitByCol=value)  # type: ignore[return-value]

    def getSplitByCol(self) -> str:
        """data.splitBy: rows with equal value in this column stay on one side of the split."""
        return self.getOrDefault(self.splitByCol)

    def setSplitSeed(self: P, value: Optional[int]) -> P:
        """data.splitSeed: another seed, another split."""
        return self._set(splitSeed=value)  # type: ignore[return-value]

    def getSplitSeed(self) -> int:
        """data.splitSeed: another seed, another split."""
        return self.getOrDefault(self.splitSeed)

    def setMissing(self: P, value: Optional[str]) -> P:
        """data.missing: null and NaN: error zero mean."""
        return self._set(missing=value)  # type: ignore[return-value]

    def getMissing(self) -> str:
        """data.missing: null and NaN: error zero mean."""
        return self.getOrDefault(self.missing)

    def setScaling(self: P, value: Optional[str]) -> P:
        """data.scaling: auto standard minmax maxabs none; auto: standard for dense columns; sparse rows are never centred."""
        return self._set(scaling=value)  # type: ignore[return-value]

    def getScaling(self) -> str:
        """data.scaling: auto standard minmax maxabs none; auto: standard for dense columns; sparse rows are never centred."""
        return self.getOrDefault(self.scaling)

    def setLabelScaling(self: P, value: Optional[str]) -> P:
        """data.labelScaling: of regressions, inside the training: auto none; auto: to a size near 1 where the learning rate is auto."""
        return self._set(labelScaling=value)  # type: ignore[return-value]

    def getLabelScaling(self) -> str:
        """data.labelScaling: of regressions, inside the training: auto none; auto: to a size near 1 where the learning rate is auto."""
        return self.getOrDefault(self.labelScaling)

    def setOrder(self: P, value: Optional[str]) -> P:
        """data.order: canonical: by content; source: as read, so that files and cores change the result."""
        return self._set(order=value)  # type: ignore[return-value]

    def getOrder(self) -> str:
        """data.order: canonical: by content; source: as read, so that files and cores change the result."""
        return self.getOrDefault(self.order)

    def setShards(self: P, value: Union[int, Literal["auto"], None]) -> P:
        """data.shards: a power of two; auto: from the row count."""
        return self._set(shards=value)  # type: ignore[return-value]

    def getShards(self) -> Union[int, Literal["auto"]]:
        """data.shards: a power of two; auto: from the row count."""
        return self.getOrDefault(self.shards) if self.isDefined(self.shards) else "auto"

    def setStorage(self: P, value: Optional[str]) -> P:
        """data.storage: of shards: memory memory-and-disk disk."""
        return self._set(storage=value)  # type: ignore[return-value]

    def getStorage(self) -> str:
        """data.storage: of shards: memory memory-and-disk disk."""
        return self.getOrDefault(self.storage)


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
    delta: "Param[float]" = Param(
        Params._dummy(), "delta", "residuals up to this size count squared, larger ones linearly (huber)",
        typeConverter=_Converters.toFloat,
    )
    tau: "Param[float]" = Param(
        Params._dummy(), "tau", "the quantile that is predicted; 0.5 is the median (quantile)",
        typeConverter=_Converters.toFloat,
    )

    def setLayers(self: P, value: Union[int, Sequence[int], None]) -> P:
        """model.layers: widths of hidden layers; empty: a linear model."""
        return self._set(layers=value)  # type: ignore[return-value]

    def getLayers(self) -> List[int]:
        """model.layers: widths of hidden layers; empty: a linear model."""
        return self.getOrDefault(self.layers)

    def setActivation(self: P, value: Union[str, Sequence[str], None]) -> P:
        """model.activation: of hidden layers: one for all, or a list, one a layer."""
        return self._set(activation=value)  # type: ignore[return-value]

    def getActivation(self) -> List[str]:
        """model.activation: of hidden layers: one for all, or a list, one a layer."""
        return self.getOrDefault(self.activation)

    def setDropout(self: P, value: Optional[float]) -> P:
        """model.dropout: the share of hidden units left out of a step."""
        return self._set(dropout=value)  # type: ignore[return-value]

    def getDropout(self) -> float:
        """model.dropout: the share of hidden units left out of a step."""
        return self.getOrDefault(self.dropout)

    def setIntercept(self: P, value: Optional[bool]) -> P:
        """model.intercept: whether there are biases."""
        return self._set(intercept=value)  # type: ignore[return-value]

    def getIntercept(self) -> bool:
        """model.intercept: whether there are biases."""
        return self.getOrDefault(self.intercept)

    def setInitialize(self: P, value: Optional[str]) -> P:
        """model.initialize: first weights: auto zeros xavier he normal."""
        return self._set(initialize=value)  # type: ignore[return-value]

    def getInitialize(self) -> str:
        """model.initialize: first weights: auto zeros xavier he normal."""
        return self.getOrDefault(self.initialize)

    def setDelta(self: P, value: Optional[float]) -> P:
        """model.delta: residuals up to this size count squared, larger ones linearly (huber)."""
        return self._set(delta=value)  # type: ignore[return-value]

    def getDelta(self) -> float:
        """model.delta: residuals up to this size count squared, larger ones linearly (huber)."""
        return self.getOrDefault(self.delta)

    def setTau(self: P, value: Optional[float]) -> P:
        """model.tau: the quantile that is predicted; 0.5 is the median (quantile)."""
        return self._set(tau=value)  # type: ignore[return-value]

    def getTau(self) -> float:
        """model.tau: the quantile that is predicted; 0.5 is the median (quantile)."""
        return self.getOrDefault(self.tau)


class _OptimizerParams(HasLearningRate, HasMomentum):
    """The update rule and its settings, and penalties on weights."""

    rule: "Param[str]" = Param(
        Params._dummy(), "rule", "the update rule; its settings stand beside it",
        typeConverter=TypeConverters.toString,
    )
    learningRate: "Param[float]" = Param(
        Params._dummy(), "learningRate", "the base rate, before the schedule; auto: found by short trials on the first rows",
        typeConverter=_Converters.toFloatOrAuto,
    )
    l1: "Param[float]" = Param(
        Params._dummy(), "l1", "l1 times the sum of absolute weights; never the biases",
        typeConverter=_Converters.toFloat,
    )
    l2: "Param[float]" = Param(
        Params._dummy(), "l2", "l2/2 times the sum of squared weights; never the biases",
        typeConverter=_Converters.toFloat,
    )
    beta: "Param[float]" = Param(
        Params._dummy(), "beta", "added to the divisor of each coordinate's rate; a larger one shortens the first steps (ftrl)",
        typeConverter=_Converters.toFloat,
    )
    beta1: "Param[float]" = Param(
        Params._dummy(), "beta1", "decay of the running mean of gradients; closer to 1 remembers longer (adam, amsgrad, adamw, adamax, nadam, radam); weight of the running mean beside the present gradient in a step's direction; closer to 1 follows the mean (lion)",
        typeConverter=_Converters.toFloat,
    )
    beta2: "Param[float]" = Param(
        Params._dummy(), "beta2", "decay of the running mean of squared gradients; closer to 1 remembers longer (adam, amsgrad, adamw, nadam, radam); decay of the running maximum of gradients; closer to 1 remembers longer (adamax); decay of the running mean of gradients; closer to 1 remembers longer (lion)",
        typeConverter=_Converters.toFloat,
    )
    centered: "Param[bool]" = Param(
        Params._dummy(), "centered", "whether the square of the mean gradient is taken out of the divisor, so that steady gradients make longer steps (rmsprop)",
        typeConverter=_Converters.toBoolean,
    )
    epsilon: "Param[float]" = Param(
        Params._dummy(), "epsilon", "added to the divisor; a larger one shortens steps where gradients are small (adagrad, rmsprop, adam, amsgrad, adamw, nadam, radam); added under both roots; a larger one makes the first steps longer (adadelta); added to the size of each gradient; a larger one shortens steps where gradients are small (adamax)",
        typeConverter=_Converters.toFloat,
    )
    ruleL1: "Param[float]" = Param(
        Params._dummy(), "ruleL1", "the L1 penalty inside the rule; a larger one makes more weights exactly 0 (ftrl)",
        typeConverter=_Converters.toFloat,
    )
    ruleL2: "Param[float]" = Param(
        Params._dummy(), "ruleL2", "the L2 penalty inside the rule; a larger one keeps weights smaller (ftrl)",
        typeConverter=_Converters.toFloat,
    )
    momentum: "Param[float]" = Param(
        Params._dummy(), "momentum", "share of the last step that the next one keeps; closer to 1 remembers longer and moves faster (momentum, nesterov)",
        typeConverter=_Converters.toFloat,
    )
    momentumDecay: "Param[float]" = Param(
        Params._dummy(), "momentumDecay", "how fast the momentum rises to beta1; a larger one rises faster (nadam)",
        typeConverter=_Converters.toFloat,
    )
    rho: "Param[float]" = Param(
        Params._dummy(), "rho", "decay of the running means of squared gradients and squared steps; closer to 1 remembers longer (adadelta); decay of the running mean of squared gradients; closer to 1 remembers longer (rmsprop)",
        typeConverter=_Converters.toFloat,
    )
    weightDecay: "Param[float]" = Param(
        Params._dummy(), "weightDecay", "share of a weight that a step takes off, times the learning rate; a larger one keeps weights smaller (adamw, lion)",
        typeConverter=_Converters.toFloat,
    )

    def setRule(self: P, value: Optional[str]) -> P:
        """optimizer.rule: the update rule; its settings stand beside it."""
        return self._set(rule=value)  # type: ignore[return-value]

    def getRule(self) -> str:
        """optimizer.rule: the update rule; its settings stand beside it."""
        return self.getOrDefault(self.rule)

    def setLearningRate(self: P, value: Union[float, Literal["auto"], None]) -> P:
        """optimizer.learningRate: the base rate, before the schedule; auto: found by short trials on the first rows."""
        return self._set(learningRate=value)  # type: ignore[return-value]

    def getLearningRate(self) -> Union[float, Literal["auto"]]:
        """optimizer.learningRate: the base rate, before the schedule; auto: found by short trials on the first rows."""
        return self.getOrDefault(self.learningRate) if self.isDefined(self.learningRate) else "auto"

    def setL1(self: P, value: Optional[float]) -> P:
        """regularization.l1: l1 times the sum of absolute weights; never the biases."""
        return self._set(l1=value)  # type: ignore[return-value]

    def getL1(self) -> float:
        """regularization.l1: l1 times the sum of absolute weights; never the biases."""
        return self.getOrDefault(self.l1)

    def setL2(self: P, value: Optional[float]) -> P:
        """regularization.l2: l2/2 times the sum of squared weights; never the biases."""
        return self._set(l2=value)  # type: ignore[return-value]

    def getL2(self) -> float:
        """regularization.l2: l2/2 times the sum of squared weights; never the biases."""
        return self.getOrDefault(self.l2)

    def setBeta(self: P, value: Optional[float]) -> P:
        """optimizer.beta: added to the divisor of each coordinate's rate; a larger one shortens the first steps (ftrl)."""
        return self._set(beta=value)  # type: ignore[return-value]

    def getBeta(self) -> float:
        """optimizer.beta: added to the divisor of each coordinate's rate; a larger one shortens the first steps (ftrl)."""
        return self.getOrDefault(self.beta)

    def setBeta1(self: P, value: Optional[float]) -> P:
        """optimizer.beta1: decay of the running mean of gradients; closer to 1 remembers longer (adam, amsgrad, adamw, adamax, nadam, radam); weight of the running mean beside the present gradient in a step's direction; closer to 1 follows the mean (lion)."""
        return self._set(beta1=value)  # type: ignore[return-value]

    def getBeta1(self) -> float:
        """optimizer.beta1: decay of the running mean of gradients; closer to 1 remembers longer (adam, amsgrad, adamw, adamax, nadam, radam); weight of the running mean beside the present gradient in a step's direction; closer to 1 follows the mean (lion)."""
        return self.getOrDefault(self.beta1)

    def setBeta2(self: P, value: Optional[float]) -> P:
        """optimizer.beta2: decay of the running mean of squared gradients; closer to 1 remembers longer (adam, amsgrad, adamw, nadam, radam); decay of the running maximum of gradients; closer to 1 remembers longer (adamax); decay of the running mean of gradients; closer to 1 remembers longer (lion)."""
        return self._set(beta2=value)  # type: ignore[return-value]

    def getBeta2(self) -> float:
        """optimizer.beta2: decay of the running mean of squared gradients; closer to 1 remembers longer (adam, amsgrad, adamw, nadam, radam); decay of the running maximum of gradients; closer to 1 remembers longer (adamax); decay of the running mean of gradients; closer to 1 remembers longer (lion)."""
        return self.getOrDefault(self.beta2)

    def setCentered(self: P, value: Optional[bool]) -> P:
        """optimizer.centered: whether the square of the mean gradient is taken out of the divisor, so that steady gradients make longer steps (rmsprop)."""
        return self._set(centered=value)  # type: ignore[return-value]

    def getCentered(self) -> bool:
        """optimizer.centered: whether the square of the mean gradient is taken out of the divisor, so that steady gradients make longer steps (rmsprop)."""
        return self.getOrDefault(self.centered)

    def setEpsilon(self: P, value: Optional[float]) -> P:
        """optimizer.epsilon: added to the divisor; a larger one shortens steps where gradients are small (adagrad, rmsprop, adam, amsgrad, adamw, nadam, radam); added under both roots; a larger one makes the first steps longer (adadelta); added to the size of each gradient; a larger one shortens steps where gradients are small (adamax)."""
        return self._set(epsilon=value)  # type: ignore[return-value]

    def getEpsilon(self) -> float:
        """optimizer.epsilon: added to the divisor; a larger one shortens steps where gradients are small (adagrad, rmsprop, adam, amsgrad, adamw, nadam, radam); added under both roots; a larger one makes the first steps longer (adadelta); added to the size of each gradient; a larger one shortens steps where gradients are small (adamax)."""
        return self.getOrDefault(self.epsilon)

    def setRuleL1(self: P, value: Optional[float]) -> P:
        """optimizer.l1: the L1 penalty inside the rule; a larger one makes more weights exactly 0 (ftrl)."""
        return self._set(ruleL1=value)  # type: ignore[return-value]

    def getRuleL1(self) -> float:
        """optimizer.l1: the L1 penalty inside the rule; a larger one makes more weights exactly 0 (ftrl)."""
        return self.getOrDefault(self.ruleL1)

    def setRuleL2(self: P, value: Optional[float]) -> P:
        """optimizer.l2: the L2 penalty inside the rule; a larger one keeps weights smaller (ftrl)."""
        return self._set(ruleL2=value)  # type: ignore[return-value]

    def getRuleL2(self) -> float:
        """optimizer.l2: the L2 penalty inside the rule; a larger one keeps weights smaller (ftrl)."""
        return self.getOrDefault(self.ruleL2)

    def setMomentum(self: P, value: Optional[float]) -> P:
        """optimizer.momentum: share of the last step that the next one keeps; closer to 1 remembers longer and moves faster (momentum, nesterov)."""
        return self._set(momentum=value)  # type: ignore[return-value]

    def getMomentum(self) -> float:
        """optimizer.momentum: share of the last step that the next one keeps; closer to 1 remembers longer and moves faster (momentum, nesterov)."""
        return self.getOrDefault(self.momentum)

    def setMomentumDecay(self: P, value: Optional[float]) -> P:
        """optimizer.momentumDecay: how fast the momentum rises to beta1; a larger one rises faster (nadam)."""
        return self._set(momentumDecay=value)  # type: ignore[return-value]

    def getMomentumDecay(self) -> float:
        """optimizer.momentumDecay: how fast the momentum rises to beta1; a larger one rises faster (nadam)."""
        return self.getOrDefault(self.momentumDecay)

    def setRho(self: P, value: Optional[float]) -> P:
        """optimizer.rho: decay of the running means of squared gradients and squared steps; closer to 1 remembers longer (adadelta); decay of the running mean of squared gradients; closer to 1 remembers longer (rmsprop)."""
        return self._set(rho=value)  # type: ignore[return-value]

    def getRho(self) -> float:
        """optimizer.rho: decay of the running means of squared gradients and squared steps; closer to 1 remembers longer (adadelta); decay of the running mean of squared gradients; closer to 1 remembers longer (rmsprop)."""
        return self.getOrDefault(self.rho)

    def setWeightDecay(self: P, value: Optional[float]) -> P:
        """optimizer.weightDecay: share of a weight that a step takes off, times the learning rate; a larger one keeps weights smaller (adamw, lion)."""
        return self._set(weightDecay=value)  # type: ignore[return-value]

    def getWeightDecay(self) -> float:
        """optimizer.weightDecay: share of a weight that a step takes off, times the learning rate; a larger one keeps weights smaller (adamw, lion)."""
        return self.getOrDefault(self.weightDecay)


class _ScheduleParams(Params):
    """How the learning rate moves."""

    schedule: "Param[str]" = Param(
        Params._dummy(), "schedule", "how the learning rate moves; its settings stand beside it",
        typeConverter=TypeConverters.toString,
    )
    warmupSteps: "Param[int]" = Param(
        Params._dummy(), "warmupSteps", "steps over which the rate rises linearly to its base",
        typeConverter=_Converters.toInt,
    )
    scheduleMetric: "Param[str]" = Param(
        Params._dummy(), "scheduleMetric", "what plateau watches; null: the validation loss",
        typeConverter=TypeConverters.toString,
    )
    scheduleDecay: "Param[float]" = Param(
        Params._dummy(), "scheduleDecay", "how fast the rate falls; after 1/decay steps it has halved (inverseTime)",
        typeConverter=_Converters.toFloat,
    )
    scheduleDivide: "Param[float]" = Param(
        Params._dummy(), "scheduleDivide", "the first rate is the base rate divided by this (oneCycle)",
        typeConverter=_Converters.toFloat,
    )
    scheduleEndRate: "Param[float]" = Param(
        Params._dummy(), "scheduleEndRate", "the rate at the end (polynomial, cosine, oneCycle)",
        typeConverter=_Converters.toFloat,
    )
    scheduleEveryEpochs: "Param[float]" = Param(
        Params._dummy(), "scheduleEveryEpochs", "epochs from one fall to the next (step)",
        typeConverter=_Converters.toFloat,
    )
    scheduleFactor: "Param[float]" = Param(
        Params._dummy(), "scheduleFactor", "what the rate is multiplied by at each fall; smaller falls further (step, plateau)",
        typeConverter=_Converters.toFloat,
    )
    scheduleGamma: "Param[float]" = Param(
        Params._dummy(), "scheduleGamma", "what the rate is multiplied by at each epoch; smaller falls faster (exponential)",
        typeConverter=_Converters.toFloat,
    )
    schedulePatience: "Param[float]" = Param(
        Params._dummy(), "schedulePatience", "epochs without improvement before the rate falls (plateau)",
        typeConverter=_Converters.toFloat,
    )
    schedulePeak: "Param[float]" = Param(
        Params._dummy(), "schedulePeak", "share of the steps over which the rate rises (oneCycle)",
        typeConverter=_Converters.toFloat,
    )
    schedulePower: "Param[float]" = Param(
        Params._dummy(), "schedulePower", "the shape of the way down; 1 is a straight line, more falls earlier (polynomial)",
        typeConverter=_Converters.toFloat,
    )

    def setSchedule(self: P, value: Optional[str]) -> P:
        """schedule.type: how the learning rate moves; its settings stand beside it."""
        return self._set(schedule=value)  # type: ignore[return-value]

    def getSchedule(self) -> str:
        """schedule.type: how the learning rate moves; its settings stand beside it."""
        return self.getOrDefault(self.schedule)

    def setWarmupSteps(self: P, value: Optional[int]) -> P:
        """schedule.warmupSteps: steps over which the rate rises linearly to its base."""
        return self._set(warmupSteps=value)  # type: ignore[return-value]

    def getWarmupSteps(self) -> int:
        """schedule.warmupSteps: steps over which the rate rises linearly to its base."""
        return self.getOrDefault(self.warmupSteps)

    def setScheduleMetric(self: P, value: Optional[str]) -> P:
        """schedule.metric: what plateau watches; null: the validation loss."""
        return self._set(scheduleMetric=value)  # type: ignore[return-value]

    def getScheduleMetric(self) -> str:
        """schedule.metric: what plateau watches; null: the validation loss."""
        return self.getOrDefault(self.scheduleMetric)

    def setScheduleDecay(self: P, value: Optional[float]) -> P:
        """schedule.decay: how fast the rate falls; after 1/decay steps it has halved (inverseTime)."""
        return self._set(scheduleDecay=value)  # type: ignore[return-value]

    def getScheduleDecay(self) -> float:
        """schedule.decay: how fast the rate falls; after 1/decay steps it has halved (inverseTime)."""
        return self.getOrDefault(self.scheduleDecay)

    def setScheduleDivide(self: P, value: Optional[float]) -> P:
        """schedule.divide: the first rate is the base rate divided by this (oneCycle)."""
        return self._set(scheduleDivide=value)  # type: ignore[return-value]

    def getScheduleDivide(self) -> float:
        """schedule.divide: the first rate is the base rate divided by this (oneCycle)."""
        return self.getOrDefault(self.scheduleDivide)

    def setScheduleEndRate(self: P, value: Optional[float]) -> P:
        """schedule.endRate: the rate at the end (polynomial, cosine, oneCycle)."""
        return self._set(scheduleEndRate=value)  # type: ignore[return-value]

    def getScheduleEndRate(self) -> float:
        """schedule.endRate: the rate at the end (polynomial, cosine, oneCycle)."""
        return self.getOrDefault(self.scheduleEndRate)

    def setScheduleEveryEpochs(self: P, value: Optional[float]) -> P:
        """schedule.everyEpochs: epochs from one fall to the next (step)."""
        return self._set(scheduleEveryEpochs=value)  # type: ignore[return-value]

    def getScheduleEveryEpochs(self) -> float:
        """schedule.everyEpochs: epochs from one fall to the next (step)."""
        return self.getOrDefault(self.scheduleEveryEpochs)

    def setScheduleFactor(self: P, value: Optional[float]) -> P:
        """schedule.factor: what the rate is multiplied by at each fall; smaller falls further (step, plateau)."""
        return self._set(scheduleFactor=value)  # type: ignore[return-value]

    def getScheduleFactor(self) -> float:
        """schedule.factor: what the rate is multiplied by at each fall; smaller falls further (step, plateau)."""
        return self.getOrDefault(self.scheduleFactor)

    def setScheduleGamma(self: P, value: Optional[float]) -> P:
        """schedule.gamma: what the rate is multiplied by at each epoch; smaller falls faster (exponential)."""
        return self._set(scheduleGamma=value)  # type: ignore[return-value]

    def getScheduleGamma(self) -> float:
        """schedule.gamma: what the rate is multiplied by at each epoch; smaller falls faster (exponential)."""
        return self.getOrDefault(self.scheduleGamma)

    def setSchedulePatience(self: P, value: Optional[float]) -> P:
        """schedule.patience: epochs without improvement before the rate falls (plateau)."""
        return self._set(schedulePatience=value)  # type: ignore[return-value]

    def getSchedulePatience(self) -> float:
        """schedule.patience: epochs without improvement before the rate falls (plateau)."""
        return self.getOrDefault(self.schedulePatience)

    def setSchedulePeak(self: P, value: Optional[float]) -> P:
        """schedule.peak: share of the steps over which the rate rises (oneCycle)."""
        return self._set(schedulePeak=value)  # type: ignore[return-value]

    def getSchedulePeak(self) -> float:
        """schedule.peak: share of the steps over which the rate rises (oneCycle)."""
        return self.getOrDefault(self.schedulePeak)

    def setSchedulePower(self: P, value: Optional[float]) -> P:
        """schedule.power: the shape of the way down; 1 is a straight line, more falls earlier (polynomial)."""
        return self._set(schedulePower=value)  # type: ignore[return-value]

    def getSchedulePower(self) -> float:
        """schedule.power: the shape of the way down; 1 is a straight line, more falls earlier (polynomial)."""
        return self.getOrDefault(self.schedulePower)


class _TrainingLoopParams(HasBatchSize):
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
        Params._dummy(), "lastBatch", "the shorter batch at the end of an epoch: keep (averaged over its own rows) drop (left out) scale (divided by the weight of a full batch, so that a row counts the same in each)",
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

    def setBatchSize(self: P, value: Union[int, Literal["full"], None]) -> P:
        """training.batchSize: rows a step, or 'full'."""
        return self._set(batchSize=value)  # type: ignore[return-value]

    def getBatchSize(self) -> int:
        """training.batchSize: rows a step, or 'full'."""
        return self.getOrDefault(self.batchSize)

    def setFullBatch(self: P, value: Optional[bool]) -> P:
        """training.batchSize: a step takes all rows, not batchSize rows."""
        return self._set(fullBatch=value)  # type: ignore[return-value]

    def getFullBatch(self) -> bool:
        """training.batchSize: a step takes all rows, not batchSize rows."""
        return self.getOrDefault(self.fullBatch)

    def setEpochs(self: P, value: Union[int, Literal["auto"], None]) -> P:
        """training.epochs: how often every row is visited; auto: until the watched loss has settled."""
        return self._set(epochs=value)  # type: ignore[return-value]

    def getEpochs(self) -> Union[int, Literal["auto"]]:
        """training.epochs: how often every row is visited; auto: until the watched loss has settled."""
        return self.getOrDefault(self.epochs) if self.isDefined(self.epochs) else "auto"

    def setMaxSteps(self: P, value: Optional[int]) -> P:
        """training.maxSteps: ends the training after so many steps."""
        return self._set(maxSteps=value)  # type: ignore[return-value]

    def getMaxSteps(self) -> int:
        """training.maxSteps: ends the training after so many steps."""
        return self.getOrDefault(self.maxSteps)

    def setSeed(self: P, value: Optional[int]) -> P:
        """training.seed: random seed of first weights, row order and dropout."""
        return self._set(seed=value)  # type: ignore[return-value]

    def setEngine(self: P, value: Optional[str]) -> P:
        """training.engine: auto resident jobs local."""
        return self._set(engine=value)  # type: ignore[return-value]

    def getEngine(self) -> str:
        """training.engine: auto resident jobs local."""
        return self.getOrDefault(self.engine)

    def setKernels(self: P, value: Optional[str]) -> P:
        """training.kernels: whose matrix products: auto native vector java portable."""
        return self._set(kernels=value)  # type: ignore[return-value]

    def getKernels(self) -> str:
        """training.kernels: whose matrix products: auto native vector java portable."""
        return self.getOrDefault(self.kernels)

    def setFinish(self: P, value: Optional[str]) -> P:
        """training.finish: auto none; auto: a small smooth linear model whose rate and epochs are auto ends with Newton steps."""
        return self._set(finish=value)  # type: ignore[return-value]

    def getFinish(self) -> str:
        """training.finish: auto none; auto: a small smooth linear model whose rate and epochs are auto ends with Newton steps."""
        return self.getOrDefault(self.finish)

    def setLastBatch(self: P, value: Optional[str]) -> P:
        """training.lastBatch: the shorter batch at the end of an epoch: keep (averaged over its own rows) drop (left out) scale (divided by the weight of a full batch, so that a row counts the same in each)."""
        return self._set(lastBatch=value)  # type: ignore[return-value]

    def getLastBatch(self) -> str:
        """training.lastBatch: the shorter batch at the end of an epoch: keep (averaged over its own rows) drop (left out) scale (divided by the weight of a full batch, so that a row counts the same in each)."""
        return self.getOrDefault(self.lastBatch)

    def setClipNorm(self: P, value: Optional[float]) -> P:
        """training.clipNorm: a gradient longer than this is shortened to it."""
        return self._set(clipNorm=value)  # type: ignore[return-value]

    def getClipNorm(self) -> float:
        """training.clipNorm: a gradient longer than this is shortened to it."""
        return self.getOrDefault(self.clipNorm)

    def setClipValue(self: P, value: Optional[float]) -> P:
        """training.clipValue: gradient coordinates are cut to this size, before clipNorm."""
        return self._set(clipValue=value)  # type: ignore[return-value]

    def getClipValue(self) -> float:
        """training.clipValue: gradient coordinates are cut to this size, before clipNorm."""
        return self.getOrDefault(self.clipValue)

    def setOnNonFinite(self: P, value: Optional[str]) -> P:
        """training.onNonFinite: a loss or gradient that is not finite: fail skip rollback."""
        return self._set(onNonFinite=value)  # type: ignore[return-value]

    def getOnNonFinite(self) -> str:
        """training.onNonFinite: a loss or gradient that is not finite: fail skip rollback."""
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
        Params._dummy(), "earlyStoppingMetric", "a metric of the validation rows, or loss; null: off; loss where another key of this section is set",
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

    def setStopGradientNorm(self: P, value: Optional[float]) -> P:
        """training.stop.gradientNorm: ends the training when the gradient is no longer than this."""
        return self._set(stopGradientNorm=value)  # type: ignore[return-value]

    def getStopGradientNorm(self) -> float:
        """training.stop.gradientNorm: ends the training when the gradient is no longer than this."""
        return self.getOrDefault(self.stopGradientNorm)

    def setStopLoss(self: P, value: Optional[float]) -> P:
        """training.stop.loss: ends the training when a step's loss is no larger than this."""
        return self._set(stopLoss=value)  # type: ignore[return-value]

    def getStopLoss(self) -> float:
        """training.stop.loss: ends the training when a step's loss is no larger than this."""
        return self.getOrDefault(self.stopLoss)

    def setStopMinutes(self: P, value: Optional[float]) -> P:
        """training.stop.minutes: ends the training after so many minutes."""
        return self._set(stopMinutes=value)  # type: ignore[return-value]

    def getStopMinutes(self) -> float:
        """training.stop.minutes: ends the training after so many minutes."""
        return self.getOrDefault(self.stopMinutes)

    def setEarlyStoppingMetric(self: P, value: Optional[str]) -> P:
        """training.earlyStopping.metric: a metric of the validation rows, or loss; null: off; loss where another key of this section is set."""
        return self._set(earlyStoppingMetric=value)  # type: ignore[return-value]

    def getEarlyStoppingMetric(self) -> str:
        """training.earlyStopping.metric: a metric of the validation rows, or loss; null: off; loss where another key of this section is set."""
        return self.getOrDefault(self.earlyStoppingMetric)

    def setEarlyStoppingPatience(self: P, value: Optional[int]) -> P:
        """training.earlyStopping.patience: epochs without improvement."""
        return self._set(earlyStoppingPatience=value)  # type: ignore[return-value]

    def getEarlyStoppingPatience(self) -> int:
        """training.earlyStopping.patience: epochs without improvement."""
        return self.getOrDefault(self.earlyStoppingPatience)

    def setEarlyStoppingMinDelta(self: P, value: Optional[float]) -> P:
        """training.earlyStopping.minDelta: less than this is no improvement."""
        return self._set(earlyStoppingMinDelta=value)  # type: ignore[return-value]

    def getEarlyStoppingMinDelta(self) -> float:
        """training.earlyStopping.minDelta: less than this is no improvement."""
        return self.getOrDefault(self.earlyStoppingMinDelta)

    def setEarlyStoppingRestoreBest(self: P, value: Optional[bool]) -> P:
        """training.earlyStopping.restoreBest: the model is that of the best epoch."""
        return self._set(earlyStoppingRestoreBest=value)  # type: ignore[return-value]

    def getEarlyStoppingRestoreBest(self) -> bool:
        """training.earlyStopping.restoreBest: the model is that of the best epoch."""
        return self.getOrDefault(self.earlyStoppingRestoreBest)


class _CheckpointParams(Params):
    """Where training keeps its state, to go on from."""

    checkpointDirectory: "Param[str]" = Param(
        Params._dummy(), "checkpointDirectory", "null: no checkpoints",
        typeConverter=TypeConverters.toString,
    )
    checkpointEveryEpochs: "Param[int]" = Param(
        Params._dummy(), "checkpointEveryEpochs", "writes one after every so many epochs; null: not by epochs",
        typeConverter=_Converters.toInt,
    )
    checkpointEverySteps: "Param[int]" = Param(
        Params._dummy(), "checkpointEverySteps", "also writes one after every so many steps; null: by epochs only",
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

    def setCheckpointDirectory(self: P, value: Optional[str]) -> P:
        """checkpoint.directory: null: no checkpoints."""
        return self._set(checkpointDirectory=value)  # type: ignore[return-value]

    def getCheckpointDirectory(self) -> str:
        """checkpoint.directory: null: no checkpoints."""
        return self.getOrDefault(self.checkpointDirectory)

    def setCheckpointEveryEpochs(self: P, value: Optional[int]) -> P:
        """checkpoint.everyEpochs: writes one after every so many epochs; null: not by epochs."""
        return self._set(checkpointEveryEpochs=value)  # type: ignore[return-value]

    def getCheckpointEveryEpochs(self) -> int:
        """checkpoint.everyEpochs: writes one after every so many epochs; null: not by epochs."""
        return self.getOrDefault(self.checkpointEveryEpochs)

    def setCheckpointEverySteps(self: P, value: Optional[int]) -> P:
        """checkpoint.everySteps: also writes one after every so many steps; null: by epochs only."""
        return self._set(checkpointEverySteps=value)  # type: ignore[return-value]

    def getCheckpointEverySteps(self) -> int:
        """checkpoint.everySteps: also writes one after every so many steps; null: by epochs only."""
        return self.getOrDefault(self.checkpointEverySteps)

    def setCheckpointKeep(self: P, value: Optional[int]) -> P:
        """checkpoint.keep: older ones are deleted."""
        return self._set(checkpointKeep=value)  # type: ignore[return-value]

    def getCheckpointKeep(self) -> int:
        """checkpoint.keep: older ones are deleted."""
        return self.getOrDefault(self.checkpointKeep)

    def setCheckpointResume(self: P, value: Optional[str]) -> P:
        """checkpoint.resume: go on from the newest checkpoint: auto never require."""
        return self._set(checkpointResume=value)  # type: ignore[return-value]

    def getCheckpointResume(self) -> str:
        """checkpoint.resume: go on from the newest checkpoint: auto never require."""
        return self.getOrDefault(self.checkpointResume)
