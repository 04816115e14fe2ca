package io.fallline.bench.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.bench.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a command and says what it cost, with all processes that it starts. */
final class ClockedProcess {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MOST_SECONDS = 600;

  // bash counts the processor time of children; what it says of it goes to the file $0
  private static final String TIMED = "TIMEFORMAT='%R %U %S'; { time \"$@\" 2>&3; } 3>&2 2>\"$0\"";

  private ClockedProcess() {}

  /**
   * How a command ended.
   *
   * @param seconds by the clock; NaN of one that took more than ten minutes
   * @param processorSeconds of user and system
   * @param out its standard output
   */
  record Ended(double seconds, double processorSeconds, String out) {
    JsonNode json() throws IOException {
      return JSON.readTree(out.isEmpty() ? "{}" : out);
    }

    Figures figures() {
      return Figures.of("seconds", seconds).put("processorSeconds", processorSeconds);
    }
  }

  static Ended run(Path directory, Map<String, String> environment, List<String> command)
      throws IOException {
    Path times = Files.createTempFile(directory, "times", ".txt");
    Path out = Files.createTempFile(directory, "out", ".txt");
    List<String> timed = new ArrayList<>(List.of("bash", "-c", TIMED, times.toString()));
    timed.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(timed).redirectOutput(out.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("LC_NUMERIC", "C");
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    if (!endedInTime(process)) {
      System.err.println("ended after " + MOST_SECONDS + " s: " + String.join(" ", command));
      return new Ended(Double.NaN, Double.NaN, "");
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException(command + " ended with " + process.exitValue());
    }
    String[] seconds = Files.readString(times).strip().split(" ");
    return new Ended(
        Double.parseDouble(seconds[0]),
        Double.parseDouble(seconds[1]) + Double.parseDouble(seconds[2]),
        Files.readString(out));
  }

  private static boolean endedInTime(Process process) {
    try {
      if (process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
        return true;
      }
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.waitFor();
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a command", e);
    }
  }
}
