"""What both estimators have."""

from typing import Any, Callable, Dict, Optional, TypeVar

from pyspark.errors import PySparkTypeError
from pyspark.ml.param import Param
from pyspark.ml.wrapper import JavaParams

from fallline._errors import one_line
from fallline._names import no_param
from fallline._setting_params import (
    _CheckpointParams,
    _DataParams,
    _NetworkParams,
    _OptimizerParams,
    _ScheduleParams,
    _StoppingParams,
    _TrainingLoopParams,
)
from fallline._shared_params import _SharedParams
from fallline._watch import Callback, Watch, is_watched

E = TypeVar("E", bound="_TrainingParams")

#: Params of numbers for which a training finds one where they are not set.
_AUTO = ("learningRate", "epochs", "validationFraction", "shards")


class _TrainingParams(
    _SharedParams,
    _DataParams,
    _NetworkParams,
    _OptimizerParams,
    _ScheduleParams,
    _TrainingLoopParams,
    _StoppingParams,
    _CheckpointParams,
):
    """All settings of a training, and the columns that it takes besides a predictor's."""

    def setWeightCol(self: E, value: Optional[str]) -> E:
        """Weights of rows; not set: 1."""
        return self._set(weightCol=value)  # type: ignore[return-value]

    def setOffsetCol(self: E, value: Optional[str]) -> E:
        """What is added to a row's score."""
        return self._set(offsetCol=value)  # type: ignore[return-value]

    def setValidationIndicatorCol(self: E, value: Optional[str]) -> E:
        """True: a row to validate on; false: to train on."""
        return self._set(validationIndicatorCol=value)  # type: ignore[return-value]

    #: What is asked of a fit that is no Param: it is not saved.
    _on_step: Optional[Callback] = None
    _on_epoch: Optional[Callback] = None
    _shown: Optional[bool] = None

    def setOnStep(self: E, callback: Optional[Callback]) -> E:
        """Is called after every step, on the driver, with a dict: ``step``, ``epoch``, ``rows``,
        ``loss``, ``learningRate``, ``gradientNorm``. What it raises ends the fit, which raises it."""
        self._on_step = _callable("onStep", callback)
        return self

    def setOnEpoch(self: E, callback: Optional[Callback]) -> E:
        """Is called after every epoch with a dict: ``epoch``, ``step``, ``loss`` and ``learningRate``
        of its last step, ``validation`` (its ``loss`` and metrics) where rows are held out and were looked at: while
        ``epochs`` is auto that is not every epoch, and the key is absent in the others."""
        self._on_epoch = _callable("onEpoch", callback)
        return self

    def setProgress(self: E, shown: Optional[bool]) -> E:
        """Whether fit shows how far it is: a bar of tqdm's, if that is installed, else one line. None
        (the default): in terminals and notebooks."""
        self._shown = shown
        return self

    #: What the caller of the constructor, or of setParams, has given.
    _input_kwargs: Dict[str, Any]

    def _take(self: E, given: Dict[str, Any]) -> E:
        """Sets Params by name, and what is asked of a fit."""
        params = dict(given)
        for name, setter in _ASKED.items():
            if name in params:
                setter(self, params.pop(name))
        return self._set(**params)

    def set(self, param: "Param[Any]", value: Any) -> None:
        """As by the Param's own setter."""
        self._shouldOwn(param)
        self._set(**{param.name: value})

    def copy(self: E, extra: "Optional[Dict[Param[Any], Any]]" = None) -> E:
        """pyspark's sets ``extra`` while the copy still has this one's Java estimator, which is gone
        as soon as a copy is thrown away because a value was refused."""
        that: E = super().copy()
        return self._copyValues(that, extra)

    def _without_auto(self, point: "Dict[Param[Any], Any]") -> "Dict[Param[Any], Any]":
        """A point of a grid as Java can have it, and as it is saved: there is no word in place of a
        number, and a Param that is not set is auto anyway."""
        words = [param for param in point if param.name in _AUTO and point[param] == "auto"]
        for param in words:
            if self.isSet(param):
                raise PySparkTypeError(
                    f'{self.uid}: {param.name} is "auto" in a grid that is to be saved, and '
                    f"{self.getOrDefault(param)!r} in the estimator; expected it to be set in the grid "
                    f"alone: clear({param.name})"
                )
        return {param: value for param, value in point.items() if param not in words}

    def _set(self: E, **params: Any) -> E:
        """Has Java look at every value when it is set, as it does for Java's estimators."""
        for name, value in params.items():
            param = self.getParam(name)
            if name == "batchSize" and value != "full" and "fullBatch" not in params:
                self.clear(self.fullBatch)  # type: ignore[attr-defined]
            if value is None or (name in _AUTO and value == "auto"):
                self.clear(param)  # type: ignore[attr-defined]
            elif name == "batchSize" and value == "full":
                self._set(fullBatch=True)
            else:
                self._set_one(param, value)
        return self

    def _set_one(self, param: "Param[Any]", value: Any) -> None:
        try:
            converted = param.typeConverter(value)
        except (TypeError, ValueError, OverflowError) as error:
            raise PySparkTypeError(
                f"{self.uid}: {param.name} is {value!r}; {_sentence(error)}"
            ) from None
        self._make_java_param_pair(param, converted)  # type: ignore[attr-defined]
        super()._set(**{param.name: converted})  # type: ignore[misc]

    def __getattr__(self, name: str) -> Any:
        """A setter of another library's name."""
        if name.startswith("set") and name[3:4].isupper():
            wanted = name[3].lower() + name[4:]
            known = [each[3].lower() + each[4:] for each in dir(type(self)) if each[:3] == "set" and each[3:]]
            raise AttributeError(no_param(type(self).__name__, wanted, known))
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def _watched(self, fit: Callable[[Any], Any], dataset: Any) -> Any:
        """What ``fit`` makes of the rows, while it is looked at as was asked."""
        shown = is_watched() if self._shown is None else self._shown
        epochs, max_steps = (
            self.getOrDefault(param) if self.isDefined(param) else None
            for param in (self.epochs, self.maxSteps)
        )
        watch = Watch(self._java_obj, self._on_step, self._on_epoch, shown, epochs, max_steps)
        with one_line():
            return watch.over(lambda: fit(dataset))

    def setInitialModel(self: E, model: JavaParams) -> E:
        """Starts training from this model's parameters; its network must be the same."""
        self._java_obj.setInitialModel(model._java_obj)  # type: ignore[attr-defined]
        return self

    def _begin(self, java_class: str, given: Dict[str, Any]) -> None:
        """Makes the Java estimator, whose defaults become this one's, and sets what is given."""
        try:
            self._java_obj = self._new_java_obj(java_class, self.uid)  # type: ignore[attr-defined]
        except TypeError as error:
            raise RuntimeError(
                "this Spark does not have Fallline's jar: import fallline before the session is "
                "made, or start Spark with --jars " + _jar_or_hint()
            ) from error
        for param in self.params:
            if param.typeConverter.__name__.startswith("toList"):
                self._default_list(param)
        self._transfer_params_from_java()  # type: ignore[attr-defined]
        self._take(given)

    def _default_list(self, param: "Param[Any]") -> None:
        """pyspark takes no Java array for a default."""
        java_param: Optional[Any] = self._java_obj.getParam(param.name)
        if self._java_obj.hasDefault(java_param):
            self._setDefault(**{param.name: list(self._java_obj.getOrDefault(java_param))})


def _jar_or_hint() -> str:
    from fallline._jar import jar

    try:
        return jar()
    except FileNotFoundError:
        return "fallline.jar"


def _callable(name: str, callback: Optional[Callback]) -> Optional[Callback]:
    if callback is not None and not callable(callback):
        raise PySparkTypeError(f"{name} is {callback!r}, expected a function of a dict, or None")
    return callback


def _sentence(error: Exception) -> str:
    """Of a conversion that failed: what was expected."""
    text = str(error).splitlines()[0]
    return text[:1].lower() + text[1:]


#: By keyword, what sets it.
_ASKED = {
    "onStep": _TrainingParams.setOnStep,
    "onEpoch": _TrainingParams.setOnEpoch,
    "progress": _TrainingParams.setProgress,
}
