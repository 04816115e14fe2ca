package io.fallline.bench.rows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file or directory of data that is written once and stays. */
final class KeptFile {
  private KeptFile() {}

  /** Writes a file or a directory. */
  interface Content {
    void write(Path to) throws IOException;
  }

  /** Writes it unless it is there; it is there only when it is complete. */
  static Path of(Path wanted, Content content) throws IOException {
    if (!Files.exists(wanted)) {
      Files.createDirectories(wanted.toAbsolutePath().getParent());
      Path unfinished = wanted.resolveSibling(wanted.getFileName() + ".unfinished");
      content.write(unfinished);
      Files.move(unfinished, wanted, StandardCopyOption.ATOMIC_MOVE);
    }
    return wanted;
  }
}
