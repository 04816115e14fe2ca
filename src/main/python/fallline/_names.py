"""Which Param has the job that a name has elsewhere."""

from difflib import get_close_matches
from functools import wraps
from inspect import signature
from typing import Any, Callable, Dict, Iterable, TypeVar, cast

from pyspark import keyword_only
from pyspark.errors import PySparkTypeError

M = TypeVar("M", bound=Callable[..., Any])

#: By the name in MLlib, scikit-learn, Keras, PyTorch, LightGBM or XGBoost, without case and underscores.
_ELSEWHERE: Dict[str, str] = {
    "maxiter": "epochs",
    "nepochs": "epochs",
    "numepochs": "epochs",
    "nestimators": "epochs",
    "niter": "epochs",
    "iterations": "epochs",
    "maxepochs": "epochs",
    "regparam": "l2",
    "alpha": "l2",
    "lambda": "l2",
    "reglambda": "l2",
    "regalpha": "l1",
    "c": "l2, which is 1 / (C · rows) of scikit-learn's C",
    "penalty": "l1 and l2",
    "elasticnetparam": "l1 and l2: with regParam r and elasticNetParam e, l1 = r · e and l2 = r · (1 − e)",
    "l1ratio": "l1 and l2: with alpha a and l1_ratio r, l1 = a · r and l2 = a · (1 − r)",
    "stepsize": "learningRate",
    "lr": "learningRate",
    "eta": "learningRate",
    "eta0": "learningRate",
    "learningrateinit": "learningRate",
    "blocksize": "batchSize",
    "minibatchsize": "batchSize",
    "minibatchfraction": "batchSize",
    "hiddenlayersizes": "layers",
    "hiddenlayers": "layers",
    "hiddenunits": "layers",
    "units": "layers",
    "fitintercept": "intercept",
    "usebias": "intercept",
    "bias": "intercept",
    "standardization": "scaling",
    "standardize": "scaling",
    "normalize": "scaling",
    "optimizer": "rule",
    "solver": "rule",
    "algorithm": "rule",
    "objective": "loss",
    "criterion": "loss",
    "family": "loss",
    "nesterovsmomentum": 'momentum with rule="nesterov"',
    "nesterov": 'rule="nesterov"',
    "amsgrad": 'rule="amsgrad"',
    "eps": "epsilon",
    "powert": "schedulePower",
    "learningratedecay": "schedule",
    "lrscheduler": "schedule",
    "decay": "schedule",
    "warmup": "warmupSteps",
    "quantile": "tau",
    "huberdelta": "delta",
    "tol": "earlyStoppingMinDelta with earlyStoppingPatience, or stopGradientNorm",
    "mindelta": "earlyStoppingMinDelta",
    "patience": "earlyStoppingPatience",
    "niternochange": "earlyStoppingPatience",
    "earlystoppingrounds": "earlyStoppingPatience",
    "earlystopping": "earlyStoppingMetric and earlyStoppingPatience",
    "restorebestweights": "earlyStoppingRestoreBest",
    "monitor": "earlyStoppingMetric",
    "metrics": "earlyStoppingMetric; the summary has all metrics",
    "evalmetric": "earlyStoppingMetric; the summary has all metrics",
    "validationsplit": "validationFraction",
    "validationdata": "validationIndicatorCol",
    "evalset": "validationIndicatorCol",
    "randomstate": "seed",
    "randomseed": "seed",
    "shuffle": "order and seed; rows of an epoch always come in another order",
    "classweight": "classWeights, or balancedClasses=True",
    "scaleposweight": "classWeights",
    "sampleweight": "weightCol",
    "baseoffset": "offsetCol",
    "clipvalue": "clipValue",
    "clipnorm": "clipNorm",
    "gradientclipval": "clipNorm",
    "globalclipnorm": "clipNorm",
    "dropoutrate": "dropout",
    "activations": "activation",
    "warmstart": "setInitialModel",
    "initialweights": "setInitialModel",
    "callbacks": "onStep and onEpoch",
    "callback": "onStep and onEpoch",
    "verbose": "progress",
    "nthreads": "the master of the Spark session",
    "njobs": "the master of the Spark session",
    "device": "kernels",
    "aggregationdepth": "nothing: sums follow a fixed tree",
}


def _plain(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()


def no_param(owner: str, name: str, known: Iterable[str]) -> str:
    """The line that says so: with the same name in our spelling, the Param of that job, or the nearest."""
    by_plain = {_plain(each): each for each in known}
    plain = _plain(name)
    if plain in by_plain:
        return f"{owner} has no Param {name}; did you mean {by_plain[plain]}?"
    if plain in _ELSEWHERE:
        return f"{owner} has no Param {name}; what has that job here is {_ELSEWHERE[plain]}"
    nearest = get_close_matches(plain, by_plain, n=1, cutoff=0.6)
    hint = f"did you mean {by_plain[nearest[0]]}?" if nearest else "explainParams() shows those that it has"
    return f"{owner} has no Param {name}; {hint}"


def known_keywords(method: M) -> M:
    """pyspark's ``keyword_only``, which keeps in ``_input_kwargs`` what is given; an unknown keyword
    is told the one that it may mean."""
    known = list(signature(method).parameters)[1:]
    keeping = keyword_only(method)

    @wraps(method)
    def knowing(self: Any, *args: Any, **given: Any) -> Any:
        for name in given:
            if name not in known:
                raise PySparkTypeError(no_param(type(self).__name__, name, known))
        return keeping(self, *args, **given)

    return cast(M, knowing)
