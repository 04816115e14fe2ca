package io.fallline.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.report.page.RunFiles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.tensorflow.framework.Summary;
import org.tensorflow.util.Event;

/** The file as TensorFlow's own messages read it. */
class EventFileTest {
  private static final long START = 1767323045; // date -u -d '2026-01-02 03:04:05' +%s

  static {
    // else protobuf warns of messages that were generated long ago, which matters for strangers'
    // files
    System.setProperty("com.google.protobuf.use_unsafe_pre22_gencode", "true");
  }

  private static List<Event> events(byte[] file) throws Exception {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    List<Event> events = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] length = new byte[Long.BYTES];
      bytes.get(length);
      assertEquals(masked(length), bytes.getInt());
      byte[] data =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      bytes.get(data);
      assertEquals(masked(data), bytes.getInt());
      events.add(Event.parseFrom(data));
    }
    return events;
  }

  /** As TensorFlow's crc32c.h has it. */
  private static int masked(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    long value = crc.getValue();
    return (int) (((value >>> 15) | (value << 17)) + 0xa282ead8L);
  }

  private static Map<String, Float> scalars(Event event) {
    Map<String, Float> scalars = new java.util.TreeMap<>();
    for (Summary.Value value : event.getSummary().getValueList()) {
      scalars.put(value.getTag(), value.getSimpleValue());
    }
    return scalars;
  }

  @Test
  void aReaderFindsEveryStepAndEveryValidation() throws Exception {
    RecordedRun run = RunFiles.recorded(RunFiles.of(200, 4, "no", "yes"));
    List<Event> events = events(EventFile.of(run));
    assertEquals(1 + 200 + 4, events.size());
    assertEquals("brain.Event:2", events.get(0).getFileVersion());
    assertEquals(150, events.get(150).getStep());
    assertEquals(
        Map.of(
            "loss/training",
            (float) (1.0 / 150),
            "training/learningRate",
            0.01f,
            "training/gradientNorm",
            (float) (2 + Math.sin(150)),
            "training/samplesPerSecond",
            1000f + 150 % 17),
        scalars(events.get(150)));
    assertEquals(50, events.get(201).getStep());
    assertEquals(
        Map.of("loss/validation", 2f, "validation/accuracy", 0.5f),
        scalars(events.get(201)),
        "the auc of the first epoch is not known");
    assertEquals(
        Map.of("loss/validation", 0.5f, "validation/accuracy", 0.875f, "validation/auc", 0.75f),
        scalars(events.get(204)));
  }

  @Test
  void stepsLieEvenlyWithinTheTimeThatTrainingTook() throws Exception {
    RecordedRun run = RunFiles.recorded(RunFiles.of(100, 0, "no", "yes"));
    List<Event> events = events(EventFile.of(run));
    assertEquals(START, events.get(0).getWallTime());
    assertEquals(START + 1.5 + 2.25 / 2, events.get(50).getWallTime(), 1e-6);
    assertEquals(START + 1.5 + 2.25, events.get(100).getWallTime(), 1e-6);
  }

  @Test
  void theFileIsCalledAsTensorBoardLooksForIt() {
    Map<String, byte[]> files = Map.of("history.jsonl", "".getBytes(UTF_8));
    assertEquals(
        "events.out.tfevents." + START + ".fallline",
        EventFile.name(RecordedRun.of("d", RunFiles.ID + "-2", files)));
    assertEquals(
        "events.out.tfevents.0.fallline", EventFile.name(RecordedRun.of("d", "renamed", files)));
  }
}
