package io.fallline.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.fallline.testing.Campaign;
import io.fallline.testing.LongTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Many inputs that are nearly right: each is read or refused by the typed error, in bounded memory.
 * An input that is not is left in {@code target/fuzz} under its format and number.
 */
@LongTrial
class FuzzCampaign {
  private static final long SEED = Long.getLong("fuzz.seed", 1);
  private static final long MOST_SECONDS_OF_AN_INPUT = 60;

  private final AtomicLong trials = new AtomicLong();
  private final Map<String, Long> wrong = new TreeMap<>();
  private long read;

  static List<FuzzedFormat> formats() {
    String only = System.getProperty("fuzz.format", "");
    return FuzzedFormats.all().stream().filter(each -> each.name().startsWith(only)).toList();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everyInputIsReadOrRefusedInOneLine(FuzzedFormat format) throws Exception {
    int rounds = Campaign.rounds(100_000, 1_000);
    Thread worker = new Thread(() -> run(format, rounds), "fuzz " + format.name());
    worker.start();
    watch(worker, format);
    Campaign.figure(
        "fuzzing "
            + format.name()
            + ": "
            + trials
            + " inputs of seed "
            + SEED
            + ", "
            + read
            + " read, "
            + (trials.get() - read)
            + " refused, "
            + wrong.size()
            + " defects");
    assertEquals(rounds, trials.get(), "the campaign ended early");
    assertEquals(Map.of(), wrong);
  }

  private void run(FuzzedFormat format, int rounds) {
    format.seeds().forEach(seed -> Trial.of(format, seed)); // what is loaded once is not counted
    for (int i = 0; i < rounds; i++) {
      byte[] input = Mutation.of(format, SEED * 1_000_000_007L + i);
      Trial trial = Trial.of(format, input);
      read += trial.outcome().equals("read") ? 1 : 0;
      if (trial.wrong() != null && wrong.putIfAbsent(trial.wrong(), (long) i) == null) {
        keep(format, i, input);
      }
      trials.incrementAndGet();
    }
  }

  /** Ends the campaign at an input that does not. */
  private void watch(Thread worker, FuzzedFormat format) throws InterruptedException {
    long seen = -1;
    while (worker.isAlive()) {
      if (trials.get() == seen) {
        StackTraceElement[] trace = worker.getStackTrace();
        keep(format, seen, Mutation.of(format, SEED * 1_000_000_007L + seen));
        fail(format.name() + " " + seen + " does not end: " + Arrays.toString(trace));
      }
      seen = trials.get();
      worker.join(MOST_SECONDS_OF_AN_INPUT * 1000);
    }
  }

  private static void keep(FuzzedFormat format, long number, byte[] input) {
    try {
      Path directory = Files.createDirectories(Path.of("target/fuzz", format.name()));
      Files.write(directory.resolve(Long.toString(number)), input);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
