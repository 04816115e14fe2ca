package io.fallline.store;

import java.io.IOException;
import java.io.OutputStream;

/**
 * What a file is to hold; written once, from its start to its end, into a stream that is not its to
 * close.
 */
@FunctionalInterface
interface Content {
  void writeTo(OutputStream out) throws IOException;
}
