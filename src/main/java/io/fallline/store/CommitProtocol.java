package io.fallline.store;

import io.fallline.core.failure.Failure;
import io.fallline.model.DirectoryManifest.FileDigest;
import io.fallline.model.FileFailures;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/**
 * The way in which a file system makes what is written there whole at once. There are two ways: to
 * write under a hidden name and rename, or to create the one file that counts if nobody else has.
 */
interface CommitProtocol {

  /**
   * @throws Failure (files) if the file system has neither way
   */
  static CommitProtocol of(FileLocation place, Configuration configuration) {
    if (AtomicRename.areWhole(place, configuration)) {
      return new RenameCommit(configuration);
    }
    if (ConditionalCreateCommit.isOffered(place)) {
      return new ConditionalCreateCommit();
    }
    String scheme = place.path().toUri().getScheme().toLowerCase(Locale.ROOT);
    throw FileFailures.files(
        place.shown()
            + ": "
            + scheme
            + " is not known to rename a directory all at once, nor to create a file only where there is none, so a"
            + " half-written one could be taken for whole; write to file, hdfs, viewfs, or to s3a of Hadoop 3.4.2 or"
            + " newer with "
            + ConditionalCreateCommit.S3A_SETTING
            + ", or vouch for renames with spark.hadoop."
            + AtomicRename.TRUSTED_SCHEMES);
  }

  /** Whether the file system has one of the ways. */
  static boolean areOffered(FileLocation place, Configuration configuration) {
    return AtomicRename.areWhole(place, configuration) || ConditionalCreateCommit.isOffered(place);
  }

  /** The place itself, where this one is a view of another file system. */
  FileLocation behindViews(FileLocation place) throws IOException;

  /**
   * Writes a file under a name that must be free; of several at once, one succeeds.
   *
   * @return false if the name is taken; nothing is left behind then
   */
  boolean took(FileLocation file, byte[] content) throws IOException;

  /** Writes a small file in place of one that may be there: a reader sees either. */
  void replace(FileLocation file, byte[] content) throws IOException;

  /**
   * Makes a directory of small files without a manifest, in the map's order, under a name that must
   * be free; of several at once, one succeeds.
   *
   * @return false if the name is taken; nothing is left behind then
   */
  boolean tookDirectory(FileLocation directory, Map<String, byte[]> files) throws IOException;

  /** Begins a directory with a manifest, of files with these names. */
  DirectoryDraft draft(FileLocation directory, Set<String> names);

  /**
   * Whether a directory with a manifest is whole, as far as its being there under its name says.
   */
  boolean isCommitted(FileLocation directory) throws IOException;

  /** Removes a directory with a manifest: no reader meets half of it. */
  void remove(FileLocation directory) throws IOException;

  /**
   * Finds out, by doing so, whether something can be written in a directory; it need not exist.
   * What others have left of doing so is removed.
   *
   * @throws Failure (files) if it can, but would not be whole
   */
  void tryOut(FileLocation directory) throws IOException;

  /** What nobody takes for anything, beside a place. */
  static FileLocation aside(FileLocation place) {
    return place.sibling(TemporaryName.of(place.path().getName()));
  }

  /** The same within a directory. */
  static FileLocation probe(FileLocation directory) {
    return directory.child(TemporaryName.ofProbe());
  }

  /**
   * A directory with a manifest while it is being written: to readers there is none before the
   * {@link #commit}.
   */
  interface DirectoryDraft {

    /** Makes room for the files; false if the directory's name is taken. */
    boolean begun() throws IOException;

    /** Writes a file, and has it on disk before this returns where the file system can say so. */
    FileDigest write(String name, WholeFile.Content content) throws IOException;

    /** Where a file lies that was written, until the commit. */
    FileLocation place(FileDigest written);

    /** Makes the directory what readers see; false if the name has been taken meanwhile. */
    boolean commit(byte[] manifest) throws IOException;

    /**
     * Whether another writer has taken the name before the commit, which explains whatever went
     * wrong with the files.
     */
    boolean isTaken() throws IOException;

    /** Removes what was written; whatever prevents that is told beside the failure. */
    void discardAfter(Throwable failure);
  }
}
