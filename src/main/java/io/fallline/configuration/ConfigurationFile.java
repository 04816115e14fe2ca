package io.fallline.configuration;

import io.fallline.configuration.hocon.CommandLineSetting;
import io.fallline.configuration.hocon.ConfigurationText;
import io.fallline.configuration.hocon.HoconDocument;
import io.fallline.core.failure.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a configuration: a HOCON file, {@code --set} over it, the defaults under it.
 *
 * <p>Whatever is wrong becomes a {@link Failure} of kind CONFIGURATION whose line names the file
 * and line, or the {@code --set}, that has to change.
 */
public final class ConfigurationFile {
  private ConfigurationFile() {}

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
    HoconDocument document = HoconDocument.parse(origin, text, overrides, KeyDefaults.read());
    JobConfiguration job = checked(document);
    if (job.data().train().isEmpty()) {
      throw reader(document).section("data").refused("train", KeyTypes.TrainingPaths.EXPECTED);
    }
    return job;
  }

  static List<CommandLineSetting> parsed(List<String> overrides) {
    return overrides.stream().map(CommandLineSetting::parse).toList();
  }

  /**
   * A configuration that stands in no file. It needs no {@code data.train}: rows may be handed over
   * as DataFrames.
   *
   * @param origin what messages name in place of a file
   * @param settings values by key: numbers, flags, texts and lists of them
   */
  public static JobConfiguration of(String origin, Map<String, ?> settings) {
    return checked(HoconDocument.of(origin, settings, KeyDefaults.read()));
  }

  private static JobConfiguration checked(HoconDocument document) {
    ComponentRegistries registries = ComponentRegistries.all();
    Map<String, Set<String>> settings =
        Map.of(
            "model",
            ComponentSettings.namesOf(registries.losses()),
            "schedule",
            ComponentSettings.namesOf(registries.schedules()));
    new UnknownKeys(KeyDefaults.read(), settings, document.origins())
        .refuse(document.values().root());
    SectionReader root = reader(document);
    JobConfiguration job = SectionSchema.read(JobConfiguration.class, root);
    new CrossChecks(job, registries, root).run();
    return job;
  }

  private static SectionReader reader(HoconDocument document) {
    return new SectionReader(document.values().root(), List.of(), document.origins());
  }
}
