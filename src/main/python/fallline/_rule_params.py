"""Params that are settings of a training; defaults come from the Java estimators."""

from typing import TypeVar, Union

from pyspark.ml.param import Param, Params, TypeConverters
from pyspark.ml.param.shared import HasLearningRate, HasMomentum

from fallline._converters import _Converters

P = TypeVar("P", bound=Params)


class _RuleParams(HasLearningRate, HasMomentum):
    """The update rule and its settings, and penalties on weights."""

    rule: "Param[str]" = Param(
        Params._dummy(), "rule", "the update rule; its settings stand beside it",
        typeConverter=TypeConverters.toString,
    )
    learningRate: "Param[float]" = Param(
        Params._dummy(), "learningRate", "the base rate, before the schedule; auto: found by short trials on the first rows",
        typeConverter=_Converters.toFloatOrAuto,
    )
    beta: "Param[float]" = Param(
        Params._dummy(), "beta", "a setting of the rule",
        typeConverter=_Converters.toFloat,
    )
    beta1: "Param[float]" = Param(
        Params._dummy(), "beta1", "a setting of the rule",
        typeConverter=_Converters.toFloat,
    )
    beta2: "Param[float]" = Param(
        Params._dummy(), "beta2", "a setting of the rule",
        typeConverter=_Converters.toFloat,
    )
    centered: "Param[bool]" = Param(
        Params._dummy(), "centered", "a setting of the rule",
        typeConverter=_Converters.toBoolean,
    )
    epsilon: "Param[float]" = Param(
        Params._dummy(), "epsilon", "a setting of the rule",
        typeConverter=_Converters.toFloat,
    )
    momentum: "Param[float]" = Param(
        Params._dummy(), "momentum", "a setting of the rule",
        typeConverter=_Converters.toFloat,
    )
    momentumDecay: "Param[float]" = Param(
        Params._dummy(), "momentumDecay", "a setting of the rule",
        typeConverter=_Converters.toFloat,
    )
    rho: "Param[float]" = Param(
        Params._dummy(), "rho", "a setting of the rule",
        typeConverter=_Converters.toFloat,
    )
    weightDecay: "Param[float]" = Param(
        Params._dummy(), "weightDecay", "a setting of the rule",
        typeConverter=_Converters.toFloat,
    )
    ruleL1: "Param[float]" = Param(
        Params._dummy(), "ruleL1", "a setting of the rule",
        typeConverter=_Converters.toFloat,
    )
    ruleL2: "Param[float]" = Param(
        Params._dummy(), "ruleL2", "a setting of the rule",
        typeConverter=_Converters.toFloat,
    )
    l1: "Param[float]" = Param(
        Params._dummy(), "l1", "l1 times the sum of absolute weights; never the biases",
        typeConverter=_Converters.toFloat,
    )
    l2: "Param[float]" = Param(
        Params._dummy(), "l2", "l2/2 times the sum of squared weights; never the biases",
        typeConverter=_Converters.toFloat,
    )

    def setRule(self: P, value: str) -> P:
        """The update rule; its settings stand beside it."""
        return self._set(rule=value)  # type: ignore[return-value]

    def getRule(self) -> str:
        """The update rule; its settings stand beside it."""
        return self.getOrDefault(self.rule)

    def setLearningRate(self: P, value: Union[float, str]) -> P:
        """The base rate, before the schedule; auto: found by short trials on the first rows."""
        return self._set(learningRate=value)  # type: ignore[return-value]

    def getLearningRate(self) -> Union[float, str]:
        """The base rate, before the schedule; auto: found by short trials on the first rows."""
        return self.getOrDefault(self.learningRate) if self.isDefined(self.learningRate) else "auto"

    def setBeta(self: P, value: float) -> P:
        """A setting of the rule."""
        return self._set(beta=value)  # type: ignore[return-value]

    def getBeta(self) -> float:
        """A setting of the rule."""
        return self.getOrDefault(self.beta)

    def setBeta1(self: P, value: float) -> P:
        """A setting of the rule."""
        return self._set(beta1=value)  # type: ignore[return-value]

    def getBeta1(self) -> float:
        """A setting of the rule."""
        return self.getOrDefault(self.beta1)

    def setBeta2(self: P, value: float) -> P:
        """A setting of the rule."""
        return self._set(beta2=value)  # type: ignore[return-value]

    def getBeta2(self) -> float:
        """A setting of the rule."""
        return self.getOrDefault(self.beta2)

    def setCentered(self: P, value: bool) -> P:
        """A setting of the rule."""
        return self._set(centered=value)  # type: ignore[return-value]

    def getCentered(self) -> bool:
        """A setting of the rule."""
        return self.getOrDefault(self.centered)

    def setEpsilon(self: P, value: float) -> P:
        """A setting of the rule."""
        return self._set(epsilon=value)  # type: ignore[return-value]

    def getEpsilon(self) -> float:
        """A setting of the rule."""
        return self.getOrDefault(self.epsilon)

    def setMomentum(self: P, value: float) -> P:
        """A setting of the rule."""
        return self._set(momentum=value)  # type: ignore[return-value]

    def getMomentum(self) -> float:
        """A setting of the rule."""
        return self.getOrDefault(self.momentum)

    def setMomentumDecay(self: P, value: float) -> P:
        """A setting of the rule."""
        return self._set(momentumDecay=value)  # type: ignore[return-value]

    def getMomentumDecay(self) -> float:
        """A setting of the rule."""
        return self.getOrDefault(self.momentumDecay)

    def setRho(self: P, value: float) -> P:
        """A setting of the rule."""
        return self._set(rho=value)  # type: ignore[return-value]

    def getRho(self) -> float:
        """A setting of the rule."""
        return self.getOrDefault(self.rho)

    def setWeightDecay(self: P, value: float) -> P:
        """A setting of the rule."""
        return self._set(weightDecay=value)  # type: ignore[return-value]

    def getWeightDecay(self) -> float:
        """A setting of the rule."""
        return self.getOrDefault(self.weightDecay)

    def setRuleL1(self: P, value: float) -> P:
        """A setting of the rule."""
        return self._set(ruleL1=value)  # type: ignore[return-value]

    def getRuleL1(self) -> float:
        """A setting of the rule."""
        return self.getOrDefault(self.ruleL1)

    def setRuleL2(self: P, value: float) -> P:
        """A setting of the rule."""
        return self._set(ruleL2=value)  # type: ignore[return-value]

    def getRuleL2(self) -> float:
        """A setting of the rule."""
        return self.getOrDefault(self.ruleL2)

    def setL1(self: P, value: float) -> P:
        """L1 times the sum of absolute weights; never the biases."""
        return self._set(l1=value)  # type: ignore[return-value]

    def getL1(self) -> float:
        """L1 times the sum of absolute weights; never the biases."""
        return self.getOrDefault(self.l1)

    def setL2(self: P, value: float) -> P:
        """L2/2 times the sum of squared weights; never the biases."""
        return self._set(l2=value)  # type: ignore[return-value]

    def getL2(self) -> float:
        """L2/2 times the sum of squared weights; never the biases."""
        return self.getOrDefault(self.l2)


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
    scheduleFactor: "Param[float]" = Param(
        Params._dummy(), "scheduleFactor", "a setting of the schedule",
        typeConverter=_Converters.toFloat,
    )
    scheduleEveryEpochs: "Param[float]" = Param(
        Params._dummy(), "scheduleEveryEpochs", "a setting of the schedule",
        typeConverter=_Converters.toFloat,
    )
    scheduleGamma: "Param[float]" = Param(
        Params._dummy(), "scheduleGamma", "a setting of the schedule",
        typeConverter=_Converters.toFloat,
    )
    scheduleDecay: "Param[float]" = Param(
        Params._dummy(), "scheduleDecay", "a setting of the schedule",
        typeConverter=_Converters.toFloat,
    )
    schedulePower: "Param[float]" = Param(
        Params._dummy(), "schedulePower", "a setting of the schedule",
        typeConverter=_Converters.toFloat,
    )
    scheduleEndRate: "Param[float]" = Param(
        Params._dummy(), "scheduleEndRate", "a setting of the schedule",
        typeConverter=_Converters.toFloat,
    )
    scheduleDivide: "Param[float]" = Param(
        Params._dummy(), "scheduleDivide", "a setting of the schedule",
        typeConverter=_Converters.toFloat,
    )
    schedulePeak: "Param[float]" = Param(
        Params._dummy(), "schedulePeak", "a setting of the schedule",
        typeConverter=_Converters.toFloat,
    )
    schedulePatience: "Param[float]" = Param(
        Params._dummy(), "schedulePatience", "a setting of the schedule",
        typeConverter=_Converters.toFloat,
    )

    def setSchedule(self: P, value: str) -> P:
        """How the learning rate moves; its settings stand beside it."""
        return self._set(schedule=value)  # type: ignore[return-value]

    def getSchedule(self) -> str:
        """How the learning rate moves; its settings stand beside it."""
        return self.getOrDefault(self.schedule)

    def setWarmupSteps(self: P, value: int) -> P:
        """Steps over which the rate rises linearly to its base."""
        return self._set(warmupSteps=value)  # type: ignore[return-value]

    def getWarmupSteps(self) -> int:
        """Steps over which the rate rises linearly to its base."""
        return self.getOrDefault(self.warmupSteps)

    def setScheduleMetric(self: P, value: str) -> P:
        """What plateau watches; null: the validation loss."""
        return self._set(scheduleMetric=value)  # type: ignore[return-value]

    def getScheduleMetric(self) -> str:
        """What plateau watches; null: the validation loss."""
        return self.getOrDefault(self.scheduleMetric)

    def setScheduleFactor(self: P, value: float) -> P:
        """A setting of the schedule."""
        return self._set(scheduleFactor=value)  # type: ignore[return-value]

    def getScheduleFactor(self) -> float:
        """A setting of the schedule."""
        return self.getOrDefault(self.scheduleFactor)

    def setScheduleEveryEpochs(self: P, value: float) -> P:
        """A setting of the schedule."""
        return self._set(scheduleEveryEpochs=value)  # type: ignore[return-value]

    def getScheduleEveryEpochs(self) -> float:
        """A setting of the schedule."""
        return self.getOrDefault(self.scheduleEveryEpochs)

    def setScheduleGamma(self: P, value: float) -> P:
        """A setting of the schedule."""
        return self._set(scheduleGamma=value)  # type: ignore[return-value]

    def getScheduleGamma(self) -> float:
        """A setting of the schedule."""
        return self.getOrDefault(self.scheduleGamma)

    def setScheduleDecay(self: P, value: float) -> P:
        """A setting of the schedule."""
        return self._set(scheduleDecay=value)  # type: ignore[return-value]

    def getScheduleDecay(self) -> float:
        """A setting of the schedule."""
        return self.getOrDefault(self.scheduleDecay)

    def setSchedulePower(self: P, value: float) -> P:
        """A setting of the schedule."""
        return self._set(schedulePower=value)  # type: ignore[return-value]

    def getSchedulePower(self) -> float:
        """A setting of the schedule."""
        return self.getOrDefault(self.schedulePower)

    def setScheduleEndRate(self: P, value: float) -> P:
        """A setting of the schedule."""
        return self._set(scheduleEndRate=value)  # type: ignore[return-value]

    def getScheduleEndRate(self) -> float:
        """A setting of the schedule."""
        return self.getOrDefault(self.scheduleEndRate)

    def setScheduleDivide(self: P, value: float) -> P:
        """A setting of the schedule."""
        return self._set(scheduleDivide=value)  # type: ignore[return-value]

    def getScheduleDivide(self) -> float:
        """A setting of the schedule."""
        return self.getOrDefault(self.scheduleDivide)

    def setSchedulePeak(self: P, value: float) -> P:
        """A setting of the schedule."""
        return self._set(schedulePeak=value)  # type: ignore[return-value]

    def getSchedulePeak(self) -> float:
        """A setting of the schedule."""
        return self.getOrDefault(self.schedulePeak)

    def setSchedulePatience(self: P, value: float) -> P:
        """A setting of the schedule."""
        return self._set(schedulePatience=value)  # type: ignore[return-value]

    def getSchedulePatience(self) -> float:
        """A setting of the schedule."""
        return self.getOrDefault(self.schedulePatience)
