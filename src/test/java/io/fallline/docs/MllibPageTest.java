package io.fallline.docs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.ml.classification.LinearSVC;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.regression.GeneralizedLinearRegression;
import org.apache.spark.ml.regression.LinearRegression;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the table of Params in docs/from-mllib.md to the classes of this build's Spark. */
class MllibPageTest {
  static Stream<Params> estimators() {
    return Stream.of(
        new LogisticRegression(),
        new LinearRegression(),
        new LinearSVC(),
        new MultilayerPerceptronClassifier(),
        new GeneralizedLinearRegression());
  }

  @ParameterizedTest
  @MethodSource("estimators")
  void everyParamHasARowWithItsDefault(Params theirs) throws IOException {
    String page = Files.readString(Path.of("docs/from-mllib.md"));
    for (Param<?> param : theirs.params()) {
      Matcher row =
          Pattern.compile("(?m)^\\| `" + param.name() + "` \\| ([^|]*)\\| .+ \\|$").matcher(page);
      assertTrue(row.find(), param.name() + " has no row");
      boolean drawn = param.name().equals("seed");
      if (theirs.hasDefault(param) && !drawn) {
        String standard = theirs.getDefault(param).get().toString();
        assertTrue(row.group(1).contains(standard), param.name() + " is " + standard + " there");
      }
    }
  }
}
