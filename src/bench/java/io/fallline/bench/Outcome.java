package io.fallline.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * All figures of a workload.
 *
 * @param figures by contender, one entry a round
 * @param warmUps what did not count
 * @param skipped by contender, why
 */
record Outcome(
    Workload workload,
    Map<String, List<Figures>> figures,
    Map<String, Figures> warmUps,
    Map<String, String> skipped) {
  private static final ObjectMapper JSON = new ObjectMapper();

  ObjectNode json() {
    ObjectNode json = JSON.createObjectNode().put("workload", workload.name());
    json.put("about", workload.about()).put("heading", workload.heading().name());
    ArrayNode contenders = json.putArray("contenders");
    figures.forEach((name, rounds) -> contenders.add(contender(name, rounds)));
    ObjectNode without = json.putObject("skipped");
    skipped.forEach(without::put);
    ArrayNode lines = json.putArray("comparisons");
    for (Comparison comparison : workload.comparisons()) {
      if (figures.containsKey(comparison.contender()) && figures.containsKey(comparison.rival())) {
        lines.add(line(comparison));
      }
    }
    return json;
  }

  private ObjectNode contender(String name, List<Figures> rounds) {
    ObjectNode json = JSON.createObjectNode().put("name", name);
    ObjectNode medians = json.putObject("medians");
    rounds.get(0).numbers().keySet().forEach(key -> medians.put(key, median(rounds, key)));
    ObjectNode notes = json.putObject("notes");
    rounds.get(rounds.size() - 1).notes().forEach(notes::put);
    ArrayNode each = json.putArray("rounds");
    rounds.forEach(round -> round.numbers().forEach(each.addObject()::put));
    if (warmUps.containsKey(name)) {
      ObjectNode warmUp = json.putObject("warmUp");
      warmUps.get(name).numbers().forEach(warmUp::put);
    }
    return json;
  }

  /** The ratio of medians, and the lowest and highest of single rounds. */
  private ObjectNode line(Comparison line) {
    double own = median(figures.get(line.contender()), line.figure());
    double rival = median(figures.get(line.rival()), line.rivalFigure());
    TreeSet<Double> ratios = new TreeSet<>();
    List<Figures> owns = figures.get(line.contender());
    List<Figures> rivals = figures.get(line.rival());
    for (int round = 0; round < Math.max(owns.size(), rivals.size()); round++) {
      ratios.add(
          line.kind()
              .of(
                  owns.get(Math.min(round, owns.size() - 1)).numbers().get(line.figure()),
                  rivals
                      .get(Math.min(round, rivals.size() - 1))
                      .numbers()
                      .get(line.rivalFigure())));
    }
    double ratio = line.kind().of(own, rival);
    ObjectNode json = JSON.createObjectNode().put("work", line.work());
    json.put("contender", line.contender()).put("figure", line.figure()).put("value", own);
    json.put("rival", line.rival()).put("rivalFigure", line.rivalFigure());
    json.put("rivalValue", rival).put("ratio", ratio).put("unit", line.kind().unit());
    json.put("lowest", ratios.first()).put("highest", ratios.last());
    json.put("wanted", line.kind().wanted(line.wanted()));
    if (!Double.isNaN(line.wanted())) {
      json.put("holds", line.kind().holds(ratio, line.wanted()));
    }
    return json;
  }

  private static double median(List<Figures> rounds, String figure) {
    return Figures.median(
        rounds.stream().mapToDouble(round -> round.numbers().get(figure)).toArray());
  }
}
