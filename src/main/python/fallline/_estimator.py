"""What both estimators have."""

from typing import Any, Optional, TypeVar

from pyspark.ml.param import Param
from pyspark.ml.wrapper import JavaParams

from fallline._model_params import _DataParams, _NetworkParams
from fallline._rule_params import _RuleParams, _ScheduleParams
from fallline._run_params import _CheckpointParams, _StepParams, _StoppingParams
from fallline._shared_params import _SharedParams

E = TypeVar("E", bound="_TrainingParams")


class _TrainingParams(
    _SharedParams,
    _DataParams,
    _NetworkParams,
    _RuleParams,
    _ScheduleParams,
    _StepParams,
    _StoppingParams,
    _CheckpointParams,
):
    """All settings of a training, and the columns that it takes besides a predictor's."""

    def setWeightCol(self: E, value: str) -> E:
        """Weights of rows; not set: 1."""
        return self._set(weightCol=value)  # type: ignore[return-value]

    def setOffsetCol(self: E, value: str) -> E:
        """What is added to a row's score."""
        return self._set(offsetCol=value)  # type: ignore[return-value]

    def setValidationIndicatorCol(self: E, value: str) -> E:
        """True: a row to validate on; false: to train on."""
        return self._set(validationIndicatorCol=value)  # type: ignore[return-value]

    def setParams(self: E, **params: Any) -> E:
        """Sets Params by name."""
        for name in params:
            if not self.hasParam(name):
                raise TypeError(f"{type(self).__name__} has no Param {name}")
        return self._set(**params)  # type: ignore[return-value]

    def _set(self: E, **params: Any) -> E:
        """Has Java look at a loss when it is set, as it does for Java's estimators."""
        if params.get("loss") is not None:
            self._java_obj.getParam("loss").w(params["loss"])  # type: ignore[attr-defined]
        return super()._set(**params)  # type: ignore[misc,no-any-return]

    def setInitialModel(self: E, model: JavaParams) -> E:
        """Starts training from this model's parameters; its network must be the same."""
        self._java_obj.setInitialModel(model._java_obj)  # type: ignore[attr-defined]
        return self

    def _begin(self, java_class: str, params: "dict[str, Any]") -> None:
        """Makes the Java estimator, whose defaults become this one's."""
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
        self.setParams(**params)

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
