package io.fallline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fallline.report.Summary.Confusion;
import io.fallline.report.Summary.Course;
import io.fallline.report.Summary.Engine;
import io.fallline.report.Summary.Identity;
import io.fallline.report.Summary.Losses;
import io.fallline.report.Summary.Metrics;
import io.fallline.report.Summary.Run;
import io.fallline.report.Summary.Size;
import io.fallline.report.Summary.StepBreakdown;
import io.fallline.report.Summary.StepMillis;
import io.fallline.report.Summary.Time;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static final Run RUN =
      new Run("iris", "20310203-040506", "runs/iris/20310203-040506/model");
  private static final Size SIZE = new Size(1200, 4, 15, 8);
  private static final Course COURSE =
      new Course(190, 10, "all epochs done", null, List.of("a column is \"constant\""));
  private static final Engine ENGINE = new Engine("jobs", "the master is local", "vector", "4.1.0");
  private static final Time TIME =
      new Time(
          3.25,
          8.5,
          12.75,
          141_176.5,
          new StepMillis(4.125, 9.5),
          new StepBreakdown(2.5, 1, 0.25, 0.125));
  private static final Losses LOSS = new Losses(0.0625, 0.25, 0.5, 0.125, 1.5, 0.75);
  private static final Confusion CONFUSION =
      new Confusion(
          List.of("setosa", "versicolor"),
          new double[][] {{9, 1}, {0, 1200}},
          new double[][] {{8, 2.5}, {1, 9}});
  private static final Identity IDENTITY = new Identity("ab12", "cd34", null);

  @Test
  void theJsonHasEveryMemberInOrder() {
    String expected =
        """
        {
          "name": "iris",
          "runId": "20310203-040506",
          "model": "runs/iris/20310203-040506/model",
          "rows": 1200,
          "features": 4,
          "parameters": 15,
          "shards": 8,
          "steps": 190,
          "epochs": 10,
          "stopReason": "all epochs done",
          "warnings": [ "a column is \\"constant\\"" ],
          "engine": "jobs",
          "engineReason": "the master is local",
          "kernels": "vector",
          "sparkVersion": "4.1.0",
          "loadSeconds": 3.25,
          "trainSeconds": 8.5,
          "wallSeconds": 12.75,
          "samplesPerSecond": 141176.5,
          "stepMillis": {
            "median": 4.125,
            "p95": 9.5
          },
          "stepBreakdown": {
            "compute": 2.5,
            "wait": 1.0,
            "aggregate": 0.25,
            "update": 0.125
          },
          "loss": {
            "train": 0.0625,
            "validation": 0.25,
            "test": 0.5,
            "objective": 0.125,
            "first": 1.5,
            "constant": 0.75
          },
          "metrics": {
            "validation": {
              "accuracy": 0.975,
              "auc": null
            },
            "test": {
              "accuracy": 0.95
            }
          },
          "confusion": {
            "classes": [ "setosa", "versicolor" ],
            "validation": [ [ 9.0, 1.0 ], [ 0.0, 1200.0 ] ],
            "test": [ [ 8.0, 2.5 ], [ 1.0, 9.0 ] ]
          },
          "parametersSha256": "ab12",
          "dataSha256": "cd34",
          "resumedFromStep": null
        }
        """;
    assertEquals(expected, new String(classification().toJson(), StandardCharsets.UTF_8));
  }

  @Test
  void whatIsNotKnownIsNullInTheJson() throws IOException {
    double unknown = Double.NaN;
    Time time =
        new Time(
            1,
            0,
            2,
            unknown,
            new StepMillis(unknown, unknown),
            new StepBreakdown(unknown, unknown, unknown, unknown));
    Summary summary =
        new Summary(
            new Run("x", "y", null),
            SIZE,
            new Course(0, 0, "no epochs asked for", null, List.of()),
            ENGINE,
            time,
            new Losses(Double.POSITIVE_INFINITY, unknown, unknown, unknown, unknown, unknown),
            new Metrics(Map.of(), Map.of(), null),
            new Identity("a", "b", 12L));
    JsonNode json = new JsonMapper().readTree(summary.toJson());
    for (String member :
        List.of(
            "/model",
            "/samplesPerSecond",
            "/stepMillis/p95",
            "/stepBreakdown/wait",
            "/loss/train",
            "/loss/test")) {
      assertTrue(json.at(member).isNull(), member);
    }
    assertTrue(json.at("/metrics/test").isEmpty());
    assertFalse(json.has("confusion"));
    assertEquals(12, json.at("/resumedFromStep").longValue());
  }

  @Test
  void theTextSaysWhatMatters() {
    assertEquals(
        """
        iris, run 20310203-040506, ended: all epochs done
          data        1,200 rows, 4 features, 8 shards
          training    10 epochs, 190 steps, 15 parameters
          loss        train 0.0625   train by class weights 0.125   validation 0.25   test 0.5
          validation  accuracy 0.975
          test        accuracy 0.95
          time        13s: loading 3.3s, steps 8.5s (141.2k/s; a step 4.125 ms, 95% within 9.5 ms)
          engine      jobs (the master is local), kernels vector
          model       runs/iris/20310203-040506/model
          confusion   test rows: a line a true class, a column a predicted one
                            setosa  versicolor
            setosa               8         2.5
            versicolor           1           9
        """,
        classification().toText());
  }

  @Test
  void theTextLeavesOutWhatIsNotKnown() {
    double unknown = Double.NaN;
    Time time =
        new Time(
            1,
            0,
            2,
            unknown,
            new StepMillis(unknown, unknown),
            new StepBreakdown(unknown, unknown, unknown, unknown));
    Summary summary =
        new Summary(
            new Run("x", "y", null),
            new Size(1, 1, 1, 1),
            new Course(0, 0, "no epochs asked for", null, List.of()),
            new Engine("local", null, "java", "4.1.0"),
            time,
            new Losses(0.5, unknown, unknown, 0.5, unknown, unknown),
            new Metrics(Map.of(), Map.of(), null),
            IDENTITY);
    assertEquals(
        """
        x, run y, ended: no epochs asked for
          data        1 row, 1 feature, 1 shard
          training    0 epochs, 0 steps, 1 parameter
          loss        train 0.5
          time        2.0s: loading 1.0s, steps 0.0s
          engine      local, kernels java
          model       none
        """,
        summary.toText());
  }

  @Test
  void aMatrixTooLargeForATerminalIsLeftToTheJson() {
    List<String> classes = IntStream.range(0, 13).mapToObj(Integer::toString).toList();
    assertFalse(
        withConfusion(new Confusion(classes, null, new double[13][13]))
            .toText()
            .contains("confusion"));
    assertTrue(
        withConfusion(new Confusion(classes.subList(0, 12), null, new double[12][12]))
            .toText()
            .contains("confusion   test"));
    assertTrue(
        withConfusion(new Confusion(List.of("a", "b"), new double[2][2], null))
            .toText()
            .contains("confusion   validation"));
  }

  private static Summary classification() {
    return withConfusion(CONFUSION);
  }

  private static Summary withConfusion(Confusion confusion) {
    Map<String, Double> validation = new LinkedHashMap<>();
    validation.put("accuracy", 0.975);
    validation.put("auc", Double.NaN);
    Metrics metrics = new Metrics(validation, Map.of("accuracy", 0.95), confusion);
    return new Summary(RUN, SIZE, COURSE, ENGINE, TIME, LOSS, metrics, IDENTITY);
  }
}
