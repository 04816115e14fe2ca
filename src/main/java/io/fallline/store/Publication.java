package io.fallline.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.failure.Failure;
import io.fallline.model.DirectoryManifest;
import io.fallline.model.DirectoryManifest.FileDigest;
import io.fallline.model.FileFailures;
import io.fallline.store.CommitProtocol.DirectoryDraft;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The publication of a directory of named files, which is whole or absent: all of it is read back
 * and compared before its {@link DirectoryDraft} is committed to a name that must not be taken.
 *
 * <p>A failure leaves nothing behind where the file system still deletes.
 */
record Publication(FileLocation target, DirectoryDraft draft) {
  /**
   * @param files by name, written in this order
   * @param sections of the manifest, besides the list of files
   * @throws Failure (files) if the target exists, which is then left alone, or the file system says
   *     no
   */
  static void publish(
      Path target,
      Configuration configuration,
      Map<String, WholeFile.Content> files,
      ObjectNode sections) {
    for (String name : files.keySet()) {
      if (!DirectoryManifest.isFileName(name)) {
        throw new IllegalArgumentException("\"" + name + "\" is no name of a file in a directory");
      }
    }
    FileLocation place = FileLocation.forPublishing(target, configuration);
    DirectoryDraft draft = CommitProtocol.of(place, configuration).draft(place, files.keySet());
    new Publication(place, draft).publish(files, sections);
  }

  private void publish(Map<String, WholeFile.Content> files, ObjectNode sections) {
    try {
      if (!draft.begun() || !draft.commit(written(files, sections))) {
        throw taken();
      }
    } catch (IOException e) {
      Failure failure =
          isTaken(e) ? taken() : FileFailures.with(target.shown() + ": cannot be written", e);
      draft.discardAfter(failure);
      throw failure;
    } catch (RuntimeException | Error e) {
      draft.discardAfter(e);
      throw e;
    }
  }

  private boolean isTaken(IOException trouble) {
    try {
      return draft.isTaken();
    } catch (IOException e) {
      trouble.addSuppressed(e);
      return false;
    }
  }

  private Failure taken() {
    return FileFailures.files(target.shown() + ": exists already; it was left as it is");
  }

  /** The manifest of the files, which are written then. */
  private byte[] written(Map<String, WholeFile.Content> files, ObjectNode sections)
      throws IOException {
    Map<String, FileDigest> digests = new LinkedHashMap<>();
    for (Map.Entry<String, WholeFile.Content> file : files.entrySet()) {
      digests.put(file.getKey(), draft.write(file.getKey(), file.getValue()));
    }
    byte[] manifest = DirectoryManifest.write(sections, digests);
    // what a reader would refuse must not get its name
    DirectoryManifest.read(manifest);
    for (FileDigest file : digests.values()) {
      WholeFile.requireReadsBack(draft.place(file), file);
    }
    return manifest;
  }
}
