package io.fallline.store;

import io.fallline.model.DirectoryManifest;
import io.fallline.model.DirectoryManifest.FileDigest;
import io.fallline.model.FileFailures;
import io.fallline.store.CommitProtocol.DirectoryDraft;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The commit by a rename: written aside under a hidden name, renamed without overwriting. */
record RenameCommit(Configuration configuration) implements CommitProtocol {
  private static final Logger LOG = LoggerFactory.getLogger(RenameCommit.class);

  /** A draft under a {@link TemporaryName}, which a process killed midway leaves. */
  private record Draft(FileLocation target, FileLocation aside, Configuration configuration)
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
    public FileDigest write(String name, WholeFile.Content content) throws IOException {
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

  @Override
  public FileLocation behindViews(FileLocation place) throws IOException {
    Path existing = place.nearestExisting();
    return place.resolved(existing, place.files().resolvePath(existing), configuration);
  }

  @Override
  public boolean took(FileLocation file, byte[] content) throws IOException {
    if (file.exists()) {
      return false;
    }
    file.createParent();
    return moved(
        file,
        aside -> {
          write(aside, content);
          return AtomicRename.tookFile(aside, file, configuration);
        });
  }

  @Override
  public void replace(FileLocation file, byte[] content) throws IOException {
    moved(
        file,
        aside -> {
          write(aside, content);
          AtomicRename.replacing(aside.files(), aside.path(), file.path(), configuration);
          return true;
        });
  }

  @Override
  public boolean tookDirectory(FileLocation directory, Map<String, byte[]> files)
      throws IOException {
    if (directory.exists()) {
      return false;
    }
    directory.createParent();
    return moved(
        directory,
        aside -> {
          for (Map.Entry<String, byte[]> file : files.entrySet()) {
            write(aside.child(file.getKey()), file.getValue());
          }
          return AtomicRename.took(aside, directory, configuration);
        });
  }

  /** Writes aside and renames; where that fails, or the name is taken, nothing is left aside. */
  private static boolean moved(FileLocation target, Move move) throws IOException {
    FileLocation aside = CommitProtocol.aside(target);
    try {
      boolean took = move.took(aside);
      if (!took) {
        aside.files().delete(aside.path(), true);
      }
      return took;
    } catch (IOException | RuntimeException | Error e) {
      aside.discardAfter(e);
      throw e;
    }
  }

  private interface Move {
    /** False if the name is taken. */
    boolean took(FileLocation aside) throws IOException;
  }

  @Override
  public DirectoryDraft draft(FileLocation directory, Set<String> names) {
    return new Draft(directory, CommitProtocol.aside(directory), configuration);
  }

  /** It got its name when it was whole. */
  @Override
  public boolean isCommitted(FileLocation directory) {
    return true;
  }

  /** Out of sight at once, since to delete a directory takes several calls. */
  @Override
  public void remove(FileLocation directory) throws IOException {
    FileLocation aside = CommitProtocol.aside(directory);
    try {
      AtomicRename.took(directory, aside, configuration);
    } catch (IOException e) {
      if (directory.exists()) {
        throw e;
      }
      return; // another removes it, too, or has given it its name
    }
    aside.files().delete(aside.path(), true);
  }

  @Override
  public void tryOut(FileLocation directory) throws IOException {
    Path existing = directory.nearestExisting();
    if (!directory.files().getFileStatus(existing).isDirectory()) {
      throw FileFailures.files(
          directory.shown() + ": cannot be written: " + existing.toUri().getPath() + " is a file");
    }
    FileLocation probe = CommitProtocol.probe(directory);
    if (!existing.equals(directory.path())) {
      probe.createParent();
    }
    Leftovers.removeProbes(directory);
    probe.create(false).close();
    probe.files().delete(probe.path(), false);
    removeEmpty(directory, existing);
  }

  /** What was made for the probe, unless somebody has come to use it. */
  private static void removeEmpty(FileLocation directory, Path existing) throws IOException {
    Path made = directory.path();
    try {
      while (!made.equals(existing) && directory.files().listStatus(made).length == 0) {
        if (!isRemoved(directory, made)) {
          return;
        }
        made = made.getParent();
      }
    } catch (FileNotFoundException e) {
      return; // another who tried it out has removed it
    }
  }

  /** Not if somebody has written there since the look. */
  private static boolean isRemoved(FileLocation directory, Path made) {
    try {
      return directory.files().delete(made, false);
    } catch (IOException e) {
      LOG.info("{} stays: {}", made, e.toString());
      return false;
    }
  }

  private static void write(FileLocation file, byte[] content) throws IOException {
    WholeFile.write(file.create(false), file.path().getName(), out -> out.write(content));
  }
}
