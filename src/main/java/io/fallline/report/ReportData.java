package io.fallline.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The file {@code report.json}: what a run's charts show beyond its summary and history. All of it
 * is bounded, whatever the size of data and model.
 *
 * @param curves of the final model
 * @param weights of a linear model, the largest first; null of others
 */
public record ReportData(Data data, Curves curves, Weights weights) {
  /** Its name in a run's directory. */
  public static final String FILE = "report.json";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // a later version's
          .build();

  /**
   * @param rows by part
   * @param inputs that the columns make
   * @param columnCount how many columns there are; {@code columns} are the first of them
   * @param classes the first of the classes, null where labels are numbers
   */
  public record Data(
      Map<String, Long> rows,
      String label,
      long inputs,
      boolean sparse,
      String scaling,
      String missing,
      int columnCount,
      List<Column> columns,
      int classCount,
      List<ClassRows> classes) {}

  /**
   * @param inputs of a hashed one, those of the block that all hashed ones share
   * @param center what is taken from a number before it is divided by {@code scale}; null where a
   *     column is more than one number, or none
   */
  public record Column(String name, String kind, int inputs, Double center, Double scale) {}

  /**
   * @param weight of the training rows of this class
   */
  public record ClassRows(String name, double weight) {}

  /**
   * What the final model does on one part of the rows; what does not apply is null.
   *
   * @param part whose rows these are
   * @param metrics by name, those that are defined
   * @param confusion a line a true class, a column a predicted one
   * @param coverage of all parts; null in files of earlier versions too
   */
  public record Curves(
      String part,
      long rows,
      Map<String, Double> metrics,
      Confusion confusion,
      Roc roc,
      List<CalibrationBin> calibration,
      Residuals residuals,
      Coverage coverage) {}

  /**
   * Of a predicted quantile.
   *
   * @param tau which one
   * @param shares by part, of labels at or below their predictions, by row weights
   */
  public record Coverage(double tau, Map<String, Double> shares) {}

  /** As {@link Summary.Confusion}, of one part. */
  public record Confusion(List<String> classes, double[][] weights) {}

  /**
   * @param positive the class that scores speak for
   */
  public record Roc(String positive, double[] falsePositiveRates, double[] truePositiveRates) {}

  /** See {@link io.fallline.core.metric.Calibration.Bin}. */
  public record CalibrationBin(double weight, double predicted, double observed) {}

  /**
   * @param weights in bins of equal width from {@code from} to {@code to}, what lies beyond in the
   *     outer ones
   */
  public record Residuals(
      double from, double to, double[] weights, double low, double median, double high) {}

  /**
   * @param count how many there are; {@code largest} are some of them
   * @param intercepts in original units, one an output
   */
  public record Weights(long count, List<Weight> largest, double[] intercepts) {}

  /**
   * @param output the class that it speaks for; null where there is one output
   * @param scaled of the input as training saw it
   * @param original of the input as the data have it
   */
  public record Weight(String input, String output, double scaled, double original) {}

  public byte[] toJson() {
    return ReportJson.pretty(JSON.valueToTree(this)).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @param file as messages name it
   * @throws Failure (data) if it is not what {@link #toJson} writes
   */
  static ReportData read(String file, byte[] json) {
    try {
      JsonNode tree = JSON.readTree(new String(json, StandardCharsets.UTF_8));
      if (tree.path("curves") instanceof ObjectNode curves && !curves.has("coverage")) {
        curves.putNull("coverage"); // an earlier version's
      }
      return JSON.treeToValue(tree, ReportData.class);
    } catch (JsonProcessingException e) {
      throw RecordedRun.unusable(file, e);
    }
  }
}
