package io.fallline.report;

/**
 * The line of text that shows the progress of a training. On a terminal one line is rewritten in
 * place, a few times a second; elsewhere there is a line an epoch, and within long epochs a line
 * now and then. It has no clock: the time is in each {@link ProgressSnapshot}.
 */
public final class ProgressLine {
  private static final double SECONDS_ON_TERMINAL = 0.1;
  private static final double SECONDS_ELSEWHERE = 30;
  private static final String NOTHING = "";

  private final boolean terminal;
  private final int width;
  private final double secondsBetween;
  private double lastSeconds;
  private int shownLength;

  private ProgressLine(boolean terminal, int width, double secondsBetween) {
    this.terminal = terminal;
    this.width = width;
    this.secondsBetween = secondsBetween;
    this.lastSeconds = terminal ? Double.NEGATIVE_INFINITY : 0;
  }

  /**
   * @param width of the terminal in characters; a line that wraps could not be rewritten, so it is
   *     cut to fit
   */
  public static ProgressLine onTerminal(int width) {
    return new ProgressLine(true, width, 0);
  }

  /**
   * @param secondsBetween lines of epochs, at least: an epoch may be a few steps
   */
  public static ProgressLine elsewhere(double secondsBetween) {
    return new ProgressLine(false, Integer.MAX_VALUE, secondsBetween);
  }

  /** What to print after a step: nothing, if it is too soon. */
  public String stepEnded(ProgressSnapshot progress) {
    double wait = terminal ? SECONDS_ON_TERMINAL : SECONDS_ELSEWHERE;
    if (progress.seconds() - lastSeconds < wait) {
      return NOTHING;
    }
    lastSeconds = progress.seconds();
    return terminal ? rewritten(progress.text()) : progress.text() + "\n";
  }

  /**
   * What to print after an epoch's last step.
   *
   * @param validationLoss NaN where nothing is held out
   */
  public String epochEnded(ProgressSnapshot progress, double validationLoss) {
    if (secondsBetween > 0 && progress.seconds() - lastSeconds < secondsBetween) {
      return NOTHING;
    }
    lastSeconds = progress.seconds();
    String validation =
        Double.isNaN(validationLoss)
            ? ""
            : "  validation " + ReadableNumbers.significant(validationLoss);
    String text = progress.text() + validation;
    return terminal ? rewritten(text) : text + "\n";
  }

  /** A line of its own, such as a warning, that pushes the rewritten line down. */
  public String line(String text) {
    String cleared = shownLength == 0 ? "" : "\r" + " ".repeat(shownLength) + "\r";
    shownLength = 0;
    return cleared + text + "\n";
  }

  /** What to print once no more will come. */
  public String ended() {
    boolean open = shownLength > 0;
    shownLength = 0;
    return open ? "\n" : NOTHING;
  }

  private String rewritten(String text) {
    // one column stays free: some terminals wrap as soon as the last one is taken
    String cut = text.length() < width ? text : text.substring(0, Math.max(0, width - 1));
    String erased = " ".repeat(Math.max(0, shownLength - cut.length()));
    shownLength = cut.length();
    return "\r" + cut + erased;
  }

  /**
   * The progress of a training: where it stands, and how long it has still to go.
   *
   * @param epoch from 1
   * @param epochs planned
   * @param step from 1
   * @param steps planned
   * @param samplesPerSecond NaN where not known yet
   * @param seconds since the training started
   * @param secondsLeft NaN where not known yet
   */
  public record ProgressSnapshot(
      long epoch,
      long epochs,
      long step,
      long steps,
      double loss,
      double learningRate,
      double samplesPerSecond,
      double seconds,
      double secondsLeft) {

    String text() {
      StringBuilder text = new StringBuilder();
      text.append("epoch ").append(epoch).append('/').append(epochs);
      text.append("  step ").append(step).append('/').append(steps);
      text.append("  loss ").append(ReadableNumbers.significant(loss));
      text.append("  rate ").append(ReadableNumbers.significant(learningRate));
      if (Double.isFinite(samplesPerSecond)) {
        text.append("  ").append(ReadableNumbers.perSecond(samplesPerSecond));
      }
      if (Double.isFinite(secondsLeft)) {
        text.append("  ").append(ReadableNumbers.duration(secondsLeft)).append(" left");
      }
      return text.toString();
    }
  }
}
