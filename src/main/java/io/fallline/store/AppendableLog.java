package io.fallline.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.failure.Failure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * An {@link EntryLog} that is written to. Of several who would write the same number one succeeds,
 * so whoever derives an entry from the one before it knows that nothing came between.
 */
public final class AppendableLog {
  private static final String ID = "id";

  private final Path directory;
  private final Configuration configuration;
  private final EntryLog entries;

  /**
   * @param directory need not exist
   */
  public AppendableLog(Path directory, Configuration configuration) {
    this.directory = directory;
    this.configuration = configuration;
    this.entries = new EntryLog(PlacedFiles.of(directory, configuration));
  }

  public EntryLog entries() {
    return entries;
  }

  /**
   * @param number one more than that of the newest entry
   * @return false if another entry has the number
   * @throws Failure (files) if the file system says no, or cannot tell who was first
   */
  public boolean appended(long number, ObjectNode members) {
    String id = UUID.randomUUID().toString();
    byte[] bytes = bytes(members.deepCopy().put(ID, id));
    // an answer may be lost after the deed: then the entry that is there is this one
    return NewFile.took(new Path(directory, EntryLog.name(number)), configuration, bytes)
        || id.equals(entries.read(number).get(ID));
  }

  /** Removes what writers that were killed have left half-written. */
  public void removeLitter() {
    Place place = Place.of(directory, configuration);
    try {
      for (FileStatus file : place.files().listStatus(place.path())) {
        String name = file.getPath().getName();
        if (name.startsWith(".") && name.endsWith(".tmp")) {
          place.files().delete(file.getPath(), false);
        }
      }
    } catch (FileNotFoundException e) {
      return; // nobody has written yet
    } catch (IOException e) {
      throw Trouble.with(directory + ": cannot be tidied up", e);
    }
  }

  private byte[] bytes(ObjectNode members) {
    try {
      return ManifestWriter.write(members, Map.of());
    } catch (IOException e) {
      throw Trouble.with(directory + ": an entry cannot be written", e);
    }
  }
}
