package io.fallline.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import io.fallline.configuration.hocon.KeyOrigins;
import io.fallline.core.failure.Failure;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SectionSchemaTest {
  private static final String EVERYTHING =
      """
      flag = true, text = a, name = null, word = memory-and-disk, count = 3, wide = 9007199254740993
      share = 0.25, bound = auto, limit = null, steps = 7, inside { loss = 2 }
      """;

  record Inside(
      @ConfigKey(defaultValue = "0.0", description = "", interval = "[0, )") double loss) {}

  /** A component of every type that needs no reader of its own. */
  record Sample(
      @ConfigKey(defaultValue = "false", description = "") boolean flag,
      @ConfigKey(defaultValue = "x", description = "", expected = "a text") String text,
      @ConfigKey(defaultValue = "null", description = "", expected = "a text")
          Optional<String> name,
      @ConfigKey(defaultValue = "disk", description = "") DataSection.ShardStorageLevel word,
      @ConfigKey(defaultValue = "1", description = "", interval = "[1, )") int count,
      @ConfigKey(defaultValue = "0", description = "") long wide,
      @ConfigKey(defaultValue = "0.0", description = "", interval = "[0, 1)") double share,
      @ConfigKey(defaultValue = "auto", description = "", interval = "(0, )") OptionalDouble bound,
      @ConfigKey(defaultValue = "null", description = "", interval = "[1, 30]") OptionalInt limit,
      @ConfigKey(defaultValue = "null", description = "", name = "steps") OptionalLong renamed,
      Inside inside) {}

  @Test
  void aSectionIsReadFromTheDeclarationsOfItsComponentsAndWrittenByTheSame() {
    Sample read = read("");
    assertEquals(
        new Sample(
            true,
            "a",
            Optional.empty(),
            DataSection.ShardStorageLevel.MEMORY_AND_DISK,
            3,
            9007199254740993L,
            0.25,
            OptionalDouble.empty(),
            OptionalInt.empty(),
            OptionalLong.of(7),
            new Inside(2)),
        read);
    Map<String, Object> written = SectionSchema.write(read);
    assertEquals("auto", written.get("bound"));
    assertEquals("memory-and-disk", written.get("word"));
    assertEquals(7L, written.get("steps"));
    assertEquals(Map.of("loss", 2.0), written.get("inside"));
    assertTrue(written.containsKey("limit") && written.get("limit") == null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          flag = 1        | flag is 1, expected true or false
          text = " "      | text is " ", expected a text
          word = dsk      | word is "dsk", expected one of memory, memory-and-disk, disk; did you mean disk?
          count = 0       | count is 0, expected a whole number of 1 or more
          count = 3000000000 | count is 3000000000, expected a whole number of 1 or more
          wide = 0.5      | wide is 0.5, expected a whole number
          share = 1       | share is 1, expected a number in [0, 1)
          bound = 0       | bound is 0, expected a number above 0, or auto
          limit = 31      | limit is 31, expected a whole number from 1 to 30, or null
          steps = many    | steps is "many", expected a whole number, or null
          inside.loss = -1 | inside.loss is -1, expected a number of 0 or more
          inside = 1      | inside is 1, expected braces with settings
          """)
  void aValueThatDoesNotFitIsRefusedWithWhatIsExpected(String changed, String message) {
    Failure refused = assertThrows(Failure.class, () -> read(changed));
    assertEquals("sample.conf:1: " + message, refused.getMessage());
  }

  @Test
  void aSectionWithAnotherValueOfOneComponentHasTheOthersAsTheyWere() {
    Sample read = read("");
    assertEquals(read("count = 4"), SectionSchema.with(read, Map.of("count", 4)));
  }

  @Test
  void everyKeyOfAConfigurationHasAPathOfItsOwnADescriptionAndAParamThatNoOtherHas() {
    Set<String> paths = new HashSet<>();
    Set<String> params = new HashSet<>();
    for (DeclaredKey key : SectionSchema.keys(JobConfiguration.class)) {
      assertTrue(paths.add(key.path()), key.path());
      assertTrue(!key.declaration().description().isBlank(), key.path());
      String param = key.declaration().param();
      assertTrue(param.isEmpty() || params.add(param), param);
    }
  }

  private static Sample read(String changed) {
    ConfigParseOptions named = ConfigParseOptions.defaults().setOriginDescription("sample.conf");
    Config values =
        ConfigFactory.parseString(changed, named)
            .withFallback(ConfigFactory.parseString(EVERYTHING, named));
    KeyOrigins origins = new KeyOrigins("sample.conf", Map.of(), List.of());
    return SectionSchema.read(Sample.class, new SectionReader(values.root(), List.of(), origins));
  }
}
