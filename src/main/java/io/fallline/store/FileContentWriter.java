package io.fallline.store;

import java.io.IOException;
import java.io.OutputStream;

/**
 * What a file is to hold; written from its start to its end into a stream that is not its to close,
 * and once more where another writer has taken the file's name.
 */
@FunctionalInterface
interface FileContentWriter {
  void writeTo(OutputStream out) throws IOException;
}
