package io.fallline.model;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of one directory: on this machine without Hadoop, or a location on one of Hadoop's file
 * systems.
 */
public interface DirectoryFiles {
  /** The directory as messages name it. */
  String shown();

  boolean exists() throws IOException;

  boolean has(String name) throws IOException;

  /** In bytes. */
  long length(String name) throws IOException;

  InputStream open(String name) throws IOException;

  /** What is in the directory, in no order; nothing where there is none. */
  List<String> names() throws IOException;

  /**
   * @throws AccessDeniedException if a directory above it may not be searched, so that nobody knows
   */
  static boolean isThere(Path path) throws AccessDeniedException {
    try {
      Files.readAttributes(path, BasicFileAttributes.class);
      return true;
    } catch (AccessDeniedException denied) {
      throw denied;
    } catch (IOException absent) {
      return false;
    }
  }

  /** The files of a directory on this machine, without Hadoop. */
  record Local(Path directory) implements DirectoryFiles {
    private static final int BUFFER = 1 << 16;

    @Override
    public String shown() {
      return directory.toString();
    }

    @Override
    public boolean exists() throws IOException {
      return isThere(directory);
    }

    @Override
    public boolean has(String name) throws IOException {
      return isThere(directory.resolve(name));
    }

    @Override
    public long length(String name) throws IOException {
      return Files.size(directory.resolve(name));
    }

    @Override
    public InputStream open(String name) throws IOException {
      return new BufferedInputStream(Files.newInputStream(directory.resolve(name)), BUFFER);
    }

    @Override
    public List<String> names() throws IOException {
      try (Stream<Path> entries = Files.list(directory)) {
        return entries.map(entry -> entry.getFileName().toString()).toList();
      } catch (NoSuchFileException e) {
        return List.of();
      }
    }
  }
}
