package io.fallline.store;

import java.io.IOException;
import java.io.InputStream;

/** The files of one directory, on whatever file system it is. */
interface DirectoryFiles {
  /** The directory as messages name it. */
  String shown();

  boolean exists() throws IOException;

  boolean has(String name) throws IOException;

  /** In bytes. */
  long length(String name) throws IOException;

  InputStream open(String name) throws IOException;
}
