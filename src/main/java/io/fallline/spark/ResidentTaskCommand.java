package io.fallline.spark;

import io.fallline.core.training.Batch;
import io.fallline.core.training.DataSplit;

/**
 * What the driver has resident tasks do. All tasks of a step get the same object, and tasks in
 * other processes the same bytes.
 */
final class ResidentTaskCommand {
  /** The kinds, in the order of their numbers on the wire. */
  enum Kind {
    STEP,
    EVALUATE,
    CURVATURE,
    /** Ask again: there is nothing to do, and no ask should stay open for long. */
    WAIT,
    LEAVE
  }

  static final ResidentTaskCommand WAIT =
      new ResidentTaskCommand(Kind.WAIT, 0, null, null, null, null);
  static final ResidentTaskCommand LEAVE =
      new ResidentTaskCommand(Kind.LEAVE, 0, null, null, null, null);

  private final Kind kind;
  private final long number;
  private final float[] parameters;
  private final double[] exactParameters;
  private final Batch batch;
  private final DataSplit part;
  private byte[] wired;

  private ResidentTaskCommand(
      Kind kind,
      long number,
      float[] parameters,
      double[] exactParameters,
      Batch batch,
      DataSplit part) {
    this.kind = kind;
    this.number = number;
    this.parameters = parameters;
    this.exactParameters = exactParameters;
    this.batch = batch;
    this.part = part;
  }

  /**
   * @param number ascending from 1 over all commands of a gradient computer; sums come back under
   *     it
   */
  static ResidentTaskCommand step(long number, float[] parameters, Batch batch) {
    return new ResidentTaskCommand(Kind.STEP, number, parameters, null, batch, null);
  }

  static ResidentTaskCommand evaluate(long number, float[] parameters, DataSplit part) {
    return new ResidentTaskCommand(Kind.EVALUATE, number, parameters, null, null, part);
  }

  /**
   * @param parameters float64, as they are
   */
  static ResidentTaskCommand curvature(long number, double[] parameters, DataSplit part) {
    return new ResidentTaskCommand(Kind.CURVATURE, number, null, parameters, null, part);
  }

  Kind kind() {
    return kind;
  }

  long number() {
    return number;
  }

  float[] parameters() {
    return parameters;
  }

  /** Those of {@link Kind#CURVATURE}. */
  double[] exactParameters() {
    return exactParameters;
  }

  Batch batch() {
    return batch;
  }

  DataSplit part() {
    return part;
  }

  /** Made once, for all tasks. */
  synchronized byte[] wired() {
    if (wired == null) {
      wired = ResidentTaskCommandCodec.bytes(this);
    }
    return wired;
  }
}
