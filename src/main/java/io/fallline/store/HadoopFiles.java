package io.fallline.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** On one of Hadoop's file systems. */
record HadoopFiles(FileLocation directory) implements DirectoryFiles {
  static HadoopFiles of(Path directory, Configuration configuration) {
    return new HadoopFiles(FileLocation.of(directory, configuration));
  }

  @Override
  public String shown() {
    return directory.shown();
  }

  @Override
  public boolean exists() throws IOException {
    return directory.exists();
  }

  @Override
  public boolean has(String name) throws IOException {
    return directory.child(name).exists();
  }

  @Override
  public long length(String name) throws IOException {
    FileLocation file = directory.child(name);
    return file.files().getFileStatus(file.path()).getLen();
  }

  @Override
  public InputStream open(String name) throws IOException {
    return directory.child(name).open();
  }

  @Override
  public List<String> names() throws IOException {
    try {
      return Arrays.stream(directory.list()).map(entry -> entry.getPath().getName()).toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }
}
