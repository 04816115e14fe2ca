package io.fallline.configuration;

import io.fallline.configuration.hocon.HoconWriter;
import java.util.Map;

/**
 * The text of {@code resolved.conf}: every key with the value in force, secrets masked. Loaded
 * again it gives the same {@link JobConfiguration}, but for the secrets.
 */
public final class ResolvedConfigurationWriter {
  private ResolvedConfigurationWriter() {}

  public static String render(JobConfiguration job) {
    return HoconWriter.write(tree(job));
  }

  /** The same as maps, lists, texts, numbers, flags and nulls, for a manifest. */
  @SuppressWarnings("unchecked") // masking leaves a map's keys as they are
  public static Map<String, Object> tree(JobConfiguration job) {
    return (Map<String, Object>) Secrets.masked(SectionSchema.write(job));
  }
}
