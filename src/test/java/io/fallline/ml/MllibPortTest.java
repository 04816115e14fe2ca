package io.fallline.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * MLlib's programs and what they become here, on the same splits of all sample data: equal or
 * better in every measure of Spark's evaluators, in the mean over the splits. The table of
 * docs/from-mllib.md is what this prints.
 */
class MllibPortTest {
  private static final int SPLITS = Integer.getInteger("splits", 3);

  /** Equal: half a row in a thousand, or what two optimizers leave of the same objective. */
  private static final double TIE = 1e-3;

  static Stream<Port> ports() {
    return MllibPorts.all().stream();
  }

  @ParameterizedTest
  @MethodSource("ports")
  void aPortedProgramIsNoWorse(Port port) {
    Dataset<Row> rows = Frames.of(port.data());
    List<PortScores> theirs = new ArrayList<>();
    List<PortScores> ours = new ArrayList<>();
    for (int seed : IntStream.rangeClosed(1, SPLITS).toArray()) {
      Dataset<Row>[] parts = rows.randomSplit(new double[] {0.7, 0.3}, seed);
      Dataset<Row> train = parts[0].cache();
      Dataset<Row> test = parts[1].cache();
      theirs.add(scores(port.program().get(), train, test));
      ours.add(scores(List.of(port.ported().get()), train, test));
      train.unpersist();
      test.unpersist();
    }
    PortScores before = PortScores.mean(theirs);
    PortScores after = PortScores.mean(ours);
    System.out.println(
        "| " + port.data() + " | " + port.theirs() + " | " + before + " | " + after + " |");
    assertEquals(List.of(), after.worseThan(before, TIE), before + " became " + after);
  }

  private static PortScores scores(
      List<PipelineStage> stages, Dataset<Row> train, Dataset<Row> test) {
    Pipeline pipeline = new Pipeline().setStages(stages.toArray(PipelineStage[]::new));
    return PortScores.of(pipeline.fit(train).transform(test));
  }

  @Test
  void theTableOfTheDocsHasEveryPort() throws IOException {
    String page = Files.readString(Path.of("docs/from-mllib.md"));
    ports()
        .forEach(
            port ->
                assertTrue(
                    page.contains("| " + port.data() + " | " + port.theirs() + " | "),
                    port.toString()));
  }
}
