package io.fallline.scheduling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What schedules start, in the place of Fallline: notes the words that it is given, and ends as it
 * is told.
 */
final class StandIn {
  private static final String SCRIPT =
      """
      #!/usr/bin/env bash
      cd "$(dirname "$0")/.." || exit
      printf '%s\\n' "$(printf '%s\\t' "$@")" >>calls
      if [[ -e hold ]]; then
        echo holding
        cat >/dev/null # until standard input ends
      fi
      [[ -s exits ]] || exit 0
      read -r code <exits
      sed -i 1d exits
      exit "$code"
      """;

  private final Path home;

  /**
   * @param home in the place of {@code /opt/fallline}
   */
  StandIn(Path home) throws IOException {
    this.home = home;
    Files.createDirectories(home.resolve("submit-scripts"));
    for (String name : List.of("local.sh", "submit.sh")) {
      Path script = Files.writeString(home.resolve("submit-scripts").resolve(name), SCRIPT);
      if (!script.toFile().setExecutable(true)) {
        throw new IOException(script + " cannot be made executable");
      }
    }
  }

  Path home() {
    return home;
  }

  /** A schedule, for this Fallline, with its lock and its working directory here too. */
  String startedBy(String schedule) {
    return schedule
        .replace("/opt/fallline", home.toString())
        .replace("/run/lock", home.toString())
        .replace("/var/lib/fallline", home.toString());
  }

  /** The exit codes of the next calls; 0 after them. */
  void endsWith(int... codes) throws IOException {
    Files.write(home.resolve("exits"), Arrays.stream(codes).mapToObj(Integer::toString).toList());
  }

  /** From now on a call says so and goes on when its standard input ends. */
  void holds() throws IOException {
    Files.createFile(home.resolve("hold"));
  }

  void holdsNoLonger() throws IOException {
    Files.delete(home.resolve("hold"));
  }

  /** The words of every call so far. */
  List<List<String>> calls() throws IOException {
    Path calls = home.resolve("calls");
    return Files.exists(calls)
        ? Files.readAllLines(calls).stream()
            .map(line -> List.of(line.split("\t")))
            .collect(Collectors.toList())
        : List.of();
  }

  /** The configuration that schedules name. */
  String configuration() {
    return home.resolve("conf/retrain.conf").toString();
  }
}
