package io.fallline.report;

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
