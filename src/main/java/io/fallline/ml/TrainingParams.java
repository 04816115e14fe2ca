package io.fallline.ml;

/** All settings of a training. */
public interface TrainingParams<S>
    extends ColumnParams<S>,
        DataParams<S>,
        NetworkParams<S>,
        OptimizerParams<S>,
        ScheduleParams<S>,
        TrainingLoopParams<S>,
        StoppingParams<S>,
        CheckpointParams<S> {}
