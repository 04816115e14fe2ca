package io.fallline.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes aside under a hidden name, then renames without overwriting. */
record RenameCommit(Configuration configuration) implements CommitProtocol {
  private static final Logger LOG = LoggerFactory.getLogger(RenameCommit.class);

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
    FileLocation aside = CommitProtocol.aside(file);
    try {
      write(aside, content);
      boolean took = AtomicRename.tookFile(aside, file, configuration);
      if (!took) {
        aside.files().delete(aside.path(), false);
      }
      return took;
    } catch (IOException | RuntimeException | Error e) {
      aside.discardAfter(e);
      throw e;
    }
  }

  @Override
  public void replace(FileLocation file, byte[] content) throws IOException {
    FileLocation aside = CommitProtocol.aside(file);
    try {
      write(aside, content);
      AtomicRename.replacing(aside.files(), aside.path(), file.path(), configuration);
    } catch (IOException | RuntimeException | Error e) {
      aside.discardAfter(e);
      throw e;
    }
  }

  @Override
  public boolean tookDirectory(FileLocation directory, Map<String, byte[]> files)
      throws IOException {
    if (directory.exists()) {
      return false;
    }
    directory.createParent();
    FileLocation aside = CommitProtocol.aside(directory);
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        write(aside.child(file.getKey()), file.getValue());
      }
      boolean took = AtomicRename.took(aside, directory, configuration);
      if (!took) {
        aside.files().delete(aside.path(), true);
      }
      return took;
    } catch (IOException | RuntimeException | Error e) {
      aside.discardAfter(e);
      throw e;
    }
  }

  @Override
  public DirectoryDraft draft(FileLocation directory, Set<String> names) {
    return new RenamedDraft(directory, CommitProtocol.aside(directory), configuration);
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
