package io.fallline.retrain;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.data.statistics.DataStatistics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The differences between the training rows of two models, for people. */
final class DataDriftNotes {
  /** A person looks at the first few. */
  private static final int MOST_FEATURES = 20;

  /** How far the mean of an input has gone, in standard deviations of the earlier rows. */
  private record Moved(String input, double before, double now, double deviations) {}

  private final PublishedDataStatistics before;
  private final PublishedDataStatistics now;
  private final ObjectNode notes = new ObjectMapper().createObjectNode();

  private DataDriftNotes(PublishedDataStatistics before, PublishedDataStatistics now) {
    this.before = before;
    this.now = now;
  }

  /**
   * @param before empty: of the rows themselves only how many there are
   */
  static ObjectNode of(Optional<PublishedDataStatistics> before, PublishedDataStatistics now) {
    DataDriftNotes drift = new DataDriftNotes(before.orElse(now), now);
    ObjectNode rows = drift.notes.putObject("rows");
    before.ifPresent(earlier -> rows.put("champion", earlier.statistics().rows()));
    rows.put("challenger", now.statistics().rows());
    if (before.isPresent()) {
      drift.schema();
      drift.labels();
      drift.features();
    }
    return drift.notes;
  }

  private void schema() {
    ObjectNode schema = notes.putObject("schema");
    ArrayNode added = schema.putArray("added");
    ArrayNode removed = schema.putArray("removed");
    ArrayNode changed = schema.putArray("changed");
    TreeSet<String> names = new TreeSet<>(before.columns().keySet());
    names.addAll(now.columns().keySet());
    for (String name : names) {
      String then = before.columns().get(name);
      String present = now.columns().get(name);
      if (then == null) {
        added.add(name);
      } else if (present == null) {
        removed.add(name);
      } else if (!then.equals(present)) {
        changed.add(name + " was " + then + " and is " + present);
      }
    }
  }

  /** Shares of the weight, so that more rows alike are no drift. */
  private void labels() {
    Map<String, Double> then = before.statistics().labelWeights();
    Map<String, Double> present = now.statistics().labelWeights();
    TreeSet<String> classes = new TreeSet<>(then.keySet());
    classes.addAll(present.keySet());
    ObjectNode labels = notes.putObject("labels");
    for (String name : classes) {
      labels
          .putObject(name)
          .put("champion", then.getOrDefault(name, 0.0) / before.statistics().weight())
          .put("challenger", present.getOrDefault(name, 0.0) / now.statistics().weight());
    }
  }

  private void features() {
    DataStatistics then = before.statistics();
    DataStatistics present = now.statistics();
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < then.inputs().size(); i++) {
      places.put(then.inputs().get(i), i);
    }
    List<Moved> moved = new ArrayList<>();
    for (int i = 0; i < present.inputs().size(); i++) {
      Integer place = places.get(present.inputs().get(i));
      if (place != null) {
        double was = then.means()[place];
        double is = present.means()[i];
        moved.add(
            new Moved(
                present.inputs().get(i), was, is, deviations(is - was, then.deviations()[place])));
      }
    }
    moved.sort(Comparator.comparingDouble((Moved input) -> Math.abs(input.deviations)).reversed());
    ArrayNode features = notes.putArray("features");
    moved.stream()
        .filter(input -> input.deviations != 0)
        .limit(MOST_FEATURES)
        .forEach(
            input ->
                features
                    .addObject()
                    .put("name", input.input)
                    .put("champion", input.before)
                    .put("challenger", input.now)
                    .put("deviations", input.deviations));
  }

  /** An input that was constant and has moved is as far away as can be said. */
  private static double deviations(double distance, double deviation) {
    if (distance == 0) {
      return 0;
    }
    return deviation > 0 ? distance / deviation : Math.copySign(Double.MAX_VALUE, distance);
  }
}
