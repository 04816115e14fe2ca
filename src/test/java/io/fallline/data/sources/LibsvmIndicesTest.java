package io.fallline.data.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import io.fallline.data.Files;
import io.fallline.data.Specs;
import io.fallline.data.loading.Loaded;
import io.fallline.data.loading.ScoringData;
import io.fallline.model.Encoding;
import io.fallline.testing.LocalSpark;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From which index on features are counted in libsvm files. */
class LibsvmIndicesTest {
  private static final String HINT =
      "; indices that begin at 0, as XGBoost and scikit-learn write them, are read with"
          + " data.options.indexBase = 0, here 0 to ";

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"indexBase", "indexbase"})
  void filesFromIndexZeroAreTheSameRowsAsFilesFromIndexOne(String option) {
    Specs ones = specs("3 1:2 6:1", "1 2:5 3:1");
    Specs zeros = specs("3 0:2 5:1", "1 1:5 2:1");
    zeros.options = Map.of(option, "0");
    Loaded loaded = Loaded.of(zeros);
    assertEquals(6, loaded.encoding().inputs());
    assertEquals(Loaded.of(ones).bits(), loaded.bits());
  }

  @Test
  void aLanguageIsRefusedAsItWouldChangeNothing() {
    Specs specs = specs("3 1:2 5:1");
    specs.options = Map.of("locale", "de-DE");
    Failure failure = assertThrows(Failure.class, () -> Loaded.of(specs));
    assertEquals(Failure.Kind.CONFIGURATION, failure.kind());
    assertTrue(failure.getMessage().startsWith("data.options.locale is set"));
  }

  @Test
  void indexZeroNamesTheOptionAndTheRangeThatItWouldHave() {
    Specs specs = specs("3 1:2 5:1", "1 0:5 2:1");
    String place = specs.train.get(0) + ", row 2: index 0 is out of range, expected 1 to 5";
    assertEquals(place + HINT + "5", refused(specs));
    specs.options = Map.of("numFeatures", "5");
    assertEquals(place + HINT + "4", refused(specs));
    Specs nothingElse = specs("3 0:2");
    assertTrue(refused(nothingElse).contains("expected 1 or more" + HINT + "0"));
  }

  @Test
  void whatIsOutOfRangeFromZeroOnIsNamedWithThatRange() {
    Specs specs = specs("3 0:2 5:1", "1 2:5 1:1");
    specs.options = Map.of("indexBase", "0", "numFeatures", "5");
    assertEquals(
        specs.train.get(0) + ", row 1: index 5 is out of range, expected 0 to 4", refused(specs));
    specs.options = Map.of("indexBase", "0");
    assertEquals(
        specs.train.get(0) + ", row 2: index 1 follows 2, expected ascending indices",
        refused(specs));
  }

  @Test
  void aModelsRowsAreReadFromTheSameIndexOnAndHaveAsManyFeatures() {
    Specs zeros = specs("3 0:2 2:1", "1 1:5 2:1");
    zeros.options = Map.of("indexBase", "0");
    Encoding encoding = Loaded.of(zeros).encoding();
    String path = Files.write(directory.resolve("new.libsvm"), "1 0:2", "3 1:1");
    ScoringData.Source spec = new ScoringData.Source("libsvm", List.of(path), zeros.options);
    try (ScoringData data = ScoringData.open(LocalSpark.session(), spec, encoding, true)) {
      assertEquals(2, Loaded.rows(data.shards().collect()).size());
    }
    ScoringData.Source fromOne = new ScoringData.Source("libsvm", List.of(path), Map.of());
    try (ScoringData data = ScoringData.open(LocalSpark.session(), fromOne, encoding, true)) {
      Failure refused = assertThrows(Failure.class, data::shards);
      assertEquals(
          path + ", row 1: index 0 is out of range, expected 1 to 3" + HINT + "2",
          refused.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "indexBase   | 2    | 0 or 1",
        "indexBase   | zero | 0 or 1",
        "numFeatures | 0    | a whole number of 1 or more",
      })
  void optionsHaveValues(String option, String value, String expected) {
    Specs specs = specs("3 1:2 6:1");
    specs.options = Map.of(option, value);
    Failure refused = assertThrows(Failure.class, specs::load);
    assertEquals(Failure.Kind.CONFIGURATION, refused.kind());
    assertEquals(
        "data.options." + option + " is " + value + ", expected " + expected, refused.getMessage());
  }

  @Test
  void theLargestIndexOfAllIsOutOfRangeFromZeroOn() {
    Specs specs = specs("3 1:2 2147483647:1");
    specs.options = Map.of("indexBase", "0");
    assertTrue(
        refused(specs).contains("index 2147483647 is out of range, expected 0 to 2147483646"));
  }

  private static String refused(Specs specs) {
    Failure refused = assertThrows(Failure.class, specs::load);
    assertEquals(Failure.Kind.DATA, refused.kind());
    return refused.getMessage();
  }

  private Specs specs(String... lines) {
    int files = directory.toFile().list().length;
    return Specs.of("libsvm", Files.write(directory.resolve("rows" + files + ".libsvm"), lines));
  }
}
