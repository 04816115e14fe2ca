package io.fallline.ml;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.job.FitListener;
import java.util.function.Predicate;

/**
 * Tells another process how a fit goes, in JSON: it calls those functions that were given, and
 * answers at any time, on any thread, how far the fit is. Every call between processes costs a
 * fraction of a millisecond, so there is one a step at most.
 */
public final class FitTicker implements FitListener {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Predicate<String> steps;
  private final Predicate<String> epochs;
  private volatile StepEnd lastStep;
  private volatile EpochEnd lastEpoch;
  private volatile EpochEnd lastValidated;

  /**
   * @param steps is called after every step, and says whether to go on; null: nobody
   * @param epochs the same after every epoch
   */
  public FitTicker(Predicate<String> steps, Predicate<String> epochs) {
    this.steps = steps;
    this.epochs = epochs;
  }

  @Override
  public void stepEnded(StepEnd step) {
    lastStep = step;
    if (steps != null) {
      tell(steps, of(step));
    }
  }

  @Override
  public void epochEnded(EpochEnd epoch) {
    lastEpoch = epoch;
    if (epoch.isValidated()) {
      lastValidated = epoch;
    }
    if (epochs != null) {
      tell(epochs, of(epoch, lastStep));
    }
  }

  private static void tell(Predicate<String> callback, ObjectNode json) {
    if (!callback.test(json.toString())) {
      throw new IllegalStateException("the callback has failed");
    }
  }

  /**
   * The last step, with the last epoch that is over under {@code ended}, and there the last
   * validation that there was, be it of an epoch before; empty before the first step.
   */
  public String latest() {
    StepEnd step = lastStep;
    if (step == null) {
      return "";
    }
    ObjectNode json = of(step);
    EpochEnd ended = lastEpoch;
    if (ended != null) {
      ObjectNode over = of(ended, null);
      putValidation(over, lastValidated);
      json.set("ended", over);
    }
    return json.toString();
  }

  private static ObjectNode of(StepEnd step) {
    ObjectNode json = JSON.createObjectNode();
    json.put("step", step.step()).put("epoch", step.epoch()).put("rows", step.rows());
    put(json, "loss", step.loss());
    put(json, "learningRate", step.learningRate());
    put(json, "gradientNorm", step.gradientNorm());
    return json;
  }

  /**
   * With the loss and the rate of the last step, if there was one; validation as in the history.
   */
  private static ObjectNode of(EpochEnd epoch, StepEnd last) {
    ObjectNode json = JSON.createObjectNode();
    json.put("step", epoch.step()).put("epoch", epoch.epoch());
    if (last != null) {
      put(json, "loss", last.loss());
      put(json, "learningRate", last.learningRate());
    }
    putValidation(json, epoch);
    return json;
  }

  /** Nothing where no validation rows were looked at. */
  private static void putValidation(ObjectNode json, EpochEnd epoch) {
    if (epoch != null && epoch.isValidated()) {
      ObjectNode validation = json.putObject("validation");
      put(validation, "loss", epoch.validationLoss());
      epoch.validationMetrics().forEach((name, value) -> put(validation, name, value));
    }
  }

  /** JSON has no numbers that are not finite. */
  private static void put(ObjectNode json, String name, double value) {
    if (Double.isFinite(value)) {
      json.put(name, value);
    } else {
      json.putNull(name);
    }
  }
}
