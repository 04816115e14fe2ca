package io.fallline.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The files of one directory, on whatever file system it is. */
interface DirectoryFiles {
  /** The directory as messages name it. */
  String shown();

  boolean exists() throws IOException;

  boolean has(String name) throws IOException;

  /** In bytes. */
  long length(String name) throws IOException;

  InputStream open(String name) throws IOException;

  /** What is in the directory, in no order; nothing where there is none. */
  List<String> names() throws IOException;
}
