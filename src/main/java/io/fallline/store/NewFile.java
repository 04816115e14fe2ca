package io.fallline.store;

import io.fallline.core.failure.Failure;
import io.fallline.model.FileFailures;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** One new file that is whole or absent, under a name that must not be taken. */
public final class NewFile {
  private NewFile() {}

  /**
   * @throws Failure (files) if there is something of that name, which is left alone
   */
  public static void requireFree(Path target, Configuration configuration) {
    FileLocation place = FileLocation.forPublishing(target, configuration);
    if (FileFailures.unless(target + ": cannot be written", place::exists)) {
      throw taken(place);
    }
  }

  /**
   * @throws Failure (files) if there is something of that name, which is left alone, or the file
   *     system says no
   */
  public static void write(Path target, Configuration configuration, byte[] content) {
    FileLocation place = FileLocation.forPublishing(target, configuration);
    if (!took(place, configuration, content)) {
      throw taken(place);
    }
    Leftovers.removeOld(place, place.path().getName()::equals);
  }

  /**
   * The same, of several at once for one: who comes second learns it.
   *
   * @return false if the name is taken; nothing is left behind then
   * @throws Failure (files) if the file system says no
   */
  public static boolean took(Path target, Configuration configuration, byte[] content) {
    return took(FileLocation.forPublishing(target, configuration), configuration, content);
  }

  private static boolean took(FileLocation place, Configuration configuration, byte[] content) {
    return FileFailures.unless(
        place.shown() + ": cannot be written",
        () -> CommitProtocol.of(place, configuration).took(place, content));
  }

  private static Failure taken(FileLocation place) {
    return FileFailures.files(place.shown() + ": exists already; it was left as it is");
  }
}
