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
record ByRename(Configuration configuration) implements Commits {
  private static final Logger LOG = LoggerFactory.getLogger(ByRename.class);

  @Override
  public Place behindViews(Place place) throws IOException {
    Path existing = place.nearestExisting();
    return place.resolved(existing, place.files().resolvePath(existing), configuration);
  }

  @Override
  public boolean took(Place file, byte[] content) throws IOException {
    if (file.exists()) {
      return false;
    }
    file.createParent();
    Place aside = Commits.aside(file);
    try {
      write(aside, content);
      boolean took = Renames.tookFile(aside, file, configuration);
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
  public void replace(Place file, byte[] content) throws IOException {
    Place aside = Commits.aside(file);
    try {
      write(aside, content);
      Renames.replacing(aside.files(), aside.path(), file.path(), configuration);
    } catch (IOException | RuntimeException | Error e) {
      aside.discardAfter(e);
      throw e;
    }
  }

  @Override
  public boolean tookDirectory(Place directory, Map<String, byte[]> files) throws IOException {
    if (directory.exists()) {
      return false;
    }
    directory.createParent();
    Place aside = Commits.aside(directory);
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        write(aside.child(file.getKey()), file.getValue());
      }
      boolean took = Renames.took(aside, directory, configuration);
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
  public Draft draft(Place directory, Set<String> names) {
    return new RenamedDraft(directory, Commits.aside(directory), configuration);
  }

  /** It got its name when it was whole. */
  @Override
  public boolean isCommitted(Place directory) {
    return true;
  }

  /** Out of sight at once, since to delete a directory takes several calls. */
  @Override
  public void remove(Place directory) throws IOException {
    Place aside = Commits.aside(directory);
    try {
      Renames.took(directory, aside, configuration);
    } catch (IOException e) {
      if (directory.exists()) {
        throw e;
      }
      return; // another removes it, too, or has given it its name
    }
    aside.files().delete(aside.path(), true);
  }

  @Override
  public void tryOut(Place directory) throws IOException {
    Path existing = directory.nearestExisting();
    if (!directory.files().getFileStatus(existing).isDirectory()) {
      throw Trouble.files(
          directory.shown() + ": cannot be written: " + existing.toUri().getPath() + " is a file");
    }
    Place probe = Commits.probe(directory);
    if (!existing.equals(directory.path())) {
      probe.createParent();
    }
    Leftovers.removeProbes(directory);
    probe.create(false).close();
    probe.files().delete(probe.path(), false);
    removeEmpty(directory, existing);
  }

  /** What was made for the probe, unless somebody has come to use it. */
  private static void removeEmpty(Place directory, Path existing) throws IOException {
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
  private static boolean isRemoved(Place directory, Path made) {
    try {
      return directory.files().delete(made, false);
    } catch (IOException e) {
      LOG.info("{} stays: {}", made, e.toString());
      return false;
    }
  }

  private static void write(Place file, byte[] content) throws IOException {
    WholeFile.write(file.create(false), file.path().getName(), out -> out.write(content));
  }
}
