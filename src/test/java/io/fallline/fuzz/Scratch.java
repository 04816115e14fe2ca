package io.fallline.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory for files that are written to be read, removed when the tests have ended. */
public final class Scratch {
  private final Path directory;

  public Scratch(String name) {
    try {
      directory = Files.createTempDirectory(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    directory.toFile().deleteOnExit();
  }

  public Path path() {
    return directory;
  }

  public Path write(String name, byte[] content) {
    try {
      Path file = directory.resolve(name);
      file.toFile().deleteOnExit();
      return Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
