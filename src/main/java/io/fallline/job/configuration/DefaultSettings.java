package io.fallline.job.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The resource in which every default stands, except those of rules, losses and schedules. */
final class DefaultSettings {
  /** What the parser names as the origin of a value that the user has not set. */
  static final String ORIGIN = "fallline-defaults.conf";

  private DefaultSettings() {}

  static Config read() {
    return ConfigFactory.parseString(
        text(), ConfigParseOptions.defaults().setOriginDescription(ORIGIN));
  }

  /** As it stands in the resource, comments and all. */
  static String text() {
    try (InputStream resource = DefaultSettings.class.getResourceAsStream("/" + ORIGIN)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(ORIGIN + " cannot be read from the jar", e);
    }
  }
}
