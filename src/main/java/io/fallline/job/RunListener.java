package io.fallline.job;

import io.fallline.core.metric.Evaluation;
import io.fallline.core.train.StepRecord;
import io.fallline.core.train.TrainingListener;
import io.fallline.report.HistoryLines;
import io.fallline.report.Progress;
import io.fallline.report.ProgressLine;
import io.fallline.report.StepTimes;

/** Writes the history of a training, shows its progress and keeps its step times. */
final class RunListener implements TrainingListener {
  /** A longer training records every second step, or third, … */
  private static final long MOST_RECORDED_STEPS = 10_000;

  private final TimedGradients clock;
  private final RunHistory history;
  private final Screen screen;
  private final ProgressLine line;
  private final EvaluationReport report;
  private final long plannedEpochs;
  private final long firstStep;
  private final long plannedSteps;
  private final long recordEvery;
  private final StepTimes times = new StepTimes();
  private final long started = System.nanoTime();
  private StepRecord last;
  private long rows;
  private double validationLoss = Double.NaN;

  /**
   * @param firstStep how many steps an earlier run took
   */
  RunListener(
      TimedGradients clock,
      RunHistory history,
      Screen screen,
      EvaluationReport report,
      long plannedEpochs,
      long firstStep,
      long plannedSteps) {
    this.clock = clock;
    this.history = history;
    this.screen = screen;
    this.line =
        screen.isTerminal() ? ProgressLine.onTerminal(screen.width()) : ProgressLine.elsewhere();
    this.report = report;
    this.plannedEpochs = plannedEpochs;
    this.firstStep = firstStep;
    this.plannedSteps = plannedSteps;
    this.recordEvery = 1 + (plannedSteps - 1) / MOST_RECORDED_STEPS;
  }

  @Override
  public void stepEnded(StepRecord step) {
    long nanos = clock.stepNanos();
    times.add(nanos);
    rows += step.rows();
    last = step;
    if (step.step() % recordEvery == 0 || step.step() == 1) {
      history.append(HistoryLines.step(step, step.rows() / (nanos / 1e9)));
    }
    print(line.stepEnded(progress()));
  }

  @Override
  public void epochEnded(long epoch, long steps, Evaluation validation) {
    if (validation.rows() > 0) {
      validationLoss = report.loss(validation);
      history.append(HistoryLines.epoch(epoch, steps, validationLoss, report.metrics(validation)));
    }
    history.flush();
    if (last != null) {
      print(line.epochEnded(progress(), validationLoss));
    }
  }

  @Override
  public void warned(String message) {
    print(line.line("warning: " + message));
  }

  /** Leaves the screen to others. */
  void ended() {
    print(line.ended());
  }

  StepTimes times() {
    return times;
  }

  /** Training rows per second of all steps, and of steps only. */
  double samplesPerSecond() {
    return times.steps() == 0 ? Double.NaN : rows / times.seconds();
  }

  private Progress progress() {
    double seconds = (System.nanoTime() - started) / 1e9;
    double left = seconds / (last.step() - firstStep) * (plannedSteps - last.step());
    return new Progress(
        last.epoch(),
        plannedEpochs,
        last.step(),
        plannedSteps,
        last.loss(),
        last.learningRate(),
        samplesPerSecond(),
        seconds,
        left);
  }

  private void print(String text) {
    if (!text.isEmpty()) {
      screen.print(text);
    }
  }
}
