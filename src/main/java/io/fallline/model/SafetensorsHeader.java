package io.fallline.model;

import static io.fallline.model.FileFailures.MalformedFileException.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.model.FileFailures.MalformedFileException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The JSON at the head of a safetensors file: which tensors there are and where their values lie.
 */
final class SafetensorsHeader {
  static final String METADATA = "__metadata__";

  private static final String TYPE = "F64";
  private static final Set<String> MEMBERS = Set.of("dtype", "shape", "data_offsets");
  private static final int MOST_DIMENSIONS = 32;
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;
  private static final JsonMapper JSON = new JsonMapper();

  /** Bytes {@code begin} to {@code end} after the header. */
  record Entry(String name, List<Integer> shape, long begin, long end) {
    int count() {
      return Math.toIntExact((end - begin) / Double.BYTES);
    }
  }

  private SafetensorsHeader() {}

  /** Padded with spaces to a multiple of eight, so that the values after it are aligned. */
  static byte[] of(List<NamedTensor> tensors) throws IOException {
    ObjectNode header = JSON.createObjectNode();
    long begin = 0;
    for (NamedTensor tensor : tensors) {
      long end = begin + (long) tensor.values().length * Double.BYTES;
      ObjectNode entry = header.putObject(tensor.name()).put("dtype", TYPE);
      ArrayNode shape = entry.putArray("shape");
      tensor.shape().forEach(shape::add);
      entry.putArray("data_offsets").add(begin).add(end);
      begin = end;
    }
    byte[] json = JSON.writeValueAsBytes(header);
    byte[] padded =
        Arrays.copyOf(json, (json.length + Double.BYTES - 1) / Double.BYTES * Double.BYTES);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    return padded;
  }

  /**
   * The tensors in the order of their values, which fill the {@code dataLength} bytes after the
   * header without gap or overlap.
   *
   * @throws MalformedFileException if anything is not as the format has it
   */
  static List<Entry> parse(byte[] header, long dataLength) throws IOException {
    require(header.length > 0 && header[0] == '{', "its header does not start with {");
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> tensor :
        StrictJson.object(header, "its header").properties()) {
      if (tensor.getKey().equals(METADATA)) {
        requireTexts(tensor.getValue());
      } else {
        entries.add(entry(tensor.getKey(), tensor.getValue()));
      }
    }
    requirePadding(header);
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    requireNoGaps(entries, dataLength);
    return entries;
  }

  private static void requireTexts(JsonNode metadata) throws MalformedFileException {
    require(metadata.isObject(), METADATA + " is no object");
    for (JsonNode value : metadata) {
      require(value.isTextual(), METADATA + " holds something other than texts");
    }
  }

  private static Entry entry(String name, JsonNode json) throws MalformedFileException {
    String tensor = "tensor " + name;
    require(json.isObject(), tensor + " is described by no object");
    for (Map.Entry<String, JsonNode> member : json.properties()) {
      require(
          MEMBERS.contains(member.getKey()),
          tensor + " has " + member.getKey() + ", expected dtype, shape and data_offsets alone");
    }
    String type = json.path("dtype").asText(null);
    require(TYPE.equals(type), tensor + " has dtype " + type + ", expected " + TYPE);
    require(json.has("shape"), tensor + " has no shape");
    List<Integer> shape = new ArrayList<>();
    for (long extent : wholeNumbers(json.get("shape"), tensor, MOST_DIMENSIONS)) {
      require(extent <= LARGEST_ARRAY, tensor + " is larger than an array can be");
      shape.add((int) extent);
    }
    List<Long> offsets =
        json.has("data_offsets") ? wholeNumbers(json.get("data_offsets"), tensor, 2) : List.of();
    require(offsets.size() == 2, tensor + " has not two data_offsets");
    return checked(new Entry(name, shape, offsets.get(0), offsets.get(1)));
  }

  private static List<Long> wholeNumbers(JsonNode list, String tensor, int most)
      throws MalformedFileException {
    require(list.isArray(), tensor + " lists no numbers");
    require(list.size() <= most, tensor + " lists more than " + most + " numbers");
    List<Long> numbers = new ArrayList<>();
    for (JsonNode number : list) {
      require(number.isIntegralNumber(), tensor + " lists something other than whole numbers");
      require(number.canConvertToLong(), tensor + " lists a number that is out of range of long");
      require(number.longValue() >= 0, tensor + " lists " + number + ", expected 0 or more");
      numbers.add(number.longValue());
    }
    return numbers;
  }

  private static Entry checked(Entry entry) throws MalformedFileException {
    long elements = NamedTensor.elements(entry.shape());
    require(
        elements <= LARGEST_ARRAY, "tensor " + entry.name() + " is larger than an array can be");
    String found = "tensor " + entry.name() + " of shape " + entry.shape() + " lies at bytes ";
    require(
        entry.end() - entry.begin() == elements * Double.BYTES,
        found + entry.begin() + " to " + entry.end());
    return entry;
  }

  private static void requireNoGaps(List<Entry> entries, long dataLength)
      throws MalformedFileException {
    long end = 0;
    for (Entry entry : entries) {
      require(
          entry.begin() == end,
          "tensor " + entry.name() + " starts at byte " + entry.begin() + ", expected " + end);
      end = entry.end();
    }
    require(end == dataLength, "its tensors end at byte " + end + " of " + dataLength);
  }

  /** The format pads with spaces alone, JSON would take other white space, too. */
  private static void requirePadding(byte[] header) throws MalformedFileException {
    int last = header.length - 1;
    while (header[last] == ' ') {
      last--;
    }
    require(header[last] == '}', "its header goes on after the closing }");
  }
}
