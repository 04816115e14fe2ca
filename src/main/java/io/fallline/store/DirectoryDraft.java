package io.fallline.store;

import io.fallline.model.DirectoryManifest.FileDigest;
import java.io.IOException;

/**
 * A directory with a manifest while it is being written: to readers there is none before the {@link
 * #commit}.
 */
interface DirectoryDraft {

  /**
   * Makes room for the files.
   *
   * @return false if the directory's name is taken
   */
  boolean begun() throws IOException;

  /** Writes a file, and has it on disk before this returns where the file system can say so. */
  FileDigest write(String name, WholeFile.Content content) throws IOException;

  /** Where a file lies that was written, until the commit. */
  FileLocation place(FileDigest written);

  /**
   * Makes the directory what readers see.
   *
   * @return false if the name has been taken meanwhile
   */
  boolean commit(byte[] manifest) throws IOException;

  /**
   * Whether another writer has taken the name before the commit, which explains whatever went wrong
   * with the files.
   */
  boolean isTaken() throws IOException;

  /** Removes what was written; whatever prevents that is told beside the failure. */
  void discardAfter(Throwable failure);
}
