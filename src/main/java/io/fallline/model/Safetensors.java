package io.fallline.model;

import io.fallline.core.failure.Failure;
import io.fallline.model.FileFailures.MalformedFileException;
import io.fallline.model.SafetensorsHeader.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The safetensors format with float64 tensors: the header's length as u64 little-endian, a JSON
 * header, then the values, little-endian and without gaps.
 *
 * <p>Reading believes nothing: a file that says more than it holds costs no memory, and any other
 * departure from the format is a failure that names it.
 */
public final class Safetensors {
  /** A tenth of a million tensors; read as a tree, it takes some hundred megabytes at most. */
  static final int LONGEST_HEADER = 1 << 24;

  private static final int DOUBLES_AT_ONCE = 8192;

  private Safetensors() {}

  /**
   * @throws Failure (training) if a value is not finite; nothing is written then
   */
  public static void write(OutputStream out, List<NamedTensor> tensors) throws IOException {
    requireDistinctNames(tensors);
    tensors.forEach(Safetensors::requireFinite);
    byte[] header = SafetensorsHeader.of(tensors);
    if (header.length > LONGEST_HEADER) {
      throw new IllegalArgumentException(
          tensors.size() + " tensors need a header of " + header.length + " bytes");
    }
    out.write(littleEndian(Long.BYTES).putLong(header.length).array());
    out.write(header);
    for (NamedTensor tensor : tensors) {
      writeValues(out, tensor.values());
    }
  }

  /**
   * The tensors in the order of their values in the file.
   *
   * @param length of the file, in bytes
   * @param file as messages name it
   * @throws Failure (data) if the file is not as the format has it, or a value is not finite
   */
  public static List<NamedTensor> read(InputStream in, long length, String file)
      throws IOException {
    try {
      List<NamedTensor> tensors = new ArrayList<>();
      for (Entry entry : readHeader(in, length)) {
        NamedTensor tensor = new NamedTensor(entry.name(), entry.shape(), readValues(in, entry));
        int index = firstNonFinite(tensor.values());
        if (index >= 0) {
          throw new MalformedFileException(
              "value " + index + " of " + tensor.name() + " is " + tensor.values()[index]);
        }
        tensors.add(tensor);
      }
      return tensors;
    } catch (MalformedFileException e) {
      throw Failure.data(file + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static List<Entry> readHeader(InputStream in, long length) throws IOException {
    byte[] prefix = in.readNBytes(Long.BYTES);
    if (prefix.length < Long.BYTES) {
      throw new MalformedFileException(
          "it has " + prefix.length + " bytes, fewer than the length of its header takes");
    }
    long headerLength = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
    long limit = Math.min(LONGEST_HEADER, length - Long.BYTES);
    if (headerLength < 0 || headerLength > limit) {
      throw new MalformedFileException(
          "its header claims "
              + Long.toUnsignedString(headerLength)
              + " bytes, expected at most "
              + limit);
    }
    byte[] header = in.readNBytes((int) headerLength);
    if (header.length < headerLength) {
      throw new MalformedFileException("it ends within its header");
    }
    return SafetensorsHeader.parse(header, length - Long.BYTES - headerLength);
  }

  private static double[] readValues(InputStream in, Entry entry) throws IOException {
    double[] values = new double[entry.count()];
    ByteBuffer bytes = littleEndian(Math.min(DOUBLES_AT_ONCE, values.length) * Double.BYTES);
    for (int from = 0; from < values.length; from += DOUBLES_AT_ONCE) {
      int count = Math.min(DOUBLES_AT_ONCE, values.length - from);
      if (in.readNBytes(bytes.array(), 0, count * Double.BYTES) < count * Double.BYTES) {
        throw new MalformedFileException("it ends within tensor " + entry.name());
      }
      bytes.clear().asDoubleBuffer().get(values, from, count);
    }
    return values;
  }

  private static void writeValues(OutputStream out, double[] values) throws IOException {
    ByteBuffer bytes = littleEndian(Math.min(DOUBLES_AT_ONCE, values.length) * Double.BYTES);
    for (int from = 0; from < values.length; from += DOUBLES_AT_ONCE) {
      int count = Math.min(DOUBLES_AT_ONCE, values.length - from);
      bytes.clear().asDoubleBuffer().put(values, from, count);
      out.write(bytes.array(), 0, count * Double.BYTES);
    }
  }

  private static void requireDistinctNames(List<NamedTensor> tensors) {
    Set<String> names = new HashSet<>(Set.of(SafetensorsHeader.METADATA));
    for (NamedTensor tensor : tensors) {
      if (!names.add(tensor.name())) {
        throw new IllegalArgumentException("the name " + tensor.name() + " is taken");
      }
    }
  }

  private static void requireFinite(NamedTensor tensor) {
    int index = firstNonFinite(tensor.values());
    if (index >= 0) {
      String found = "value " + index + " of " + tensor.name() + " is " + tensor.values()[index];
      throw new Failure(
          Failure.Kind.TRAINING, found + ", expected a finite number; nothing was written");
    }
  }

  private static int firstNonFinite(double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        return i;
      }
    }
    return -1;
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
