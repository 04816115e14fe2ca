package io.fallline.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The kinds of file systems that a test runs on, each with its own way to be whole. */
enum Where {
  /** The local one, which renames. */
  DISK("", "failing://"),
  /** {@link ObjectStore}, which creates on condition. */
  OBJECTS("objects://bucket", "objects://bucket");

  private final String start;
  private final String faulty;

  Where(String start, String faulty) {
    this.start = start;
    this.faulty = faulty;
  }

  /** What a temporary directory stands for there. */
  Path in(java.nio.file.Path directory) {
    return new Path(start + directory);
  }

  /** The same where {@link FileFaults} happen. */
  Path withFaults(java.nio.file.Path directory) {
    return new Path(faulty + directory);
  }

  Configuration configuration() {
    return FailingFileSystem.configuration();
  }

  /** What is in a directory; nothing where there is none. */
  Set<String> names(Path directory) {
    try {
      return Arrays.stream(files(directory).listStatus(directory))
          .map(FileStatus::getPath)
          .map(Path::getName)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (FileNotFoundException e) {
      return Set.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(Path file, String content) throws IOException {
    try (FSDataOutputStream out = files(file).create(file, true)) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
  }

  String read(Path file) throws IOException {
    try (FSDataInputStream in = files(file).open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  boolean delete(Path path) throws IOException {
    return files(path).delete(path, true);
  }

  private FileSystem files(Path path) throws IOException {
    return path.getFileSystem(configuration());
  }
}
