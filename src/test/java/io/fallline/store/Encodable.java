package io.fallline.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.Charset;

/** Names of files that this machine can have: where LANG is C, those of ASCII only. */
final class Encodable {
  private Encodable() {}

  static void assume(String name) {
    String charset = System.getProperty("sun.jnu.encoding");
    assumeTrue(Charset.forName(charset).newEncoder().canEncode(name), "names of files: " + charset);
  }
}
