package io.fallline.store;

import io.fallline.store.DirectoryManifest.FileDigest;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;

/** Is written under a {@link HiddenName}, which a process killed midway leaves, and renamed. */
record RenamedDraft(FileLocation target, FileLocation aside, Configuration configuration)
    implements DirectoryDraft {

  @Override
  public boolean begun() throws IOException {
    if (target.exists()) {
      return false;
    }
    target.createParent();
    aside.createDirectory();
    return true;
  }

  @Override
  public FileDigest write(String name, FileContentWriter content) throws IOException {
    return WholeFile.write(aside.child(name).create(false), name, content);
  }

  @Override
  public FileLocation place(FileDigest written) {
    return aside.child(written.storedAs());
  }

  @Override
  public boolean commit(byte[] manifest) throws IOException {
    FileDigest written = write(DirectoryManifest.NAME, out -> out.write(manifest));
    WholeFile.requireReadsBack(place(written), written);
    return AtomicRename.took(aside, target, configuration);
  }

  /** Until the commit nobody meets another here. */
  @Override
  public boolean isTaken() {
    return false;
  }

  @Override
  public void discardAfter(Throwable failure) {
    aside.discardAfter(failure);
  }
}
