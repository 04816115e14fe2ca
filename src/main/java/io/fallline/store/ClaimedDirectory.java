package io.fallline.store;

import io.fallline.core.failure.Failure;
import io.fallline.model.FileFailures;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * A new directory for writers outside of this package, such as Spark's own: of several processes
 * that would have it at once one gets it, by a file in it that is there until all is written.
 * Readers of tables pass over a name that begins like this one.
 */
public final class ClaimedDirectory {
  private static final String CLAIM = "_writing";

  private final FileLocation directory;

  private ClaimedDirectory(FileLocation directory) {
    this.directory = directory;
  }

  /**
   * @throws Failure (files) if there is something of that name, which is left alone, or the file
   *     system says no
   */
  public static ClaimedDirectory take(Path path, Configuration configuration) {
    requireFree(path, configuration);
    FileLocation place = FileLocation.of(path, configuration);
    boolean whole = CommitProtocol.areOffered(place, configuration);
    ClaimedDirectory claimed =
        new ClaimedDirectory(whole ? FileLocation.forPublishing(path, configuration) : place);
    try {
      if (!(whole ? claimed.took(configuration) : claimed.created())) {
        throw taken(place);
      }
      claimed.requireEmpty();
      return claimed;
    } catch (IOException e) {
      throw FileFailures.with(place.shown() + ": cannot be written", e);
    }
  }

  private boolean took(Configuration configuration) throws IOException {
    return CommitProtocol.of(directory, configuration).took(directory.child(CLAIM), new byte[0]);
  }

  /** Where nothing better is offered; Spark's writers do with less. */
  private boolean created() throws IOException {
    try {
      directory.child(CLAIM).create(false).close();
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /**
   * @throws Failure (files) if there is something of that name
   */
  public static void requireFree(Path path, Configuration configuration) {
    FileLocation place = FileLocation.of(path, configuration);
    if (FileFailures.unless(place.shown() + ": cannot be written", place::exists)) {
      throw taken(place);
    }
  }

  /**
   * Another may have had it, and been done, between the look and the claim. What has a hidden name
   * is the claim of one who comes too late.
   */
  private void requireEmpty() throws IOException {
    for (FileStatus file : directory.list()) {
      String name = file.getPath().getName();
      if (!name.equals(CLAIM) && TemporaryName.target(name).isEmpty()) {
        done();
        throw taken(directory);
      }
    }
  }

  /** All is written. */
  public void done() {
    FileLocation claim = directory.child(CLAIM);
    FileFailures.unless(
        claim.shown() + ": cannot be removed", () -> claim.files().delete(claim.path(), false));
  }

  /** Removes the directory; whatever prevents that is told beside the failure. */
  public void discardAfter(Throwable failure) {
    directory.discardAfter(failure);
  }

  private static Failure taken(FileLocation place) {
    return FileFailures.files(
        place.shown()
            + ": exists already (a file "
            + CLAIM
            + " in it belongs to a predict that is running or was killed); it was left as it is, expected a new directory");
  }
}
