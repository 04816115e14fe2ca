package io.fallline.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The JSON at the head of a safetensors file: which tensors there are and where their values lie.
 * It is read as a stream, not as a tree, so that a header made to be large costs no more memory
 * than the tensors that it names.
 */
final class SafetensorsHeader {
  static final String METADATA = "__metadata__";
  static final String TYPE = "F64";

  private static final int MOST_DIMENSIONS = 32;
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  // UTF-8 and nothing else, as the format has it: Jackson would guess at UTF-16 and UTF-32
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /** Bytes {@code begin} to {@code end} after the header. */
  record Entry(String name, List<Integer> shape, long begin, long end) {
    int count() {
      return Math.toIntExact((end - begin) / Double.BYTES);
    }
  }

  private SafetensorsHeader() {}

  /** Padded with spaces to a multiple of eight, so that the values after it are aligned. */
  static byte[] of(List<NamedTensor> tensors) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      long begin = 0;
      for (NamedTensor tensor : tensors) {
        long end = begin + (long) tensor.values().length * Double.BYTES;
        json.writeObjectFieldStart(tensor.name());
        json.writeStringField("dtype", TYPE);
        json.writeFieldName("shape");
        json.writeArray(
            tensor.shape().stream().mapToInt(Integer::intValue).toArray(),
            0,
            tensor.shape().size());
        json.writeFieldName("data_offsets");
        json.writeArray(new long[] {begin, end}, 0, 2);
        json.writeEndObject();
        begin = end;
      }
      json.writeEndObject();
    }
    while (bytes.size() % Double.BYTES != 0) {
      bytes.write(' ');
    }
    return bytes.toByteArray();
  }

  /**
   * The tensors in the order of their values, which fill the {@code dataLength} bytes after the
   * header without gap or overlap.
   *
   * @throws MalformedFileException if anything is not as the format has it
   */
  static List<Entry> parse(byte[] header, long dataLength) throws IOException {
    if (header.length == 0 || header[0] != '{') {
      throw new MalformedFileException("its header does not start with {");
    }
    List<Entry> entries = new ArrayList<>();
    try (JsonParser json = JSON.createParser(header)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        if (json.currentName().equals(METADATA)) {
          skipMetadata(json);
        } else {
          entries.add(entry(json));
        }
      }
      requirePadding(header, json.currentTokenLocation().getByteOffset() + 1);
    } catch (JsonProcessingException e) {
      throw new MalformedFileException(
          "its header is no JSON of tensors: " + FileFailures.firstLine(e.getOriginalMessage()));
    }
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    requireNoGaps(entries, dataLength);
    return entries;
  }

  private static void skipMetadata(JsonParser json) throws IOException {
    MalformedFileException.require(
        json.nextToken() == JsonToken.START_OBJECT, METADATA + " is no object");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      MalformedFileException.require(
          json.nextToken() == JsonToken.VALUE_STRING,
          METADATA + " holds something other than texts");
    }
  }

  private static Entry entry(JsonParser json) throws IOException {
    String name = json.currentName();
    String type = null;
    List<Integer> shape = null;
    List<Long> offsets = null;
    MalformedFileException.require(
        json.nextToken() == JsonToken.START_OBJECT,
        "tensor " + name + " is described by no object");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "dtype" -> type = json.getText();
        case "shape" -> shape = extents(json, name);
        case "data_offsets" -> offsets = wholeNumbers(json, name, 2);
        default ->
            throw new MalformedFileException(
                "tensor "
                    + name
                    + " has "
                    + field
                    + ", expected dtype, shape and data_offsets alone");
      }
    }
    MalformedFileException.require(
        TYPE.equals(type), "tensor " + name + " has dtype " + type + ", expected " + TYPE);
    MalformedFileException.require(shape != null, "tensor " + name + " has no shape");
    MalformedFileException.require(
        offsets != null && offsets.size() == 2, "tensor " + name + " has not two data_offsets");
    return checked(new Entry(name, shape, offsets.get(0), offsets.get(1)));
  }

  private static List<Integer> extents(JsonParser json, String name) throws IOException {
    List<Integer> extents = new ArrayList<>();
    for (long extent : wholeNumbers(json, name, MOST_DIMENSIONS)) {
      MalformedFileException.require(
          extent <= LARGEST_ARRAY, "tensor " + name + " is larger than an array can be");
      extents.add((int) extent);
    }
    return extents;
  }

  private static List<Long> wholeNumbers(JsonParser json, String name, int most)
      throws IOException {
    MalformedFileException.require(
        json.currentToken() == JsonToken.START_ARRAY, "tensor " + name + " lists no numbers");
    List<Long> numbers = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      MalformedFileException.require(
          json.currentToken() == JsonToken.VALUE_NUMBER_INT,
          "tensor " + name + " lists something other than whole numbers");
      MalformedFileException.require(
          json.getLongValue() >= 0,
          "tensor " + name + " lists " + json.getLongValue() + ", expected 0 or more");
      MalformedFileException.require(
          numbers.size() < most, "tensor " + name + " lists more than " + most + " numbers");
      numbers.add(json.getLongValue());
    }
    return numbers;
  }

  private static Entry checked(Entry entry) throws MalformedFileException {
    long elements = NamedTensor.elements(entry.shape());
    MalformedFileException.require(
        elements <= LARGEST_ARRAY, "tensor " + entry.name() + " is larger than an array can be");
    MalformedFileException.require(
        entry.end() - entry.begin() == elements * Double.BYTES,
        "tensor "
            + entry.name()
            + " of shape "
            + entry.shape()
            + " lies at bytes "
            + entry.begin()
            + " to "
            + entry.end());
    return entry;
  }

  private static void requireNoGaps(List<Entry> entries, long dataLength)
      throws MalformedFileException {
    long end = 0;
    for (Entry entry : entries) {
      MalformedFileException.require(
          entry.begin() == end,
          "tensor " + entry.name() + " starts at byte " + entry.begin() + ", expected " + end);
      end = entry.end();
    }
    MalformedFileException.require(
        end == dataLength, "its tensors end at byte " + end + " of " + dataLength);
  }

  private static void requirePadding(byte[] header, long from) throws MalformedFileException {
    for (int i = Math.toIntExact(from); i < header.length; i++) {
      MalformedFileException.require(header[i] == ' ', "its header goes on after the closing }");
    }
  }
}
