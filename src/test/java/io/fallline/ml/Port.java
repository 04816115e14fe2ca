package io.fallline.ml;

import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.ml.PipelineStage;

/**
 * A program of MLlib's and what it becomes here.
 *
 * @param data a file of sample-data
 * @param theirs the program as a user would name it
 */
record Port(
    String data,
    String theirs,
    Supplier<List<PipelineStage>> program,
    Supplier<PipelineStage> ported) {
  @Override
  public String toString() {
    return theirs + " on " + data;
  }
}
