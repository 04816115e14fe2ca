package io.fallline.job.monitoring;

import io.fallline.core.metric.Evaluation;
import io.fallline.core.training.TrainingListener;
import io.fallline.core.training.TrainingListener.FinishPass;
import io.fallline.core.training.TrainingListener.StepRecord;
import io.fallline.job.JobConsole;
import io.fallline.job.TrainingObserver;
import io.fallline.job.Warnings;
import io.fallline.job.scoring.EvaluationMetrics;
import io.fallline.report.History;
import io.fallline.report.ProgressLine;
import io.fallline.report.ProgressLine.ProgressSnapshot;
import io.fallline.report.StepTimes;
import java.util.List;
import java.util.Map;

/** Writes the history of a training, shows its progress, keeps its step times, tells others. */
public final class RunListener implements TrainingListener {
  /** A longer training records every second step, or third, … */
  private static final long MOST_RECORDED_STEPS = 10_000;

  /** Of the lines of a training that may take thousands of short epochs. */
  private static final double SECONDS_BETWEEN_EPOCHS = 1;

  private final TimedGradientComputer clock;
  private final RunHistory history;
  private final JobConsole console;
  private final Warnings warnings;
  private final ProgressLine line;
  private final EvaluationMetrics report;
  private final List<TrainingObserver> others;
  private final PlannedSteps planned;
  private final long recordEvery;
  private final StepTimes times = new StepTimes();
  private final long started = System.nanoTime();
  private StepRecord last;
  private long rows;
  private double validationLoss = Double.NaN;

  /**
   * The steps that a training is to take.
   *
   * @param automatic whether it ends where the loss no longer falls
   * @param epochs the most
   * @param first steps taken before
   * @param last the most, those taken before included
   */
  public record PlannedSteps(boolean automatic, long epochs, long first, long last) {}

  /**
   * @param warnings are shown by it from now on
   */
  public RunListener(
      PlannedSteps planned,
      TimedGradientComputer clock,
      RunHistory history,
      JobConsole console,
      Warnings warnings,
      EvaluationMetrics report,
      List<TrainingObserver> others) {
    this.clock = clock;
    this.history = history;
    this.console = console;
    this.warnings = warnings;
    this.line =
        console.isTerminal()
            ? ProgressLine.onTerminal(console.width())
            : ProgressLine.elsewhere(planned.automatic() ? SECONDS_BETWEEN_EPOCHS : 0);
    this.report = report;
    this.others = others;
    this.planned = planned;
    this.recordEvery = 1 + (planned.last() - 1) / MOST_RECORDED_STEPS;
    warnings.shownBy(message -> print(line.line("warning: " + message)));
  }

  @Override
  public void stepEnded(StepRecord step) {
    long nanos = clock.stepNanos();
    times.add(nanos);
    rows += step.rows();
    last = step;
    double seconds = nanos / 1e9;
    boolean recorded = step.step() % recordEvery == 0 || step.step() == 1;
    if (recorded) {
      history.append(History.stepLine(step, step.rows() / seconds));
    }
    print(line.stepEnded(progress()));
    for (TrainingObserver other : others) {
      other.stepEnded(step, seconds, recorded);
      warn(other);
    }
  }

  @Override
  public void epochEnded(long epoch, long steps, Evaluation validation) {
    Map<String, Double> metrics = Map.of();
    double heldOut = Double.NaN;
    if (validation.rows() > 0) {
      heldOut = report.loss(validation);
      validationLoss = heldOut;
      metrics = report.metrics(validation);
      history.append(History.epochLine(epoch, steps, heldOut, metrics));
    }
    history.flush();
    if (last != null) {
      print(line.epochEnded(progress(), validationLoss));
    }
    for (TrainingObserver other : others) {
      other.epochEnded(epoch, steps, heldOut, metrics);
      warn(other);
    }
  }

  @Override
  public void finishPassed(FinishPass pass) {
    history.append(History.finishLine(pass));
    history.flush();
  }

  private void warn(TrainingObserver other) {
    String warning = other.takeWarning();
    if (warning != null) {
      warned(warning);
    }
  }

  @Override
  public void warned(String message) {
    warnings.accept(message);
  }

  /** Leaves the console to others. */
  public void ended() {
    print(line.ended());
  }

  public StepTimes times() {
    return times;
  }

  /** Training rows per second of all steps, and of steps only. */
  public double samplesPerSecond() {
    return times.steps() == 0 ? Double.NaN : rows / times.seconds();
  }

  private ProgressSnapshot progress() {
    double seconds = (System.nanoTime() - started) / 1e9;
    double left = seconds / (last.step() - planned.first()) * (planned.last() - last.step());
    return new ProgressSnapshot(
        last.epoch(),
        planned.epochs(),
        last.step(),
        planned.last(),
        last.loss(),
        last.learningRate(),
        samplesPerSecond(),
        seconds,
        left);
  }

  private void print(String text) {
    if (!text.isEmpty()) {
      console.print(text);
    }
  }
}
