package io.fallline.configuration;

import com.typesafe.config.ConfigValue;
import io.fallline.configuration.DeclaredKey.NumberInterval;
import io.fallline.configuration.hocon.CommandLineSetting;
import io.fallline.configuration.hocon.HoconScalars;
import io.fallline.core.failure.Failure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What {@code --set} can say of rows that no configuration names: how to read them.
 *
 * @param format empty: as the model's training data
 * @param options for Spark's reader
 */
public record ScoringSettings(Optional<String> format, Map<String, String> options) {
  private static final String LINE = "data.maxLineBytes";
  private static final List<String> OPTIONS = List.of("data", "options");

  /**
   * @throws Failure (configuration) for any other key
   */
  public static ScoringSettings of(List<String> arguments) {
    return of(arguments, "a trained model brings its own settings");
  }

  /**
   * @param reason why nothing else can be set
   * @throws Failure (configuration) for any other key
   */
  public static ScoringSettings of(List<String> arguments, String reason) {
    String format = null;
    Map<String, String> options = new HashMap<>();
    for (String argument : arguments) {
      CommandLineSetting setting = CommandLineSetting.parse(argument);
      String value = String.valueOf(setting.value().unwrapped());
      List<String> path = setting.path();
      if (setting.name().equals("data.format")) {
        format = value;
      } else if (setting.name().equals(LINE)) {
        options.put(DataSection.LINE_LIMIT_OPTION, bytes(setting.value()));
      } else if (path.size() > 2 && path.subList(0, 2).equals(OPTIONS)) {
        options.put(String.join(".", path.subList(2, path.size())), value);
      } else {
        throw Failure.configuration(
            "--set %s: %s, expected data.format, data.maxLineBytes or data.options.…",
            setting.name(), reason);
      }
    }
    return new ScoringSettings(Optional.ofNullable(format), options);
  }

  private static String bytes(ConfigValue value) {
    OptionalLong bytes = HoconScalars.whole(value);
    NumberInterval allowed = SectionSchema.key(JobConfiguration.class, LINE).interval();
    if (bytes.isEmpty() || !allowed.contains(bytes.getAsLong())) {
      throw Failure.configuration(
          "--set " + LINE + " is " + value.unwrapped() + ", expected " + allowed.expected(true));
    }
    return Long.toString(bytes.getAsLong());
  }
}
