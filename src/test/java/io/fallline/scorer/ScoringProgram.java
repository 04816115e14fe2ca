package io.fallline.scorer;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** A service's part: it has a model directory, and answers with what the model says of a row. */
final class ScoringProgram {
  private ScoringProgram() {}

  /**
   * @param arguments a model of {@link ScorerAloneTest}, and the size of a row; or a registry, the
   *     size, and the model's name there
   */
  public static void main(String[] arguments) {
    Path path = Path.of(arguments[0]);
    Scorer scorer = arguments.length > 2 ? Scorer.champion(path, arguments[2]) : Scorer.load(path);
    Map<String, Object> row =
        Map.of("size", arguments[1], "v", new double[] {1, 0, 2}, "score", "red");
    Prediction prediction = scorer.score(row);
    System.out.println(prediction.value() + " " + Arrays.toString(prediction.scores()));
  }
}
