package io.fallline.fuzz;

import io.fallline.core.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** A format as the fuzzer sees it: inputs that are right, and what the product makes of any. */
public interface FuzzedFormat {
  String name();

  /** Inputs to start from, most of them right. */
  List<byte[]> seeds();

  /** What means something in the format. */
  List<String> words();

  /** The kinds of failure that refuse an input. */
  Set<Failure.Kind> kinds();

  /** Reads an input as the product does; returns if it is right. */
  void read(byte[] input) throws Exception;

  /** Bytes that reading an input of some length may allocate. */
  default long allowance(int length) {
    return (16L << 20) + 1000L * length;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] input) {
    return new String(input, StandardCharsets.UTF_8);
  }
}
