package io.fallline.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.fallline.configuration.KeyScanner.Key;
import io.fallline.core.failure.Failure;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a configuration: a HOCON file, {@code --set} over it, the defaults under it, variables of
 * the environment where <code>${…}</code> names no key.
 *
 * <p>Whatever is wrong becomes a {@link Failure} of kind CONFIGURATION whose line names the file
 * and line, or the {@code --set}, that has to change.
 */
public final class ConfigurationFile {
  private final String file;
  private final List<CommandLineSetting> overrides;
  private final ComponentRegistries parts = ComponentRegistries.all();
  private final Config defaults = DefaultSettings.read();

  private ConfigurationFile(String file, List<CommandLineSetting> overrides) {
    this.file = file;
    this.overrides = overrides;
  }

  /**
   * @param overrides {@code KEY=VALUE}, the last one of a key counts
   */
  public static JobConfiguration load(Path path, List<String> overrides) {
    List<CommandLineSetting> parsed = parsed(overrides);
    return configuration(path.toString(), ConfigurationText.read(path), parsed);
  }

  /**
   * @param origin what messages name in place of a file
   */
  public static JobConfiguration parse(String origin, String text, List<String> overrides) {
    return configuration(origin, text, parsed(overrides));
  }

  static JobConfiguration configuration(
      String origin, String text, List<CommandLineSetting> overrides) {
    return new ConfigurationFile(origin, overrides).configuration(text);
  }

  static List<CommandLineSetting> parsed(List<String> overrides) {
    return overrides.stream().map(CommandLineSetting::parse).toList();
  }

  /**
   * A configuration that stands in no file.
   *
   * @param origin what messages name in place of a file
   * @param settings values by key: numbers, flags, texts and lists of them
   */
  public static JobConfiguration of(String origin, Map<String, ?> settings) {
    ConfigurationFile file = new ConfigurationFile(origin, List.of());
    try {
      Config given = ConfigFactory.parseMap(settings, origin);
      KeyOrigins places = new KeyOrigins(origin, Map.of(), List.of());
      return file.checked(given.withFallback(file.defaults).resolve(), places);
    } catch (ConfigException e) {
      throw SyntaxErrors.unreadable(origin, "", e);
    }
  }

  private JobConfiguration configuration(String text) {
    TextLimits.refuseExcess(file, text);
    try {
      Config given = ConfigFactory.parseString(text, Includes.of(file));
      List<Key> keys = KeyScanner.scan(text);
      DuplicateKeys.refuse(file, keys);
      ReferenceExpansionLimit.refuseVast(file, keys, text.length());
      for (CommandLineSetting override : overrides) {
        given = override.over(given);
      }
      Config filled = given.withFallback(defaults).resolve();
      return checked(filled, new KeyOrigins(file, lines(keys), overrides));
    } catch (ConfigException e) {
      throw SyntaxErrors.unreadable(file, text, e);
    } catch (StackOverflowError e) {
      // the parser calls itself for every bracket and every step of a path
      throw new Failure(Failure.Kind.CONFIGURATION, file + ": is nested too deeply", e);
    }
  }

  private JobConfiguration checked(Config filled, KeyOrigins places) {
    Map<String, Set<String>> settings =
        Map.of(
            "model",
            ComponentSettings.namesOf(parts.losses()),
            "schedule",
            ComponentSettings.namesOf(parts.schedules()));
    new UnknownKeys(defaults, settings, places).refuse(filled.root());
    SectionReader root = new SectionReader(filled.root(), List.of(), places);
    JobConfiguration job = SectionSchema.read(JobConfiguration.class, root);
    new CrossChecks(job, parts, root).run();
    return job;
  }

  private static Map<String, Integer> lines(List<Key> keys) {
    Map<String, Integer> lines = new HashMap<>();
    keys.forEach(key -> lines.put(key.name(), key.line()));
    return lines;
  }
}
