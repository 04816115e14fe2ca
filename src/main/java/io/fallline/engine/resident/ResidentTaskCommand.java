package io.fallline.engine.resident;

import io.fallline.core.training.BatchPlan.Batch;
import io.fallline.core.training.DataSplit;

/**
 * A message from the driver to a resident task: what to do next. All tasks of a step get the same
 * object, and tasks in other processes the same bytes.
 *
 * <p>The way of the weights, and of the gradient that comes back for them:
 *
 * <pre>
 * driver  ResidentGradientComputer.at   makes a {@link Step} of parameters and batch
 *         StepCoordinator.run           hands it to every task that waits, and waits itself
 *           |  InProcessChannel: the object itself
 *           |  DriverEndpoint, RpcChannel: its bytes ({@link ResidentCodec})
 * task    ResidentTask                  carries it out on its shards
 *           |  the same channel back: a {@link TaskReport} with a {@link TaskResult}
 * driver  StepCoordinator.ask           keeps the result in the task's slot
 *         ResidentGradientComputer.at   adds the results of all slots along the tree
 * </pre>
 */
sealed interface ResidentTaskCommand {
  /**
   * The number under which the result comes back, ascending from 1 over all commands of a gradient
   * computer; 0 where none is asked for.
   */
  long number();

  /** Does this with the shards of a task. */
  TaskResult carriedOutBy(ResidentTask.Work task);

  /** Gradients of a batch are to be computed at these parameters. */
  record Step(long number, float[] parameters, Batch batch) implements ResidentTaskCommand {
    @Override
    public TaskResult carriedOutBy(ResidentTask.Work task) {
      return task.gradients(parameters, batch);
    }
  }

  /** Loss and metrics of a split are to be computed at these parameters. */
  record Evaluate(long number, float[] parameters, DataSplit split) implements ResidentTaskCommand {
    @Override
    public TaskResult carriedOutBy(ResidentTask.Work task) {
      return task.evaluations(parameters, split);
    }
  }

  /**
   * Second derivatives over a split are to be computed at these parameters, float64 as they are.
   */
  record Curvature(long number, double[] parameters, DataSplit split)
      implements ResidentTaskCommand {
    @Override
    public TaskResult carriedOutBy(ResidentTask.Work task) {
      return task.curvatures(parameters, split);
    }
  }

  /** Nothing is to be computed. */
  enum Signal implements ResidentTaskCommand {
    /** Ask again: no report should stay open for long. */
    WAIT,
    /** The task ends. */
    LEAVE;

    @Override
    public long number() {
      return 0;
    }

    @Override
    public TaskResult carriedOutBy(ResidentTask.Work task) {
      throw new IllegalStateException(this + " asks for no result");
    }
  }
}
