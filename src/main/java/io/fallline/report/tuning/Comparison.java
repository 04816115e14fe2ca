package io.fallline.report.tuning;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.report.ReportJson;
import io.fallline.report.Summary;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Compared runs on the same shards, ranked from the best; runs without a score come last, and ties
 * stay in the order of the grid.
 *
 * @param directory where the comparison's files are
 * @param rows of training
 * @param planned how many runs there are to be
 * @param warnings for the person who chooses
 */
public record Comparison(
    String name,
    String directory,
    RankingCriterion criterion,
    long rows,
    long shards,
    int planned,
    List<String> warnings,
    List<ComparedRunResult> contestants) {
  /** Their names in the comparison's directory. */
  public static final String JSON = "comparison.json";

  public static final String PAGE = "compare.html";
  public static final String PICTURE = "compare.svg";
  public static final String WINNER = "winner.conf";

  public Comparison {
    warnings = List.copyOf(warnings);
    Comparator<Double> scores =
        criterion.higherIsBetter() ? Comparator.reverseOrder() : Comparator.naturalOrder();
    contestants =
        contestants.stream()
            .sorted( // stable
                Comparator.comparing(Comparison::place)
                    .thenComparing(one -> one.hasScore() ? one.score() : 0, scores))
            .toList();
  }

  private static Integer place(ComparedRunResult one) {
    return one.hasScore() ? 0 : one.failure().isEmpty() ? 1 : 2;
  }

  /** The best, if any has a score. */
  public Optional<ComparedRunResult> winner() {
    return contestants.stream().findFirst().filter(ComparedRunResult::hasScore);
  }

  List<String> keys() {
    return contestants.isEmpty() ? List.of() : List.copyOf(contestants.get(0).values().keySet());
  }

  String path(String file) {
    return directory + "/" + file;
  }

  /** {@code comparison.json}, one object, with its line break. */
  public String toJson() {
    ObjectNode json = ReportJson.object();
    json.put("name", name).put("comparison", directory);
    json.putObject("rankedBy")
        .put("score", criterion.score())
        .put("part", criterion.part())
        .put("higherIsBetter", criterion.higherIsBetter());
    json.put("rows", rows).put("shards", shards);
    json.put("planned", planned);
    warnings.forEach(json.putArray("warnings")::add);
    if (winner().isPresent()) {
      ObjectNode best = json.putObject("winner");
      best.put("run", winner().get().run()).put("configuration", path(WINNER));
      winner().get().values().forEach(best.putObject("values")::put);
    } else {
      json.putNull("winner");
    }
    ArrayNode runs = json.putArray("runs");
    for (int i = 0; i < contestants.size(); i++) {
      add(runs.addObject(), i + 1, contestants.get(i));
    }
    json.put("page", path(PAGE));
    json.put("picture", path(PICTURE));
    return ReportJson.pretty(json);
  }

  private static void add(ObjectNode json, int rank, ComparedRunResult one) {
    json.put("rank", one.hasScore() ? Integer.valueOf(rank) : null);
    one.values().forEach(json.putObject("values")::put);
    ReportJson.put(json, "score", one.score());
    json.put("run", one.run()).put("runId", one.runId());
    one.failure().ifPresent(failure -> json.put("failure", failure));
    one.summary().ifPresent(summary -> add(json, summary));
  }

  private static void add(ObjectNode json, Summary summary) {
    json.put("model", summary.run().model());
    json.put("steps", summary.course().steps()).put("epochs", summary.course().epochs());
    json.put("stopReason", summary.course().stopReason());
    ReportJson.put(json, "trainSeconds", summary.time().trainSeconds());
    ReportJson.put(json, "wallSeconds", summary.time().wallSeconds());
    ObjectNode loss = json.putObject("loss");
    ReportJson.put(loss, "train", summary.loss().train());
    ReportJson.put(loss, "validation", summary.loss().validation());
    ObjectNode metrics = json.putObject("metrics").putObject("validation");
    summary.metrics().validation().forEach((name, number) -> ReportJson.put(metrics, name, number));
    json.put("parametersSha256", summary.identity().parametersSha256());
    json.put("dataSha256", summary.identity().dataSha256());
  }

  /**
   * The score by which runs are ranked.
   *
   * @param score {@code loss}, or the name of a metric
   * @param part of the rows: training or validation
   */
  public record RankingCriterion(String score, String part, boolean higherIsBetter) {
    /** As a person says it. */
    public String words() {
      return part + " " + score;
    }
  }
}
