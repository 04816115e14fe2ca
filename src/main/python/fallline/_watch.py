"""How a fit goes while it goes: callbacks, and a line or a bar of progress."""

import json
import sys
import threading
from typing import Any, Callable, Dict, Optional

Tick = Dict[str, Any]
Callback = Callable[[Tick], object]


class _Told:
    """A ``java.util.function.Predicate`` that hands what it is given to a Python function, and says
    whether to go on: Py4J would print what is thrown, and carry its text alone."""

    class Java:
        implements = ["java.util.function.Predicate"]

    def __init__(self, callback: Callback) -> None:
        self._callback = callback
        self.raised: Optional[BaseException] = None

    def test(self, line: str) -> bool:
        try:
            self._callback(json.loads(line))
        except BaseException as error:
            self.raised = error
        return self.raised is None


class Watch:
    """Goes along with one fit of a Java estimator."""

    def __init__(
        self,
        java_estimator: Any,
        on_step: Optional[Callback],
        on_epoch: Optional[Callback],
        shown: bool,
        epochs: Optional[int],
        max_steps: Optional[int],
    ) -> None:
        self._estimator = java_estimator
        self._told = [_Told(each) if each else None for each in (on_step, on_epoch)]
        self._progress = _Progress(epochs, max_steps) if shown else None

    def over(self, fit: Callable[[], Any]) -> Any:
        """What the fit returns; it raises what a callback has raised."""
        from pyspark import SparkContext
        from pyspark.java_gateway import ensure_callback_server_started

        if not any(self._told) and self._progress is None:
            return fit()
        if any(self._told):
            ensure_callback_server_started(SparkContext._gateway)
        assert SparkContext._jvm is not None
        ticker = SparkContext._jvm.io.fallline.ml.FitTicker(*self._told)
        self._estimator.setListener(ticker)
        if self._progress is not None:
            self._progress.follow(ticker)
        try:
            return fit()
        except Exception:
            for told in self._told:
                if told is not None and told.raised is not None:
                    raise told.raised from None
            raise
        finally:
            if self._progress is not None:
                self._progress.end()
            self._let_go()

    def _let_go(self) -> None:
        from py4j.protocol import Py4JError

        try:
            self._estimator.setListener(None)
        except Py4JError:
            pass  # the JVM is gone, and with it the listener; the fit's own error says so


class _Progress:
    """Asks from time to time, on a thread of its own, so that training never waits."""

    _SECONDS = 0.2

    def __init__(self, epochs: Optional[int], max_steps: Optional[int]) -> None:
        self._epochs = epochs
        self._max_steps = max_steps
        self._over = threading.Event()
        self._display = _display()
        self._thread: Optional[threading.Thread] = None
        self._ticker: Any = None

    def follow(self, ticker: Any) -> None:
        self._ticker = ticker
        self._thread = threading.Thread(target=self._run, name="fallline-progress", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._over.wait(self._SECONDS):
            self._show()

    def _show(self) -> None:
        from py4j.protocol import Py4JError

        try:
            latest = self._ticker.latest()
        except Py4JError:
            self._over.set()  # the JVM is gone: nothing is left to be shown
            return
        if latest:
            tick = json.loads(latest)
            self._display.show(tick, self._total(tick))

    def _total(self, tick: Tick) -> Optional[int]:
        """Steps in all, once an epoch has shown how many it has."""
        ended = tick.get("ended")
        if self._epochs is None or not ended:
            return None
        total = self._epochs * ended["step"] // ended["epoch"]
        return total if self._max_steps is None else min(total, self._max_steps)

    def end(self) -> None:
        self._over.set()
        if self._thread is not None:
            self._thread.join()
            self._show()
        self._display.end()


def words(tick: Tick) -> str:
    """A step in words: ``epoch 3, step 512, loss 0.3123``, with the last validation loss."""
    said = f"epoch {tick['epoch']}, step {tick['step']}"
    if tick.get("loss") is not None:
        said += f", loss {tick['loss']:.4g}"
    validation = (tick.get("ended") or {}).get("validation") or {}
    if validation.get("loss") is not None:
        said += f", validation loss {validation['loss']:.4g}"
    return said


class _Line:
    """One line of the terminal or the cell, written over and over."""

    def __init__(self) -> None:
        self._length = 0

    def show(self, tick: Tick, total: Optional[int]) -> None:
        said = words(tick)
        if total:
            said += f" ({min(100, 100 * tick['step'] // total)}%)"
        sys.stderr.write("\r" + said.ljust(self._length))
        sys.stderr.flush()
        self._length = len(said)

    def end(self) -> None:
        if self._length:
            sys.stderr.write("\n")
            sys.stderr.flush()


class _Bar:
    """A bar of tqdm's."""

    def __init__(self, tqdm: Any) -> None:
        self._bar = tqdm(total=None, unit="step", desc="fit", dynamic_ncols=True)

    def show(self, tick: Tick, total: Optional[int]) -> None:
        if total and self._bar.total != total:
            self._bar.reset(total)
        self._bar.set_postfix_str(words(tick), refresh=False)
        self._bar.update(tick["step"] - self._bar.n)
        self._bar.refresh()

    def end(self) -> None:
        self._bar.close()


def _display() -> Any:
    try:
        from tqdm.auto import tqdm
    except ImportError:
        return _Line()
    return _Bar(tqdm)


def is_watched() -> bool:
    """Whether somebody sits before a terminal or a notebook, and this is not one fit of several."""
    if threading.current_thread() is not threading.main_thread():
        return False
    ipython = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    notebook = type(ipython).__name__ == "ZMQInteractiveShell"
    return notebook or sys.stderr.isatty()
