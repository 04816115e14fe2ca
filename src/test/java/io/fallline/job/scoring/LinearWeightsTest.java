package io.fallline.job.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.core.network.NetworkSpec;
import io.fallline.model.Encoding;
import io.fallline.model.EncodingJson;
import io.fallline.report.ReportData.Weight;
import io.fallline.report.ReportData.Weights;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinearWeightsTest {
  private static final double[] CENTER = {10, -1, 3};
  private static final double[] SCALE = {4, 0.5, 2};

  private static Encoding encoding(String labels, String classes) throws Exception {
    return EncodingJson.read(
        new ObjectMapper()
            .readTree(
                """
                {"label": "y", "labels": "%s",
                 "columns": [{"column": "a", "kind": "NUMBER", "width": 1},
                             {"column": "v", "kind": "VECTOR", "width": 2},
                             {"column": "c", "kind": "CATEGORICAL", "width": 2, "categories": ["red", "tan"]},
                             {"column": "h", "kind": "HASHED", "width": 0}],
                 "hashBits": 2, "missing": "ERROR", "scaling": "STANDARD", "sparse": false%s}
                """
                    .formatted(labels, classes)),
        name -> name.equals("center") ? CENTER : SCALE);
  }

  private static Weights weights(NetworkSpec network, double[] parameters, Encoding encoding) {
    return LinearWeights.of(new TrainedModel(network, parameters, encoding, "java", null));
  }

  @Test
  void onRowsAsTheyAreTheyGiveTheScoresOfTheModel() throws Exception {
    NetworkSpec network = new NetworkSpec(9, List.of(), List.of(), "mse", Map.of(), 0, true, 0);
    double[] parameters = {8, 0.25, -6, 0.5, -0.75, 0, 0, 0, 1, 2};
    Weights weights = weights(network, parameters, encoding("NUMBER", ""));
    double[] row = {11, 2, -5};
    double scaled = 2 + parameters[3];
    double original = weights.intercepts()[0] + parameters[3];
    for (int i = 0; i < row.length; i++) {
      scaled += parameters[i] * (row[i] - CENTER[i]) / SCALE[i];
      original += parameters[i] / SCALE[i] * row[i];
    }
    assertEquals(scaled, original, 1e-12);
    assertEquals(
        List.of(
            new Weight("a", null, 8, 2),
            new Weight("v[1]", null, -6, -3),
            new Weight("h, bucket 3", null, 1, 1),
            new Weight("c = tan", null, -0.75, -0.75),
            new Weight("c = red", null, 0.5, 0.5),
            new Weight("v[0]", null, 0.25, 0.5)),
        weights.largest());
    assertEquals(9, weights.count());
  }

  @Test
  void everyClassHasItsOwn() throws Exception {
    NetworkSpec network =
        new NetworkSpec(9, List.of(), List.of(), "softmax", Map.of(), 3, false, 0);
    double[] parameters = IntStream.range(0, 27).mapToDouble(i -> i - 13).toArray();
    Weights weights =
        weights(
            network,
            parameters,
            encoding(
                "CLASS", ", \"classes\": {\"numeric\": false, \"names\": [\"x\", \"y\", \"z\"]}"));
    assertEquals(25, weights.largest().size());
    // of 13 and −13 the first in the file comes first
    assertEquals(new Weight("a", "x", -13, -13 / 4.0), weights.largest().get(0));
    assertEquals(new Weight("h, bucket 3", "z", 13, 13), weights.largest().get(1));
    assertArrayEquals(
        IntStream.range(0, 3)
            .mapToDouble(
                output ->
                    -IntStream.range(0, 3)
                        .mapToDouble(i -> parameters[9 * output + i] * CENTER[i] / SCALE[i])
                        .sum())
            .toArray(),
        weights.intercepts(),
        1e-12);
  }

  @Test
  void aNetworkWithHiddenLayersHasNone() throws Exception {
    NetworkSpec network =
        new NetworkSpec(9, List.of(2), List.of("relu"), "mse", Map.of(), 0, true, 0);
    assertNull(weights(network, new double[23], encoding("NUMBER", "")));
  }
}
