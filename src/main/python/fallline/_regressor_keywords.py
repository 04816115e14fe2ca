# Generated from the Params of MiniBatchRegressor: mvn -Pgenerate test
"""What :class:`MiniBatchRegressor` takes by keyword, where Python, editors and mypy look for it."""

from typing import Literal, Optional, Sequence, TypeVar, Union

from fallline._estimator import _TrainingParams
from fallline._names import known_keywords
from fallline._watch import Callback

E = TypeVar("E", bound="_MiniBatchRegressorKeywords")


class _MiniBatchRegressorKeywords(_TrainingParams):
    """The constructor and ``setParams``."""

    @known_keywords
    def __init__(
        self,
        *,
        # Columns
        featuresCol: Optional[str] = None,
        labelCol: Optional[str] = None,
        offsetCol: Optional[str] = None,
        predictionCol: Optional[str] = None,
        validationIndicatorCol: Optional[str] = None,
        weightCol: Optional[str] = None,
        # The loss and the labels
        loss: Optional[str] = None,
        # What becomes of the rows
        validationFraction: Union[float, Literal["auto"], None] = None,
        splitByCol: Optional[str] = None,
        splitSeed: Optional[int] = None,
        missing: Optional[str] = None,
        scaling: Optional[str] = None,
        labelScaling: Optional[str] = None,
        order: Optional[str] = None,
        shards: Union[int, Literal["auto"], None] = None,
        storage: Optional[str] = None,
        # The network
        layers: Union[int, Sequence[int], None] = None,
        activation: Union[str, Sequence[str], None] = None,
        dropout: Optional[float] = None,
        intercept: Optional[bool] = None,
        initialize: Optional[str] = None,
        delta: Optional[float] = None,
        tau: Optional[float] = None,
        # The update rule and its settings, and penalties on weights
        rule: Optional[str] = None,
        learningRate: Union[float, Literal["auto"], None] = None,
        l1: Optional[float] = None,
        l2: Optional[float] = None,
        beta: Optional[float] = None,
        beta1: Optional[float] = None,
        beta2: Optional[float] = None,
        centered: Optional[bool] = None,
        epsilon: Optional[float] = None,
        ruleL1: Optional[float] = None,
        ruleL2: Optional[float] = None,
        momentum: Optional[float] = None,
        momentumDecay: Optional[float] = None,
        rho: Optional[float] = None,
        weightDecay: Optional[float] = None,
        # How the learning rate moves
        schedule: Optional[str] = None,
        warmupSteps: Optional[int] = None,
        scheduleMetric: Optional[str] = None,
        scheduleDecay: Optional[float] = None,
        scheduleDivide: Optional[float] = None,
        scheduleEndRate: Optional[float] = None,
        scheduleEveryEpochs: Optional[float] = None,
        scheduleFactor: Optional[float] = None,
        scheduleGamma: Optional[float] = None,
        schedulePatience: Optional[float] = None,
        schedulePeak: Optional[float] = None,
        schedulePower: Optional[float] = None,
        # How long, how and on what engine training runs
        batchSize: Union[int, Literal["full"], None] = None,
        fullBatch: Optional[bool] = None,
        epochs: Union[int, Literal["auto"], None] = None,
        maxSteps: Optional[int] = None,
        seed: Optional[int] = None,
        engine: Optional[str] = None,
        kernels: Optional[str] = None,
        finish: Optional[str] = None,
        lastBatch: Optional[str] = None,
        clipNorm: Optional[float] = None,
        clipValue: Optional[float] = None,
        onNonFinite: Optional[str] = None,
        # When training ends early
        stopGradientNorm: Optional[float] = None,
        stopLoss: Optional[float] = None,
        stopMinutes: Optional[float] = None,
        earlyStoppingMetric: Optional[str] = None,
        earlyStoppingPatience: Optional[int] = None,
        earlyStoppingMinDelta: Optional[float] = None,
        earlyStoppingRestoreBest: Optional[bool] = None,
        # Where training keeps its state, to go on from
        checkpointDirectory: Optional[str] = None,
        checkpointEveryEpochs: Optional[int] = None,
        checkpointEverySteps: Optional[int] = None,
        checkpointKeep: Optional[int] = None,
        checkpointResume: Optional[str] = None,
        # What is asked of a fit, and not saved
        onStep: Optional[Callback] = None,
        onEpoch: Optional[Callback] = None,
        progress: Optional[bool] = None,
    ) -> None:
        """None is as not given. Defaults are those of the Java estimator: ``explainParams()``.

        Args:
            featuresCol: features column name.
            labelCol: label column name.
            offsetCol: what is added to a row's score.
            predictionCol: prediction column name.
            validationIndicatorCol: True: a row to validate on; False: to train on.
            weightCol: weights of rows; not set: 1.
            loss: what training makes small; it also says what the labels are.
            validationFraction: a fraction, held out by content; auto: a tenth where epochs are auto and rows at least 1,000, else 0.
            splitByCol: rows with equal value in this column stay on one side of the split.
            splitSeed: another seed, another split.
            missing: None and NaN: error zero mean.
            scaling: auto standard minmax maxabs none; auto: standard for dense columns; sparse rows are never centred.
            labelScaling: of regressions, inside the training: auto none; auto: to a size near 1 where the learning rate is auto.
            order: canonical: by content; source: as read, so that files and cores change the result.
            shards: a power of two; auto: from the row count.
            storage: of shards: memory memory-and-disk disk.
            layers: widths of hidden layers; empty: a linear model.
            activation: of hidden layers: one for all, or a list, one a layer.
            dropout: the share of hidden units left out of a step.
            intercept: whether there are biases.
            initialize: first weights: auto zeros xavier he normal.
            delta: residuals up to this size count squared, larger ones linearly (huber).
            tau: the quantile that is predicted; 0.5 is the median (quantile).
            rule: the update rule; its settings stand beside it.
            learningRate: the base rate, before the schedule; auto: found by short trials on the first rows.
            l1: l1 times the sum of absolute weights; never the biases.
            l2: l2/2 times the sum of squared weights; never the biases.
            beta: added to the divisor of each coordinate's rate; a larger one shortens the first steps (ftrl).
            beta1: decay of the running mean of gradients; closer to 1 remembers longer (adam, amsgrad, adamw, adamax, nadam, radam); weight of the running mean beside the present gradient in a step's direction; closer to 1 follows the mean (lion).
            beta2: decay of the running mean of squared gradients; closer to 1 remembers longer (adam, amsgrad, adamw, nadam, radam); decay of the running maximum of gradients; closer to 1 remembers longer (adamax); decay of the running mean of gradients; closer to 1 remembers longer (lion).
            centered: whether the square of the mean gradient is taken out of the divisor, so that steady gradients make longer steps (rmsprop).
            epsilon: added to the divisor; a larger one shortens steps where gradients are small (adagrad, rmsprop, adam, amsgrad, adamw, nadam, radam); added under both roots; a larger one makes the first steps longer (adadelta); added to the size of each gradient; a larger one shortens steps where gradients are small (adamax).
            ruleL1: the L1 penalty inside the rule; a larger one makes more weights exactly 0 (ftrl).
            ruleL2: the L2 penalty inside the rule; a larger one keeps weights smaller (ftrl).
            momentum: share of the last step that the next one keeps; closer to 1 remembers longer and moves faster (momentum, nesterov).
            momentumDecay: how fast the momentum rises to beta1; a larger one rises faster (nadam).
            rho: decay of the running means of squared gradients and squared steps; closer to 1 remembers longer (adadelta); decay of the running mean of squared gradients; closer to 1 remembers longer (rmsprop).
            weightDecay: share of a weight that a step takes off, times the learning rate; a larger one keeps weights smaller (adamw, lion).
            schedule: how the learning rate moves; its settings stand beside it.
            warmupSteps: steps over which the rate rises linearly to its base.
            scheduleMetric: what plateau watches; None: the validation loss.
            scheduleDecay: how fast the rate falls; after 1/decay steps it has halved (inverseTime).
            scheduleDivide: the first rate is the base rate divided by this (oneCycle).
            scheduleEndRate: the rate at the end (polynomial, cosine, oneCycle).
            scheduleEveryEpochs: epochs from one fall to the next (step).
            scheduleFactor: what the rate is multiplied by at each fall; smaller falls further (step, plateau).
            scheduleGamma: what the rate is multiplied by at each epoch; smaller falls faster (exponential).
            schedulePatience: epochs without improvement before the rate falls (plateau).
            schedulePeak: share of the steps over which the rate rises (oneCycle).
            schedulePower: the shape of the way down; 1 is a straight line, more falls earlier (polynomial).
            batchSize: rows a step, or 'full'.
            fullBatch: a step takes all rows, not batchSize rows.
            epochs: how often every row is visited; auto: until the watched loss has settled.
            maxSteps: ends the training after so many steps.
            seed: random seed of first weights, row order and dropout.
            engine: auto resident jobs local.
            kernels: whose matrix products: auto native vector java portable.
            finish: auto none; auto: a small smooth linear model whose rate and epochs are auto ends with Newton steps.
            lastBatch: the shorter batch at the end of an epoch: keep (averaged over its own rows) drop (left out) scale (divided by the weight of a full batch, so that a row counts the same in each).
            clipNorm: a gradient longer than this is shortened to it.
            clipValue: gradient coordinates are cut to this size, before clipNorm.
            onNonFinite: a loss or gradient that is not finite: fail skip rollback.
            stopGradientNorm: ends the training when the gradient is no longer than this.
            stopLoss: ends the training when a step's loss is no larger than this.
            stopMinutes: ends the training after so many minutes.
            earlyStoppingMetric: a metric of the validation rows, or loss; None: off; loss where another key of this section is set.
            earlyStoppingPatience: epochs without improvement.
            earlyStoppingMinDelta: less than this is no improvement.
            earlyStoppingRestoreBest: the model is that of the best epoch.
            checkpointDirectory: None: no checkpoints.
            checkpointEveryEpochs: writes one after every so many epochs; None: not by epochs.
            checkpointEverySteps: also writes one after every so many steps; None: by epochs only.
            checkpointKeep: older ones are deleted.
            checkpointResume: go on from the newest checkpoint: auto never require.
            onStep: a function that is called after every step, on the driver, with a dict.
            onEpoch: the same after every epoch, with validation.
            progress: whether fit shows how far it is; None: in terminals and notebooks.
        """
        super().__init__()
        self._begin("io.fallline.ml.MiniBatchRegressor", self._input_kwargs)

    @known_keywords
    def setParams(
        self: E,
        *,
        # Columns
        featuresCol: Optional[str] = None,
        labelCol: Optional[str] = None,
        offsetCol: Optional[str] = None,
        predictionCol: Optional[str] = None,
        validationIndicatorCol: Optional[str] = None,
        weightCol: Optional[str] = None,
        # The loss and the labels
        loss: Optional[str] = None,
        # What becomes of the rows
        validationFraction: Union[float, Literal["auto"], None] = None,
        splitByCol: Optional[str] = None,
        splitSeed: Optional[int] = None,
        missing: Optional[str] = None,
        scaling: Optional[str] = None,
        labelScaling: Optional[str] = None,
        order: Optional[str] = None,
        shards: Union[int, Literal["auto"], None] = None,
        storage: Optional[str] = None,
        # The network
        layers: Union[int, Sequence[int], None] = None,
        activation: Union[str, Sequence[str], None] = None,
        dropout: Optional[float] = None,
        intercept: Optional[bool] = None,
        initialize: Optional[str] = None,
        delta: Optional[float] = None,
        tau: Optional[float] = None,
        # The update rule and its settings, and penalties on weights
        rule: Optional[str] = None,
        learningRate: Union[float, Literal["auto"], None] = None,
        l1: Optional[float] = None,
        l2: Optional[float] = None,
        beta: Optional[float] = None,
        beta1: Optional[float] = None,
        beta2: Optional[float] = None,
        centered: Optional[bool] = None,
        epsilon: Optional[float] = None,
        ruleL1: Optional[float] = None,
        ruleL2: Optional[float] = None,
        momentum: Optional[float] = None,
        momentumDecay: Optional[float] = None,
        rho: Optional[float] = None,
        weightDecay: Optional[float] = None,
        # How the learning rate moves
        schedule: Optional[str] = None,
        warmupSteps: Optional[int] = None,
        scheduleMetric: Optional[str] = None,
        scheduleDecay: Optional[float] = None,
        scheduleDivide: Optional[float] = None,
        scheduleEndRate: Optional[float] = None,
        scheduleEveryEpochs: Optional[float] = None,
        scheduleFactor: Optional[float] = None,
        scheduleGamma: Optional[float] = None,
        schedulePatience: Optional[float] = None,
        schedulePeak: Optional[float] = None,
        schedulePower: Optional[float] = None,
        # How long, how and on what engine training runs
        batchSize: Union[int, Literal["full"], None] = None,
        fullBatch: Optional[bool] = None,
        epochs: Union[int, Literal["auto"], None] = None,
        maxSteps: Optional[int] = None,
        seed: Optional[int] = None,
        engine: Optional[str] = None,
        kernels: Optional[str] = None,
        finish: Optional[str] = None,
        lastBatch: Optional[str] = None,
        clipNorm: Optional[float] = None,
        clipValue: Optional[float] = None,
        onNonFinite: Optional[str] = None,
        # When training ends early
        stopGradientNorm: Optional[float] = None,
        stopLoss: Optional[float] = None,
        stopMinutes: Optional[float] = None,
        earlyStoppingMetric: Optional[str] = None,
        earlyStoppingPatience: Optional[int] = None,
        earlyStoppingMinDelta: Optional[float] = None,
        earlyStoppingRestoreBest: Optional[bool] = None,
        # Where training keeps its state, to go on from
        checkpointDirectory: Optional[str] = None,
        checkpointEveryEpochs: Optional[int] = None,
        checkpointEverySteps: Optional[int] = None,
        checkpointKeep: Optional[int] = None,
        checkpointResume: Optional[str] = None,
        # What is asked of a fit, and not saved
        onStep: Optional[Callback] = None,
        onEpoch: Optional[Callback] = None,
        progress: Optional[bool] = None,
    ) -> E:
        """Sets what is given, by the constructor's keywords. None clears a Param."""
        return self._take(self._input_kwargs)
