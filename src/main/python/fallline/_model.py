"""What both models have."""

from typing import Any, Dict

from pyspark.errors import IllegalArgumentException
from pyspark.sql import DataFrame

from fallline._errors import one_line
from fallline.summary import TrainingSummary


class _NoCoefficients(IllegalArgumentException, AttributeError):
    """So that ``hasattr`` and ``hasParam``, which pyspark asks for ``intercept``, say no."""


class _FittedModel:
    """A model of Fallline's."""

    def _linear(self, name: str) -> Any:
        """What a model without hidden layers has."""
        try:
            return self._call_java(name)  # type: ignore[attr-defined]
        except IllegalArgumentException as error:
            raise _NoCoefficients(str(error)) from None

    @property
    def hasSummary(self) -> bool:
        """False for a model that was loaded."""
        return self._call_java("hasSummary")  # type: ignore[attr-defined]

    @property
    def summary(self) -> TrainingSummary:
        """How the training went."""
        if not self.hasSummary:
            raise RuntimeError("a model that was loaded or sent has no training summary")
        return TrainingSummary(self._call_java("summary"))  # type: ignore[attr-defined]

    def evaluate(self, dataset: DataFrame) -> Dict[str, float]:
        """Loss and metrics on labelled rows; NaN where one is not defined."""
        with one_line():
            found: Any = self._call_java("evaluate", dataset)  # type: ignore[attr-defined]
        return {str(name): float(found[name]) for name in found}
