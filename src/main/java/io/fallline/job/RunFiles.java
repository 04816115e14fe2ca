package io.fallline.job;

import io.fallline.mlflow.TrackedRun;
import io.fallline.store.RunDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The files of a run directory, for others to keep as well. */
final class RunFiles {
  private RunFiles() {}

  /**
   * @param warned is told if they cannot be listed
   */
  static List<TrackedRun.Artifact> of(
      RunDirectory run, Configuration hadoop, Consumer<String> warned) {
    List<TrackedRun.Artifact> found = new ArrayList<>();
    try {
      FileSystem files = run.path().getFileSystem(hadoop);
      add(files, run.path(), "", found);
    } catch (IOException | RuntimeException e) { // the run is over, and well without this
      warned.accept(run.path() + ": cannot be listed: " + e.getMessage());
    }
    return found;
  }

  private static void add(
      FileSystem files, Path directory, String prefix, List<TrackedRun.Artifact> found)
      throws IOException {
    for (FileStatus file : files.listStatus(directory)) {
      String name = file.getPath().getName();
      if (name.startsWith(".")) {
        continue; // on its way to its name
      }
      if (file.isDirectory()) {
        add(files, file.getPath(), prefix + name + "/", found);
      } else {
        found.add(
            new TrackedRun.Artifact(
                prefix + name, file.getLen(), () -> open(files, file.getPath())));
      }
    }
  }

  private static InputStream open(FileSystem files, Path path) {
    try {
      return files.open(path);
    } catch (IOException e) {
      throw new UncheckedIOException(path.getName() + ": " + e.getMessage(), e);
    }
  }
}
