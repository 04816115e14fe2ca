"""Converters of values that pyspark's own refuse: one for a list of one, and numpy's flags."""

from typing import Any, List, Union

import numpy as np
from pyspark.ml.param import TypeConverters


def _listed(value: Any) -> Any:
    """A list of one, where there is one value alone."""
    if isinstance(value, np.ndarray):
        return np.atleast_1d(value).tolist()
    return [value] if isinstance(value, (str, bool, int, float, np.generic)) else value


class _Converters:
    """Named as pyspark's, which tells lists by the name."""

    @staticmethod
    def toBoolean(value: Any) -> bool:
        return TypeConverters.toBoolean(bool(value) if isinstance(value, np.bool_) else value)

    @staticmethod
    def toInt(value: Any) -> int:
        return TypeConverters.toInt(_single(value))

    @staticmethod
    def toFloat(value: Any) -> float:
        return TypeConverters.toFloat(_single(value))

    @staticmethod
    def toIntOrAuto(value: Any) -> Union[int, str]:
        """For grids, which convert values without the estimator: ``_set`` makes something of the word."""
        return value if _is_auto(value) else _Converters.toInt(value)

    @staticmethod
    def toFloatOrAuto(value: Any) -> Union[float, str]:
        return value if _is_auto(value) else _Converters.toFloat(value)

    @staticmethod
    def toListInt(value: Any) -> List[int]:
        return TypeConverters.toListInt(_listed(value))

    @staticmethod
    def toListFloat(value: Any) -> List[float]:
        return TypeConverters.toListFloat(_listed(value))

    @staticmethod
    def toListString(value: Any) -> List[str]:
        return TypeConverters.toListString(_listed(value))


def _is_auto(value: Any) -> bool:
    return isinstance(value, str) and value == "auto"


def _single(value: Any) -> Any:
    """The value of an array of one."""
    return value.item() if isinstance(value, (np.ndarray, np.generic)) and value.size == 1 else value
