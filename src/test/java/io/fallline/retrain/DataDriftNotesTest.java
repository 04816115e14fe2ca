package io.fallline.retrain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fallline.core.failure.Failure;
import io.fallline.data.statistics.DataStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class DataDriftNotesTest {
  private static final double[] NOTHING = {};

  @Test
  void withoutAChampionThereAreTheRowsOnly() {
    JsonNode drift = DataDriftNotes.of(Optional.empty(), facts(Map.of("a", "number")));
    assertEquals("{\"rows\":{\"challenger\":10}}", drift.toString());
  }

  @Test
  void columnsThatCameWentAndBecameAnotherKindAreNamed() {
    Map<String, String> before =
        Map.of("a", "number", "b", "number", "gone", "hashed", "zone", "number");
    Map<String, String> now =
        Map.of("zone", "categorical", "a", "number", "new", "vector", "b", "hashed");
    JsonNode schema = DataDriftNotes.of(Optional.of(facts(before)), facts(now)).path("schema");
    assertEquals(List.of("new"), texts(schema.path("added")));
    assertEquals(List.of("gone"), texts(schema.path("removed")));
    assertEquals(
        List.of("b was number and is hashed", "zone was number and is categorical"),
        texts(schema.path("changed")));
  }

  @Test
  void columnsInAnotherOrderAreNoDrift() {
    Map<String, String> other = new LinkedHashMap<>();
    other.put("b", "number");
    other.put("a", "number");
    Map<String, String> order = new LinkedHashMap<>();
    order.put("a", "number");
    order.put("b", "number");
    JsonNode schema = DataDriftNotes.of(Optional.of(facts(order)), facts(other)).path("schema");
    assertEquals("{\"added\":[],\"removed\":[],\"changed\":[]}", schema.toString());
  }

  @Test
  void ofLabelsTheSharesAreHeldAgainstEachOtherNotTheCounts() {
    PublishedDataStatistics before = labels(Map.of("ash", 30.0, "elm", 10.0));
    PublishedDataStatistics now = labels(Map.of("ash", 300.0, "oak", 100.0));
    JsonNode labels = DataDriftNotes.of(Optional.of(before), now).path("labels");
    assertEquals(List.of("ash", "elm", "oak"), names(labels));
    assertEquals(0.75, labels.at("/ash/champion").asDouble());
    assertEquals(0.75, labels.at("/ash/challenger").asDouble());
    assertEquals(0.25, labels.at("/elm/champion").asDouble());
    assertEquals(0, labels.at("/elm/challenger").asDouble(-1));
    assertEquals(0, labels.at("/oak/champion").asDouble(-1));
    assertEquals(0.25, labels.at("/oak/challenger").asDouble());
  }

  @Test
  void featuresStandByHowFarTheirMeansHaveGoneInDeviations() {
    PublishedDataStatistics before =
        features(
            List.of("near", "far", "same", "down", "gone"),
            new double[] {10, 100, 3, 0, 1},
            new double[] {4, 100, 1, 2, 1});
    PublishedDataStatistics now =
        features(
            List.of("down", "new", "near", "far", "same"),
            new double[] {-8, 7, 12, 175, 3},
            new double[] {9, 9, 9, 9, 9});
    JsonNode features = DataDriftNotes.of(Optional.of(before), now).path("features");
    assertEquals(List.of("down", "far", "near"), names(features, "name"));
    assertEquals(-4, features.at("/0/deviations").asDouble());
    assertEquals(0.75, features.at("/1/deviations").asDouble());
    assertEquals(0.5, features.at("/2/deviations").asDouble());
    assertEquals(10, features.at("/2/champion").asDouble());
    assertEquals(12, features.at("/2/challenger").asDouble());
  }

  @Test
  void aFeatureThatWasConstantAndHasMovedStandsFirst() {
    PublishedDataStatistics before =
        features(List.of("a", "b", "c"), new double[] {1, 1, 5}, new double[] {0, 0, 1e-9});
    PublishedDataStatistics now =
        features(List.of("a", "b", "c"), new double[] {0.5, 1, 6}, new double[] {1, 1, 1});
    JsonNode features = DataDriftNotes.of(Optional.of(before), now).path("features");
    assertEquals(List.of("a", "c"), names(features, "name"));
    assertEquals(-Double.MAX_VALUE, features.at("/0/deviations").asDouble());
  }

  @Test
  void nobodyHasToReadMoreThanTwentyFeatures() {
    List<String> names = IntStream.range(0, 30).mapToObj(i -> "x" + i).toList();
    double[] ones = new double[30];
    Arrays.fill(ones, 1);
    double[] moved = IntStream.range(0, 30).mapToDouble(i -> i).toArray();
    JsonNode features =
        DataDriftNotes.of(
                Optional.of(features(names, new double[30], ones)), features(names, moved, ones))
            .path("features");
    assertEquals(20, features.size());
    assertEquals("x29", features.at("/0/name").asText());
    assertEquals("x10", features.at("/19/name").asText());
  }

  @Test
  void factsAreReadAsTheyWereWritten() {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("z", "number");
    columns.put("a", "categorical");
    PublishedDataStatistics facts =
        new PublishedDataStatistics(
            columns,
            new DataStatistics(
                7,
                3.5,
                Map.of("ash", 3.5),
                List.of("z"),
                new double[] {0.1},
                new double[] {1e-300},
                new double[] {0.25}));
    PublishedDataStatistics read = PublishedDataStatistics.read(facts.toJson());
    assertEquals(List.of("z", "a"), List.copyOf(read.columns().keySet()));
    assertEquals(7, read.statistics().rows());
    assertEquals(3.5, read.statistics().weight());
    assertEquals(Map.of("ash", 3.5), read.statistics().labelWeights());
    assertEquals(0.1, read.statistics().means()[0]);
    assertEquals(1e-300, read.statistics().deviations()[0]);
    assertEquals(0.25, read.statistics().missingShares()[0]);
  }

  @Test
  void factsThatAreNoneAreRefused() {
    Failure refused =
        assertThrows(Failure.class, () -> PublishedDataStatistics.read(new byte[] {'{'}));
    assertEquals(Failure.Kind.DATA, refused.kind());
    assertTrue(refused.getMessage().startsWith("the champion's statistics.json cannot be used"));
    assertFalse(refused.getMessage().contains("\n"));
  }

  private static PublishedDataStatistics facts(Map<String, String> columns) {
    return new PublishedDataStatistics(
        columns, new DataStatistics(10, 10, Map.of(), List.of(), NOTHING, NOTHING, NOTHING));
  }

  private static PublishedDataStatistics labels(Map<String, Double> weights) {
    double weight = weights.values().stream().mapToDouble(w -> w).sum();
    return new PublishedDataStatistics(
        Map.of(), new DataStatistics(10, weight, weights, List.of(), NOTHING, NOTHING, NOTHING));
  }

  private static PublishedDataStatistics features(
      List<String> names, double[] means, double[] deviations) {
    return new PublishedDataStatistics(
        Map.of(),
        new DataStatistics(10, 10, Map.of(), names, means, deviations, new double[means.length]));
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> names(JsonNode array, String member) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(element -> element.path(member).asText())
        .toList();
  }
}
