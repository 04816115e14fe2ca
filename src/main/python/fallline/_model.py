"""What both models have."""

from typing import Any, Dict

from pyspark.sql import DataFrame

from fallline.summary import TrainingSummary


class _FittedModel:
    """A model of Fallline's."""

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
        found: Any = self._call_java("evaluate", dataset)  # type: ignore[attr-defined]
        return {str(name): float(found[name]) for name in found}
