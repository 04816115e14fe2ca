package io.fallline.report;

import io.fallline.core.serialization.ProtobufWriter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * A TensorBoard event file of a run's history: loss, rate, norm and throughput by step, validation
 * loss and metrics at the ends of epochs. A number that is not known is left out.
 *
 * <p>The fields are those of TensorFlow's {@code event.proto} and {@code summary.proto}.
 */
public final class EventFile {
  private static final int EVENT_WALL_TIME = 1;
  private static final int EVENT_STEP = 2;
  private static final int EVENT_FILE_VERSION = 3;
  private static final int EVENT_SUMMARY = 5;
  private static final int SUMMARY_VALUE = 1;
  private static final int VALUE_TAG = 1;
  private static final int VALUE_SIMPLE_VALUE = 2;
  private static final String VERSION = "brain.Event:2";
  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
  private static final int ID_LENGTH = "yyyyMMdd-HHmmss".length();

  private final RecordWriter records = new RecordWriter();
  private final double started;
  private final double secondsAStep;

  /** Steps have no time of their own; all are taken to have lasted equally long. */
  private EventFile(RecordedRun run) {
    double steps = run.summary().path("steps").asDouble(0);
    double seconds = run.summary().path("trainSeconds").asDouble(0);
    started = began(run.id()) + run.summary().path("loadSeconds").asDouble(0);
    secondsAStep = steps > 0 ? seconds / steps : 0;
    records.add(
        new ProtobufWriter()
            .put(EVENT_WALL_TIME, (double) began(run.id()))
            .put(EVENT_FILE_VERSION, VERSION)
            .bytes());
  }

  /**
   * The file's name in the run's directory, always the same, so that a later report replaces it.
   * TensorBoard takes files of this form alone.
   */
  public static String name(RecordedRun run) {
    return "events.out.tfevents." + began(run.id()) + ".fallline";
  }

  public static byte[] of(RecordedRun run) {
    EventFile file = new EventFile(run);
    run.history().steps().forEach(file::add);
    run.history().validations().forEach(file::add);
    return file.records.bytes();
  }

  private void add(History.Step step) {
    ProtobufWriter values = new ProtobufWriter();
    put(values, "loss/training", step.loss());
    put(values, "training/learningRate", step.learningRate());
    put(values, "training/gradientNorm", step.gradientNorm());
    put(values, "training/samplesPerSecond", step.samplesPerSecond());
    add(step.step(), values);
  }

  private void add(History.Validation validation) {
    ProtobufWriter values = new ProtobufWriter();
    put(values, "loss/validation", validation.loss());
    validation.metrics().forEach((name, value) -> put(values, "validation/" + name, value));
    add(validation.step(), values);
  }

  private void add(long step, ProtobufWriter values) {
    records.add(
        new ProtobufWriter()
            .put(EVENT_WALL_TIME, started + step * secondsAStep)
            .put(EVENT_STEP, step)
            .put(EVENT_SUMMARY, values)
            .bytes());
  }

  private static void put(ProtobufWriter values, String tag, double number) {
    if (Double.isFinite(number)) {
      values.put(
          SUMMARY_VALUE,
          new ProtobufWriter().put(VALUE_TAG, tag).put(VALUE_SIMPLE_VALUE, (float) number));
    }
  }

  /** In seconds since 1970, as a run's id has it; 0 where somebody has renamed the directory. */
  private static long began(String id) {
    try {
      return LocalDateTime.parse(id.substring(0, Math.min(ID_LENGTH, id.length())), ID)
          .toEpochSecond(ZoneOffset.UTC);
    } catch (DateTimeParseException renamed) {
      return Instant.EPOCH.getEpochSecond();
    }
  }

  /**
   * A writer of TensorFlow's record format: for each record its length and a checksum of that, then
   * its bytes and a checksum of those.
   *
   * <p>TensorFlow, {@code tensorflow/core/lib/io/record_writer.cc}.
   */
  private static final class RecordWriter {
    private static final int MASK = 0xa282ead8;
    private static final int MASK_ROTATION = 15;

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    void add(byte[] record) {
      byte[] length =
          ByteBuffer.allocate(Long.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(record.length)
              .array();
      file.writeBytes(length);
      file.writeBytes(checksum(length));
      file.writeBytes(record);
      file.writeBytes(checksum(record));
    }

    byte[] bytes() {
      return file.toByteArray();
    }

    /** CRC-32C, masked: a checksum of bytes that have checksums in them would be a weak one. */
    private static byte[] checksum(byte[] bytes) {
      CRC32C checksum = new CRC32C();
      checksum.update(bytes);
      int masked = Integer.rotateRight((int) checksum.getValue(), MASK_ROTATION) + MASK;
      return ByteBuffer.allocate(Integer.BYTES)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putInt(masked)
          .array();
    }
  }
}
