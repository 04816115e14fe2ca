package io.fallline.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.failure.Failure;
import io.fallline.model.DirectoryManifest;
import io.fallline.model.FileFailures;
import io.fallline.model.NumberedLogReader;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A {@link NumberedLogReader} that is written to. Of several processes that would write the same
 * number one succeeds, so a process that derives an entry from the one before knows that nothing
 * came between.
 */
public final class ExclusiveAppendLog {
  private static final String ID = "id";
  private final Path directory;
  private final Configuration configuration;
  private final NumberedLogReader entries;

  /**
   * @param directory need not exist
   */
  public ExclusiveAppendLog(Path directory, Configuration configuration) {
    this.directory = directory;
    this.configuration = configuration;
    this.entries = new NumberedLogReader(FileLocation.of(directory, configuration));
  }

  public NumberedLogReader entries() {
    return entries;
  }

  /**
   * @param number one more than that of the newest entry
   * @return false if another entry has the number
   * @throws Failure (files) if the file system says no, or cannot tell who was first
   */
  public boolean appended(long number, ObjectNode members) {
    String id = UUID.randomUUID().toString();
    ObjectNode entry = members.deepCopy().put(ID, id);
    byte[] bytes =
        FileFailures.unless(
            directory + ": an entry cannot be written",
            () -> DirectoryManifest.write(entry, Map.of()));
    try {
      NewFile.took(new Path(directory, NumberedLogReader.name(number)), configuration, bytes);
    } catch (Failure failed) {
      if (entries.newest() < number) {
        throw failed;
      }
    }
    // not by the answer: it may be lost after the deed, and where somebody tidied up meanwhile, a
    // file that is gone from aside and an entry that is another's look like success
    return id.equals(entries.read(number).path(ID).asText());
  }

  /**
   * Removes what writers that were killed have left half-written: that whose number is taken, so
   * that nobody is disturbed who could still succeed.
   */
  public void removeLitter() {
    long newest = entries.newest();
    Leftovers.remove(
        directory,
        configuration,
        name -> NumberedLogReader.number(name) > 0 && NumberedLogReader.number(name) <= newest);
  }

  /**
   * Removes from a directory what trials of writing there have left that were killed; where a trial
   * would miss it, only what is a day older than the newest entry.
   *
   * @param place need not exist
   */
  public void removeProbes(Path place) {
    Path newest = new Path(directory, NumberedLogReader.name(entries.newest()));
    Leftovers.removeProbes(place, FileLocation.of(newest, configuration), configuration);
  }
}
