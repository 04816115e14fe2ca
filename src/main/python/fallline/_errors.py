"""What Java throws, as pyspark's exceptions of one line."""

from contextlib import contextmanager
from typing import Iterator

from py4j.protocol import Py4JJavaError
from pyspark.errors.exceptions.captured import UnknownException
from pyspark.ml.util import JavaMLWriter


@contextmanager
def one_line() -> Iterator[None]:
    """pyspark makes exceptions of its own of those that it knows, and leaves the others to Py4J,
    which shows the stack of the JVM; the first line of these says what is wrong."""
    try:
        yield
    except Py4JJavaError as error:
        thrown = error.java_exception
        line = (thrown.getMessage() or thrown.toString()).splitlines()[0]
        raise UnknownException(desc=line, stackTrace=_stack(thrown)) from None


def _stack(thrown: object) -> str:
    """Which pyspark shows where ``spark.sql.pyspark.jvmStacktrace.enabled`` is set."""
    from pyspark import SparkContext

    assert SparkContext._jvm is not None
    return getattr(SparkContext._jvm, "org.apache.spark.util.Utils").exceptionString(thrown)


class _Writer(JavaMLWriter):
    """Says in one line why nothing was saved."""

    def save(self, path: str) -> None:
        with one_line():
            super().save(path)
