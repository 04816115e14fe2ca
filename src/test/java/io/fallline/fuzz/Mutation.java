package io.fallline.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Inputs that are nearly right: seeds with a few things done to them, the same for a seed. */
public final class Mutation {
  private static final int LONGEST = 1 << 18;
  private static final int MOST_CHANGES = 6;
  private static final long[] NUMBERS = {
    0,
    1,
    -1,
    2,
    7,
    8,
    63,
    64,
    127,
    128,
    255,
    256,
    32767,
    32768,
    65535,
    65536,
    1L << 24,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    1L << 31,
    1L << 32,
    1L << 40,
    1L << 53,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };
  private static final List<String> TEXTS =
      List.of(
          "NaN",
          "Infinity",
          "-Infinity",
          "1e308",
          "1e309",
          "1e-400",
          "1e99999999999",
          "0x10",
          "-0",
          "00",
          "1.",
          ".5",
          "+1",
          "null",
          "true",
          "\u0000",
          "\u001b[31m",
          "\u202e",
          "\ufeff",
          "\u2028",
          "../",
          "/dev/zero",
          "~",
          "%s",
          "\r\n",
          "\n",
          "\t",
          "\"",
          "\\",
          "\\u0000",
          "😀",
          " ",
          "=",
          ":",
          ",",
          ";",
          "#",
          "'");
  private static final byte[][] NOT_UTF8 = {
    {(byte) 0xff},
    {(byte) 0xc0, (byte) 0x80},
    {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
    {(byte) 0xf4},
  };

  private final SplittableRandom random;
  private final List<byte[]> seeds;
  private final List<String> words;

  private Mutation(SplittableRandom random, List<byte[]> seeds, List<String> words) {
    this.random = random;
    this.seeds = seeds;
    this.words = words;
  }

  public static byte[] of(FuzzedFormat format, long seed) {
    return new Mutation(new SplittableRandom(seed), format.seeds(), format.words()).input();
  }

  private byte[] input() {
    byte[] input = anySeed();
    for (int changes = 1 + random.nextInt(random.nextInt(MOST_CHANGES) + 1);
        changes > 0;
        changes--) {
      input = changed(input);
    }
    return input.length > LONGEST ? Arrays.copyOf(input, LONGEST) : input;
  }

  private byte[] changed(byte[] input) {
    int at = random.nextInt(input.length + 1);
    int end = at + length(input.length - at);
    return switch (random.nextInt(16)) {
      case 0 -> input.length == 0 ? input : flipped(input);
      case 1 -> replaced(input, at, Math.min(input.length, at + 1), random(1));
      case 2 -> replaced(input, at, end, new byte[0]);
      case 3 -> replaced(input, at, at, Arrays.copyOfRange(input, at, end));
      case 4 -> replaced(input, at, at, text(anyText()));
      case 5, 6, 7 -> wordSwapped(input);
      case 8 -> Arrays.copyOf(input, at);
      case 9 -> spliced(input, at);
      case 10 -> replaced(input, at, Math.min(input.length, at + 4), number(4));
      case 11 -> replaced(input, at, Math.min(input.length, at + 8), number(8));
      case 12 -> replaced(input, at, end, text(Long.toString(anyNumber())));
      case 13 -> replaced(input, at, at, NOT_UTF8[random.nextInt(NOT_UTF8.length)]);
      case 14 -> replaced(input, at, at, random.nextInt(8) == 0 ? nested() : random(5));
      default -> replaced(input, at, at, random.nextInt(8) == 0 ? repeated() : text(anyText()));
    };
  }

  private byte[] anySeed() {
    return seeds.get(random.nextInt(seeds.size()));
  }

  private String anyText() {
    List<String> some = words.isEmpty() || random.nextInt(3) == 0 ? TEXTS : words;
    return some.get(random.nextInt(some.size()));
  }

  private long anyNumber() {
    return NUMBERS[random.nextInt(NUMBERS.length)] + random.nextInt(3) - 1;
  }

  /** Mostly short. */
  private int length(int most) {
    int limit = random.nextInt(4) == 0 ? most : Math.min(most, 16);
    return limit == 0 ? 0 : random.nextInt(limit + 1);
  }

  private byte[] flipped(byte[] input) {
    byte[] flipped = input.clone();
    flipped[random.nextInt(input.length)] ^= (byte) (1 << random.nextInt(8));
    return flipped;
  }

  /** Puts another word in place of one that is there. */
  private byte[] wordSwapped(byte[] input) {
    String text = new String(input, StandardCharsets.ISO_8859_1);
    String word = new String(text(anyText()), StandardCharsets.ISO_8859_1);
    int at = word.isEmpty() ? -1 : text.indexOf(word, random.nextInt(input.length + 1));
    at = at < 0 ? text.indexOf(word) : at;
    return at < 0
        ? replaced(input, random.nextInt(input.length + 1), 0, text(anyText()))
        : replaced(input, at, at + word.length(), text(anyText()));
  }

  private byte[] spliced(byte[] input, int at) {
    byte[] other = anySeed();
    int from = random.nextInt(other.length + 1);
    return replaced(input, at, input.length, Arrays.copyOfRange(other, from, other.length));
  }

  private byte[] number(int bytes) {
    ByteOrder order = random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    ByteBuffer number = ByteBuffer.allocate(Long.BYTES).order(order).putLong(anyNumber());
    boolean tail = bytes < Long.BYTES && order == ByteOrder.BIG_ENDIAN;
    return Arrays.copyOfRange(
        number.array(), tail ? Long.BYTES - bytes : 0, tail ? Long.BYTES : bytes);
  }

  private byte[] nested() {
    String opening = List.of("[", "{", "{\"a\":", "(", "${", "a.", "[{a=").get(random.nextInt(7));
    String closing = random.nextBoolean() ? "" : opening.contains("[") ? "]" : "}";
    int depth = 1 << random.nextInt(16);
    return text(opening.repeat(depth) + closing.repeat(depth));
  }

  private byte[] repeated() {
    byte[] run = new byte[1 << random.nextInt(17)];
    Arrays.fill(run, (byte) random.nextInt(256));
    return run;
  }

  private byte[] random(int most) {
    byte[] some = new byte[1 + random.nextInt(most)];
    random.nextBytes(some);
    return some;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] replaced(byte[] input, int from, int to, byte[] by) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(input.length + by.length);
    bytes.write(input, 0, from);
    bytes.writeBytes(by);
    bytes.write(input, Math.max(from, to), input.length - Math.max(from, to));
    return bytes.toByteArray();
  }
}
