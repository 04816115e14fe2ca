package io.fallline.ml;

/** All settings of a training. */
public interface TrainingParams<S>
    extends ColumnParams<S>,
        DataParams<S>,
        NetworkParams<S>,
        RuleParams<S>,
        ScheduleParams<S>,
        StepParams<S>,
        StoppingParams<S>,
        CheckpointParams<S> {}
