"""How a training went."""

import json
from typing import Any, Dict, List

from pyspark.ml.wrapper import JavaWrapper


class TrainingSummary(JavaWrapper):
    """The course of a training; it belongs to the model that came of it, and is not saved."""

    def to_dict(self) -> Dict[str, Any]:
        """Everything but the history, as a run's ``summary.json`` has it: ``found`` is what was found for
        settings that are auto."""
        return json.loads(self._call_java("toJson"))

    def history(self) -> List[Dict[str, Any]]:
        """What was recorded, in order. A line with ``found`` comes first where a setting is auto; one with
        ``samplesPerSecond`` is a step, one with ``validation`` an epoch at whose end held-out rows were
        looked at (every one, unless ``epochs`` is auto), one with ``finish`` a pass of the finish."""
        return [json.loads(line) for line in self._call_java("historyJson").splitlines()]

    @property
    def totalSteps(self) -> int:
        """How many steps were taken."""
        return self._call_java("totalSteps")

    @property
    def stopReason(self) -> str:
        """Why training ended: ``epochs``, ``earlyStopping``, …"""
        return self._call_java("stopReason")

    @property
    def warnings(self) -> List[str]:
        """What was warned of, from looking at rows to the end; the log has it too."""
        return list(self.to_dict()["warnings"])

    @property
    def trainLoss(self) -> float:
        """Of all training rows under the final parameters, by row weights alone, without penalty."""
        return self._call_java("trainLoss")

    @property
    def objectiveLoss(self) -> float:
        """The same with class weights counted in, as training sees it."""
        return self._call_java("objectiveLoss")

    @property
    def parametersSha256(self) -> str:
        """Equal for equal rows, Params and seed, whatever the cluster."""
        return self._call_java("parametersSha256")
