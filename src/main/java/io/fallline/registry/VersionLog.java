package io.fallline.registry;

import io.fallline.core.failure.Failure;
import io.fallline.model.DirectoryFiles;
import io.fallline.model.NumberedLogReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The log of one model, read with or without Hadoop.
 *
 * @param shown the model's directory, for messages
 */
public record VersionLog(String shown, NumberedLogReader entries) {
  static final String LOG = "log";
  static final String VERSIONS = "versions";
  static final String MODEL_NAME = "1 to 64 of the characters A-Z a-z 0-9 . _ -";

  /** Whether a model may have this name: a directory's on every file system. */
  static boolean isModelName(String name) {
    return name.matches("[A-Za-z0-9._-]{1,64}") && !name.matches("\\.+");
  }

  /**
   * Reads the champion of a model of a registry of this machine, where there is neither Spark nor
   * Hadoop.
   *
   * @param reading makes something of the champion's model directory
   * @throws Failure (data) if there is no such model, or it has no champion; whatever the reading
   *     throws
   */
  public static <T> T champion(Path registry, String model, Function<Path, T> reading) {
    if (!isModelName(model)) {
      throw Failure.data("the model's name is \"" + model + "\", expected " + MODEL_NAME);
    }
    Path home = registry.resolve(model);
    VersionLog log =
        new VersionLog(
            home.toString(), new NumberedLogReader(new DirectoryFiles.Local(home.resolve(LOG))));
    return log.read(
        0, version -> reading.apply(home.resolve(VERSIONS).resolve(version.directory())));
  }

  /** What happened last; number 0 where nothing has. */
  public LogEntry head() {
    long newest = entries.newest();
    return newest == 0 ? LogEntry.NONE : entry(newest);
  }

  /**
   * @throws Failure (data) if it is missing, or not as it was written
   */
  public LogEntry entry(long number) {
    return LogEntry.read(shown, number, entries.read(number));
  }

  /** All that has happened, the oldest first. */
  public List<LogEntry> all() {
    List<LogEntry> all = new ArrayList<>();
    long newest = entries.newest();
    for (long number = 1; number <= newest; number++) {
      all.add(entry(number));
    }
    return all;
  }

  /**
   * @throws Failure (data) if there is no champion
   */
  public ModelVersion champion() {
    return head()
        .state()
        .champion()
        .orElseThrow(
            () -> Failure.data(shown + ": has no champion, expected a version that was promoted"));
  }

  /**
   * Reads a version. One that is pruned meanwhile is looked for again: a champion is pruned only
   * after another has become it.
   *
   * @param number of a version; 0: the champion
   * @throws Failure (data) if there is none such; whatever the reading throws, if the version is
   *     still that
   */
  public <T> T read(int number, Function<ModelVersion, T> reading) {
    ModelVersion version = find(number);
    while (true) {
      try {
        return reading.apply(version);
      } catch (Failure failed) {
        ModelVersion now = find(number);
        if (now.equals(version)) {
          throw failed;
        }
        version = now;
      }
    }
  }

  private ModelVersion find(int number) {
    if (number == 0) {
      return champion();
    }
    try {
      return head().state().require(number);
    } catch (Failure e) {
      throw new Failure(e.kind(), shown + ": " + e.getMessage(), e);
    }
  }
}
